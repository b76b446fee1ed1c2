import type { CommandPage } from '../../../src/components/reference/command-page.ts';
import { sources } from '../sources.ts';

export default {
  name: 'sysctl',
  group: 'Addresses and names',
  question: 'Which ports does this system give out by itself, and which need a right?',
  answers: 'sysctl reads the settings of the kernel. Some of them decide what it does with port numbers.',
  lines: [
    { line: 'sysctl net.ipv4.ip_local_port_range', says: 'the range for automatic ports' },
    { line: 'sysctl net.ipv4.ip_unprivileged_port_start', says: 'the first port that everybody may have' },
    { line: 'sysctl net.ipv4.ip_local_reserved_ports', says: 'ports that are never picked automatically' },
    { line: 'sudo sysctl -w net.ipv4.ip_unprivileged_port_start=80', says: 'sets one, until the next start' },
  ],
  shown: [
    {
      says: 'The defaults of Linux:',
      lines: ['sysctl net.ipv4.ip_local_port_range net.ipv4.ip_unprivileged_port_start'],
      fields: [
        {
          find: /net\.ipv4\.ip_local_port_range/,
          name: 'the setting',
          means:
            'Its name is the path of a file under /proc/sys. It counts for IPv6 too, whatever its name says.',
        },
        { find: /32768/, name: 'the first', means: 'An ephemeral port is picked from here …' },
        {
          find: /60999/,
          name: 'the last',
          means: '… to here. 62893 is above it: on a default Linux it was asked for by number.',
        },
        {
          find: /= (1024)/,
          name: 'the boundary',
          means: 'Ports below it need the capability CAP_NET_BIND_SERVICE, which root has.',
        },
      ],
    },
  ],
  status: [
    { code: '0', means: 'Every setting was read or written.' },
    { code: '1', means: 'One is not there, or you may not change it.' },
  ],
  silent: [
    'Whether a port is free: only how the kernel picks and protects them.',
    'A container has its own settings. Docker sets the boundary to 0 inside.',
  ],
  counterparts: {
    macos: {
      lines: ['sysctl net.inet.ip.portrange'],
      says: 'By default 49152 to 65535.',
      source: sources.xnuIn,
    },
    windows: {
      lines: ['netsh int ipv4 show dynamicport tcp'],
      says: 'By default 49152 to 65535. No port needs a right.',
      source: sources.windowsDynamicPorts,
    },
  },
  lessons: ['the-three-ranges', 'what-your-system-does'],
  sources: [sources.sysctl8, sources.ipSysctl, sources.ip7],
} satisfies CommandPage;

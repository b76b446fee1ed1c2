import type { CommandPage } from '../../../src/components/reference/command-page.ts';
import { sources } from '../sources.ts';

export default {
  name: 'netsh',
  group: 'Who holds it',
  question: 'On Windows: nobody holds this port, so why is it refused?',
  answers:
    'Windows can set ranges of ports aside, for Hyper-V, WSL or Docker for instance. A bind inside them is refused with 10013, and no list of sockets shows them. netsh does.',
  lines: [
    { line: 'netsh int ipv4 show excludedportrange protocol=tcp', says: 'the ranges that are set aside' },
    { line: 'netsh int ipv4 show dynamicport tcp', says: 'the range for automatic ports' },
    {
      line: 'netsh int ipv4 add excludedportrange protocol=tcp startport=3000 numberofports=1',
      says: 'as administrator: keeps 3000 for you, so that nothing else sets it aside',
    },
  ],
  shown: [
    {
      says: 'The ranges that are set aside, the range for automatic ports, and what a server is told inside one:',
      scene: 'windows',
      lines: [
        'netsh int ipv4 show excludedportrange protocol=tcp',
        'netsh int ipv4 show dynamicport tcp',
        'python -m http.server 54950 2>&1 | Select-Object -Last 1',
      ],
      columns: 110,
      documented: sources.windowsNetsh,
      fields: [
        { find: /54913/, name: 'Start Port', means: 'The first port of a range.' },
        { find: /55012/, name: 'End Port', means: 'Its last port. Every port between the two is refused.' },
        {
          find: /\* - Administered/,
          name: '*',
          means:
            'A range with a star was added by an administrator; without it, by a part of Windows, often anew at each start.',
        },
        { find: /49152/, name: 'Start Port', means: 'Automatic ports begin here.' },
        { find: /16384/, name: 'Number of Ports', means: 'So many of them: the last is 65535.' },
        {
          find: /WinError 10013/,
          name: 'the refusal',
          means: 'A bind inside an excluded range. Nobody holds the port.',
        },
      ],
    },
  ],
  silent: ['Who asked for a range.', 'Ports that a program holds: those are in netstat -ano.'],
  counterparts: {
    linux: {
      lines: ['sysctl net.ipv4.ip_local_port_range net.ipv4.ip_local_reserved_ports'],
      says: 'The range for automatic ports, and those kept out of it. A program may still ask for a reserved one by number.',
      source: sources.ipSysctl,
    },
    macos: {
      lines: ['sysctl net.inet.ip.portrange'],
      says: 'The ranges for automatic ports. There are no excluded ranges.',
      source: sources.xnuIn,
    },
  },
  lessons: ['what-your-system-does'],
  sources: [sources.windowsNetsh, sources.windowsDynamicPorts],
} satisfies CommandPage;

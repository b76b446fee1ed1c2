import type { CommandPage } from '../../../src/components/reference/command-page.ts';
import { sources } from '../sources.ts';

export default {
  name: 'ufw',
  group: 'Firewalls',
  question: 'Does the firewall let others reach this port?',
  answers:
    'ufw writes rules for the packet filter of Linux in a few words. It is Ubuntu’s and Debian’s simple way to it.',
  lines: [
    { line: 'sudo ufw status verbose', says: 'on or off, the defaults, the rules' },
    { line: 'sudo ufw allow 62893/tcp', says: 'lets everybody in to this port' },
    { line: 'sudo ufw allow from 192.168.1.0/24 to any port 62893 proto tcp', says: 'only the neighbours' },
    { line: 'sudo ufw delete allow 62893/tcp', says: 'takes the rule away' },
  ],
  shown: [
    {
      says: 'Switched on, with one port open:',
      before: ['sudo ufw allow 62893/tcp', 'sudo ufw enable'],
      lines: ['sudo ufw status verbose'],
      fields: [
        {
          find: /Status: active/,
          name: 'Status',
          means: 'inactive: it filters nothing, whatever rules there are.',
        },
        {
          find: /deny \(incoming\)/,
          name: 'Default, incoming',
          means: 'What no rule allows is dropped: the caller waits until the time is up.',
        },
        {
          find: /allow \(outgoing\)/,
          name: 'Default, outgoing',
          means: 'Your own programs may call anybody, and the answers come in.',
        },
        {
          find: /disabled \(routed\)/,
          name: 'Default, routed',
          means: 'This host forwards nothing for others. Docker brings its own rules for that.',
        },
        { find: /62893\/tcp/, name: 'To', means: 'The port at this host, and its protocol.' },
        {
          find: /ALLOW IN/,
          name: 'Action',
          means: 'ALLOW lets in, DENY drops, REJECT answers with a refusal, LIMIT slows repeated calls.',
        },
        { find: /Anywhere/, name: 'From', means: 'Who may come.' },
        { find: /\(v6\)/, name: '(v6)', means: 'The same rule for IPv6.' },
      ],
    },
  ],
  silent: [
    'Loopback is let through before all rules. ufw deny 62893/tcp changes nothing for http://127.0.0.1:62893.',
    'Ports that Docker publishes pass by ufw: their packets are forwarded, and ufw filters what comes in.',
    'Whether anybody listens. An open port without a listener is refused.',
  ],
  counterparts: {
    macos: {
      lines: ['/usr/libexec/ApplicationFirewall/socketfilterfw --getglobalstate', 'sudo pfctl -sr'],
      says: 'The application firewall asks per program, pf filters packets.',
      source: sources.macPfctl8,
    },
    windows: {
      lines: ['Get-NetFirewallRule -Enabled True -Direction Inbound'],
      says: 'Rules of the Windows firewall for what comes in.',
      source: sources.getNetFirewallRule,
    },
  },
  sources: [sources.ufw8, sources.ufwBeforeRules, sources.dockerUfw],
  lessons: ['is-it-the-firewall', 'containers-have-their-own'],
} satisfies CommandPage;

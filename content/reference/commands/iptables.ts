import type { CommandPage } from '../../../src/components/reference/command-page.ts';
import { sources } from '../sources.ts';

export default {
  name: 'iptables',
  group: 'Firewalls',
  question: 'Which rule decides about this packet?',
  answers:
    'iptables lists and changes the rules of Linux’s packet filter. A packet goes through a chain from the top; the first rule that fits decides.',
  lines: [
    { line: 'sudo iptables -L INPUT -n -v --line-numbers', says: 'what comes to this host, with counters' },
    { line: 'sudo iptables -S', says: 'all rules, as they were typed' },
    { line: 'sudo iptables -t nat -L -n -v', says: 'forwarded and translated ports, Docker’s too' },
    { line: 'sudo iptables -D INPUT 1', says: 'takes rule 1 of INPUT away' },
  ],
  shown: [
    {
      says: 'One rule, and a call that met it:',
      scene: 'home',
      before: ['sudo iptables -A INPUT -i wlan0 -p tcp --dport 8000 -j DROP'],
      elsewhere: { phone: ['nc -vz -w 2 192.168.1.20 8000'] },
      lines: ['sudo iptables -L INPUT -n -v --line-numbers'],
      fields: [
        {
          find: /Chain INPUT/,
          name: 'the chain',
          means: 'INPUT is for packets to this host, FORWARD for those that go through, OUTPUT for its own.',
        },
        { find: /policy ACCEPT/, name: 'the policy', means: 'What happens to a packet that no rule fits.' },
        { find: /^(1)/m, name: 'num', means: 'The place of the rule. The first that fits decides.' },
        {
          find: /\d+/,
          name: 'pkts',
          means:
            'How many packets it has decided. Call once more and look: a counter that moves has found your rule.',
        },
        { find: /\d+/, name: 'bytes', means: 'The same in bytes.' },
        {
          find: /DROP/,
          name: 'target',
          means:
            'ACCEPT lets through. DROP says nothing, and the caller times out. REJECT answers, and the caller is refused.',
        },
        { find: /6/, name: 'prot', means: '6 is TCP, 17 is UDP, 0 is all.' },
        {
          find: /wlan0/,
          name: 'in',
          means: 'The interface that the packet came by. A rule for wlan0 does not see loopback.',
        },
        { find: /0\.0\.0\.0\/0/, name: 'source', means: 'Where from; 0.0.0.0/0 is anywhere.' },
        { find: /dpt:8000/, name: 'the rest', means: 'What else must fit: here the destination port.' },
      ],
    },
  ],
  status: [
    { code: '0', means: 'Done.' },
    { code: '2', means: 'The line is not understood.' },
    { code: '4', means: 'You are not root.' },
  ],
  silent: [
    'IPv6: those rules are in ip6tables.',
    'Rules that somebody wrote with nft in tables of their own: nft list ruleset shows all.',
    'Rules on the way. The router and the other host have their own.',
  ],
  counterparts: {
    macos: { lines: ['sudo pfctl -sr'], says: 'The rules of pf.', source: sources.macPfctl8 },
    windows: {
      lines: ['Get-NetFirewallRule -Enabled True'],
      says: 'The rules of the Windows firewall.',
      source: sources.getNetFirewallRule,
    },
  },
  sources: [sources.iptables8],
  lessons: ['is-it-the-firewall'],
} satisfies CommandPage;

import type { CommandPage } from '../../../src/components/reference/command-page.ts';
import { sources } from '../sources.ts';

export default {
  name: 'ping',
  group: 'Does it answer',
  question: 'Is that host there at all?',
  answers:
    'ping sends ICMP echo requests to an address and waits for the replies. ICMP has no ports, so it says nothing about one.',
  lines: [
    { line: 'ping -c 2 127.0.0.1', says: 'two requests, then stop' },
    { line: 'ping -c 2 localhost', says: 'which address the name leads to' },
    { line: 'ping -c 2 192.168.1.1', says: 'the router, say' },
  ],
  shown: [
    {
      says: 'To this host itself:',
      lines: ['ping -c 2 127.0.0.1'],
      fields: [
        {
          find: /PING 127\.0\.0\.1 \(127\.0\.0\.1\)/,
          name: 'PING',
          means: 'What you asked for, and in brackets the address it led to.',
        },
        {
          find: /56\(84\) bytes/,
          name: '56(84)',
          means: '56 bytes of data, 84 with the headers of ICMP and IP.',
        },
        { find: /64 bytes from 127\.0\.0\.1/, name: 'from', means: 'Who answered.' },
        {
          find: /icmp_seq=1/,
          name: 'icmp_seq',
          means: 'Which request it answers. A missing number is a lost packet.',
        },
        { find: /ttl=64/, name: 'ttl', means: 'How many more routers the reply might have crossed.' },
        { find: /time=[\d.]+ ms/, name: 'time', means: 'There and back.' },
        { find: /0% packet loss/, name: 'packet loss', means: 'How many requests had no reply.' },
      ],
    },
    {
      says: 'A port does not belong to it. And an address that nobody has:',
      scene: 'home',
      lines: ['ping localhost:62893', 'ping -c 1 192.168.1.99'],
      fields: [
        {
          find: /Name or service not known/,
          name: 'an error',
          means: 'It took localhost:62893 for a name. To test a port use nc or curl.',
        },
        {
          find: /From 192\.168\.1\.20/,
          name: 'From',
          means:
            'Your own address: your own host gave up, because nobody on the network claimed the address.',
        },
        {
          find: /Destination Host Unreachable/,
          name: 'the reason',
          means:
            'There is no such host on this network. A host that only drops pings would give no line at all.',
        },
      ],
    },
  ],
  status: [
    { code: '0', means: 'At least one reply came.' },
    { code: '1', means: 'None came.' },
    { code: '2', means: 'Something else: the name is not known, for instance.' },
  ],
  silent: [
    'Whether a server runs. A host that answers may have no listener at all.',
    'Whether the host is down. Many firewalls drop pings and let TCP through.',
  ],
  counterparts: {
    macos: {
      lines: ['ping -c 2 127.0.0.1'],
      says: 'The same; without -c it goes on until Ctrl-C.',
      source: sources.macPing8,
    },
    windows: {
      lines: ['ping 127.0.0.1'],
      says: 'Four requests, then it stops. -n 2 makes it two.',
      source: sources.windowsPing,
    },
  },
  lessons: ['refused-timed-out-answered', 'the-loopback-interface'],
  sources: [sources.ping8, sources.rfc792],
} satisfies CommandPage;

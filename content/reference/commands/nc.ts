import type { CommandPage } from '../../../src/components/reference/command-page.ts';
import { sources } from '../sources.ts';

export default {
  name: 'nc',
  group: 'Does it answer',
  question: 'Does anything listen on this port, whatever it speaks?',
  answers:
    'nc opens a TCP connection and tells whether it stood. It can also listen, and then show what a client sends.',
  lines: [
    { line: 'nc -vz 127.0.0.1 62893', says: 'only try the connection' },
    { line: 'nc -vz -w 3 192.168.1.20 62893', says: 'wait three seconds at most' },
    { line: 'nc -l 127.0.0.1 62893', says: 'listen, and print what comes' },
    { line: 'nc -vzu 127.0.0.1 5353', says: 'UDP: “succeeded” only means that no refusal came' },
  ],
  shown: [
    {
      says: 'One port with a listener, one without:',
      before: ['python3 -m http.server 62893 --bind 127.0.0.1 >/dev/null 2>&1 &'],
      lines: ['nc -vz 127.0.0.1 62893', 'nc -vz 127.0.0.1 62894'],
      fields: [
        {
          find: /Connection to 127\.0\.0\.1 62893 port/,
          name: 'where',
          means: 'The address and the port that were tried.',
        },
        {
          find: /\[tcp\/\*\]/,
          name: 'protocol and service',
          means: 'tcp, and the registry’s name for the number; * where it has none.',
        },
        {
          find: /succeeded!/,
          name: 'the outcome',
          means: 'The handshake was completed: somebody listens. Nothing was sent.',
        },
        {
          find: /Connection refused/,
          name: 'the other outcome',
          means:
            'The host answered: nobody listens there. No line at all until the time is up would mean: no answer.',
        },
      ],
    },
  ],
  status: [
    { code: '0', means: 'The connection stood.' },
    { code: '1', means: 'It was refused, or the time ran out.' },
  ],
  silent: [
    'Which program listens, and whether it works: the kernel completes the handshake before the program has done anything.',
    'There are several programs of this name, with different options. This is the one of OpenBSD, as on Debian and macOS.',
  ],
  counterparts: {
    macos: { lines: ['nc -vz 127.0.0.1 62893'], says: 'The same options.', source: sources.macNc1 },
    windows: {
      lines: ['Test-NetConnection 127.0.0.1 -Port 62893'],
      says: 'TcpTestSucceeded is the answer.',
      source: sources.testNetConnection,
    },
  },
  lessons: ['refused-timed-out-answered', 'run-a-server'],
  sources: [sources.nc1],
} satisfies CommandPage;

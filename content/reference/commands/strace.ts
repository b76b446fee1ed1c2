import type { CommandPage } from '../../../src/components/reference/command-page.ts';
import { sources } from '../sources.ts';

export default {
  name: 'strace',
  group: 'Does it answer',
  question: 'What does the program really ask for, and what does the kernel say?',
  answers:
    'strace prints the system calls of a program with their results. It shows the bind itself, not what the program’s log makes of it.',
  lines: [
    { line: 'strace -e trace=network python3 -m http.server 62893', says: 'the network calls of a program' },
    { line: 'strace -f -e trace=network npm run dev', says: 'with the processes that it starts' },
    { line: 'sudo strace -p PID -e trace=network', says: 'a program that runs already' },
  ],
  shown: [
    {
      says: 'A second listener on a port that is taken:',
      before: ['python3 -m http.server 62893 --bind 127.0.0.1 >/dev/null 2>&1 &'],
      lines: ['strace -e trace=network nc -l 127.0.0.1 62893'],
      fields: [
        {
          find: /socket\(AF_INET, SOCK_STREAM, IPPROTO_TCP\)/,
          name: 'the call',
          means: 'Its name and what was given: a new TCP socket for IPv4.',
        },
        {
          find: /= 3/,
          name: 'its result',
          means: 'The file descriptor of the new socket. Later calls begin with it.',
        },
        {
          find: /SO_REUSEADDR, \[1\]/,
          name: 'an option',
          means: 'Switched on. It helps against TIME-WAIT, and not against a listener.',
        },
        {
          find: /sin_port=htons\(62893\)/,
          name: 'the port',
          means: 'What bind asks for. htons only turns the number into network order.',
        },
        {
          find: /inet_addr\("127\.0\.0\.1"\)/,
          name: 'the address',
          means: 'Here you see where it means to listen.',
        },
        {
          find: /-1 EADDRINUSE/,
          name: 'the errno',
          means: 'bind failed, and why. The program turns it into its own words in the next line.',
        },
      ],
    },
  ],
  status: [{ code: 'as the program', means: 'strace ends with the status of what it traced.' }],
  silent: [
    'What happens inside the program between its calls.',
    'Other users’ programs: -p needs root, or the right to trace.',
  ],
  counterparts: {
    macos: {
      lines: ['sudo dtruss -n node'],
      says: 'It needs root, and System Integrity Protection keeps it from Apple’s own programs.',
      source: sources.macDtruss1,
    },
    windows: {
      lines: [],
      says: 'There is no such command. The number in a program’s message (10048, 10013) is what the call gave back.',
      source: sources.windowsErrors,
    },
  },
  lessons: ['two-programs-one-port'],
  sources: [sources.strace1],
} satisfies CommandPage;

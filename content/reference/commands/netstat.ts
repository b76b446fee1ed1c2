import type { CommandPage } from '../../../src/components/reference/command-page.ts';
import { sources } from '../sources.ts';

export default {
  name: 'netstat',
  group: 'Who holds it',
  question: 'Which ports are open here, on whatever system this is?',
  answers:
    'netstat lists sockets on Linux, macOS and Windows, with different options on each. On Linux ss has taken its place, and netstat may have to be installed.',
  lines: [
    { line: 'netstat -tlnp', says: 'Linux: TCP listeners, as numbers, with their programs' },
    { line: 'netstat -tanp', says: 'Linux: connections too' },
    { line: 'netstat -anv -p tcp', says: 'macOS: -p takes a protocol there, and -v adds the process' },
    { line: 'netstat -ano', says: 'Windows: -o adds the process number' },
    {
      line: 'netstat -ano | findstr :62893',
      says: 'Windows: lines with :62893 in them, the peer’s port included',
    },
  ],
  shown: [
    {
      says: 'On Linux, as the user who started the server:',
      before: ['python3 -m http.server 62893 >/dev/null 2>&1 &'],
      lines: ['netstat -tlnp'],
      fields: [
        {
          find: /\(Not all processes could be identified/,
          name: 'the warning',
          means:
            'You are not root, so the programs of other users are not named. The list of ports is whole.',
        },
        { find: /^(tcp) /m, name: 'Proto', means: 'tcp is IPv4, tcp6 is IPv6 and may take IPv4 along.' },
        {
          find: /0/,
          name: 'Recv-Q',
          means: 'Bytes, or at a listener connections, that the program has not taken yet.',
        },
        { find: /0/, name: 'Send-Q', means: 'Bytes that the other end has not confirmed.' },
        {
          find: /0\.0\.0\.0:62893/,
          name: 'Local Address',
          means: 'Where it listens. 0.0.0.0 and :: are the wildcard addresses.',
        },
        { find: /0\.0\.0\.0:\*/, name: 'Foreign Address', means: 'The other end: a listener has none.' },
        {
          find: /LISTEN/,
          name: 'State',
          means: 'Spelled as this tool does: LISTEN, ESTABLISHED, TIME_WAIT.',
        },
        {
          find: /\d+\/python3/,
          name: 'PID/Program name',
          means: 'Number and name of the process, or - for those of other users.',
        },
      ],
    },
    {
      says: 'On Windows, with the process number:',
      scene: 'windows',
      before: ['Start-Process python "-m http.server 62893 --bind 127.0.0.1"'],
      lines: ['netstat -ano'],
      columns: 110,
      documented: sources.windowsNetstat,
      fields: [
        { find: /^ {2}(TCP)/m, name: 'Proto', means: 'TCP or UDP; addresses in brackets are IPv6.' },
        {
          find: /127\.0\.0\.1:62893/,
          name: 'Local Address',
          means: 'Address and port at this end. 0.0.0.0 is every IPv4 address.',
        },
        {
          find: /0\.0\.0\.0:0/,
          name: 'Foreign Address',
          means: 'The other end. A listener has 0.0.0.0:0 there.',
        },
        {
          find: /LISTENING/,
          name: 'State',
          means: 'LISTENING, ESTABLISHED, TIME_WAIT and so on; empty for UDP.',
        },
        {
          find: /\d+/,
          name: 'PID',
          means: 'The process number: with -o only. tasklist says which program it is.',
        },
      ],
    },
    {
      says: 'On a Mac, where AirPlay Receiver holds two ports:',
      scene: 'mac',
      lines: ['netstat -anv -p tcp'],
      columns: 110,
      documented: sources.macNetstat1,
      fields: [
        { find: /tcp6/, name: 'Proto', means: 'tcp4, tcp6, or tcp46 for a socket of both.' },
        {
          find: /\*\.7000/,
          name: 'Local Address',
          means: 'A dot stands before the port. * is every address.',
        },
        { find: /\*\.\*/, name: 'Foreign Address', means: 'The other end: a listener has none.' },
        { find: /LISTEN/, name: '(state)', means: 'LISTEN, ESTABLISHED and so on.' },
        { find: /ControlCenter:\d+/, name: 'process:pid', means: 'With -v: the program and its number.' },
      ],
    },
  ],
  silent: [
    'On Linux -o means timers. Somebody who copies netstat -ano from Windows sees no process there.',
    'findstr :80 also finds :8080 and the ports of peers. A space after the number, in quotes, helps: findstr ":80 ".',
    'A range that Windows has excluded is not in the list, and a bind there is refused all the same.',
  ],
  counterparts: {
    macos: {
      lines: ['netstat -anv -p tcp', 'lsof -nP -iTCP -sTCP:LISTEN'],
      says: 'Without -v there is no process. Addresses end in a dot and the port: 127.0.0.1.62893.',
      source: sources.macNetstat1,
    },
    windows: {
      lines: ['netstat -ano'],
      says: '-a all, -n as numbers, -o with the process number.',
      source: sources.windowsNetstat,
    },
  },
  lessons: ['who-holds-the-port', 'two-programs-one-port'],
  sources: [sources.netstat8],
} satisfies CommandPage;

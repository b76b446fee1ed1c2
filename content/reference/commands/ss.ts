import type { CommandPage } from '../../../src/components/reference/command-page.ts';
import { sources } from '../sources.ts';

export default {
  name: 'ss',
  group: 'Who holds it',
  question: 'Which program listens on this port, and on which address?',
  answers: 'ss lists the sockets of this host. It asks the kernel, so what it shows is what is so now.',
  lines: [
    { line: 'ss -tlnp', says: 'TCP listeners, as numbers, with their programs' },
    { line: "ss -tlnp 'sport = :62893'", says: 'only port 62893' },
    { line: 'ss -tanp', says: 'connections too, TIME-WAIT included' },
    { line: 'ss -ulnp', says: 'UDP sockets: UDP has no listening, so these are the bound ones' },
    { line: 'sudo ss -tlnp', says: 'with the programs of other users' },
  ],
  shown: [
    {
      says: 'One server, on every IPv4 address:',
      before: ['python3 -m http.server 62893 >/dev/null 2>&1 &'],
      lines: ["ss -tlnp 'sport = :62893'"],
      fields: [
        {
          find: /LISTEN/,
          name: 'State',
          means:
            'LISTEN waits for connections. ESTAB is a connection, TIME-WAIT what is left of one that this end closed.',
        },
        {
          find: /\b(0) +5/,
          name: 'Recv-Q',
          means:
            'At a listener: connections that are ready and that the program has not accepted yet. It stays at 0 while the program keeps up.',
        },
        {
          find: /5/,
          name: 'Send-Q',
          means: 'At a listener: the backlog it asked for. Linux holds one connection more than that.',
        },
        {
          find: /0\.0\.0\.0:62893/,
          name: 'Local Address:Port',
          means:
            'Where it listens. 0.0.0.0 is every IPv4 address, [::] every IPv6 address, * both at once. 127.0.0.1 and [::1] are for this host alone.',
        },
        {
          find: /0\.0\.0\.0:\*/,
          name: 'Peer Address:Port',
          means: 'The other end. A listener has none, so any address and any port (*) stand here.',
        },
        {
          find: /"python3"/,
          name: 'Process: program',
          means: 'The program that has the socket open. There may be several.',
        },
        { find: /pid=\d+/, name: 'Process: pid', means: 'The number that kill wants.' },
        {
          find: /fd=\d+/,
          name: 'Process: fd',
          means: 'The file descriptor: which of its open files the socket is.',
        },
      ],
    },
    {
      says: 'Without root the programs of other users stay empty. The listener is shown all the same:',
      scene: 'server',
      lines: ["ss -tlnp 'sport = :80'"],
      fields: [
        {
          find: /0\.0\.0\.0:80/,
          name: 'Local Address:Port',
          means: 'Somebody listens on port 80 of every IPv4 address.',
        },
        {
          find: /0\.0\.0\.0:\*( +)\n/,
          name: 'Process',
          means: 'Empty: it belongs to another user. sudo ss -tlnp names it.',
        },
      ],
    },
  ],
  status: [
    {
      code: '0',
      means: 'It could read the list, also when nothing matches: then only the header is printed.',
    },
  ],
  silent: [
    'The programs of other users, unless root asks.',
    'What is in another network namespace: a container’s listeners are not here, only the port that was published for it.',
    'Whether anybody can reach the listener. A firewall may stand before it.',
  ],
  counterparts: {
    macos: {
      lines: ['lsof -nP -iTCP -sTCP:LISTEN', 'netstat -anv -p tcp'],
      says: 'There is no ss. lsof names the program, with sudo those of other users too.',
      source: sources.macLsof8,
    },
    windows: {
      lines: ['Get-NetTCPConnection -State Listen', 'netstat -ano'],
      says: 'OwningProcess, or the last column, is the process number.',
      source: sources.getNetTcpConnection,
    },
  },
  lessons: [
    'who-holds-the-port',
    'the-port-is-still-warm',
    'two-programs-one-port',
    'listen-only-where-you-must',
  ],
  sources: [sources.ss8, sources.listen2],
} satisfies CommandPage;

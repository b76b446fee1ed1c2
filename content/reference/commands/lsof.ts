import type { CommandPage } from '../../../src/components/reference/command-page.ts';
import { sources } from '../sources.ts';

export default {
  name: 'lsof',
  group: 'Who holds it',
  question: 'Which process has this port open?',
  answers: 'lsof lists open files, and a socket is one. The same lines work on Linux and macOS.',
  lines: [
    { line: 'lsof -nP -iTCP:62893 -sTCP:LISTEN', says: 'who listens on port 62893' },
    { line: 'lsof -nP -iTCP -sTCP:LISTEN', says: 'everybody who listens' },
    { line: 'lsof -nP -i :62893', says: 'clients too: their end may have the same number' },
    { line: 'sudo lsof -nP -iTCP:62893 -sTCP:LISTEN', says: 'the processes of other users too' },
    { line: 'lsof -t -iTCP:62893 -sTCP:LISTEN', says: 'only the process number, for kill' },
  ],
  shown: [
    {
      says: 'A server of your own:',
      before: ['python3 -m http.server 62893 --bind 127.0.0.1 >/dev/null 2>&1 &'],
      lines: ['lsof -nP -iTCP:62893 -sTCP:LISTEN'],
      fields: [
        { find: /python3/, name: 'COMMAND', means: 'The program, cut after nine letters.' },
        { find: /\d+/, name: 'PID', means: 'The number that kill wants.' },
        { find: /dev/, name: 'USER', means: 'Whose process it is.' },
        { find: /3u/, name: 'FD', means: 'The file descriptor; u means open for reading and writing.' },
        {
          find: /IPv4/,
          name: 'TYPE',
          means:
            'IPv4 or IPv6. A program that listens on both has a line for each, or one IPv6 line that takes both.',
        },
        { find: /\d+/, name: 'DEVICE', means: 'A number that tells this socket from others.' },
        {
          find: /0t0/,
          name: 'SIZE/OFF',
          means: 'A file would have its offset here; a socket has nothing to say.',
        },
        { find: /TCP/, name: 'NODE', means: 'The protocol.' },
        {
          find: /127\.0\.0\.1:62893/,
          name: 'NAME',
          means: 'Local address and port, then -> and the peer where there is one. * is every address.',
        },
        { find: /\(LISTEN\)/, name: 'the state', means: 'LISTEN, ESTABLISHED and so on.' },
      ],
    },
    {
      says: 'Without -sTCP:LISTEN a client is in the list, and kill would hit it as well:',
      before: [
        'python3 -m http.server 62893 --bind 127.0.0.1 >/dev/null 2>&1 &',
        'nc 127.0.0.1 62893 >/dev/null &',
      ],
      lines: ['lsof -nP -iTCP:62893'],
      fields: [
        { find: /\(LISTEN\)/, name: 'the server', means: 'It listens.' },
        { find: /^nc/m, name: 'a client', means: 'Another program, whose connection leads to port 62893.' },
        {
          find: /->127\.0\.0\.1:62893/,
          name: 'its peer',
          means: 'The port stands behind the arrow: this end only called it.',
        },
      ],
    },
    {
      says: 'On a Mac nobody started a server, and two ports are taken:',
      scene: 'mac',
      lines: ['lsof -nP -iTCP -sTCP:LISTEN'],
      columns: 110,
      documented: sources.airplay,
      fields: [
        {
          find: /ControlCe/,
          name: 'COMMAND',
          means:
            'ControlCenter: the AirPlay Receiver. It is switched off in System Settings, General, AirDrop & Handoff.',
        },
        {
          find: /\*:5000/,
          name: 'NAME',
          means: 'Port 5000 on every address. A server of yours on 0.0.0.0:5000 is refused.',
        },
        { find: /\*:7000/, name: 'NAME', means: 'Its second port.' },
      ],
    },
  ],
  status: [
    { code: '0', means: 'It found something.' },
    {
      code: '1',
      means: 'Nothing was found, or something went wrong. It prints nothing when nothing was found.',
    },
  ],
  silent: [
    'Without root you see your own processes. Nothing printed does not mean that the port is free.',
    'The containers behind a published port: the process is docker-proxy, and it is root’s.',
    'Without -P ports get the registry’s names: 5000 is shown as commplex-main, whoever listens there.',
  ],
  counterparts: {
    macos: {
      lines: ['lsof -nP -iTCP:62893 -sTCP:LISTEN'],
      says: 'The same tool and the same columns. Use sudo for the processes of other users.',
      source: sources.macLsof8,
    },
    windows: {
      lines: ['Get-NetTCPConnection -LocalPort 62893 -State Listen', 'netstat -ano | findstr :62893'],
      says: 'There is no lsof. Either gives the process number.',
      source: sources.getNetTcpConnection,
    },
  },
  lessons: ['who-holds-the-port', 'two-programs-one-port'],
  sources: [sources.lsof8],
} satisfies CommandPage;

import type { CommandPage } from '../../../src/components/reference/command-page.ts';
import { sources } from '../sources.ts';

export default {
  name: 'Test-NetConnection',
  group: 'Does it answer',
  question: 'On Windows: does anything listen on this port?',
  answers: 'A cmdlet of PowerShell that tries a TCP connection, and pings the host when that fails.',
  lines: [
    { line: 'Test-NetConnection 127.0.0.1 -Port 62893', says: 'one TCP port' },
    { line: 'Test-NetConnection 127.0.0.1 -Port 62893 -InformationLevel Quiet', says: 'only True or False' },
    {
      line: 'Test-NetConnection 192.168.1.20 -Port 62893 -InformationLevel Detailed',
      says: 'with route and names',
    },
  ],
  shown: [
    {
      says: 'A port with a listener, then one without:',
      scene: 'windows',
      before: ['Start-Process python "-m http.server 62893 --bind 127.0.0.1"'],
      lines: ['Test-NetConnection 127.0.0.1 -Port 62893', 'Test-NetConnection 127.0.0.1 -Port 62894'],
      columns: 110,
      documented: sources.testNetConnection,
      fields: [
        { find: /127\.0\.0\.1/, name: 'ComputerName', means: 'What you asked for.' },
        { find: /127\.0\.0\.1/, name: 'RemoteAddress', means: 'The address that it led to.' },
        { find: /62893/, name: 'RemotePort', means: 'The port that was tried.' },
        {
          find: /Loopback Pseudo-Interface 1/,
          name: 'InterfaceAlias',
          means: 'The interface that the way there leads through.',
        },
        { find: /127\.0\.0\.1/, name: 'SourceAddress', means: 'Your own address on that way.' },
        { find: /True/, name: 'TcpTestSucceeded', means: 'The answer: True where the connection stood.' },
        {
          find: /WARNING: [^\n]+/,
          name: 'the warning',
          means: 'The connection failed; whether it was refused or nobody answered, it does not say.',
        },
        {
          find: /PingSucceeded +: (True)/,
          name: 'PingSucceeded',
          means: 'Then it pings: the host is there. It says nothing about the port.',
        },
        { find: /False/, name: 'TcpTestSucceeded', means: 'Nobody took the connection.' },
      ],
    },
  ],
  silent: [
    'Refused or no answer: both are False. How long it takes is a hint; curl.exe -v says which.',
    'UDP.',
  ],
  counterparts: {
    linux: { lines: ['nc -vz 127.0.0.1 62893'], says: 'It tells refused from silent.', source: sources.nc1 },
    macos: { lines: ['nc -vz 127.0.0.1 62893'], says: 'The same as on Linux.', source: sources.macNc1 },
  },
  sources: [sources.testNetConnection],
  lessons: ['refused-timed-out-answered'],
} satisfies CommandPage;

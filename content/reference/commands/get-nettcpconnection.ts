import type { CommandPage } from '../../../src/components/reference/command-page.ts';
import { sources } from '../sources.ts';

export default {
  name: 'Get-NetTCPConnection',
  group: 'Who holds it',
  question: 'On Windows: which process listens on this port?',
  answers:
    'A cmdlet of PowerShell that lists TCP sockets. It asks for a port exactly, where findstr finds every text that looks like it.',
  lines: [
    { line: 'Get-NetTCPConnection -LocalPort 62893 -State Listen', says: 'who listens on port 62893' },
    { line: 'Get-NetTCPConnection -State Listen', says: 'everybody who listens' },
    {
      line: 'Get-Process -Id (Get-NetTCPConnection -LocalPort 62893 -State Listen).OwningProcess',
      says: 'the program behind it',
    },
  ],
  shown: [
    {
      says: 'A server on this host alone, and the program behind it:',
      scene: 'windows',
      before: ['Start-Process python "-m http.server 62893 --bind 127.0.0.1"'],
      lines: [
        'Get-NetTCPConnection -LocalPort 62893 -State Listen',
        '(Get-NetTCPConnection -LocalPort 62893 -State Listen).OwningProcess',
      ],
      columns: 110,
      documented: sources.getNetTcpConnection,
      fields: [
        {
          find: /^127\.0\.0\.1/m,
          name: 'LocalAddress',
          means: 'Where it listens: 0.0.0.0 or :: is every address, 127.0.0.1 and ::1 this host alone.',
        },
        { find: /62893/, name: 'LocalPort', means: 'The port at this end.' },
        {
          find: /0\.0\.0\.0/,
          name: 'RemoteAddress',
          means: 'The other end; a listener has a wildcard address there.',
        },
        { find: /0/, name: 'RemotePort', means: 'The port of the other end; 0 for a listener.' },
        { find: /Listen/, name: 'State', means: 'Listen, Established, TimeWait and so on.' },
        {
          find: /\d+/,
          name: 'OwningProcess',
          means: 'The process number: Get-Process -Id names the program.',
        },
        {
          find: /^\d+/m,
          name: 'the number alone',
          means: 'With brackets and a dot you get one property, for taskkill.',
        },
      ],
    },
  ],
  silent: [
    'The program’s name: only its number.',
    'A port inside an excluded range. Nobody holds it, this list is empty, and a bind is refused all the same: netsh shows it.',
    'UDP: that is Get-NetUDPEndpoint.',
  ],
  counterparts: {
    linux: {
      lines: ["ss -tlnp 'sport = :62893'"],
      says: 'Listeners of one port, with their program.',
      source: sources.ss8,
    },
    macos: {
      lines: ['lsof -nP -iTCP:62893 -sTCP:LISTEN'],
      says: 'Listeners of one port, with their program.',
      source: sources.macLsof8,
    },
  },
  lessons: ['who-holds-the-port', 'who-is-62893', 'two-programs-one-port'],
  sources: [sources.getNetTcpConnection],
} satisfies CommandPage;

import type { CommandPage } from '../../../src/components/reference/command-page.ts';
import { sources } from '../sources.ts';

export default {
  name: 'fuser',
  group: 'Who holds it',
  question: 'What is the process number behind this port, and nothing else?',
  answers: 'fuser prints the numbers of the processes that use a port. With -k it ends them as well.',
  lines: [
    { line: 'fuser 62893/tcp', says: 'the process number' },
    { line: 'fuser -v 62893/tcp', says: 'with user and program' },
    { line: 'fuser -k -TERM 62893/tcp', says: 'ends them politely; without -TERM it is SIGKILL' },
  ],
  shown: [
    {
      says: 'One server, short and long:',
      before: ['python3 -m http.server 62893 >/dev/null 2>&1 &'],
      lines: ['fuser 62893/tcp', 'fuser -v 62893/tcp'],
      fields: [
        {
          find: /62893\/tcp:/,
          name: 'what was asked',
          means: 'It goes to stderr, so that a script which reads stdout gets the number alone.',
        },
        { find: /\d+(?=\n)/, name: 'the process', means: 'Its number, on stdout.' },
        { find: /dev/, name: 'USER', means: 'Whose process it is.' },
        { find: /\d+/, name: 'PID', means: 'Its number.' },
        {
          find: /F\.\.\.\./,
          name: 'ACCESS',
          means: 'How it is used: F is an open file, and a socket is one.',
        },
        { find: /python3/, name: 'COMMAND', means: 'The program.' },
      ],
    },
  ],
  status: [
    { code: '0', means: 'Somebody uses the port.' },
    { code: '1', means: 'Nobody does, or you may not see who.' },
  ],
  silent: [
    'The processes of other users, unless root asks. It prints nothing then, as if the port were free.',
    'Which of several processes listens. Connections of the port count as use too.',
  ],
  counterparts: {
    macos: {
      lines: ['lsof -t -iTCP:62893 -sTCP:LISTEN'],
      says: 'The fuser of macOS looks at files, not at ports. lsof -t gives the number.',
      source: sources.macLsof8,
    },
    windows: {
      lines: ['(Get-NetTCPConnection -LocalPort 62893 -State Listen).OwningProcess'],
      says: 'The number of the owning process.',
      source: sources.getNetTcpConnection,
    },
  },
  lessons: ['who-holds-the-port', 'two-programs-one-port'],
  sources: [sources.fuser1],
} satisfies CommandPage;

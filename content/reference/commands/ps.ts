import type { CommandPage } from '../../../src/components/reference/command-page.ts';
import { sources } from '../sources.ts';

export default {
  name: 'ps',
  group: 'Who holds it',
  question: 'I have a process number. What is it, and who started it?',
  answers: 'ps lists processes: what was started, by whom, since when, and by which other process.',
  lines: [
    {
      line: 'ps -p PID -o pid,ppid,user,stat,etime,cmd',
      says: 'one process, in the columns that matter here',
    },
    { line: 'ps aux', says: 'all processes' },
    { line: 'ps -ef --forest', says: 'all, as a tree: who started whom' },
  ],
  shown: [
    {
      says: 'A server that was started half a minute ago in the background:',
      before: ['python3 -m http.server 62893 >/dev/null 2>&1 &', 'sleep 30'],
      lines: ['ps -o pid,ppid,user,stat,etime,cmd -C python3'],
      fields: [
        { find: /\d+/, name: 'PID', means: 'The process number.' },
        {
          find: /\d+/,
          name: 'PPID',
          means:
            'Its parent: here the shell. A watcher such as nodemon as parent starts it again when you stop it.',
        },
        { find: /dev/, name: 'USER', means: 'Who it runs as: only this user and root may end it.' },
        {
          find: /S[+ls]*/,
          name: 'STAT',
          means:
            'S sleeps until something comes; R runs; T is stopped (Ctrl-Z) and still holds its port; Z has ended.',
        },
        { find: /00:3\d/, name: 'ELAPSED', means: 'How long it has been running: minutes and seconds.' },
        {
          find: /python3 -m http\.server 62893/,
          name: 'CMD',
          means: 'The line that it was started with. It often names the port and the address.',
        },
      ],
    },
  ],
  status: [
    { code: '0', means: 'It found a process.' },
    { code: '1', means: 'No process matches.' },
  ],
  silent: [
    'Ports. A port in the command line is what was asked for; ss says what is held.',
    'What runs in a container, unless you look from its host.',
  ],
  counterparts: {
    macos: {
      lines: ['ps -p PID -o pid,ppid,user,stat,etime,command'],
      says: 'The same, but without --forest and -C.',
      source: sources.macPs1,
    },
    windows: {
      lines: ['tasklist /fi "PID eq 4288"'],
      says: 'The program behind a process number.',
      source: sources.windowsTasklist,
    },
  },
  lessons: ['who-holds-the-port', 'two-programs-one-port'],
  sources: [sources.ps1],
} satisfies CommandPage;

import type { CommandPage } from '../../../src/components/reference/command-page.ts';
import { sources } from '../sources.ts';

export default {
  name: 'kill',
  group: 'Who holds it',
  question: 'How do I stop the program that holds my port?',
  answers:
    'kill sends a signal to a process. Without an option it is SIGTERM, which lets the program end in order. Its sockets are closed with it.',
  lines: [
    { line: 'kill PID', says: 'SIGTERM: please end' },
    { line: 'kill %1', says: 'job 1 of this shell: jobs lists them' },
    {
      line: 'kill -9 PID',
      says: 'SIGKILL, if the first did nothing: it cannot be refused and nothing is tidied',
    },
  ],
  shown: [
    {
      says: 'A server in the background, and a process number that nobody has:',
      before: ['python3 -m http.server 62893 >/dev/null 2>&1 &'],
      lines: ['jobs -l', 'kill %1', 'kill 99999', 'ss -tln'],
      fields: [
        { find: /\[1\]/, name: 'the job', means: 'Its number in this shell, written %1 for kill.' },
        { find: /\d{3,}/, name: 'the process', means: 'Its number for everybody else.' },
        {
          find: /Running/,
          name: 'its state',
          means: 'Running, or Stopped after Ctrl-Z: a stopped server still holds its port.',
        },
        {
          find: /No such process/,
          name: 'an error',
          means: 'No process has that number. It may have ended meanwhile.',
        },
        {
          find: /Terminated/,
          name: 'the end',
          means: 'The shell tells how the job ended: by SIGTERM. After kill -9 it says Killed.',
        },
        { find: /State[^\n]*\n$/, name: 'afterwards', means: 'Only the header: nobody listens any more.' },
      ],
    },
  ],
  status: [
    { code: '0', means: 'The signal was sent. Whether the program ended, it does not say.' },
    { code: '1', means: 'No such process, or it belongs to another user: “Operation not permitted”.' },
  ],
  silent: [
    'Whether something starts the program again. Under systemd, launchd, nodemon or Docker it comes back with another number; stop it there.',
    'That Ctrl-Z is no way to stop a server. It suspends it, and the port stays held.',
  ],
  counterparts: {
    macos: {
      lines: ['kill PID'],
      says: 'The same. A service of launchd starts again; it is switched off where it was switched on.',
      source: sources.macPs1,
    },
    windows: {
      lines: ['taskkill /PID 4288', 'taskkill /PID 4288 /F'],
      says: '/F ends it by force, as kill -9 does.',
      source: sources.windowsTaskkill,
    },
  },
  lessons: ['who-holds-the-port', 'two-programs-one-port', 'run-a-server'],
  sources: [sources.kill1, sources.signal7],
} satisfies CommandPage;

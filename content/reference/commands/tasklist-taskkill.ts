import type { CommandPage } from '../../../src/components/reference/command-page.ts';
import { sources } from '../sources.ts';

export default {
  name: 'tasklist, taskkill',
  group: 'Who holds it',
  question: 'On Windows: which program has this process number, and how do I end it?',
  answers: 'tasklist names the program behind a number, taskkill ends it.',
  lines: [
    { line: 'tasklist /fi "PID eq 4288"', says: 'the program with number 4288' },
    { line: 'tasklist /svc /fi "PID eq 4288"', says: 'the services inside it, for svchost.exe' },
    { line: 'taskkill /PID 4288', says: 'asks it to end' },
    { line: 'taskkill /PID 4288 /F', says: 'ends it by force' },
    { line: 'taskkill /PID 4288 /T /F', says: 'with the processes that it started' },
  ],
  shown: [
    {
      says: 'The programs of a computer with one server, and its end:',
      scene: 'windows',
      before: ['Start-Process python "-m http.server 62893 --bind 127.0.0.1"'],
      lines: ['tasklist /fi "IMAGENAME eq python.exe"', 'taskkill /IM python.exe /F', 'taskkill /PID 99999'],
      columns: 110,
      documented: sources.windowsTasklist,
      fields: [
        { find: /python\.exe/, name: 'Image Name', means: 'The program’s file.' },
        {
          find: /\d+/,
          name: 'PID',
          means: 'The process number, as netstat -ano and Get-NetTCPConnection show it.',
        },
        {
          find: /Console/,
          name: 'Session Name',
          means: 'Console for a program of the person at the machine, Services for one in the background.',
        },
        { find: /\d/, name: 'Session#', means: 'The number of that session.' },
        { find: /[\d,]+ K/, name: 'Mem Usage', means: 'Its memory.' },
        { find: /SUCCESS: [^\n]+/, name: 'success', means: 'It was ended. Its ports are free.' },
        {
          find: /ERROR: [^\n]+/,
          name: 'an error',
          means: 'No process has that number. It may have ended meanwhile.',
        },
      ],
    },
  ],
  status: [
    { code: '0', means: 'The process was told to end.' },
    { code: '128', means: 'There is no process with that number.' },
  ],
  silent: [
    'Number 4 is System: the port is held inside Windows, often by its own web service on port 80. taskkill cannot end it.',
    'In Git Bash a slash is taken for a path. Write //PID and //F there.',
  ],
  counterparts: {
    linux: { lines: ['ps -p PID', 'kill PID'], says: 'What it is, and its end.', source: sources.kill1 },
    macos: { lines: ['ps -p PID', 'kill PID'], says: 'The same as on Linux.', source: sources.macPs1 },
  },
  sources: [sources.windowsTasklist, sources.windowsTaskkill],
  lessons: ['who-holds-the-port'],
} satisfies CommandPage;

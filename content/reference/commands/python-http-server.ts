import type { CommandPage } from '../../../src/components/reference/command-page.ts';
import { sources } from '../sources.ts';

export default {
  name: 'python -m http.server',
  group: 'Servers',
  question: 'How do I serve this folder over HTTP, now?',
  answers:
    'Python comes with a small web server. It shows the files of the folder that you start it in, to everybody who reaches it.',
  lines: [
    { line: 'python3 -m http.server 62893 --bind 127.0.0.1', says: 'for this host alone' },
    { line: 'python3 -m http.server 62893', says: 'for everybody who reaches this host' },
    { line: 'python3 -m http.server', says: 'on port 8000, for everybody' },
    { line: 'python3 -m http.server 62893 --bind 127.0.0.1 --directory site', says: 'another folder' },
  ],
  shown: [
    {
      says: 'For this host alone, one request, and Ctrl-C:',
      before: [],
      lines: ['python3 -m http.server 62893 --bind 127.0.0.1 &', 'curl -sI http://127.0.0.1:62893/'],
      fields: [
        {
          find: /127\.0\.0\.1 port 62893/,
          name: 'Serving HTTP on',
          means: 'The address and port that it has bound. 0.0.0.0 here would mean every IPv4 address.',
        },
        {
          find: /http:\/\/127\.0\.0\.1:62893\//,
          name: 'the URL',
          means:
            'Ready to open. http://0.0.0.0:62893/ is what it prints without --bind; open 127.0.0.1 instead.',
        },
        { find: /^(127\.0\.0\.1) - -/m, name: 'the log: who', means: 'The address of the client.' },
        { find: /\[05\/Jan\/2026 [\d:]+\]/, name: 'the log: when', means: 'The server’s own time.' },
        { find: /"HEAD \/ HTTP\/1\.1"/, name: 'the log: what', means: 'Method, path and protocol.' },
        {
          find: /200 -/,
          name: 'the log: outcome',
          means: 'The status of the answer. The dash would be its size.',
        },
      ],
    },
  ],
  status: [
    { code: '0', means: 'You ended it with Ctrl-C.' },
    {
      code: '1',
      means: 'It could not start. The last line of the traceback says why: [Errno 98] is EADDRINUSE.',
    },
  ],
  silent: [
    'That it listens on every interface unless you say --bind.',
    'That hidden files are listed too: .env, .git, .bash_history.',
    'That on Linux 65536 and more are not refused: 65537 becomes 1, and 70000 becomes 4464.',
  ],
  counterparts: {
    macos: {
      lines: ['python3 -m http.server 62893 --bind 127.0.0.1'],
      says: 'The same. Without --bind it depends on the machine whether it is 0.0.0.0 or ::.',
      source: sources.pythonHttpServer,
    },
    windows: {
      lines: ['python -m http.server 62893 --bind 127.0.0.1'],
      says: 'Started twice on one port it may give no error there: SO_REUSEADDR means something else on Windows.',
      source: sources.windowsReuse,
    },
  },
  lessons: ['run-a-server', 'two-versions-side-by-side', 'listen-only-where-you-must'],
  sources: [sources.pythonHttpServer],
} satisfies CommandPage;

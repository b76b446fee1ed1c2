import type { CommandPage } from '../../../src/components/reference/command-page.ts';
import { sources } from '../sources.ts';

export default {
  name: 'curl',
  group: 'Does it answer',
  question: 'Does a web server answer there, and what does it say?',
  answers:
    'curl makes one HTTP request and prints the answer. It has no list of forbidden ports and no cache, so it says what a browser may hide.',
  lines: [
    { line: 'curl -v http://127.0.0.1:62893/', says: 'the answer and how it came about' },
    { line: 'curl -I http://127.0.0.1:62893/', says: 'only the head of the answer' },
    { line: 'curl -m 5 http://192.168.1.20:62893/', says: 'gives up after five seconds' },
    { line: 'curl -4 http://localhost:62893/', says: 'only IPv4; -6 only IPv6' },
    {
      line: 'curl -H "Host: evil.example" http://127.0.0.1:62893/',
      says: 'another Host header, to see whether the server looks at it',
    },
  ],
  shown: [
    {
      says: 'A server answers:',
      before: ['python3 -m http.server 62893 --bind 127.0.0.1 --directory site >/dev/null 2>&1 &'],
      lines: ['curl -v http://127.0.0.1:62893/'],
      fields: [
        {
          find: /Trying 127\.0\.0\.1:62893/,
          name: '* Trying',
          means: 'The address that is called now. For a name there may be several, one after the other.',
        },
        {
          find: /Connected to 127\.0\.0\.1/,
          name: '* Connected',
          means: 'TCP is done: somebody listens. What follows is the program’s affair.',
        },
        { find: /> GET \/ HTTP\/1\.1/, name: '>', means: 'Lines with > were sent.' },
        {
          find: /Host: 127\.0\.0\.1:62893/,
          name: 'Host',
          means: 'The name and port that you asked for. A server may refuse names that it does not know.',
        },
        {
          find: /< HTTP\/1\.0 200 OK/,
          name: '<',
          means: 'Lines with < came back. 200 is success, 403 refused, 404 not there.',
        },
        {
          find: /Server: [^\n]+/,
          name: 'Server',
          means:
            'Which program says it is answering: a quick way to see that it is not yours. AirTunes is AirPlay on a Mac.',
        },
        { find: /Hello from 62893/, name: 'the body', means: 'After an empty line comes the page itself.' },
      ],
    },
    {
      says: 'Nobody listens, and nobody answers:',
      lines: ['curl http://127.0.0.1:62894/', 'curl -m 2 http://192.168.1.99/'],
      fields: [
        {
          find: /\(7\)/,
          name: 'status 7',
          means: 'No connection. After 0 ms it was refused: the host is there and nobody listens.',
        },
        {
          find: /after 0 ms/,
          name: 'the time',
          means: 'Refused comes at once. Seconds mean that nothing answered.',
        },
        { find: /\(28\)/, name: 'status 28', means: 'The time ran out: nothing came back at all.' },
      ],
    },
  ],
  status: [
    { code: '0', means: 'An answer came. A 404 is one, unless you add -f.' },
    { code: '6', means: 'The name has no address.' },
    { code: '7', means: 'No connection: refused, or no way there.' },
    { code: '28', means: 'The time ran out.' },
    { code: '35', means: 'TLS failed: often https was spoken to a plain server.' },
    { code: '52', means: 'The server closed without a byte.' },
    { code: '56', means: 'The connection was reset while data was due.' },
  ],
  silent: [
    'What a browser does besides: cookies, CORS, its list of ports, its cache, http turned into https.',
    'Whether others reach the server. From this host even your LAN address leads over the loopback interface.',
  ],
  counterparts: {
    macos: {
      lines: ['curl -v http://127.0.0.1:62893/'],
      says: 'The same, and installed.',
      source: sources.curlMan,
    },
    windows: {
      lines: ['curl.exe -v http://127.0.0.1:62893/'],
      says: 'With .exe: in Windows PowerShell curl alone is another command. The options are the same.',
      source: sources.curlMan,
    },
  },
  lessons: ['refused-timed-out-answered', 'run-a-server', 'localhost-is-a-name'],
  sources: [sources.curlMan, sources.curlErrors],
} satisfies CommandPage;

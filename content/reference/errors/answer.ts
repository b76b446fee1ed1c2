/** Errors after the connection stood, or that never left the browser. */
import type { ErrorEntry } from '../../../src/components/reference/error-entry.ts';
import { sources } from '../sources.ts';

export const answerErrors: readonly ErrorEntry[] = [
  {
    error: 'ECONNRESET',
    seen: [
      { name: 'ECONNRESET', by: 'Node.js', text: 'Error: read ECONNRESET' },
      { name: 'ERR_CONNECTION_RESET', by: 'Chrome', text: 'The connection was reset: ERR_CONNECTION_RESET' },
      { name: 'curl (56)', by: 'curl', text: 'curl: (56) Recv failure: Connection reset by peer' },
      {
        name: 'Errno 104',
        by: 'Python on Linux',
        text: 'ConnectionResetError: [Errno 104] Connection reset by peer',
      },
      {
        name: 'Errno 54',
        by: 'Python on macOS',
        text: 'ConnectionResetError: [Errno 54] Connection reset by peer',
      },
    ],
    causes: [
      'The server crashed or was started again while it answered.',
      'It closed without having read all that you sent: too large a request, for instance.',
      'A tunnel or a published port leads to a port where nobody listens: the near end accepts, then resets.',
      'It speaks another protocol than you.',
    ],
    commands: ['curl', 'ssh', 'docker'],
    lessons: ['the-program-itself', 'tunnels-and-remote-machines'],
    rules: ['reset-by-peer'],
    sources: [sources.rfc9293Reset, sources.curlErrors, sources.xnuErrno],
  },
  {
    error: 'EPIPE',
    seen: [
      { name: 'EPIPE', by: 'Node.js', text: 'Error: write EPIPE' },
      { name: 'Errno 32', by: 'Python', text: 'BrokenPipeError: [Errno 32] Broken pipe' },
    ],
    causes: [
      'The client went away: somebody closed the tab or pressed Ctrl-C while the answer was sent. In a server’s log this is harmless.',
      'The connection was reset before, and the program sends once more.',
      'In a shell: the program behind a pipe has ended, as head does.',
    ],
    commands: ['curl'],
    lessons: ['the-program-itself'],
    rules: ['sending-ended'],
    sources: [sources.send2, sources.pipe7],
  },
  {
    error: 'ERR_EMPTY_RESPONSE',
    seen: [
      {
        name: 'ERR_EMPTY_RESPONSE',
        by: 'Chrome',
        text: 'localhost didn’t send any data: ERR_EMPTY_RESPONSE',
      },
      { name: 'curl (52)', by: 'curl', text: 'curl: (52) Empty reply from server' },
    ],
    causes: [
      'What listens there is no web server: a database, a debugger, a message queue.',
      'The server wants https and you wrote http.',
      'A published port leads to a container whose server listens only on the container’s own 127.0.0.1.',
      'The server crashed while it answered.',
    ],
    commands: ['curl', 'ss', 'docker'],
    lessons: ['the-program-itself'],
    rules: [],
    sources: [sources.curlErrors],
  },
  {
    error: 'ERR_SSL_PROTOCOL_ERROR',
    seen: [
      {
        name: 'ERR_SSL_PROTOCOL_ERROR',
        by: 'Chrome',
        text: 'localhost sent an invalid response: ERR_SSL_PROTOCOL_ERROR',
      },
      {
        name: 'SSL_ERROR_RX_RECORD_TOO_LONG',
        by: 'Firefox',
        text: 'Error code: SSL_ERROR_RX_RECORD_TOO_LONG',
      },
      { name: 'curl (35)', by: 'curl', text: 'curl: (35) error:0A00010B:SSL routines::wrong version number' },
    ],
    causes: [
      'You wrote https:// and the server speaks plain http, as development servers do.',
      'The browser made https of it: it remembers for a whole host name that https is wanted (HSTS), whatever the port.',
      'A proxy before the server expects TLS on the wrong side.',
    ],
    commands: ['curl'],
    lessons: ['the-program-itself'],
    rules: [],
    sources: [sources.curlErrors],
  },
  {
    error: 'ERR_UNSAFE_PORT',
    seen: [
      { name: 'ERR_UNSAFE_PORT', by: 'Chrome', text: 'This site can’t be reached: ERR_UNSAFE_PORT' },
      { name: 'This address is restricted', by: 'Firefox', text: 'This address is restricted' },
      { name: 'bad port', by: 'Node.js, fetch', text: 'TypeError: fetch failed, cause: bad port' },
    ],
    causes: [
      'The server runs on one of the 83 ports that browsers refuse. Above 1023 they are 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665 to 6669, 6679, 6697 and 10080.',
      'Port 0 was left in the address: it means “choose one” and is no destination.',
    ],
    commands: ['curl'],
    lessons: ['choose-a-port'],
    rules: [],
    sources: [sources.fetchPorts],
  },
  {
    error: 'Invalid Host header',
    seen: [
      { name: 'Invalid Host header', by: 'webpack-dev-server', text: 'Invalid Host header' },
      {
        name: 'Blocked request',
        by: 'Vite, with status 403',
        text: 'Blocked request. This host ("app.example") is not allowed.',
      },
      {
        name: 'DisallowedHost',
        by: 'Django',
        text: "DisallowedHost: Invalid HTTP_HOST header: 'app.example'",
      },
    ],
    causes: [
      'You opened the server through a tunnel or a proxy, under a public name.',
      'You opened it by a name of your own from the hosts file.',
      'A page in your browser tried it for you: DNS rebinding. Then the refusal did its work.',
    ],
    commands: ['curl'],
    lessons: ['your-browser-is-inside', 'keep-it-updated'],
    rules: [],
    sources: [sources.viteAllowedHosts, sources.viteAdvisory, sources.rfc9110Host],
  },
];

/** The web application in development, with texts copied from the real Vite 8.3.8 on Node 22.23.2. */
import { expect, test } from 'vitest';
import { listSockets } from '../../../src/simulator/socket-list.ts';
import { freshMachine, lastOutput, shown } from './fresh-machine.ts';

const started = (port: number, network = 'use --host to expose', local = 'localhost'): string => `
  VITE v8.3.8  ready in 307 ms

  ➜  Local:   http://${local}:${port}/
${network === '' ? '' : `  ➜  Network: ${network}\n`}`;

/** What goes to a file, where no colours are. */
function log(command: string, before: readonly string[] = []): string {
  return lastOutput([...before, 'cd ~/apps/web', `${command} > log 2>&1 &`, 'sleep 1', 'cat log']);
}

const banner = '\n> web@0.0.0 dev\n> vite\n\n';

test('npm run dev listens on the first address of localhost, port 5173', () => {
  const machine = freshMachine();
  expect(lastOutput(['cd apps/web', 'npm run dev > log &', 'sleep 1', 'cat log'], machine)).toBe(
    banner + started(5173),
  );
  const listening = listSockets(machine.around.host).map(({ local, sendQueue, holder }) => [
    local,
    sendQueue,
    holder?.command,
  ]);
  expect(listening).toEqual([[{ address: '::1', port: 5173 }, 511, 'node']]);
});

test.each(['python3 -m http.server 5173', 'python3 -m http.server 5173 --bind 127.0.0.1', 'nc -lk ::1 5173'])(
  'the next port is taken when %s has 5173',
  (other) => {
    expect(log('npm run dev', [`${other} >/dev/null 2>&1 &`])).toBe(
      `${banner}Port 5173 is in use, trying another one...\n${started(5174)}`,
    );
  },
);

test.each([
  ['--host', started(5173, 'http://192.168.1.20:5173/  wlan0')],
  ['--host 0.0.0.0', started(5173, 'http://192.168.1.20:5173/  wlan0')],
  ['--host 127.0.0.1', started(5173, '', '127.0.0.1')],
  ['--port 3000', started(3000)],
  ['--version', 'vite/8.3.8 linux-x64 node-v22.23.2\n'],
  [
    '--port 80',
    `error when starting dev server:
Error: listen EACCES: permission denied ::1:80
    at Server.setupListenHandle [as _listen2] (node:net:1919:21)
    at listenInCluster (node:net:1998:12)
    at GetAddrInfoReqWrap.callback (node:net:2207:7)
    at GetAddrInfoReqWrap.onlookupall [as oncomplete] (node:dns:134:8) {
  code: 'EACCES',
  errno: -13,
  syscall: 'listen',
  address: '::1',
  port: 80
}
`,
  ],
  [
    '--host 192.168.1.99',
    `error when starting dev server:
Error: listen EADDRNOTAVAIL: address not available 192.168.1.99:5173
    at Server.setupListenHandle [as _listen2] (node:net:1919:21)
    at listenInCluster (node:net:1998:12)
    at node:net:2207:7
    at process.processTicksAndRejections (node:internal/process/task_queues:89:21) {
  code: 'EADDRNOTAVAIL',
  errno: -99,
  syscall: 'listen',
  address: '192.168.1.99',
  port: 5173
}
`,
  ],
])('vite %s', (options, expected) => {
  expect(log(`npx vite ${options}`)).toBe(expected);
});

test('with --strictPort a taken port ends it', () => {
  expect(log('npx vite --strictPort', ['nc -lk ::1 5173 &'])).toBe(`error when starting dev server:
Error: Port 5173 is already in use
    at httpServerStart (file:///home/dev/apps/web/node_modules/vite/dist/node/chunks/node.js:14673:10)
    at process.processTicksAndRejections (node:internal/process/task_queues:103:5)
    at async startServer (file:///home/dev/apps/web/node_modules/vite/dist/node/chunks/node.js:25081:30)
    at async Object.listen (file:///home/dev/apps/web/node_modules/vite/dist/node/chunks/node.js:24887:4)
    at async CAC.<anonymous> (file:///home/dev/apps/web/node_modules/vite/dist/node/cli.js:734:3)
`);
});

test('on a terminal it has colours', () => {
  expect(lastOutput(['cd apps/web', 'npm run dev'])).toContain(
    [
      '',
      '  \x1b[32m\x1b[1mVITE\x1b[22m v8.3.8\x1b[39m  \x1b[2mready in \x1b[0m\x1b[1m307\x1b[22m\x1b[2m\x1b[0m ms\x1b[22m',
      '',
      '  \x1b[32m➜\x1b[39m  \x1b[1mLocal\x1b[22m:   \x1b[36mhttp://localhost:\x1b[1m5173\x1b[22m/\x1b[39m',
      '\x1b[2m  \x1b[32m➜\x1b[39m  \x1b[1mNetwork\x1b[22m\x1b[2m: use \x1b[22m\x1b[1m--host\x1b[22m\x1b[2m to expose\x1b[22m',
      '\x1b[2m\x1b[32m  ➜\x1b[39m\x1b[22m\x1b[2m  press \x1b[22m\x1b[1mh + enter\x1b[22m\x1b[2m to show help\x1b[22m',
      '',
    ].join('\n'),
  );
});

const page = `<!doctype html>
<html lang="en">
  <head>
    <script type="module" src="/@vite/client"></script>

    <title>In development</title>
    <script type="module" src="/main.js"></script>
  </head>
  <body>
    <h1>In development</h1>
  </body>
</html>
`;
const running = ['cd apps/web', 'npm run dev >/dev/null &', 'sleep 1'];

test('it serves the page at every path that is no file, and the file as it is', () => {
  expect(lastOutput([...running, 'curl -s http://localhost:5173/'])).toBe(page);
  expect(lastOutput([...running, 'curl -s http://localhost:5173/nope'])).toBe(page);
  expect(lastOutput([...running, 'curl -s http://localhost:5173/main.js'])).toBe(
    "document.body.append('This line comes from main.js.');\n",
  );
  expect(lastOutput([...running, 'curl -sS http://127.0.0.1:5173/'])).toBe(
    "curl: (7) Failed to connect to 127.0.0.1 port 5173 after 0 ms: Couldn't connect to server\n",
  );
});

test('a name that is not localhost is refused', () => {
  expect(
    lastOutput([...running, "curl -si -H 'Host: evil.example' http://localhost:5173/ > x; cat x"]),
  ).toBe(`HTTP/1.1 403 Forbidden
Vary: Origin
Content-Type: text/plain
Date: Mon, 23 Nov 2026 09:12:26 GMT
Connection: keep-alive
Keep-Alive: timeout=5
Transfer-Encoding: chunked

Blocked request. This host ("evil.example") is not allowed.
To allow this host, add "evil.example" to \`server.allowedHosts\` in vite.config.js.`);
});

test('npm tells its scripts, and what it does not find', () => {
  expect(lastOutput(['cd apps/web', 'npm run'])).toBe(
    'Scripts available in web@0.0.0 via `npm run`:\n  dev\n    vite\n',
  );
  expect(lastOutput(['cd apps/web', 'npm run nosuch'])).toBe(`npm error Missing script: "nosuch"
npm error
npm error To see a list of scripts, run:
npm error   npm run
`);
  expect(shown(['npm run dev', 'echo $?'])).toContain('npm error path /home/dev/package.json\n');
});

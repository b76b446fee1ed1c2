/** How long servers wait: what real Node 22.23.2 and nginx 1.22.1 do, without waiting for it. */
import { expect, test } from 'vitest';
import { freshMachine, shown } from './fresh-machine.ts';

const lines = (...typed: readonly string[]): readonly string[] => [
  'node apps/hello/server.js >/dev/null &',
  ...typed,
];

test('Node closes a connection that is idle for five seconds after an answer', () => {
  const machine = freshMachine();
  shown(lines("echo 'GET / HTTP/1.1' > x", 'echo Host: a >> x', 'echo >> x'), machine);
  const before = machine.around.host.network.now;
  // The client's input is over, so it ends with the server's end.
  const text = shown(['nc 127.0.0.1 3000 < x'], machine);
  expect(text).toContain('HTTP/1.1 200 OK');
  expect(machine.around.host.network.now - before).toBe(5000);
});

test('a request that takes a minute is told so', () => {
  const machine = freshMachine();
  shown(lines('echo GET / HTTP/1.1 > x'), machine);
  const before = machine.around.host.network.now;
  expect(shown(['nc 127.0.0.1 3000 < x'], machine)).toContain(
    'HTTP/1.1 408 Request Timeout\nConnection: close\n\n',
  );
  expect(machine.around.host.network.now - before).toBe(60_000);
});

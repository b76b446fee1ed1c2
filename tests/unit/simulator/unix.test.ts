/** What no case shows: how processes end, and what is listed. The calls' own answers are cases, tests/conformance/cases/unix. */
import { expect, test } from 'vitest';
import { createHost, type Host } from '../../../src/simulator/host.ts';
import { systemCall } from '../../../src/simulator/kernel.ts';
import { createNetwork } from '../../../src/simulator/network.ts';
import { createProcess, exitProcess, type Process } from '../../../src/simulator/process.ts';
import {
  bindPath,
  connectPath,
  openUnixSocket,
  type SocketFileFound,
  type SocketPaths,
} from '../../../src/simulator/unix-calls.ts';
import { listUnixSockets } from '../../../src/simulator/unix-socket.ts';

function createWorld(): { host: Host; server: Process; client: Process } {
  const host = createHost(createNetwork({ seed: 1 }), { name: 'lab', interfaces: { lo: ['127.0.0.1/8'] } });
  return {
    host,
    server: createProcess(host, { uid: 0, argv: ['server'] }),
    client: createProcess(host, { uid: 1000, argv: ['client'] }),
  };
}

/** Files of which nobody asks who may use them. */
function plainFiles(): SocketPaths {
  const files = new Map<string, object>();
  return {
    make(path): SocketFileFound {
      if (files.has(path)) return { ok: false, errno: 'EADDRINUSE' };
      const file = {};
      files.set(path, file);
      return { ok: true, file };
    },
    find(path): SocketFileFound {
      const file = files.get(path);
      return file ? { ok: true, file } : { ok: false, errno: 'ENOENT' };
    },
  };
}

function connected(): ReturnType<typeof createWorld> & { paths: SocketPaths; listener: number; end: number } {
  const world = createWorld();
  const { host, server, client } = world;
  const paths = plainFiles();
  const listener = openUnixSocket(host, server);
  bindPath(host, server, listener, '/app.sock', paths);
  systemCall(host, server, { name: 'listen', fd: listener, backlog: 5 });
  const end = openUnixSocket(host, client);
  connectPath(host, client, end, '/app.sock', paths);
  return { ...world, paths, listener, end };
}

test('a server that is killed leaves its file, and whoever waits is reset', () => {
  const { host, server, client, paths, end } = connected();
  exitProcess(host, server);
  expect(systemCall(host, client, { name: 'recv', fd: end, length: 10 })).toMatchObject({
    errno: 'ECONNRESET',
  });
  const again = openUnixSocket(host, client);
  expect(connectPath(host, client, again, '/app.sock', paths)).toMatchObject({ errno: 'ECONNREFUSED' });
});

test('a client that ends is the end of the stream to its server', () => {
  const { host, server, client, listener, end } = connected();
  systemCall(host, client, { name: 'send', fd: end, data: 'bye' });
  exitProcess(host, client);
  const accepted = systemCall(host, server, { name: 'accept', fd: listener });
  const fd = accepted.ok ? accepted.value : -1;
  const read = () => systemCall(host, server, { name: 'recv', fd, length: 10 });
  expect([read(), read()]).toEqual([
    { ok: true, value: { data: 'bye' } },
    { ok: true, value: { data: '' } },
  ]);
});

test('a connection is listed from both its ends, and has no holder until it is accepted', () => {
  const { host } = connected();
  const [listener, client, waiting] = listUnixSockets(host);
  expect(listener).toMatchObject({ state: 'LISTEN', path: '/app.sock', receiveQueue: 1, sendQueue: 5 });
  expect(client).toMatchObject({ path: undefined, peerId: waiting?.id, holder: { command: 'client' } });
  expect(waiting).toMatchObject({ path: '/app.sock', peerId: client?.id, waits: true, holder: undefined });
});

test('nothing is left once all processes have ended', () => {
  const { host, server, client } = connected();
  exitProcess(host, client);
  exitProcess(host, server);
  expect(listUnixSockets(host)).toEqual([]);
});

test('each host has sockets of its own', () => {
  const { host } = connected();
  const other = createHost(host.network, { name: 'other', interfaces: {} });
  expect(listUnixSockets(other)).toEqual([]);
});

test('an Internet socket takes no path, and what is closed neither', () => {
  const { host, server } = createWorld();
  const opened = systemCall(host, server, { name: 'socket', domain: 'AF_INET', type: 'SOCK_STREAM' });
  const fd = opened.ok ? opened.value : -1;
  expect(bindPath(host, server, fd, '/app.sock', plainFiles())).toMatchObject({ errno: 'EAFNOSUPPORT' });
  expect(bindPath(host, server, 99, '/app.sock', plainFiles())).toMatchObject({ errno: 'EBADF' });
  expect(connectPath(host, server, 0, '/app.sock', plainFiles())).toMatchObject({ errno: 'ENOTSOCK' });
});

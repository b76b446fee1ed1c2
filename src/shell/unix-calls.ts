/** The calls on Unix-domain sockets that name a path, as typed wrappers; the others are those of every socket, socket-calls.ts. */
import type { Result } from '../simulator/system-call.ts';
import { bindPath, connectPath, openUnixSocket, unixName } from '../simulator/unix-calls.ts';
import { listUnixSockets, type UnixRow } from '../simulator/unix-socket.ts';
import { askUntil, type OrTimeout } from './ask-until.ts';
import { ask, blocked, type Program } from './program.ts';
import { close, listen } from './socket-calls.ts';
import { socketPaths } from './socket-files.ts';
import type { Task } from './task.ts';

/** socket(AF_UNIX, SOCK_STREAM) */
export function* unixSocket(): Program<number> {
  return yield* ask('socket', ({ around, process }) => openUnixSocket(around.host, process));
}

function pathsOf({ around, cwd, process, fileModeMask }: Task): ReturnType<typeof socketPaths> {
  const now = around.epoch + around.host.network.now;
  return socketPaths({ files: around.files, cwd, uid: process.uid, now }, fileModeMask);
}

/** bind(2) to a path: the socket's file is made. */
export function* bindUnix(fd: number, path: string): Program<Result<0>> {
  return yield* ask('bind', (task) => bindPath(task.around.host, task.process, fd, path, pathsOf(task)));
}

/** A blocking connect(2): it waits while the accept queue is full. */
export function* connectUnix(fd: number, path: string, deadline?: number): Program<OrTimeout<Result<0>>> {
  return yield* askUntil<Result<0>>('connect', deadline, (task) => {
    const result = connectPath(task.around.host, task.process, fd, path, pathsOf(task));
    return !result.ok && result.errno === 'EAGAIN' ? blocked : result;
  });
}

/** A new socket that is connected to a path, or why none is. */
export function* openConnection(path: string, deadline?: number): Program<OrTimeout<Result<number>>> {
  const fd = yield* unixSocket();
  const result = yield* connectUnix(fd, path, deadline);
  if (result !== 'timeout' && result.ok) return { ok: true, value: fd };
  yield* close(fd);
  return result;
}

/** A new socket that listens on a path, or why none does. */
export function* openPathListener(path: string, backlog: number): Program<Result<number>> {
  const fd = yield* unixSocket();
  const bound = yield* bindUnix(fd, path);
  const result = bound.ok ? yield* listen(fd, backlog) : bound;
  if (result.ok) return { ok: true, value: fd };
  yield* close(fd);
  return result;
}

/** getsockname(2) and getpeername(2): the path, or undefined for a socket without a name. */
export function* unixNameOf(
  fd: number,
  whose: 'getsockname' | 'getpeername',
): Program<Result<string | undefined>> {
  return yield* ask(whose, ({ process }) => unixName(process, fd, whose));
}

/** getsockopt(2) SO_PEERCRED: which user connected; undefined where nobody did over a path. */
export function* peerUser(fd: number): Program<number | undefined> {
  return yield* ask('getsockopt', ({ process }) => {
    const file = process.files.get(fd);
    return file?.kind === 'unix' ? file.socket.peer?.uid : undefined;
  });
}

/** Every Unix-domain socket of this host, as sock_diag(7) shows them. */
export function* unixSockets(): Program<readonly UnixRow[]> {
  return yield* ask('sock_diag', ({ around }) => listUnixSockets(around.host));
}

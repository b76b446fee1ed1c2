/**
 * The calls on Unix-domain stream sockets (AF_UNIX, SOCK_STREAM): a server has a file instead of a port, and who may
 * write to that file may connect.
 *
 * The kernel keeps the sockets, and somebody else the files: each call that names a path gets {@link SocketPaths}, which
 * answers in the name of the process that calls.
 *
 * @see unix(7). Cases: tests/conformance/cases/unix
 * Differs from Linux: no SOCK_DGRAM and SOCK_SEQPACKET, no abstract names, no descriptors or credentials sent along, no
 * limit to what waits to be read, and no trace of the calls. A path may be longer than 107 characters.
 */
import type { Errno } from './errno.ts';
import type { Host } from './host.ts';
import { dropDescriptor, openDescriptor, type Process } from './process.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { RuleId } from './rules.ts';
import { type CallResult, ok, type Result, type SystemCall } from './system-call.ts';
import { createUnixSocket, type SocketFile, type UnixSocket, unixTable } from './unix-socket.ts';

export type SocketFileFound =
  | { readonly ok: true; readonly file: SocketFile }
  | { readonly ok: false; readonly errno: Errno };

/** What AF_UNIX asks of the files, with the working directory and the rights of one process (path_resolution(7)). */
export interface SocketPaths {
  /** mknod(2): a new socket file. EADDRINUSE when the name is taken · ENOENT, ENOTDIR, EACCES … on the way. */
  make(path: string): SocketFileFound & { readonly undo?: () => void };
  /** The socket file to connect to. ENOENT … · EACCES without the right to write to it · ECONNREFUSED no socket's file. */
  find(path: string): SocketFileFound;
}

/** socket(AF_UNIX, SOCK_STREAM): a new socket without a name. @returns its descriptor */
export function openUnixSocket(host: Host, process: Process): number {
  return giveDescriptor(host, process, createUnixSocket(host, process.uid));
}

function giveDescriptor(host: Host, process: Process, socket: UnixSocket): number {
  return openDescriptor(process, {
    kind: 'unix',
    socket,
    answer: (caller, call) => answer(host, caller, socket, call),
    release: () => release(host, socket),
  });
}

function unixSocketOf(process: Process, fd: number): { ok: true; socket: UnixSocket } | Refusal {
  const file = process.files.get(fd);
  if (!file) return refuse('EBADF', 'no-such-descriptor');
  if (file.kind === 'file') return refuse('ENOTSOCK', 'not-a-socket');
  // unix(7) asks for a sockaddr_un; the Internet's sockets ask for their own.
  return file.kind === 'unix' ? { ok: true, socket: file.socket } : refuse('EAFNOSUPPORT', 'wrong-family');
}

const pathRules: Partial<Record<Errno, RuleId>> = {
  EADDRINUSE: 'socket-file-exists',
  ENOENT: 'no-such-path',
  ECONNREFUSED: 'nobody-listens-on-path',
};

function refusePath(errno: Errno): Refusal {
  return refuse(errno, pathRules[errno] ?? 'path-rights');
}

/**
 * bind(2) with a path: makes the socket's file.
 *
 * @returns EADDRINUSE the path exists, whatever lies there · EINVAL already bound · what {@link SocketPaths} says
 */
export function bindPath(
  host: Host,
  process: Process,
  fd: number,
  path: string,
  paths: SocketPaths,
): Result<0> {
  const found = unixSocketOf(process, fd);
  if (!found.ok) return found;
  const { socket } = found;
  const made = paths.make(path);
  if (!made.ok) return refusePath(made.errno);
  if (socket.path !== undefined) {
    made.undo?.();
    return refuse('EINVAL', 'already-bound');
  }
  socket.path = path;
  socket.file = made.file;
  unixTable(host).bound.set(made.file, socket);
  return ok(0);
}

/**
 * connect(2) with a path, as one non-blocking call: it is decided at once.
 *
 * @returns ECONNREFUSED nobody listens behind the file · EAGAIN the accept queue is full, where a blocking connect waits ·
 *   EISCONN connected · EINVAL it listens · what {@link SocketPaths} says
 */
export function connectPath(
  host: Host,
  process: Process,
  fd: number,
  path: string,
  paths: SocketPaths,
): Result<0> {
  const found = unixSocketOf(process, fd);
  if (!found.ok) return found;
  const { socket } = found;
  const place = paths.find(path);
  if (!place.ok) return refusePath(place.errno);
  const listener = unixTable(host).bound.get(place.file);
  if (listener?.state !== 'LISTEN' || listener.shutRead) return refusePath('ECONNREFUSED');
  if (listener.acceptQueue.length > listener.backlog) return refuse('EAGAIN', 'backlog-full');
  if (socket.state === 'ESTABLISHED') return refuse('EISCONN', 'already-connected');
  if (socket.state === 'LISTEN') return refuse('EINVAL', 'already-connected');
  const connection = createUnixSocket(host, listener.uid);
  connection.path = listener.path;
  connection.waits = true;
  socket.state = 'ESTABLISHED';
  connection.state = 'ESTABLISHED';
  socket.peer = connection;
  connection.peer = socket;
  listener.acceptQueue.push(connection);
  host.network.activity += 1;
  return ok(0);
}

/** getsockname(2) and getpeername(2): the path, or undefined for a socket without a name. @returns ENOTCONN no peer */
export function unixName(
  process: Process,
  fd: number,
  whose: 'getsockname' | 'getpeername',
): Result<string | undefined> {
  const found = unixSocketOf(process, fd);
  if (!found.ok) return found;
  const named = whose === 'getsockname' ? found.socket : found.socket.peer;
  return named ? ok(named.path) : refuse('ENOTCONN', 'not-connected');
}

/** The calls that all sockets share. Those with an Internet address do not fit here. */
function answer(host: Host, process: Process, socket: UnixSocket, call: SystemCall): CallResult {
  switch (call.name) {
    case 'listen':
      if (socket.path === undefined) return refuse('EINVAL', 'listen-needs-path');
      if (socket.state === 'ESTABLISHED') return refuse('EINVAL', 'listen-on-connection');
      socket.state = 'LISTEN';
      // A negative number counts as the largest.
      socket.backlog = Math.min(call.backlog >>> 0, host.sysctls.somaxconn);
      return ok(0);
    case 'accept': {
      if (socket.state !== 'LISTEN') return refuse('EINVAL', 'not-listening');
      const connection = socket.acceptQueue.shift();
      if (!connection) return refuse('EAGAIN', 'nothing-to-accept');
      connection.waits = false;
      return ok(giveDescriptor(host, process, connection));
    }
    case 'send':
      return send(socket, call.data);
    case 'sendto':
      return socket.state === 'ESTABLISHED'
        ? refuse('EISCONN', 'already-connected')
        : refuse('EOPNOTSUPP', 'not-connected');
    case 'recv':
      return receive(socket, call.length);
    case 'shutdown':
      shut(socket, call.how !== 'SHUT_WR', call.how !== 'SHUT_RD');
      if (socket.peer) shut(socket.peer, call.how !== 'SHUT_RD', call.how !== 'SHUT_WR');
      return ok(0);
    case 'close':
      dropDescriptor(process, call.fd);
      release(host, socket);
      return ok(0);
    case 'getsockopt': {
      if (call.option === 'SO_ACCEPTCONN') return ok(socket.state === 'LISTEN' ? 1 : 0);
      return ok(0);
    }
    case 'setsockopt':
      return ok(0);
    case 'bind':
    case 'connect':
      return refuse('EINVAL', 'wrong-family');
    case 'getsockname':
    case 'getpeername':
    case 'socket':
      // A path is no address and port: unixName tells it.
      return refuse('EOPNOTSUPP', 'wrong-family');
  }
}

function send({ state, peer, shutWrite }: UnixSocket, data: string): Result<number> {
  if (state !== 'ESTABLISHED' || !peer) return refuse('ENOTCONN', 'not-connected');
  if (shutWrite || peer.released || peer.shutRead) return refuse('EPIPE', 'sending-ended');
  peer.received += data;
  return ok(data.length);
}

function receive(socket: UnixSocket, length: number): CallResult {
  if (socket.state !== 'ESTABLISHED') return refuse('EINVAL', 'not-connected');
  if (socket.received !== '') {
    const data = socket.received.slice(0, length);
    socket.received = socket.received.slice(length);
    return ok({ data });
  }
  const { error } = socket;
  socket.error = undefined;
  if (error) return refuse(error, 'reset-by-peer');
  return socket.shutRead ? ok({ data: '' }) : refuse('EAGAIN', 'nothing-to-receive');
}

function shut(socket: UnixSocket, read: boolean, write: boolean): void {
  socket.shutRead ||= read;
  socket.shutWrite ||= write;
}

/** The file stays. The peer reads what was sent and then the end; where this end had unread data, ECONNRESET. */
function release(host: Host, socket: UnixSocket, unread = socket.received !== ''): void {
  socket.released = true;
  const { sockets, bound } = unixTable(host);
  sockets.delete(socket);
  if (socket.file) bound.delete(socket.file);
  for (const waiting of socket.acceptQueue.splice(0)) release(host, waiting, true);
  if (!socket.peer) return;
  shut(socket.peer, true, true);
  if (unread) socket.peer.error = 'ECONNRESET';
  host.network.activity += 1;
}

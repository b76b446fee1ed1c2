/**
 * The socket calls a program makes, as typed wrappers: with syscalls.ts its only door to the simulator. Each one blocks as
 * the real call does; what the kernel answers comes back as a Result.
 */
import type { Family, SocketAddress } from '../simulator/address.ts';
import { systemCall } from '../simulator/kernel.ts';
import { joinGroup as join } from '../simulator/multicast.ts';
import { listSockets, type SocketRow } from '../simulator/socket-list.ts';
import type {
  Bytes,
  CallValue,
  Received,
  Result,
  Shutdown,
  SocketOption,
  SocketType,
  SystemCall,
} from '../simulator/system-call.ts';
import { askUntil, type OrTimeout } from './ask-until.ts';
import { ask, blocked, type Program } from './program.ts';
import type { Task } from './task.ts';

export function* socket(domain: Family, type: SocketType): Program<Result<number>> {
  return yield* kernelCall({ name: 'socket', domain, type });
}

export function* setsockopt(fd: number, option: SocketOption, value: number): Program<Result<0>> {
  return yield* kernelCall({ name: 'setsockopt', fd, option, value });
}

/** setsockopt(2) with IP_ADD_MEMBERSHIP. */
export function* joinGroup(fd: number, group: string): Program<Result<0>> {
  return yield* ask('setsockopt', ({ process }) => join(process, fd, group));
}

export function* sendto(fd: number, address: SocketAddress, data: Bytes): Program<Result<number>> {
  return yield* kernelCall({ name: 'sendto', fd, address, data });
}

export function* bind(fd: number, address: SocketAddress): Program<Result<0>> {
  return yield* kernelCall({ name: 'bind', fd, address });
}

export function* listen(fd: number, backlog: number): Program<Result<0>> {
  return yield* kernelCall({ name: 'listen', fd, backlog });
}

export function* accept(fd: number): Program<Result<number>> {
  return yield* ask(
    'accept',
    retriedOnChange(fd, (task) => answerOrWait(task, { name: 'accept', fd })),
  );
}

/** A blocking connect(2), which goes on trying where only SO_ERROR would tell. */
export function* connect(
  fd: number,
  address: SocketAddress,
  deadline?: number,
): Program<OrTimeout<Result<0>>> {
  const attempt = retriedOnChange(fd, (task) => answerOrWait(task, { name: 'connect', fd, address }));
  return yield* askUntil('connect', deadline, attempt);
}

/** A non-blocking connect, watched with poll(2): an error that waits ends it, as curl and nc do. */
export function* connectAndPoll(
  fd: number,
  address: SocketAddress,
  deadline?: number,
): Program<OrTimeout<Result<0>>> {
  const attempt = retriedOnChange(fd, (task) => {
    const result = answerOrWait(task, { name: 'connect', fd, address });
    const file = task.process.files.get(fd);
    const waiting = file?.kind === 'socket' ? file.socket.softError : undefined;
    if (result !== blocked || !waiting) return result;
    systemCall(task.around.host, task.process, { name: 'getsockopt', fd, option: 'SO_ERROR' });
    return waiting;
  });
  return yield* askUntil('connect', deadline, attempt);
}

/** recv(2); the length is the most that it gives at once. */
export function* recv(fd: number, length: number, deadline?: number): Program<OrTimeout<Result<Received>>> {
  const attempt = retriedOnChange(fd, (task) => answerOrWait(task, { name: 'recv', fd, length }));
  return yield* askUntil('recv', deadline, attempt);
}

export function* send(fd: number, data: Bytes): Program<Result<number>> {
  return yield* kernelCall({ name: 'send', fd, data });
}

export function* shutdown(fd: number, how: Shutdown): Program<Result<0>> {
  return yield* kernelCall({ name: 'shutdown', fd, how });
}

export function* getsockname(fd: number): Program<Result<SocketAddress>> {
  return yield* kernelCall({ name: 'getsockname', fd });
}

export function* getpeername(fd: number): Program<Result<SocketAddress>> {
  return yield* kernelCall({ name: 'getpeername', fd });
}

export function* close(fd: number): Program<Result<0>> {
  return yield* kernelCall({ name: 'close', fd });
}

/** Every socket of this host, as /proc and sock_diag(7) show them. */
export function* sockets(): Program<readonly SocketRow[]> {
  return yield* ask('sock_diag', (task) => listSockets(task.around.host));
}

function* kernelCall<C extends SystemCall>(call: C): Program<Result<CallValue[C['name']]>> {
  return yield* ask<Result<CallValue[C['name']]>>(call.name, ({ around, process }) =>
    systemCall(around.host, process, call),
  );
}

function answerOrWait<C extends SystemCall>(
  task: Task,
  call: C,
): Result<CallValue[C['name']]> | typeof blocked {
  const result = systemCall<C>(task.around.host, task.process, call);
  if (result.ok) return result;
  const wait = call.name === 'connect' ? ['EINPROGRESS', 'EALREADY'] : ['EAGAIN'];
  return wait.includes(result.errno) ? blocked : result;
}

/** Asks the kernel again only when something about the socket changed, so that a trace shows no idle calls. */
function retriedOnChange<T>(
  fd: number,
  attempt: (task: Task) => T | typeof blocked,
): (task: Task) => T | typeof blocked {
  let seen: string | undefined;
  return (task) => {
    for (;;) {
      const before = socketSignature(task, fd);
      if (before === seen) return blocked;
      const result = attempt(task);
      seen = socketSignature(task, fd);
      // The call itself may have moved the socket: a connect on one host is over before it returns.
      if (result !== blocked || seen === before) return result;
      seen = undefined;
    }
  };
}

function socketSignature(task: Task, fd: number): string {
  const file = task.process.files.get(fd);
  if (file?.kind === 'unix') {
    const { state, error, acceptQueue, received, shutRead } = file.socket;
    return [state, error, acceptQueue.length, received.length, shutRead].join();
  }
  if (file?.kind !== 'socket') return '';
  const { state, error, acceptQueue, received, datagrams, ended, shutRead, phase } = file.socket;
  return [
    state,
    error?.errno,
    acceptQueue.length,
    received.length,
    datagrams.length,
    ended,
    shutRead,
    phase,
  ].join();
}

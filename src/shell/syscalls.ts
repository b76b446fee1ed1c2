/**
 * The calls a program makes, as typed wrappers: its only door to the simulator and to the other programs.
 * Each one blocks as the real call does; what the kernel answers comes back as a Result.
 */
import type { Family, SocketAddress } from '../simulator/address.ts';
import type { Errno } from '../simulator/errno.ts';
import { systemCall } from '../simulator/kernel.ts';
import { dropDescriptor, openDescriptor } from '../simulator/process.ts';
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
import type { OpenFlags } from './file-system.ts';
import { ask, blocked, type Program } from './program.ts';
import type { Signal } from './signal.ts';
import type { Stream, Written } from './stream.ts';
import { hasEnded, type Task } from './task.ts';

/** A call that can wait no longer than to a given time of the network. */
export type OrTimeout<T> = T | 'timeout';

export function* socket(domain: Family, type: SocketType): Program<Result<number>> {
  return yield* kernelCall({ name: 'socket', domain, type });
}

export function* setsockopt(fd: number, option: SocketOption, value: number): Program<Result<0>> {
  return yield* kernelCall({ name: 'setsockopt', fd, option, value });
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

export function* connect(
  fd: number,
  address: SocketAddress,
  deadline?: number,
): Program<OrTimeout<Result<0>>> {
  const attempt = retriedOnChange(fd, (task) => answerOrWait(task, { name: 'connect', fd, address }));
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

/** The process itself: its directory, its user, its environment, its host. */
export function* self(): Program<Task> {
  return yield* ask('self', (task) => task);
}

/** Milliseconds since the network began. */
export function* now(): Program<number> {
  return yield* ask('clock_gettime', (task) => task.around.host.network.now);
}

/** Milliseconds since 1970-01-01 00:00 UTC. */
export function* timeOfDay(): Program<number> {
  return yield* ask('gettimeofday', ({ around }) => around.epoch + around.host.network.now);
}

export function* sleep(milliseconds: number): Program<void> {
  const until = (yield* now()) + milliseconds;
  yield* askUntil('nanosleep', until, () => blocked);
}

/** Writes everything; false when nobody reads there any more, which kills the program unless it minds SIGPIPE. */
export function* write(fd: number, text: string): Program<Written> {
  return yield* ask('write', (task) => {
    const stream = task.streams.get(fd);
    const result: Written | typeof blocked = stream?.write(task, text) ?? { ok: false, errno: 'EBADF' };
    if (result !== blocked && !result.ok && result.errno === 'EPIPE') {
      task.around.scheduler.signal(task, 'SIGPIPE');
    }
    return result;
  });
}

/** Writes to standard output. */
export function print(text: string): Program<Written> {
  return write(1, text);
}

/** Writes to standard error. */
export function complain(text: string): Program<Written> {
  return write(2, text);
}

/** What there is to read, '' at the end. */
export function* read(fd: number): Program<string> {
  return yield* ask('read', (task) => task.streams.get(fd)?.read(task) ?? '');
}

/** open(2), reading or writing; the new descriptor, or an errno. */
export function* open(
  path: string,
  flags: OpenFlags,
): Program<{ readonly ok: true; readonly value: number } | { readonly ok: false; readonly errno: Errno }> {
  return yield* ask('open', (task) => {
    const opened = openStream(task, path, flags);
    if (!opened.ok) return opened;
    const fd = openDescriptor(task.process, { kind: 'file', path });
    task.streams.set(fd, opened.value);
    return { ok: true, value: fd };
  });
}

/** The open file itself, for whoever gives it to a new process. */
export function openStream(
  task: Task,
  path: string,
  flags: OpenFlags,
): { readonly ok: true; readonly value: Stream } | { readonly ok: false; readonly errno: Errno } {
  const { files, epoch, host } = task.around;
  if (path === '/dev/tty' && task.tty) return { ok: true, value: task.tty.stream };
  return files.open(task.cwd, path, task.process.uid, flags, epoch + host.network.now);
}

export function* closeFile(fd: number): Program<void> {
  return yield* ask('close', (task) => {
    task.streams.get(fd)?.release();
    task.streams.delete(fd);
    dropDescriptor(task.process, fd);
  });
}

/** From now on the signal arrives as an Interrupt where this program waits, or not at all. */
export function* onSignal(signal: Signal, disposition: 'catch' | 'ignore'): Program<void> {
  return yield* ask('sigaction', (task) => {
    task.dispositions.set(signal, disposition);
  });
}

/** kill(2): a negative pid names a process group. */
export function* kill(pid: number, signal: Signal | undefined): Program<'ok' | 'ESRCH' | 'EPERM'> {
  return yield* ask('kill', (task) => {
    const { scheduler } = task.around;
    const met = [...scheduler.tasks.values()].filter(
      (other) => !hasEnded(other) && (pid < 0 ? other.group === -pid : other.pid === pid),
    );
    const uid = task.process.uid;
    if (met.length === 0) return pid === 1 && uid !== 0 ? 'EPERM' : 'ESRCH';
    const mine = met.filter((other) => uid === 0 || other.process.uid === uid);
    if (mine.length === 0) return 'EPERM';
    if (signal) for (const other of mine) scheduler.signal(other, signal);
    return 'ok';
  });
}

/** A second line of control inside this process. */
export function* startThread(program: Program<number>): Program<void> {
  return yield* ask('clone', (task) => task.around.scheduler.startThread(task, program));
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

/** Waits for an answer until a time of the network; without one, for as long as it takes. */
function askUntil<T>(
  name: string,
  deadline: number | undefined,
  attempt: (task: Task) => T | typeof blocked,
): Program<OrTimeout<T>> {
  let cancel: (() => void) | undefined;
  let due = false;
  return ask<OrTimeout<T>>(
    name,
    (task) => {
      const answer = attempt(task);
      if (answer !== blocked) {
        cancel?.();
        return answer;
      }
      if (due) return 'timeout';
      const { network } = task.around.host;
      if (deadline !== undefined && deadline <= network.now) return 'timeout';
      if (deadline !== undefined && !cancel) {
        cancel = network.timers.set(deadline, () => {
          due = true;
          task.around.scheduler.run();
        });
      }
      return blocked;
    },
    () => cancel?.(),
  );
}

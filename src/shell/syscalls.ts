/**
 * The calls a program makes besides those on sockets (socket-calls.ts), as typed wrappers: its only door to the kernel and to
 * the other programs. Each one blocks as the real call does.
 */
import type { Errno } from '../simulator/errno.ts';
import { dropDescriptor, openDescriptor } from '../simulator/process.ts';
import { askUntil } from './ask-until.ts';
import type { OpenFlags } from './file-system.ts';
import { ask, blocked, type Program } from './program.ts';
import type { Signal } from './signal.ts';
import type { ReadSize, Stream, Written } from './stream.ts';
import { hasEnded, type Task } from './task.ts';

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
    task.around.scheduler.spend(text.length);
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

/** What there is to read, '' at the end. With a size no more than that is taken, so that the rest stays for others. */
export function* read(fd: number, size?: ReadSize): Program<string> {
  return yield* ask('read', (task) => {
    const text = task.streams.get(fd)?.read(task, size) ?? '';
    if (text !== blocked) task.around.scheduler.spend(text.length);
    return text;
  });
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
  const own = ownDescriptor(path);
  if (own !== undefined) {
    const stream = task.streams.get(own);
    if (!stream) return { ok: false, errno: 'ENOENT' };
    stream.retain();
    return { ok: true, value: stream };
  }
  return files.open(task.cwd, path, task.process.uid, flags, epoch + host.network.now);
}

/** `/dev/stdin`, `/dev/fd/3`: a descriptor that the process has already (fd(4)). */
function ownDescriptor(path: string): number | undefined {
  const name = /^\/dev\/(?:std(in|out|err)|fd\/(\d+))$/.exec(path);
  if (!name) return undefined;
  return name[2] === undefined ? ['in', 'out', 'err'].indexOf(name[1] ?? '') : Number(name[2]);
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

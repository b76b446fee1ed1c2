import { strerror } from '../../../simulator/errno.ts';
import type { Process } from '../../../simulator/process.ts';
import type { ProgramFile } from '../../command.ts';
import { startProgram } from '../../exec.ts';
import { ask, blocked, Interrupt, type Program } from '../../program.ts';
import type { Signal } from '../../signal.ts';
import type { Stream } from '../../stream.ts';
import { complain, kill, onSignal, openStream, print, self } from '../../syscalls.ts';
import { hasEnded, type Task, type WaitStatus } from '../../task.ts';
import { mayLookInto } from '../sockets/socket-names.ts';
import { readStraceArguments, type StraceRequest, straceOptions } from './strace-arguments.ts';
import { createTracer, type Tracer } from './tracer.ts';

const help = `Usage: strace [-fqt] [-e EXPR]... [-o FILE] [-s STRSIZE] { -p PID | PROG [ARGS] }

  -e trace=network      the calls on sockets; also single names: -e bind,connect
  -f                    the children of the program too
  -o FILE               write to FILE, not to standard error
  -p PID                a program that runs already
  -s STRSIZE            how much of a text is shown (32)
  -t                    the time before each line
  -q, -qq               without who is attached; without the end

On this host calls on sockets are traced, and close; nothing else is. What the real programs do besides is left out:
looking for the name service (AF_UNIX, AF_NETLINK), curl's socketpair and its options of TCP (so its descriptor is 5
there), what Python asks about a connection that it accepted, signals, and the threads of a Python server, whose calls stand under the server's own number with -f.
`;

const onlySockets = 'strace: on this host only calls on sockets are traced, as with -e trace=network\n';

/** strace(1) 6.1, of the calls on sockets. */
export const strace: ProgramFile = {
  name: 'strace',
  summary: 'what a program asks the kernel: strace -e trace=network nc -l 8080',
  options: straceOptions,
  *run([, ...args]) {
    const read = readStraceArguments(args);
    if (!read.ok) {
      if (read.kind === 'mistake') yield* complain(read.text);
      else yield* print(read.kind === 'help' ? help : 'strace -- version 6.1\n');
      return read.kind === 'mistake' ? 1 : 0;
    }
    const task = yield* self();
    const output = yield* outputFor(task, read.request);
    if (!output) return 1;
    return yield* trace(task, read.request, output);
  },
};

function* outputFor(task: Task, { output: path }: StraceRequest): Program<Stream | undefined> {
  if (path === undefined) return task.streams.get(2);
  const opened = openStream(task, path, 'write');
  if (opened.ok) return opened.value;
  yield* complain(`strace: Can't fopen '${path}': ${strerror(opened.errno)}\n`);
  return undefined;
}

function* trace(task: Task, request: StraceRequest, output: Stream): Program {
  const { network } = task.around.host;
  const roots = yield* findTraced(task, request);
  if (typeof roots === 'string') {
    yield* complain(roots);
    return 1;
  }
  const tracer = createTracer(task, request, output);
  network.tracers.add(tracer.tell);
  const signals: readonly Signal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) yield* onSignal(signal, 'catch');
  let child: Task | undefined;
  try {
    if (request.command.length > 0) {
      const [name = ''] = request.command;
      const started = yield* startProgram(request.command);
      if (!started.ok) {
        yield* complain(
          started.errno === 'ENOENT'
            ? `strace: Can't stat '${name}': ${strerror('ENOENT')}\n`
            : `strace: exec: ${strerror(started.errno)}\n+++ exited with 1 +++\n`,
        );
        return 1;
      }
      child = started.task;
      if (!request.calls && request.quiet === 0) yield* complain(onlySockets);
      tracer.follow(child.process);
    }
    for (const { process } of roots) {
      tracer.follow(process);
      if (request.quiet === 0) tracer.say(`strace: Process ${process.pid} attached\n`);
      tracer.showWaiting(process);
    }
    return yield* waitForEnd([...roots, ...(child ? [child] : [])], tracer, request, child);
  } catch (error) {
    if (!(error instanceof Interrupt)) throw error;
    const left = [...roots, ...(child ? [child] : [])];
    if (request.quiet === 0) for (const { pid } of left) yield* complain(`strace: Process ${pid} detached\n`);
    tracer.detach();
    network.tracers.delete(tracer.tell);
    // What strace started goes with it; what it came to later stays.
    if (child) {
      yield* kill(child.pid, 'SIGCONT');
      yield* kill(child.pid, error.signal);
    }
    yield* dieOf(error.signal);
    return 1;
  } finally {
    network.tracers.delete(tracer.tell);
  }
}

/** The processes of -p. @returns what attach says when it may not */
function* findTraced(task: Task, { pids }: StraceRequest): Program<readonly Task[] | string> {
  const found: Task[] = [];
  for (const pid of pids) {
    const process: Process | undefined = task.around.host.processes.get(pid);
    const refused = (reason: string): string => `strace: attach: ptrace(PTRACE_SEIZE, ${pid}): ${reason}\n`;
    if (!process) return refused(strerror('ESRCH'));
    const other = task.around.scheduler.tasks.get(pid);
    if (!other || !mayLookInto(task, process.uid)) return refused(strerror('EPERM'));
    found.push(other);
  }
  return found;
}

function* waitForEnd(
  traced: readonly Task[],
  tracer: Tracer,
  request: StraceRequest,
  child: Task | undefined,
): Program {
  const said = new Set<Task>();
  yield* ask('wait', () => {
    for (const one of traced) {
      if (said.has(one) || !hasEnded(one) || !one.status) continue;
      said.add(one);
      tracer.end(one.pid, request.quiet > 1 ? undefined : endText(one.status), one.status);
    }
    return said.size === traced.length ? true : blocked;
  });
  if (!child?.status) return 0;
  child.around.scheduler.reap(child);
  if (child.status.kind === 'exited') return child.status.code;
  if (child.status.kind === 'signaled') yield* dieOf(child.status.signal);
  return 1;
}

function endText(status: WaitStatus): string {
  return status.kind === 'exited'
    ? `+++ exited with ${status.code} +++`
    : `+++ killed by ${status.signal} +++`;
}

/** As the traced program died, so does strace. */
function* dieOf(signal: Signal): Program<void> {
  const task = yield* self();
  task.dispositions.delete(signal);
  yield* kill(task.pid, signal);
}

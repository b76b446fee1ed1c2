/** fork(2) as a shell uses it: a process that goes on with a copy of the shell, and the wait for it. */
import { exitStatus } from '../jobs.ts';
import { type Call, Interrupt, type Program } from '../program.ts';
import { environmentOf, NotSupported, type Shell, subshellOf, type TrapName } from '../shell.ts';
import type { Signal } from '../signal.ts';
import type { Stream } from '../stream.ts';
import type { Task } from '../task.ts';
import { waitForeground, waitInScript } from '../wait-for-job.ts';
import { onOwnStack } from './call-stack.ts';
import { Abandon, Exit, LeaveLoop, Return, ShellError } from './control-flow.ts';
import { messagePrefix, type Run, shellMessage } from './run.ts';
import { runExitTrap } from './trap.ts';

export interface ForkOptions {
  readonly streams: ReadonlyMap<number, Stream>;
  /** The process group to join; with job control a new one when left out. */
  readonly group?: number | undefined;
  /** Runs beside the shell: Ctrl-C does not reach it where there is no job control. */
  readonly background?: boolean;
}

/** Undefined when the host has as many processes as it may have. */
export function fork(
  run: Run,
  task: Task,
  { streams, group, background = false }: ForkOptions,
  body: (child: Run) => Program,
): Task | undefined {
  const shell = subshellOf(run.shell);
  const forked: Run = { ...run, shell, becomes: false };
  const child = task.around.scheduler.spawn({
    around: task.around,
    uid: task.process.uid,
    argv: task.process.argv,
    program: shellProcess(forked, body(forked)),
    parent: task,
    group: run.shell.jobControl ? group : task.group,
    tty: task.tty,
    cwd: task.cwd,
    environment: environmentOf(shell),
    streams,
  });
  if (!child) return undefined;
  for (const name of shell.traps.keys()) {
    if (isSignalName(name)) child.dispositions.set(name, 'ignore');
  }
  if (background && !run.shell.jobControl) {
    child.dispositions.set('SIGINT', 'ignore');
    child.dispositions.set('SIGQUIT', 'ignore');
  }
  return child;
}

export function isSignalName(name: TrapName): name is Signal {
  return name.startsWith('SIG');
}

/** A whole shell's life in a process: its end however it comes, with the EXIT trap before it. */
export function shellProcess(run: Run, body: Program): Program {
  return onOwnStack(untilEnd(run, body), (signal, call) => keepsSignal(run.shell, signal, call));
}

function* untilEnd(run: Run, body: Program): Program {
  const { shell } = run;
  try {
    yield* ended(shell, body);
  } catch (error) {
    if (error instanceof Interrupt) yield* runExitTrap(run);
    throw error;
  }
  yield* ended(shell, exitTrap(run));
  return shell.status & 255;
}

function* exitTrap(run: Run): Program {
  yield* runExitTrap(run);
  return 0;
}

function* ended(shell: Shell, body: Program): Program<void> {
  try {
    yield* body;
  } catch (error) {
    if (error instanceof Exit || error instanceof Return || error instanceof Abandon)
      shell.status = error.status;
    else if (error instanceof LeaveLoop) return;
    else if (error instanceof ShellError) {
      yield* shellMessage(shell, error.message);
      shell.status = error.status;
    } else if (error instanceof NotSupported) {
      yield* shellMessage(shell, `${error.construct}: not supported here yet`);
      shell.status = 2;
    } else throw error;
  }
}

/** A signal with a trap waits until the command that runs has ended; `wait` alone is cut short by it. */
export function keepsSignal(shell: Shell, signal: Signal, call: Call): boolean {
  if (!shell.traps.get(signal)) return false;
  if (!shell.pendingTraps.includes(signal)) shell.pendingTraps.push(signal);
  return call.name !== 'wait4';
}

/** What bash says when it cannot fork. */
export function* noRoomForProcess(shell: Shell): Program<void> {
  yield* shellMessage(shell, 'fork: retry: Resource temporarily unavailable');
  shell.status = 254;
}

/** Waits for processes of the foreground and takes over their status. */
export function* awaitMembers(run: Run, members: readonly Task[], text: () => string): Program<void> {
  const { shell } = run;
  if (members.length === 0) return;
  shell.status = shell.jobControl
    ? yield* waitForeground(shell, members, text)
    : exitStatus(yield* waitInScript(members, text, () => messagePrefix(shell)));
}

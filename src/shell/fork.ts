/** fork(2) as a shell uses it: a process that goes on with a copy of the shell, and the wait for it. */
import type { Commands } from './command.ts';
import { exitStatus } from './jobs.ts';
import type { Program } from './program.ts';
import { environmentOf, NotSupported, type Shell, subshellOf } from './shell.ts';
import type { Stream } from './stream.ts';
import { complain } from './syscalls.ts';
import type { Task } from './task.ts';
import { waitForeground, waitHere } from './wait-for-job.ts';

/** Everything that stays the same while one text is run. */
export interface Run {
  readonly shell: Shell;
  readonly commands: Commands;
  /** The text that the positions in the tree point into. */
  readonly source: string;
  /** This process was made for the one command that runs now, and becomes its program. */
  readonly becomes?: boolean;
}

export const noRoomForProcess = 'bash: fork: retry: Resource temporarily unavailable\n';

/** Undefined when the host has as many processes as it may have. */
export function fork(
  run: Run,
  task: Task,
  streams: ReadonlyMap<number, Stream>,
  group: number | undefined,
  body: (child: Run) => Program,
): Task | undefined {
  const shell = subshellOf(run.shell);
  return task.around.scheduler.spawn({
    around: task.around,
    uid: task.process.uid,
    argv: task.process.argv,
    program: forked({ ...run, shell, becomes: false }, body),
    parent: task,
    group: run.shell.jobControl ? group : task.group,
    tty: task.tty,
    cwd: task.cwd,
    environment: environmentOf(shell),
    streams,
  });
}

function* forked(run: Run, body: (child: Run) => Program): Program {
  const { shell } = run;
  try {
    yield* body(run);
  } catch (error) {
    if (!(error instanceof NotSupported)) throw error;
    yield* complain(`bash: ${error.construct}: not supported here yet\n`);
    shell.status = 2;
  }
  return shell.leaving ?? shell.status;
}

/** Waits for processes of the foreground and takes over their status. */
export function* awaitMembers(run: Run, members: readonly Task[], text: () => string): Program<void> {
  const { shell } = run;
  if (members.length === 0) return;
  shell.status = shell.jobControl
    ? yield* waitForeground(shell, members, text)
    : exitStatus(yield* waitHere(members));
}

/** Running a program as another user, and staying with it until it ends: what sudo(8) and su(1) share. */
import { type ExecOptions, type Failure, startProgram } from '../../exec.ts';
import { exitStatus } from '../../jobs.ts';
import { Interrupt, type Program } from '../../program.ts';
import { onSignal } from '../../syscalls.ts';
import type { WaitStatus } from '../../task.ts';
import { waitHere } from '../../wait-for-job.ts';

/** Signals that are passed on to the program. */
const passedOn = ['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs a command line and takes over its end: its status, or a death by the same signal.
 *
 * @returns ENOENT, EACCES or EAGAIN when it could not be started
 */
export function* runAs(
  argv: readonly string[],
  options: ExecOptions,
): Program<{ readonly ok: true; readonly status: number } | Failure> {
  const started = yield* startProgram(argv, options);
  if (!started.ok) return started;
  for (const signal of passedOn) yield* onSignal(signal, 'catch');
  const status: WaitStatus = yield* waitThrough(started.task);
  if (status.kind === 'signaled') throw new Interrupt(status.signal);
  return { ok: true, status: exitStatus(status) };
}

function* waitThrough(child: Parameters<typeof waitHere>[0][number]): Program<WaitStatus> {
  for (;;) {
    try {
      return yield* waitHere([child]);
    } catch (error) {
      if (!(error instanceof Interrupt)) throw error;
      // Ctrl-C and Ctrl-\ reach every process of the terminal without help.
      if (error.signal === 'SIGTERM' || error.signal === 'SIGHUP') {
        child.around.scheduler.signal(child, error.signal);
      }
    }
  }
}

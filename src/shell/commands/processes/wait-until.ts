/** Waiting for a child, but no longer than to a given time. */

import { askUntil } from '../../ask-until.ts';
import { blocked, type Program } from '../../program.ts';
import { hasEnded, type Task, type WaitStatus } from '../../task.ts';

/** @param deadline the network's time in milliseconds; undefined waits for as long as it takes */
export function* waitUntil(child: Task, deadline: number | undefined): Program<WaitStatus | 'timeout'> {
  const status = yield* askUntil<WaitStatus>('wait', deadline, () =>
    hasEnded(child) && child.status ? child.status : blocked,
  );
  if (status !== 'timeout') child.around.scheduler.reap(child);
  return status;
}

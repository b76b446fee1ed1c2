/** Waiting with an end: the calls that a clock may cut short. */
import { ask, blocked, type Program } from './program.ts';
import type { Task } from './task.ts';

/** A call that can wait no longer than to a given time of the network. */
export type OrTimeout<T> = T | 'timeout';

/** Waits for an answer until a time of the network; without one, for as long as it takes. */
export function askUntil<T>(
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

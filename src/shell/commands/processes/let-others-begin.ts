import { ask, blocked, type Program } from '../../program.ts';

/** sched_yield(2): the other processes of a pipeline become their programs first, so that a list shows them as such. */
export function* letOthersBegin(): Program<void> {
  let asked = false;
  yield* ask('sched_yield', () => {
    if (asked) return true;
    asked = true;
    return blocked;
  });
}

/** Which steps are ticked off and what is said about it; no DOM here. */
import { isDone, type StepCondition, type WorldView } from '../../course/step.ts';

/** Ticks are sticky: what the world has shown once stays done, though the world moves on. */
export function tickSteps(
  conditions: readonly StepCondition[],
  ticked: readonly boolean[],
  view: WorldView,
): readonly boolean[] {
  return conditions.map((condition, index) => ticked[index] === true || isDone(condition, view));
}

/** `2 of 4 done`, shown under the steps. */
export function progressText(ticked: readonly boolean[]): string {
  const done = ticked.filter(Boolean).length;
  if (done === 0) return 'A step ticks itself off when the machine shows it done.';
  return done === ticked.length ? `All ${done} steps done.` : `${done} of ${ticked.length} done.`;
}

/** What is read aloud when steps have just been ticked off; empty when none was. */
export function announcement(before: readonly boolean[], after: readonly boolean[]): string {
  const fresh = after.flatMap((done, index) => (done && before[index] !== true ? [index + 1] : []));
  if (fresh.length === 0) return '';
  const which = fresh.length === 1 ? `Step ${fresh[0]}` : `Steps ${fresh.join(' and ')}`;
  return `${which} done. ${progressText(after)}`;
}

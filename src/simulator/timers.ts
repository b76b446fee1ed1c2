/** What is due at which virtual time. Timers due at the same time run in the order in which they were set. */

interface Timer {
  readonly at: number;
  run: (() => void) | undefined;
}

export interface Timers {
  /** Runs `run` once at time `at` (milliseconds); the returned function takes it back. */
  set(at: number, run: () => void): () => void;
  /** When the next one is due; undefined when none is. */
  next(): number | undefined;
  /** Takes out the next one that is due at `now` or before. */
  takeDue(now: number): { readonly at: number; readonly run: () => void } | undefined;
}

export function createTimers(): Timers {
  const queue: Timer[] = [];

  const dropCancelled = (): Timer | undefined => {
    while (queue[0] && !queue[0].run) queue.shift();
    return queue[0];
  };

  return {
    set(at, run) {
      const timer: Timer = { at, run };
      let low = 0;
      let high = queue.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((queue[middle]?.at ?? 0) <= at) low = middle + 1;
        else high = middle;
      }
      queue.splice(low, 0, timer);
      return () => {
        timer.run = undefined;
      };
    },
    next: () => dropCancelled()?.at,
    takeDue(now) {
      const first = dropCancelled();
      if (!first?.run || first.at > now) return undefined;
      queue.shift();
      return { at: first.at, run: first.run };
    },
  };
}

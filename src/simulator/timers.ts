/**
 * What is due at which virtual time. Timers due at the same time run in the order in which they were set.
 *
 * A binary heap: setting and taking back cost little however many are waiting, and a host may have one for every
 * connection in TIME-WAIT.
 */

interface Timer {
  readonly at: number;
  /** Counts up: which of two with the same time was set first. */
  readonly turn: number;
  readonly run: () => void;
  /** Where it stands in the heap; -1 when it is no longer there. */
  place: number;
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
  /** The two below place n are at 2 n + 1 and 2 n + 2, and neither comes before it. */
  const heap: Timer[] = [];
  let turns = 0;

  const put = (timer: Timer, place: number): void => {
    heap[place] = timer;
    timer.place = place;
  };

  const rise = (timer: Timer): void => {
    while (timer.place > 0) {
      const above = (timer.place - 1) >> 1;
      const parent = heap[above];
      if (!parent || !comesBefore(timer, parent)) return;
      put(parent, timer.place);
      put(timer, above);
    }
  };

  const sink = (timer: Timer): void => {
    for (;;) {
      const left = heap[2 * timer.place + 1];
      const right = heap[2 * timer.place + 2];
      const child = left && right && comesBefore(right, left) ? right : left;
      if (!child || !comesBefore(child, timer)) return;
      const below = child.place;
      put(child, timer.place);
      put(timer, below);
    }
  };

  const remove = (timer: Timer): void => {
    const { place } = timer;
    const last = place < 0 ? undefined : heap.pop();
    timer.place = -1;
    if (!last || last === timer) return;
    put(last, place);
    rise(last);
    sink(last);
  };

  return {
    set(at, run) {
      const timer: Timer = { at, turn: turns, run, place: heap.length };
      turns += 1;
      heap.push(timer);
      rise(timer);
      return () => remove(timer);
    },
    next: () => heap[0]?.at,
    takeDue(now) {
      const first = heap[0];
      if (!first || first.at > now) return undefined;
      remove(first);
      return first;
    },
  };
}

function comesBefore(one: Timer, other: Timer): boolean {
  return one.at < other.at || (one.at === other.at && one.turn < other.turn);
}

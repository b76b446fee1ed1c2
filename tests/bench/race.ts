/** Times several ways to do a thing in turn, so that whatever else the machine does slows all of them. */

export interface Contestant {
  readonly name: string;
  /** Does the work once. @returns seconds, of what counts */
  readonly run: () => number;
}

/** The seconds of every round, a list a contestant, in the order in which the contestants were given. */
export type Rounds = readonly (readonly number[])[];

/** Every other round runs in reverse, so that nobody always comes after the same one. Warm-up rounds are not kept. */
export function race(
  contestants: readonly Contestant[],
  rounds: { readonly warmUp: number; readonly kept: number },
): Rounds {
  const seconds = contestants.map((): number[] => []);
  for (let round = 0; round < rounds.warmUp + rounds.kept; round += 1) {
    const order = contestants.map((contestant, index) => ({ contestant, kept: seconds[index] }));
    for (const { contestant, kept } of round % 2 === 0 ? order : order.reverse()) {
      globalThis.gc?.();
      const took = contestant.run();
      if (round >= rounds.warmUp) kept?.push(took);
    }
  }
  return seconds;
}

export function timed(work: () => void): number {
  const began = performance.now();
  work();
  return (performance.now() - began) / 1000;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

/** How many times longer `slower` took than `faster`: the median over the rounds, each compared with itself. */
export function ratio(slower: readonly number[], faster: readonly number[]): number {
  return median(slower.map((seconds, round) => seconds / (faster[round] ?? Number.NaN)));
}

/** How far the rounds lie apart: the middle half of them, as a share of the median. */
export function spread(values: readonly number[]): number {
  return (quantile(values, 0.75) - quantile(values, 0.25)) / median(values);
}

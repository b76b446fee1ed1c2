/**
 * Chance from a seed: the same seed gives the same numbers, so a world can be replayed.
 * The generator is mulberry32 (32 bits of state); it picks ports, it keeps no secrets.
 */

export interface Random {
  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number;
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  return { below: (limit) => Math.floor((next() / 4294967296) * limit) };
}

/** A question that is made from the simulator: what is asked, what is shown, and what is said of each choice. */
import { createRandom, type Random } from '../../simulator/random.ts';

export interface MadeChoice {
  /** `machine words` between backticks, here and in the other sentences. */
  readonly says: string;
  readonly right: boolean;
  /** Why it is so, or why not: from the rule or the state that decided. */
  readonly answer: string;
}

export interface MadeQuestion {
  readonly question: string;
  /** What a machine shows, line by line, where the question is about that. */
  readonly shown?: readonly string[];
  /** Three to five, exactly one of them right. */
  readonly choices: readonly MadeChoice[];
}

/** Same chance, same question. */
export type Maker = (random: Random) => MadeQuestion;

/** @param seed any number; the next question is the next seed */
export function makeFrom(maker: Maker, seed: number): MadeQuestion {
  // Seeds that follow each other differ in few bits; the first numbers are thrown away so that they differ in what comes.
  const random = createRandom(Math.imul(seed + 1, 0x9e3779b1));
  random.below(2);
  random.below(2);
  return maker(random);
}

export function pick<const T>(random: Random, from: readonly [T, ...T[]]): T {
  return from[random.below(from.length)] ?? from[0];
}

/** The same items in another order. */
export function shuffled<T>(random: Random, items: readonly T[]): readonly T[] {
  const rest = [...items];
  const order: T[] = [];
  while (rest.length > 0) order.push(...rest.splice(random.below(rest.length), 1));
  return order;
}

/** A whole number from `first` to `last`. */
export function between(random: Random, first: number, last: number): number {
  return first + random.below(last - first + 1);
}

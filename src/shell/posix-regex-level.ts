/** A group of a regular expression while it is read, and whether it could be repeated without trying for ever. */

export interface Level {
  /** Where its text begins in the output. */
  readonly start: number;
  /** Where each of its alternatives begins. */
  branches: number[];
  /** Only plain characters so far. */
  plain: boolean;
  /** How many pieces of this alternative are there once, and whether one repeats without end. */
  once: number;
  endless: boolean;
  /** An alternative has nothing but endless pieces: to repeat it would try every way to share out the text. */
  risky: boolean;
}

/** `(a+)+` and its like, which a matcher that tries one way after the other does not finish in a lifetime. */
export const repeatedRepetition = 'Repeating what only repeats, as in (a+)+, is not supported here';

export function newLevel(start: number, branch: number): Level {
  return { start, branches: [branch], plain: true, once: 0, endless: false, risky: false };
}

export function endBranch(level: Level): void {
  level.risky ||= level.endless && level.once === 0;
  level.once = 0;
  level.endless = false;
}

/**
 * A program: a generator that yields the calls it makes and returns its exit status.
 * It blocks by yielding a call that has no answer yet; the scheduler asks again later.
 */
import type { Signal } from './signal.ts';
import type { Task } from './task.ts';

/** A call as the scheduler sees it: asked again and again until it has an answer. */
export interface Call {
  readonly name: string;
  /** True when the call is answered and the program can go on. */
  attempt(task: Task): boolean;
  /** The program went away while it waited: take back what the call had set up. */
  cancel?(): void;
}

export type Program<T = number> = Generator<Call, T, void>;

/** What an attempt gives while the caller has to wait. */
export const blocked: unique symbol = Symbol('blocked');
export type Blocked = typeof blocked;

/** A signal that the program catches arrives as this, thrown where the program waits. */
export class Interrupt extends Error {
  readonly signal: Signal;
  constructor(signal: Signal) {
    super(signal);
    this.signal = signal;
  }
}

/** Makes one call and waits for its answer. */
export function* ask<T>(name: string, attempt: (task: Task) => T | Blocked, cancel?: () => void): Program<T> {
  const answer: { given?: { readonly value: T } } = {};
  yield {
    name,
    attempt(task) {
      const value = attempt(task);
      if (value === blocked) return false;
      answer.given = { value };
      return true;
    },
    ...(cancel && { cancel }),
  };
  if (!answer.given) throw new Error(`${name} went on without an answer`);
  return answer.given.value;
}

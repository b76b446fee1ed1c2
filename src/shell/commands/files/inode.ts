/** Inode numbers, given out to files as somebody asks. */
import type { Entry } from '../../file-system.ts';

const numbers = new WeakMap<Entry, number>();
let next = 262145;

export function inodeOf(entry: Entry): number {
  let number = numbers.get(entry);
  if (number === undefined) {
    number = next;
    next += 1;
    numbers.set(entry, number);
  }
  return number;
}

/** A number as its bits, the highest first: `toBits(5, 4)` is 0, 1, 0, 1. */
export function toBits(number: number, width: number): readonly boolean[] {
  return Array.from({ length: width }, (_, index) => Math.floor(number / 2 ** (width - 1 - index)) % 2 === 1);
}

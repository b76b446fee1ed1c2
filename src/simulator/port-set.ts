/** A set of port numbers that finds its next gap 32 ports at a time. */
export class PortSet {
  /** Ports 32 n to 32 n + 31 as the bits of word n, and 64 words a page, so that a set of few ports stays small. */
  readonly #pages: number[][] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(port: number): void {
    const page = this.#pages[port >>> 11] ?? new Array<number>(64).fill(0);
    this.#pages[port >>> 11] = page;
    const word = page[(port >>> 5) & 63] ?? 0;
    if ((word & bit(port)) === 0) this.#size += 1;
    page[(port >>> 5) & 63] = word | bit(port);
  }

  delete(port: number): void {
    const page = this.#pages[port >>> 11];
    const word = page?.[(port >>> 5) & 63] ?? 0;
    if (!page || (word & bit(port)) === 0) return;
    this.#size -= 1;
    page[(port >>> 5) & 63] = word & ~bit(port);
  }

  /** Word 0 has the ports 0 to 31, the lowest in its lowest bit. */
  word(index: number): number {
    return this.#pages[index >>> 6]?.[index & 63] ?? 0;
  }
}

function bit(port: number): number {
  return 1 << (port & 31);
}

/**
 * The first port from `from` to `to` that is in none of the sets, going up by `step`.
 *
 * @param step 1, or 2 for ports that are odd or even as `from` is
 */
export function nextMissing(
  sets: readonly PortSet[],
  from: number,
  to: number,
  step: number,
): number | undefined {
  const candidates = step === 1 ? -1 : 0x5555_5555 << (from & 1);
  for (let index = from >>> 5; index <= to >>> 5; index += 1) {
    let missing = candidates & (index === from >>> 5 ? -1 << (from & 31) : -1);
    for (const set of sets) missing &= ~set.word(index);
    if (missing === 0) continue;
    const lowestBit = missing & -missing;
    const port = index * 32 + 31 - Math.clz32(lowestBit);
    return port <= to ? port : undefined;
  }
  return undefined;
}

/**
 * What stands at each number: which sockets are on a port, which file is at a descriptor.
 *
 * Not a Map, because there what was deleted stays in the way of the same key until the next rehash, so a port that is
 * taken and given back again and again would cost more the more other ports are in use. Numbers lie in pages; a page is
 * made when it is first needed, and stays.
 */
export class NumberTable<T> implements Iterable<readonly [number, T]> {
  readonly #pages = new Map<number, (T | undefined)[]>();
  #size = 0;

  /** How many numbers have something. */
  get size(): number {
    return this.#size;
  }

  /** Any number may be asked for; only whole ones from 0 up can have something. */
  get(number: number): T | undefined {
    return this.#pages.get(Math.floor(number / pageSize))?.[number % pageSize];
  }

  has(number: number): boolean {
    return this.get(number) !== undefined;
  }

  set(number: number, value: T): void {
    const pageNumber = Math.floor(number / pageSize);
    let page = this.#pages.get(pageNumber);
    if (!page) {
      page = new Array<T | undefined>(pageSize).fill(undefined);
      this.#pages.set(pageNumber, page);
    }
    if (page[number % pageSize] === undefined) this.#size += 1;
    page[number % pageSize] = value;
  }

  delete(number: number): void {
    const page = this.#pages.get(Math.floor(number / pageSize));
    if (page?.[number % pageSize] === undefined) return;
    page[number % pageSize] = undefined;
    this.#size -= 1;
  }

  /** From the lowest number to the highest. */
  *[Symbol.iterator](): Iterator<readonly [number, T]> {
    for (const pageNumber of [...this.#pages.keys()].sort((a, b) => a - b)) {
      for (const [place, value] of (this.#pages.get(pageNumber) ?? []).entries()) {
        if (value !== undefined) yield [pageNumber * pageSize + place, value];
      }
    }
  }
}

const pageSize = 64;

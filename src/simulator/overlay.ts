/** A map as far as carrying packets needs one. */
export interface Table<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): unknown;
  delete(key: K): unknown;
}

/** Reads through to another table and keeps what is written to itself: to try something without leaving a trace. */
export class Overlay<K, V> implements Table<K, V> {
  readonly #below: Table<K, V>;
  readonly #own = new Map<K, V | undefined>();

  constructor(below: Table<K, V>) {
    this.#below = below;
  }

  get(key: K): V | undefined {
    return this.#own.has(key) ? this.#own.get(key) : this.#below.get(key);
  }

  set(key: K, value: V): void {
    this.#own.set(key, value);
  }

  delete(key: K): void {
    this.#own.set(key, undefined);
  }
}

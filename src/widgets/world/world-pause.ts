/**
 * The world stands still while a program is on its way: no step is taken and no time passes. So the same steps give the same
 * world whether the program was there already or not.
 */
export class WorldPause {
  readonly #resume: () => void;
  readonly #held: (() => void)[] = [];
  #arrivals = 0;

  /** @param resume told when nothing is on its way any more, before what was held back is done */
  constructor(resume: () => void) {
    this.#resume = resume;
  }

  get on(): boolean {
    return this.#arrivals > 0;
  }

  /** Until the promise is settled: who waited for it finds out by itself whether it failed. */
  until(arrival: Promise<void>): void {
    this.#arrivals += 1;
    const over = (): void => {
      this.#arrivals -= 1;
      if (this.on) return;
      this.#resume();
      // What is done now may begin the next pause.
      while (!this.on) {
        const next = this.#held.shift();
        if (!next) return;
        next();
      }
    };
    arrival.then(over, over);
  }

  /** Does it now, or in its turn once the pause is over. */
  afterwards(action: () => void): void {
    if (this.on || this.#held.length > 0) this.#held.push(action);
    else action();
  }
}

/** The page's clock for a world: real time becomes the world's time here, and wakes what is due in it. */
import { passTime, type World } from '../../course/world.ts';

/** How far the world's clock goes at once, in milliseconds, while a program works without a pause. */
const busyStep = 40;
/** How often, in milliseconds, others hear of such a program. */
const busyTelling = 200;
/** The longest that a timer of a page can wait; then it looks again. */
const longestWait = 2 ** 31 - 1;

export interface WorldClockOptions {
  /** The world that is there now. */
  readonly world: () => World;
  /** True while the screens have so much to draw that the world's time stands still. */
  readonly mustWait: () => boolean;
  /** Time has passed, and something may have happened. */
  readonly woke: () => void;
}

export class WorldClock {
  readonly #options: WorldClockOptions;
  #readAt = performance.now();
  #toldAt = 0;
  #alarm: ReturnType<typeof setTimeout> | undefined;

  constructor(options: WorldClockOptions) {
    this.#options = options;
  }

  /** The world's time, in milliseconds. */
  get now(): number {
    return this.#options.world().network.now + Math.round(performance.now() - this.#readAt);
  }

  /** The world's time for a step that is made now: what it was, and what has passed on the page's clock since. */
  time(): number {
    const clock = performance.now();
    const passed = Math.round(clock - this.#readAt);
    this.#readAt = clock;
    const { network, shell } = this.#options.world();
    // A program that never waits costs the page time: the world's clock goes slower then, so that the page keeps up.
    return network.now + (shell?.busy() ? Math.min(passed, busyStep) : passed);
  }

  /** What has passed until now does not count. */
  restart(): void {
    this.#readAt = performance.now();
  }

  setAlarm(): void {
    clearTimeout(this.#alarm);
    const { timers, now } = this.#options.world().network;
    const due = timers.next();
    if (due === undefined) return;
    this.#alarm = setTimeout(() => this.#wake(), Math.min(Math.max(0, due - now), longestWait));
  }

  #wake(): void {
    const { world, mustWait, woke } = this.#options;
    if (mustWait()) {
      this.restart();
      this.setAlarm();
      return;
    }
    passTime(world(), this.time());
    const busy = world().shell?.busy() === true;
    // The time that its work took is not the world's.
    if (busy) this.restart();
    if (busy && performance.now() - this.#toldAt < busyTelling) {
      this.setAlarm();
      return;
    }
    this.#toldAt = performance.now();
    woke();
  }
}

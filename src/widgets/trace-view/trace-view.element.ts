import type { PageWorld } from '../world/page-world.ts';
import { whenOpen } from '../world/world-door.ts';
import type { TraceView } from './trace-view.ts';

/** `<trace-view>`: empty until the page's world is open and the trace has come into view; its code loads then. */
class TraceViewElement extends HTMLElement {
  #view: TraceView | undefined;
  #world: PageWorld | undefined;
  #isSeen = false;
  #stopWaiting: (() => void) | undefined;
  #nearby: IntersectionObserver | undefined;

  connectedCallback(): void {
    this.#stopWaiting = whenOpen((world) => {
      this.#world = world;
      void this.#load();
    });
    this.#nearby = new IntersectionObserver((entries) => {
      this.#isSeen = entries.at(-1)?.isIntersecting ?? false;
      void this.#load();
    });
    this.#nearby.observe(this);
  }

  disconnectedCallback(): void {
    this.#stopWaiting?.();
    this.#nearby?.disconnect();
    this.#view?.end();
    this.#view = undefined;
  }

  /** What does not arrive is asked for again when the trace is next shown. */
  async #load(): Promise<void> {
    const world = this.#world;
    if (!world || !this.#isSeen || this.#view) return;
    try {
      const { TraceView } = await import('./trace-view.ts');
      if (this.isConnected) this.#view ??= new TraceView(this, world);
    } catch {
      const told = this.querySelector('[data-told]');
      if (told) told.textContent = 'The trace did not load. Reload the page to try again.';
    }
  }
}

customElements.define('trace-view', TraceViewElement);

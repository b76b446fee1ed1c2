import { openWorld } from '../world/world-door.ts';
import type { ReachTable } from './reach.ts';

/**
 * `<reach-table>`: what came with the page, until it comes into view and the world is there. On its own page (`data-start`) it
 * starts the scene's servers; in a lesson (`data-lesson`) it shows the lesson's world as it is.
 */
class ReachTableElement extends HTMLElement {
  #table: ReachTable | undefined;
  #nearby: IntersectionObserver | undefined;

  connectedCallback(): void {
    if (this.dataset['start'] !== undefined) {
      // It is what its page is for.
      void this.#open();
      return;
    }
    this.#nearby = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) void this.#open();
    });
    this.#nearby.observe(this);
  }

  disconnectedCallback(): void {
    this.#nearby?.disconnect();
    this.#table?.end();
    this.#table = undefined;
  }

  async #open(): Promise<void> {
    this.#nearby?.disconnect();
    try {
      const [{ ReachTable }, world] = await Promise.all([import('./reach.ts'), openWorld()]);
      if (!this.isConnected || this.#table) return;
      if (this.dataset['lesson'] !== undefined) (await import('./reach-lesson.ts')).furnish(this);
      this.#table ??= new ReachTable(this, world);
    } catch {
      const told = this.querySelector('[data-told]') ?? this.querySelector('p');
      if (told) told.textContent = 'A part of this page did not load. Reload it to try again.';
    }
  }
}

customElements.define('reach-table', ReachTableElement);

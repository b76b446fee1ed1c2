import { openWorld } from '../world/world-door.ts';
import type { ReachTable } from './reach.ts';

/** `<reach-table>`: the table that came with the page, until the servers run; they are started when it comes into view. */
class ReachTableElement extends HTMLElement {
  #table: ReachTable | undefined;
  #nearby: IntersectionObserver | undefined;

  connectedCallback(): void {
    this.addEventListener('submit', this.#hold);
    this.#nearby = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) void this.#open();
    });
    this.#nearby.observe(this);
  }

  disconnectedCallback(): void {
    this.removeEventListener('submit', this.#hold);
    this.#nearby?.disconnect();
    this.#table?.end();
    this.#table = undefined;
  }

  /** A form is never sent anywhere, loaded or not. */
  readonly #hold = (event: Event): void => event.preventDefault();

  async #open(): Promise<void> {
    this.#nearby?.disconnect();
    try {
      const [{ ReachTable }, world] = await Promise.all([import('./reach.ts'), openWorld()]);
      if (this.isConnected) this.#table ??= new ReachTable(this, world);
    } catch {
      const told = this.querySelector('[data-told]');
      if (told) told.textContent = 'A part of this page did not load. Reload it to try again.';
    }
  }
}

customElements.define('reach-table', ReachTableElement);

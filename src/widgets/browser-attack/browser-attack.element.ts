import { HeldPresses } from '../held-presses.ts';
import { whenOpen } from '../world/world-door.ts';
import type { BrowserAttack } from './browser-attack.ts';

/** `<browser-attack>`: the model of browser and server loads when the widget comes into view. */
class BrowserAttackElement extends HTMLElement {
  #view: BrowserAttack | undefined;
  #loading: Promise<void> | undefined;
  #nearby: IntersectionObserver | undefined;
  #stopWaiting: (() => void) | undefined;
  #held: HeldPresses | undefined;

  connectedCallback(): void {
    this.#nearby = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) void this.#load();
    });
    this.#nearby.observe(this);
    this.#held = new HeldPresses(this, () => void this.#load());
  }

  disconnectedCallback(): void {
    this.#nearby?.disconnect();
    this.#stopWaiting?.();
    this.#held?.end();
    this.#view?.end();
    this.#view = undefined;
    this.#loading = undefined;
  }

  /** One load for all who ask meanwhile; one that failed is tried again the next time. */
  #load(): Promise<void> {
    this.#loading ??= this.#begin().catch(() => {
      this.#loading = undefined;
      const told = this.querySelector('[data-told]');
      if (told) told.textContent = 'A part of this page did not load. Reload it to try again.';
    });
    return this.#loading;
  }

  async #begin(): Promise<void> {
    const { BrowserAttack } = await import('./browser-attack.ts');
    if (!this.isConnected) return;
    this.#nearby?.disconnect();
    const view = new BrowserAttack(this);
    this.#view = view;
    this.#stopWaiting = whenOpen((world) => view.enter(world));
    this.#held?.release();
  }
}

customElements.define('browser-attack', BrowserAttackElement);

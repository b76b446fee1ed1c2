import { whenOpen } from '../world/world-door.ts';
import type { BrowserAttack } from './browser-attack.ts';

/** `<browser-attack>`: the model of browser and server loads when the widget comes into view. */
class BrowserAttackElement extends HTMLElement {
  #view: BrowserAttack | undefined;
  #loading: Promise<void> | undefined;
  #nearby: IntersectionObserver | undefined;
  #stopWaiting: (() => void) | undefined;
  /** Who is quicker than the model loads is answered when it has loaded. */
  readonly #onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    const { target } = event;
    if (this.#view || !(target instanceof HTMLFormElement)) return;
    void this.#load().then(() => this.#view && target.requestSubmit());
  };

  connectedCallback(): void {
    this.#nearby = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) void this.#load();
    });
    this.#nearby.observe(this);
    this.addEventListener('submit', this.#onSubmit);
  }

  disconnectedCallback(): void {
    this.#nearby?.disconnect();
    this.#stopWaiting?.();
    this.removeEventListener('submit', this.#onSubmit);
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
  }
}

customElements.define('browser-attack', BrowserAttackElement);

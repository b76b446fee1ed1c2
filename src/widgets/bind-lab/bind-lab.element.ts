import { HeldPresses } from '../held-presses.ts';
import { openWorld } from '../world/world-door.ts';
import type { BindLab } from './bind-lab.ts';

/** `<bind-lab>`: the form works once the lab has loaded, which begins when it comes into view. */
class BindLabElement extends HTMLElement {
  #lab: BindLab | undefined;
  #nearby: IntersectionObserver | undefined;
  #held: HeldPresses | undefined;

  connectedCallback(): void {
    this.#nearby = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) void this.#open();
    });
    this.#nearby.observe(this);
    this.#held = new HeldPresses(this, () => void this.#open());
  }

  disconnectedCallback(): void {
    this.#nearby?.disconnect();
    this.#held?.end();
    this.#lab?.end();
    this.#lab = undefined;
  }

  async #open(): Promise<void> {
    this.#nearby?.disconnect();
    try {
      const [{ BindLab }, world] = await Promise.all([import('./bind-lab.ts'), openWorld()]);
      if (!this.isConnected || this.#lab) return;
      this.#lab = new BindLab(this, world);
      this.#held?.release();
    } catch {
      const told = this.querySelector('[data-told]');
      if (told) told.textContent = 'A part of this page did not load. Reload it to try again.';
    }
  }
}

customElements.define('bind-lab', BindLabElement);

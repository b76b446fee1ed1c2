import { openWorld } from '../world/world-door.ts';
import type { BindLab } from './bind-lab.ts';

/** `<bind-lab>`: the form works once the lab has loaded, which begins when it comes into view. */
class BindLabElement extends HTMLElement {
  #lab: BindLab | undefined;
  #nearby: IntersectionObserver | undefined;
  /** Who is quicker than the lab loads is answered when it has loaded. */
  readonly #onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    const { target, submitter } = event;
    if (this.#lab || !(target instanceof HTMLFormElement)) return;
    void this.#open().then(() => this.#lab && target.requestSubmit(submitter));
  };

  connectedCallback(): void {
    this.#nearby = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) void this.#open();
    });
    this.#nearby.observe(this);
    this.addEventListener('submit', this.#onSubmit);
  }

  disconnectedCallback(): void {
    this.#nearby?.disconnect();
    this.removeEventListener('submit', this.#onSubmit);
    this.#lab?.end();
    this.#lab = undefined;
  }

  async #open(): Promise<void> {
    this.#nearby?.disconnect();
    try {
      const [{ BindLab }, world] = await Promise.all([import('./bind-lab.ts'), openWorld()]);
      if (this.isConnected) this.#lab ??= new BindLab(this, world);
    } catch {
      const told = this.querySelector('[data-told]');
      if (told) told.textContent = 'A part of this page did not load. Reload it to try again.';
    }
  }
}

customElements.define('bind-lab', BindLabElement);

import { whenOpen } from '../world/world-door.ts';
import type { LessonSteps } from './lesson-steps.ts';

/** `<lesson-steps>`: nothing is done before the page's world is opened; from then on the steps follow it. */
class LessonStepsElement extends HTMLElement {
  #steps: LessonSteps | undefined;
  #stopWaiting: (() => void) | undefined;
  #listening = new AbortController();

  connectedCallback(): void {
    this.#listening = new AbortController();
    this.querySelector('[data-start-over]')?.addEventListener(
      'click',
      () => document.dispatchEvent(new CustomEvent('world-reset')),
      { signal: this.#listening.signal },
    );
    this.#stopWaiting = whenOpen(async (world) => {
      const { LessonSteps } = await import('./lesson-steps.ts');
      if (this.isConnected) this.#steps = new LessonSteps(this, world);
    });
  }

  disconnectedCallback(): void {
    this.#listening.abort();
    this.#stopWaiting?.();
    this.#steps?.end();
  }
}

customElements.define('lesson-steps', LessonStepsElement);

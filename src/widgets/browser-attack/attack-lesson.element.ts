import type { AttackLesson } from './attack-lesson.ts';

/** `<attack-lesson>`: what came with the page, until it comes into view and the model of browser and server is there. */
class AttackLessonElement extends HTMLElement {
  #view: AttackLesson | undefined;
  #nearby: IntersectionObserver | undefined;

  connectedCallback(): void {
    this.#nearby = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) void this.#open();
    });
    this.#nearby.observe(this);
  }

  disconnectedCallback(): void {
    this.#nearby?.disconnect();
    this.#view?.end();
    this.#view = undefined;
  }

  async #open(): Promise<void> {
    this.#nearby?.disconnect();
    try {
      const { AttackLesson } = await import('./attack-lesson.ts');
      if (this.isConnected) this.#view ??= new AttackLesson(this);
    } catch {
      const told = this.querySelector('p');
      if (told) told.textContent = 'A part of this page did not load. Reload it to try again.';
    }
  }
}

customElements.define('attack-lesson', AttackLessonElement);

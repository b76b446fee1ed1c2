import { tellAnswer } from './answered.ts';

/** `<mark-line>`: the lines become a group of radio buttons, and one more button says what the marked line tells. */
class MarkLineElement extends HTMLElement {
  #listening = new AbortController();

  connectedCallback(): void {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.toggleAttribute('data-live', true);
    const check = this.querySelector<HTMLButtonElement>('[data-check]');
    if (check) check.disabled = false;
    check?.addEventListener('click', () => this.#check(), { signal });
    this.addEventListener('change', () => this.#say(undefined), { signal });
  }

  disconnectedCallback(): void {
    this.#listening.abort();
  }

  #check(): void {
    const line = this.querySelector<HTMLInputElement>('input:checked')?.value;
    if (line === undefined) {
      this.#write('Mark a line first.');
      return;
    }
    const told = [...this.querySelectorAll<HTMLDetailsElement>('[data-has]')];
    const answer = told.find(({ dataset }) => line.includes(dataset['has'] ?? ''));
    this.#say(answer);
    tellAnswer(this.closest('.question'), answer?.hasAttribute('data-right') === true);
  }

  /** What was said of another line goes when the mark moves. */
  #say(answer: HTMLDetailsElement | undefined): void {
    for (const one of this.querySelectorAll('[data-has]')) one.toggleAttribute('data-shown', one === answer);
    this.#write(answer?.querySelector('.choice-answer')?.textContent?.trim() ?? '');
  }

  #write(text: string): void {
    const place = this.querySelector('[data-told]');
    if (place) place.textContent = text;
  }
}

customElements.define('mark-line', MarkLineElement);

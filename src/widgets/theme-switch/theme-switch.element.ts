import { nextThemeChoice, themeName, themeWord, toThemeChoice } from './theme-switch.view.ts';

/** `<theme-switch>`: one button with three states. public/choices.js owns the scheme; this only asks. */
class ThemeSwitchElement extends HTMLElement {
  readonly #step = () => {
    const next = nextThemeChoice(this.#choice());
    document.dispatchEvent(new CustomEvent('theme-choose', { detail: next }));
  };
  readonly #redraw = () => this.#draw();

  connectedCallback(): void {
    this.querySelector('button')?.addEventListener('click', this.#step);
    document.addEventListener('theme-chosen', this.#redraw);
    this.#draw();
  }

  disconnectedCallback(): void {
    this.querySelector('button')?.removeEventListener('click', this.#step);
    document.removeEventListener('theme-chosen', this.#redraw);
  }

  #choice() {
    return toThemeChoice(document.documentElement.dataset['themeChoice']);
  }

  #draw(): void {
    const choice = this.#choice();
    this.querySelector('button')?.setAttribute('aria-label', themeName(choice));
    const word = this.querySelector('[data-word]');
    if (word !== null) word.textContent = themeWord(choice);
  }
}

customElements.define('theme-switch', ThemeSwitchElement);

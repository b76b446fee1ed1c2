import { freshSystem } from './fresh-system.ts';

/**
 * `<system-switch>`: the field in the masthead, and for every other switch of the page: a select, radio or button with
 * `data-chooses-system` and the system as its value. Where `data-systems` says what the page's own host can run, `data-fresh`
 * is set to what it begins with, and so is `data-runs`, until the world is there to tell. public/choices.js keeps the choice.
 */
class SystemSwitchElement extends HTMLElement {
  readonly #onPress = ({ type, target }: Event) => {
    const selector = `${type === 'click' ? 'button' : ''}[data-chooses-system]`;
    const part = target instanceof Element && target.closest(selector);
    if (part && 'value' in part)
      document.dispatchEvent(new CustomEvent('system-choose', { detail: part.value }));
  };
  readonly #draw = () => {
    const system = document.documentElement.dataset['system'] ?? '';
    const page = document.querySelector<HTMLElement>('[data-systems]');
    if (page) {
      page.dataset['fresh'] = freshSystem(page.dataset['systems'] ?? '', system);
      page.dataset['runs'] = page.dataset['fresh'];
    }
    const field = this.querySelector('select');
    if (field) field.value = system;
    for (const part of document.querySelectorAll('[data-chooses-system]')) {
      if (part instanceof HTMLInputElement) part.checked = part.value === system;
      if (part instanceof HTMLButtonElement) part.ariaPressed = String(part.value === system);
    }
  };

  connectedCallback(): void {
    document.addEventListener('change', this.#onPress);
    document.addEventListener('click', this.#onPress);
    document.addEventListener('system-chosen', this.#draw);
    this.#draw();
  }

  disconnectedCallback(): void {
    document.removeEventListener('change', this.#onPress);
    document.removeEventListener('click', this.#onPress);
    document.removeEventListener('system-chosen', this.#draw);
  }
}

customElements.define('system-switch', SystemSwitchElement);

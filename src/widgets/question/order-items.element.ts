import { tellAnswer } from './answered.ts';
import { moved, moveText, verdictOn } from './order-items.view.ts';

/** `<order-items>`: two buttons an item move it; a third says how many stand in their place. */
class OrderItemsElement extends HTMLElement {
  #listening = new AbortController();

  connectedCallback(): void {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    for (const item of this.#items()) if (!item.querySelector('button')) item.append(...this.#buttons(item));
    this.#block();
    for (const check of this.querySelectorAll<HTMLButtonElement>('[data-check]')) check.disabled = false;
    this.addEventListener('click', ({ target }) => this.#onClick(target), { signal });
  }

  disconnectedCallback(): void {
    this.#listening.abort();
  }

  #buttons(item: HTMLElement): readonly HTMLElement[] {
    return (['up', 'down'] as const).map((way) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'order-move';
      button.dataset['move'] = way;
      button.textContent = way === 'up' ? '↑' : '↓';
      button.setAttribute('aria-label', `Move ${way}: ${textOf(item)}`);
      return button;
    });
  }

  #onClick(target: EventTarget | null): void {
    if (!(target instanceof HTMLElement)) return;
    if (target.hasAttribute('data-check')) this.#check();
    const item = target.closest<HTMLElement>('[data-place]');
    if (item && target.dataset['move']) this.#move(item, target, target.dataset['move'] === 'up' ? -1 : 1);
  }

  #move(item: HTMLElement, button: HTMLElement, by: -1 | 1): void {
    const items = this.#items();
    const order = moved(items, items.indexOf(item), by);
    this.querySelector('[data-items]')?.append(...order);
    this.#block();
    // The button may have come to an end of the list; then the other one goes on.
    if (button.ariaDisabled === 'true') {
      item.querySelector<HTMLElement>('[data-move]:not([aria-disabled="true"])')?.focus();
    } else button.focus();
    this.#say(moveText(textOf(item), order.indexOf(item), order.length));
  }

  #check(): void {
    const places = this.#items().map(({ dataset }) => Number(dataset['place']));
    const { right, says } = verdictOn(places);
    this.toggleAttribute('data-right', right);
    this.#say(says);
    tellAnswer(this.closest('.question'), right);
  }

  #block(): void {
    this.removeAttribute('data-right');
    for (const [index, item] of this.#items().entries()) {
      const last = index === this.#items().length - 1;
      item.querySelector('[data-move="up"]')?.setAttribute('aria-disabled', String(index === 0));
      item.querySelector('[data-move="down"]')?.setAttribute('aria-disabled', String(last));
    }
  }

  #say(text: string): void {
    const place = this.querySelector('[data-told]');
    if (place) place.textContent = text;
  }

  #items(): readonly HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('[data-items] > [data-place]')];
  }
}

function textOf(item: HTMLElement): string {
  return item.querySelector('span')?.textContent ?? '';
}

customElements.define('order-items', OrderItemsElement);

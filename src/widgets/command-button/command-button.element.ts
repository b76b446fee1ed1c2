import { requestsFor, verbFor } from './command-button.view.ts';

/**
 * `<command-button>`: turns its content into a button that asks the workbench for what it says. Who acts on the
 * events is not known here; focus stays on the button, so that reading goes on where it was.
 */
class CommandButtonElement extends HTMLElement {
  readonly #ask = () => {
    const { kind, text = '', host } = this.dataset;
    for (const { name, detail } of requestsFor(kind, text, host)) {
      document.dispatchEvent(new CustomEvent(name, { detail }));
    }
  };

  connectedCallback(): void {
    this.#button().addEventListener('click', this.#ask);
  }

  disconnectedCallback(): void {
    this.#button().removeEventListener('click', this.#ask);
  }

  #button(): HTMLButtonElement {
    const present = this.querySelector('button');
    if (present) return present;
    const button = document.createElement('button');
    button.type = 'button';
    const verb = document.createElement('span');
    verb.className = 'visually-hidden';
    verb.textContent = verbFor(this.dataset['kind']);
    button.append(verb, ...this.childNodes);
    this.append(button);
    return button;
  }
}

customElements.define('command-button', CommandButtonElement);

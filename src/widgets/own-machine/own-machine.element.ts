import { servedFrom } from './served-from.ts';

/** `<own-machine>`: copies its commands, and asks its one port (`data-port`) when the reader presses, never before. */
class OwnMachineElement extends HTMLElement {
  #listening = new AbortController();

  connectedCallback(): void {
    this.#listening = new AbortController();
    this.addEventListener('click', (event) => this.#onClick(event), { signal: this.#listening.signal });
    const served = this.querySelector<HTMLElement>('[data-served]');
    if (served) served.hidden = !servedFrom(Number(this.dataset['port']), location);
  }

  disconnectedCallback(): void {
    this.#listening.abort();
  }

  #onClick({ target }: Event): void {
    const button = target instanceof Element ? target.closest('button') : null;
    if (button?.dataset['copy'] !== undefined) void this.#copy(button, button.dataset['copy']);
    else if (button && 'check' in button.dataset) void this.#check(button);
  }

  async #copy(button: HTMLButtonElement, text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = 'Copied';
    } catch {
      button.textContent = 'Not copied';
    }
    setTimeout(() => {
      button.textContent = 'Copy';
    }, 2000);
  }

  async #check(button: HTMLButtonElement): Promise<void> {
    const port = Number(this.dataset['port']);
    const told = this.querySelector<HTMLElement>('[data-told]');
    // Not disabled: that would take the focus away.
    if (!told || button.ariaBusy === 'true') return;
    button.ariaBusy = 'true';
    told.textContent = `Asking 127.0.0.1:${port} …`;
    delete told.dataset['outcome'];
    try {
      const [{ checkPort }, { tellFinding }] = await Promise.all([
        import('./check-port.ts'),
        import('./check-port.view.ts'),
      ]);
      const finding = await checkPort(port);
      const [result = '', ...meaning] = tellFinding(finding, port);
      told.dataset['outcome'] = finding.kind;
      const strong = document.createElement('strong');
      strong.textContent = result;
      told.replaceChildren(strong, ` ${meaning.join(' ')}`);
    } catch {
      told.textContent = 'A part of this page did not load. Press again to try again.';
    }
    button.ariaBusy = null;
  }
}

customElements.define('own-machine', OwnMachineElement);

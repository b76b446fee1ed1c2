/**
 * `<site-search>`: the button, and the keys `/` and Ctrl-K (⌘K), open the search. Only this is on the page until then.
 * Where somebody types, in a field or in the terminal, the keys are theirs.
 */
class SiteSearchElement extends HTMLElement {
  #listening = new AbortController();

  connectedCallback(): void {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.querySelector('button')?.addEventListener('click', () => void this.#open(), { signal });
    document.addEventListener(
      'keydown',
      (event) => {
        const { key, ctrlKey, metaKey, altKey, target } = event;
        const asked = ctrlKey || metaKey ? key.toLowerCase() === 'k' && !altKey : key === '/' && !altKey;
        const typing =
          target instanceof HTMLElement &&
          (target.isContentEditable || target.matches('input, textarea, select'));
        if (!asked || typing || event.defaultPrevented) return;
        event.preventDefault();
        void this.#open();
      },
      { signal },
    );
  }

  disconnectedCallback(): void {
    this.#listening.abort();
  }

  async #open(): Promise<void> {
    const { openSearch } = await import('./search-dialog.ts');
    openSearch();
  }
}

customElements.define('site-search', SiteSearchElement);

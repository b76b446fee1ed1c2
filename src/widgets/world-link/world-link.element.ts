import { openWorld, whenOpen } from '../world/world-door.ts';

/** `<world-link>`: writes the link, and follows one that is put into the address while the page is open. */
class WorldLinkElement extends HTMLElement {
  readonly #listening = new AbortController();
  #forget = (): void => {};

  connectedCallback(): void {
    const { signal } = this.#listening;
    this.querySelector('button')?.addEventListener('click', () => void this.#copy(), { signal });
    window.addEventListener('hashchange', () => void this.#follow(), { signal });
    this.#forget = whenOpen(({ linkProblem }) => {
      if (linkProblem !== undefined) this.#tell(`${linkProblem} Here is the page’s own scene instead.`);
    });
  }

  disconnectedCallback(): void {
    this.#listening.abort();
    this.#forget();
  }

  async #copy(): Promise<void> {
    try {
      const [{ writePageLink }, { steps, sceneName }] = await Promise.all([
        import('../../course/page-link.ts'),
        openWorld(),
      ]);
      history.replaceState(null, '', writePageLink('steps', steps, sceneName));
    } catch {
      this.#tell('A part of this page did not load. Press again to try again.');
      return;
    }
    try {
      await navigator.clipboard.writeText(location.href);
      this.#tell('The link is copied. It holds everything that was done here.');
    } catch {
      this.#tell('The link is in the address bar now; copy it from there.');
    }
  }

  /** Another scene is another page: it begins anew. A link that cannot be read takes nothing away. */
  async #follow(): Promise<void> {
    const { isPageLink, readPageLink } = await import('../../course/page-link.ts');
    if (!isPageLink(location.hash)) return;
    const { sceneNames } = await import('../../course/scenes/by-need.ts');
    const { problem } = readPageLink(location.hash, sceneNames);
    if (problem === undefined) location.reload();
    else this.#tell(`${problem} What is here stays as it was.`);
  }

  #tell(message: string): void {
    const place = this.querySelector('[role="status"]');
    if (place) place.textContent = message;
  }
}

customElements.define('world-link', WorldLinkElement);

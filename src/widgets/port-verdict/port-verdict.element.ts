import type { Knowledge } from '../../ports/verdict.ts';
import { chosenSystem, SYSTEM_CHOSEN } from '../system-switch/chosen-system.ts';
import { drawPiece } from './draw-piece.ts';
import type { Size } from './one-port.view.ts';

type Words = typeof import('./answer.ts') & typeof import('./port-verdict.view.ts');

/** How long the typing must rest before the answer is announced and the address follows. */
const REST = 500;
/** Longer text than this is set smaller. */
const LONG = 22;

/**
 * `<port-verdict>`: a field and, beneath it, everything known about what was typed.
 *
 * Sends `port-asked` with `{ port }` when it shows one port; hears `port-ask` with `{ port }` on the document.
 * What it says, and the registry, load at the first need: near the viewport, or at focus with `data-load="focus"`.
 */
class PortVerdictElement extends HTMLElement {
  #words: Words | undefined;
  #knowledge: Knowledge = {};
  #learning: Promise<void> | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #shown: number | undefined;
  #watch: IntersectionObserver | undefined;
  #cleanup = new AbortController();

  connectedCallback(): void {
    this.#cleanup = new AbortController();
    const { signal } = this.#cleanup;
    this.#field?.addEventListener('input', () => void this.#ask(), { signal });
    this.#field?.addEventListener('focus', () => void this.#load(), { signal });
    this.addEventListener('click', (event) => this.#onClick(event), { signal });
    this.addEventListener('submit', (event) => event.preventDefault(), { signal });
    document.addEventListener(SYSTEM_CHOSEN, () => void this.#showSystem(), { signal });
    document.addEventListener('port-ask', (event) => this.#onPortAsk(event), { signal });
    if (this.#full) {
      window.addEventListener('hashchange', () => this.#followLink(), { signal });
      this.#readAddress();
    }
    // Where the element loaded at focus, something may have been typed before it was there.
    if (this.#field?.value !== this.#field?.defaultValue) void this.#ask();
    else if (this.contains(document.activeElement)) void this.#load();
    if (this.dataset['load'] !== 'focus') {
      if (chosenSystem() !== 'linux') void this.#showSystem();
      this.#watch = new IntersectionObserver((entries) => {
        if (entries.some((entry) => entry.isIntersecting)) this.#loadWhenIdle();
      });
      this.#watch.observe(this);
    }
  }

  disconnectedCallback(): void {
    this.#cleanup.abort();
    this.#watch?.disconnect();
    clearTimeout(this.#rest);
  }

  get #field(): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>('input[data-field]');
  }

  get #full(): boolean {
    return this.dataset['size'] === 'full';
  }

  #loadWhenIdle(): void {
    this.#watch?.disconnect();
    if ('requestIdleCallback' in window) requestIdleCallback(() => void this.#load());
    else setTimeout(() => void this.#load(), 200);
  }

  /** The words first, so that what needs no registry is answered at once; then the rest, as it comes. */
  async #load(): Promise<Words> {
    if (this.#words !== undefined) return this.#words;
    const [answer, view, source] = await Promise.all([
      import('./answer.ts'),
      import('./port-verdict.view.ts'),
      import('./knowledge.ts'),
    ]);
    this.#words ??= { ...answer, ...view };
    this.#learning ??= this.#learn(source);
    // The page came with Linux's answer.
    if (this.dataset['asked'] === undefined && chosenSystem() !== 'linux') void this.#showSystem();
    return this.#words;
  }

  async #learn(source: typeof import('./knowledge.ts')): Promise<void> {
    const { names = '', descriptions = '' } = this.dataset;
    try {
      const [registry, devPorts] = await Promise.all([source.loadRegistry(names), source.loadDevPorts()]);
      this.#know({ ...this.#knowledge, registry, devPorts });
      if (this.#full) {
        this.#know({ ...this.#knowledge, descriptions: await source.loadDescriptions(descriptions) });
      }
    } catch {
      this.#say(
        '[data-failed]',
        'The registry did not load. Ranges, systems and browsers are answered all the same.',
      );
    }
  }

  /** Draws again only what was typed: the answer that the page came with is complete already. */
  #know(knowledge: Knowledge): void {
    this.#knowledge = knowledge;
    if (this.dataset['asked'] !== undefined) void this.#ask();
  }

  #setField(text: string): void {
    if (this.#field !== null) this.#field.value = text;
    void this.#ask();
  }

  async #ask(): Promise<void> {
    this.dataset['asked'] = '';
    this.#draw(this.#words ?? (await this.#load()), true);
  }

  /** `asked` is false for what the page came with, drawn again: nothing to announce or to link then. */
  #draw(words: Words, asked: boolean): void {
    const field = this.#field;
    const output = this.querySelector('[data-answer]');
    if (field === null || output === null) return;
    const size: Size = this.#full ? 'full' : 'compact';
    const options = {
      size,
      system: chosenSystem(),
      knowledge: this.#knowledge,
      page: this.dataset['page'] ?? '',
    };
    const answer = words.answer(field.value, this.#knowledge);
    output.replaceChildren(...words.toPieces(answer, options).map(drawPiece));
    field.toggleAttribute('data-long', field.value.length > LONG);
    field.setAttribute('aria-invalid', String(answer.kind === 'mistake'));
    clearTimeout(this.#rest);
    if (!asked) return;
    this.#rest = setTimeout(() => {
      this.#say('[data-announce]', words.announce(answer, options));
      if (this.#full) this.#writeAddress(field.value.trim());
    }, REST);
    const port = words.portOf(answer);
    if (port !== this.#shown && port !== undefined) {
      this.dispatchEvent(new CustomEvent('port-asked', { bubbles: true, detail: { port } }));
    }
    this.#shown = port;
  }

  #say(place: string, text: string): void {
    const region = this.querySelector(place);
    if (region !== null) region.textContent = text;
  }

  #onClick(event: Event): void {
    const { target } = event;
    const text =
      target instanceof Element ? target.closest<HTMLElement>('[data-ask]')?.dataset['ask'] : undefined;
    if (text === undefined) return;
    this.#setField(text);
    // The button may be gone with the old answer; the field is where the reader goes on.
    this.#field?.focus({ preventScroll: true });
  }

  #onPortAsk(event: Event): void {
    const port: unknown = event instanceof CustomEvent ? event.detail?.port : undefined;
    if (typeof port !== 'number') return;
    // Asked again on purpose: it counts again, for a lesson that was started over.
    this.#shown = undefined;
    this.#setField(String(port));
  }

  async #showSystem(): Promise<void> {
    if (this.dataset['asked'] !== undefined) return this.#ask();
    // The answer that the page came with is complete: it waits until the new one is, too.
    const words = await this.#load();
    await this.#learning;
    if (this.dataset['asked'] === undefined) this.#draw(words, false);
  }

  /** A link to a port further down the page: its answer is up here. */
  #followLink(): void {
    if (!this.#readAddress()) return;
    this.scrollIntoView();
    this.#field?.focus({ preventScroll: true });
  }

  /** Asks what the fragment holds; false where it holds nothing, or the name of a part of the page. */
  #readAddress(): boolean {
    const fragment = location.hash.slice(1);
    if (fragment === '' || document.getElementById(fragment) !== null) return false;
    let text = fragment;
    try {
      text = decodeURIComponent(fragment);
    } catch {
      // A stray % sign: taken as it stands.
    }
    if (text !== this.#field?.value.trim() || this.dataset['asked'] === undefined) this.#setField(text);
    return true;
  }

  #writeAddress(text: string): void {
    const fragment =
      text.length > 200 ? '' : `#${encodeURIComponent(text).replaceAll('%3A', ':').replaceAll('%2F', '/')}`;
    if (location.hash !== fragment)
      history.replaceState(null, '', fragment === '' || fragment === '#' ? location.pathname : fragment);
  }
}

customElements.define('port-verdict', PortVerdictElement);

import { statusText, typedText } from './terminal.view.ts';
import type { Deck } from './terminal-deck.ts';

const readerKey = 'homeport-screen-reader';

/** `<home-terminal>`: terminals of the page's world over a still; the heavy parts load when it comes into view. */
class HomeTerminalElement extends HTMLElement {
  #opening: Promise<void> | undefined;
  #deck: Deck | undefined;
  #nearby: IntersectionObserver | undefined;
  readonly #themes = new MutationObserver(() => this.#deck?.drawColours());
  readonly #schemes = matchMedia('(prefers-color-scheme: dark)');
  readonly #onScheme = () => this.#deck?.drawColours();
  readonly #onRequest = (event: Event) => {
    const typed = event instanceof CustomEvent ? typedText(event.detail) : undefined;
    if (typed) void this.#typeOn(typed.text, typed.host);
  };
  readonly #onClick = (event: Event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (button?.dataset['type'] !== undefined) void this.#type(button.dataset['type']);
    else if (button && 'reader' in button.dataset) this.#toggleReader();
    else if (button && 'add' in button.dataset) void this.#add();
    else if (!button && !this.#deck) void this.#open().then(() => this.#deck?.focus());
  };

  connectedCallback(): void {
    document.addEventListener('terminal-type', this.#onRequest);
    this.addEventListener('click', this.#onClick);
    this.#themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    this.#schemes.addEventListener('change', this.#onScheme);
    this.#say('still');
    this.#markReader(readerWanted());
    // No margin: the closed sheet of a telephone waits just below the window and must not load anything.
    this.#nearby = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) void this.#open();
    });
    this.#nearby.observe(this);
  }

  disconnectedCallback(): void {
    document.removeEventListener('terminal-type', this.#onRequest);
    this.removeEventListener('click', this.#onClick);
    this.#themes.disconnect();
    this.#schemes.removeEventListener('change', this.#onScheme);
    this.#nearby?.disconnect();
    this.#deck?.leave();
  }

  async #type(text: string, host?: string): Promise<void> {
    await this.#open();
    await this.#deck?.type(text, host);
  }

  /** What the page asks for goes to the learner's own host unless it names another, whichever terminal is shown. */
  async #typeOn(text: string, host: string | undefined): Promise<void> {
    await this.#open();
    await this.#deck?.type(text, host ?? this.#deck.hosts[0]);
  }

  /** The first terminal that opens is on the learner's own host; for another one a second is added. */
  async #add(): Promise<void> {
    const first = !this.#deck;
    await this.#open();
    if (!this.#deck) return;
    const { hosts } = this.#deck;
    // Where there is one host only, its terminals have no need of its name.
    const host =
      hosts.length > 1 ? this.querySelector<HTMLSelectElement>('[data-where] select')?.value : undefined;
    if (!first || (host !== undefined && host !== hosts[0])) await this.#deck.add(host);
    this.#deck.focus();
  }

  /** Opens it once; a failure leaves the still, and the next wish tries again. */
  #open(): Promise<void> {
    this.#nearby?.disconnect();
    this.#opening ??= this.#load().catch(() => {
      this.#opening = undefined;
      this.#show(false);
      this.#say('failed');
    });
    return this.#opening;
  }

  async #load(): Promise<void> {
    this.#say('loading');
    const container = this.querySelector<HTMLElement>('[data-screen]');
    const bar = this.querySelector<HTMLElement>('[data-tabs]');
    if (!container || !bar) return;
    const [{ openDeck }] = await Promise.all([
      import('./terminal-deck.ts'),
      // Loaded at the same time; the world asks for them in a moment.
      import('../world/page-world.ts'),
      import('../world/shell.ts'),
    ]);
    this.#show(true);
    this.#deck = await openDeck({
      container,
      bar,
      readerMode: readerWanted(),
      onWait: (waiting) => this.#say(waiting ? 'programs' : 'open'),
      onFull: (sentence) => this.#write(sentence),
    });
    this.#listHosts(this.#deck.hosts);
    this.#say('open');
  }

  /** A link can open another scene than the one that the page was made for. */
  #listHosts(hosts: readonly string[]): void {
    const where = this.querySelector<HTMLElement>('[data-where]');
    const select = where?.querySelector('select');
    if (!where || !select) return;
    where.hidden = hosts.length < 2;
    if ([...select.options].map(({ value }) => value).join() === hosts.join()) return;
    select.replaceChildren(...hosts.map((host) => new Option(host)));
  }

  #show(screen: boolean): void {
    for (const part of this.querySelectorAll<HTMLElement>('[data-screen]')) part.hidden = !screen;
    for (const part of this.querySelectorAll<HTMLElement>('[data-still]')) part.hidden = screen;
  }

  #say(state: Parameters<typeof statusText>[0]): void {
    this.#write(statusText(state));
  }

  #write(sentence: string): void {
    const status = this.querySelector('[data-status]');
    if (status) status.textContent = sentence;
  }

  #toggleReader(): void {
    const on = !readerWanted();
    wanted = on;
    try {
      localStorage.setItem(readerKey, on ? 'on' : 'off');
    } catch {
      // Storage is blocked: the choice lasts for the page.
    }
    this.#markReader(on);
    void this.#open().then(() => this.#deck?.setReaderMode(on));
  }

  #markReader(on: boolean): void {
    this.querySelector('[data-reader]')?.setAttribute('aria-pressed', String(on));
  }
}

let wanted: boolean | undefined;

/** Whether the lines are given as text too; remembered from visit to visit. */
function readerWanted(): boolean {
  try {
    wanted ??= localStorage.getItem(readerKey) === 'on';
  } catch {
    // As above.
  }
  return wanted ?? false;
}

customElements.define('home-terminal', HomeTerminalElement);

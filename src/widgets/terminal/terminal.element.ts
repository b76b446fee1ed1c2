import type { PageTerminal } from '../world/page-terminal.ts';
import { openWorld } from '../world/world-door.ts';
import { statusText, typedText } from './terminal.view.ts';
import type { Screen } from './terminal-screen.ts';

/** `<home-terminal>`: a terminal of the page's world over a still; the heavy parts load when it comes into view. */
class HomeTerminalElement extends HTMLElement {
  #opening: Promise<void> | undefined;
  #screen: Screen | undefined;
  #session: PageTerminal | undefined;
  #nearby: IntersectionObserver | undefined;
  readonly #sizes = new ResizeObserver(() => this.#screen?.fit());
  readonly #themes = new MutationObserver(() => this.#screen?.drawColours());
  readonly #onRequest = (event: Event) => {
    const text = event instanceof CustomEvent ? typedText(event.detail) : undefined;
    if (text !== undefined) void this.#type(text);
  };
  readonly #onClick = (event: Event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (button?.dataset['type'] !== undefined) void this.#type(button.dataset['type']);
    else if (button && 'reader' in button.dataset) this.#toggleReader(button);
    else if (!button && !this.#screen) void this.#open().then(() => this.#screen?.focus());
  };

  connectedCallback(): void {
    document.addEventListener('terminal-type', this.#onRequest);
    this.addEventListener('click', this.#onClick);
    this.#themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    this.#say('still');
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
    this.#sizes.disconnect();
    this.#nearby?.disconnect();
  }

  async #type(text: string): Promise<void> {
    await this.#open();
    this.#session?.type(text);
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
    if (!container) return;
    const style = getComputedStyle(container);
    const fontFamily = style.fontFamily;
    const fontSize = Number.parseFloat(style.fontSize);
    const [{ openScreen }] = await Promise.all([
      import('./terminal-screen.ts'),
      // Loaded at the same time; the world asks for it in a moment.
      import('../world/shell.ts'),
      // The grid is measured in this face. Where it does not come, the next one in the list is measured.
      document.fonts.load(`${fontSize}px ${fontFamily}`).catch(() => []),
    ]);
    this.#show(true);
    this.#screen ??= openScreen({
      container,
      fontFamily,
      fontSize,
      onType: (text) => this.#session?.type(text),
      onResize: (columns, rows) => this.#session?.resize(columns, rows),
    });
    const screen = this.#screen;
    const world = await openWorld();
    const session = await world.openTerminal({ columns: screen.columns, rows: screen.rows });
    session.onClear = () => screen.erase();
    session.onOutput = (text) => screen.write(text);
    this.#session = session;
    this.#sizes.observe(container);
    this.#say('open');
  }

  #show(screen: boolean): void {
    for (const part of this.querySelectorAll<HTMLElement>('[data-screen]')) part.hidden = !screen;
    for (const part of this.querySelectorAll<HTMLElement>('[data-still]')) part.hidden = screen;
  }

  #say(state: Parameters<typeof statusText>[0]): void {
    const status = this.querySelector('[data-status]');
    if (status) status.textContent = statusText(state);
  }

  #toggleReader(button: HTMLElement): void {
    const on = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', String(on));
    void this.#open().then(() => this.#screen?.setReaderMode(on));
  }
}

customElements.define('home-terminal', HomeTerminalElement);

import type { PanelName } from './workbench.view.ts';
import { tabAfterKey, toPanelName } from './workbench.view.ts';

/** What comes when its panel is first shown; the terminal and the sockets come with the page. */
const parts: Readonly<Partial<Record<PanelName, () => Promise<unknown>>>> = {
  bind: () => import('../bind-lab/bind-lab.element.ts'),
  port: () => import('../port-verdict/port-verdict.element.ts'),
  trace: () => import('../trace-view/trace-view.element.ts'),
};

/**
 * `<work-bench>`: the lesson's instruments, one at a time. Beside the text on a wide window; on a narrow one
 * a sheet that comes up from below (`data-open`).
 *
 * `show('terminal')` selects a panel and raises the sheet. The same is asked from anywhere on the page with
 * `document.dispatchEvent(new CustomEvent('workbench-show', { detail: { panel: 'terminal' } }))`.
 * A panel that this workbench does not have is ignored. Each change fires `workbench-shown` on the element,
 * with `detail.panel`.
 */
export class WorkBenchElement extends HTMLElement {
  #listening = new AbortController();
  readonly #brought = new Map<PanelName, Promise<void>>();
  /** Where the workbench stands beside the text; the same width as in workbench.css. */
  readonly #wide = matchMedia('(min-width: 56.26rem)');

  connectedCallback(): void {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    for (const tab of this.#tabs()) {
      const name = tab.dataset['tab'] ?? '';
      tab.addEventListener('click', () => this.show(name), { signal });
      tab.addEventListener('keydown', (event) => this.#onTabKey(event), { signal });
    }
    this.#toggle()?.addEventListener('click', () => this.#setOpen(!this.#isOpen()), { signal });
    this.addEventListener('keydown', (event) => this.#onKey(event), { signal });
    document.addEventListener('workbench-show', (event) => this.#onShow(event), { signal });
    document.addEventListener('port-ask', ({ detail }: CustomEventInit) => this.#onPortAsk(detail), {
      signal,
    });
    this.#wide.addEventListener('change', () => this.#dock(), { signal });
    this.#dock();
  }

  disconnectedCallback(): void {
    this.#listening.abort();
  }

  /** Selects a panel and, on a narrow window, raises the sheet. */
  show(panelName: string): void {
    const name = toPanelName(panelName);
    if (name === undefined || !this.#names().includes(name)) return;
    this.#select(name);
    this.#setOpen(true);
  }

  #select(name: PanelName): void {
    for (const tab of this.#tabs()) {
      const chosen = tab.dataset['tab'] === name;
      tab.setAttribute('aria-selected', String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
    }
    for (const panel of this.#panels()) {
      panel.hidden = panel.dataset['panel'] !== name && !this.#isDocked(panel.dataset['panel']);
    }
    this.#bringSelected();
    this.dispatchEvent(new CustomEvent('workbench-shown', { detail: { panel: name } }));
  }

  /** Beside the text the sockets have a place of their own, and need no tab. */
  #isDocked(name: string | undefined): boolean {
    return this.#wide.matches && name === 'sockets';
  }

  #dock(): void {
    for (const tab of this.querySelectorAll<HTMLElement>('[data-tab]')) {
      tab.hidden = this.#isDocked(tab.dataset['tab']);
    }
    for (const panel of this.#panels()) {
      panel.setAttribute('role', this.#isDocked(panel.dataset['panel']) ? 'region' : 'tabpanel');
      panel.setAttribute('aria-labelledby', `workbench-tab-${panel.dataset['panel']}`);
    }
    const selected = this.#selected();
    const [first] = this.#names();
    const name = selected !== undefined && !this.#isDocked(selected) ? selected : first;
    if (name !== undefined) this.#select(name);
  }

  #setOpen(open: boolean): void {
    this.toggleAttribute('data-open', open);
    this.#toggle()?.setAttribute('aria-expanded', String(open));
    this.#bringSelected();
  }

  #bringSelected(): void {
    const name = this.#selected();
    if (name !== undefined && (this.#wide.matches || this.#isOpen())) void this.#bring(name);
  }

  /** What stands in a panel, its styles and its script, once; it is seen when they are there, or cannot be had. */
  #bring(name: PanelName): Promise<void> {
    const coming = this.#brought.get(name) ?? this.#fetch(name);
    this.#brought.set(name, coming);
    return coming;
  }

  async #fetch(name: PanelName): Promise<void> {
    const panel = this.#panel(name);
    const part = panel?.dataset['part'];
    if (!panel || part === undefined) return;
    try {
      const [answer] = await Promise.all([fetch(part), parts[name]?.(), ...this.#styles(name)]);
      if (!answer.ok) throw new Error(answer.statusText);
      panel.append(document.createRange().createContextualFragment(await answer.text()));
    } catch {
      panel.append('A part of this page did not load. Reload it to try again.');
    }
    panel.removeAttribute('data-styles');
  }

  #styles(name: PanelName): readonly Promise<unknown>[] {
    const hrefs = this.#panel(name)?.dataset['styles']?.split(' ') ?? [];
    return hrefs.map((href) => {
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = href;
      return new Promise((settle) => {
        link.addEventListener('load', settle);
        link.addEventListener('error', settle);
        document.head.append(link);
      });
    });
  }

  /** Who asks before the port field has come is answered when it has. */
  #onPortAsk(detail: unknown): void {
    if (customElements.get('port-verdict')) return;
    void this.#bring('port').then(() => {
      if (customElements.get('port-verdict')) document.dispatchEvent(new CustomEvent('port-ask', { detail }));
    });
  }

  #isOpen(): boolean {
    return this.hasAttribute('data-open');
  }

  #onTabKey(event: KeyboardEvent): void {
    const current = this.#selected();
    if (current === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    const next = tabAfterKey(event.key, current, this.#names());
    if (next === undefined) return;
    event.preventDefault();
    this.#select(next);
    this.#tabs()
      .find((tab) => tab.dataset['tab'] === next)
      ?.focus();
  }

  #onKey(event: KeyboardEvent): void {
    const toggle = this.#toggle();
    // The toggle is drawn only where the workbench is a sheet; elsewhere Escape is not ours.
    if (event.key !== 'Escape' || event.defaultPrevented || !this.#isOpen() || !toggle?.offsetParent) return;
    this.#setOpen(false);
    toggle.focus();
  }

  #onShow(event: Event): void {
    if (!(event instanceof CustomEvent)) return;
    const detail: unknown = event.detail;
    if (typeof detail !== 'object' || detail === null || !('panel' in detail)) return;
    if (typeof detail.panel === 'string') this.show(detail.panel);
  }

  #tabs(): readonly HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('[data-tab]')];
  }

  #panel(name: PanelName): HTMLElement | undefined {
    return this.#panels().find((panel) => panel.dataset['panel'] === name);
  }

  #panels(): readonly HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('[data-panel]')];
  }

  #names(): readonly PanelName[] {
    return this.#tabs().flatMap((tab) => (tab.hidden ? [] : (toPanelName(tab.dataset['tab']) ?? [])));
  }

  #selected(): PanelName | undefined {
    return toPanelName(this.#tabs().find((tab) => tab.ariaSelected === 'true')?.dataset['tab']);
  }

  #toggle(): HTMLElement | null {
    return this.querySelector<HTMLElement>('[data-toggle]');
  }
}

customElements.define('work-bench', WorkBenchElement);

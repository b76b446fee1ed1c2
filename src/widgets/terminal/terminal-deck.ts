/** The terminals of a widget, one shown at a time, with a tab each as soon as there are two. Loaded with the first. */
import { hostsOf } from '../../course/scene.ts';
import type { PageTerminal } from '../world/page-terminal.ts';
import { openWorld } from '../world/world-door.ts';
import { tabAfterKey } from './terminal-keys.view.ts';
import { listsKey } from './terminal-lists.view.ts';
import { openScreen, type Screen } from './terminal-screen.ts';
import { closeLabel, fullText, mostTerminals, tabLabel } from './terminal-tabs.view.ts';

export interface DeckOptions {
  /** Where the screens stand, one over the other. */
  readonly container: HTMLElement;
  /** Where the tabs stand. */
  readonly bar: HTMLElement;
  readonly readerMode: boolean;
  /** What was typed waits for a part that loads, or no longer. */
  onWait(waiting: boolean): void;
  /** There are as many as there may be; the sentence that says so. */
  onFull(sentence: string): void;
}

export interface Deck {
  /** The hosts of the scene, the learner's own first. */
  readonly hosts: readonly string[];
  /** Types into the terminal that is shown, or into one on that host, which is then shown; opened if there is none. */
  type(text: string, host?: string): Promise<void>;
  /** One more, which is then shown; false when there are as many as there may be. */
  add(host?: string): Promise<boolean>;
  focus(): void;
  drawColours(): void;
  setReaderMode(on: boolean): void;
  /** Lets go of the page; the world keeps its terminals. */
  leave(): void;
}

interface Pane {
  readonly number: number;
  /** The scene's name of its host. */
  readonly host: string;
  readonly box: HTMLElement;
  readonly tab: HTMLButtonElement;
  readonly screen: Screen;
  readonly session: PageTerminal;
}

export async function openDeck({ container, bar, readerMode, onWait, onFull }: DeckOptions): Promise<Deck> {
  const style = getComputedStyle(container);
  const fontFamily = style.fontFamily;
  const fontSize = Number.parseFloat(style.fontSize);
  // The grid is measured in this face. Where it does not come, the next one in the list is measured.
  const [world] = await Promise.all([
    openWorld(),
    document.fonts.load(`${fontSize}px ${fontFamily}`).catch(() => []),
  ]);
  const panes: Pane[] = [];
  let shown: Pane | undefined;
  let reading = readerMode;
  let adding = false;

  const tablist = document.createElement('div');
  tablist.className = 'terminal-tablist';
  tablist.setAttribute('role', 'tablist');
  tablist.setAttribute('aria-label', 'Terminals');
  const closer = document.createElement('button');
  closer.type = 'button';
  closer.className = 'terminal-close';
  closer.textContent = '×';
  bar.replaceChildren(tablist, closer);

  const sizes = new ResizeObserver(() => shown?.screen.fit());
  const listening = new AbortController();
  const { signal } = listening;
  closer.addEventListener('click', () => shown && close(shown), { signal });
  tablist.addEventListener('keydown', onTabKey, { signal });
  // Somebody is about to type: what a line needs comes while nothing else is to be done.
  container.addEventListener('focusin', () => setTimeout(() => shown?.session.prepare(), 200), { signal });

  async function add(host?: string): Promise<boolean> {
    if (adding) return false;
    if (panes.length >= mostTerminals) {
      onFull(fullText);
      return false;
    }
    adding = true;
    try {
      const taken = panes.map(({ number }) => number);
      const number = [1, 2, 3, 4, 5, 6, 7, 8].find((free) => !taken.includes(free)) ?? panes.length + 1;
      const box = document.createElement('div');
      box.className = 'terminal-pane';
      box.id = `terminal-${number}`;
      for (const pane of panes) pane.box.hidden = true;
      container.append(box);
      let session: PageTerminal | undefined;
      const screen = openScreen({
        container: box,
        fontFamily,
        fontSize,
        readerMode: reading,
        onType: (text) => session?.type(text),
        onResize: (columns, rows) => session?.resize(columns, rows),
      });
      const { columns, rows } = screen;
      session = await world.openTerminal({ columns, rows, ...(host !== undefined && { host }) });
      const pane: Pane = {
        number,
        host: session.host ?? world.scene.host.name,
        box,
        screen,
        session,
        tab: createTab(number, session.host),
      };
      session.onClear = () => screen.erase();
      session.onWait = onWait;
      session.isBehind = () => screen.behind;
      session.onExit = () => {
        if (panes.length > 1) close(pane);
      };
      session.onOutput = (text) => screen.write(text);
      panes.push(pane);
      panes.sort((one, other) => one.number - other.number);
      show(pane);
      return true;
    } finally {
      adding = false;
    }
  }

  function createTab(number: number, host: string | undefined): HTMLButtonElement {
    const tab = document.createElement('button');
    tab.type = 'button';
    tab.className = 'terminal-tab';
    tab.id = `terminal-tab-${number}`;
    tab.textContent = tabLabel(number, host);
    tab.setAttribute('role', 'tab');
    tab.setAttribute('aria-controls', `terminal-${number}`);
    tab.addEventListener('click', () => {
      const pane = panes.find((one) => one.tab === tab);
      if (!pane) return;
      show(pane);
      pane.screen.focus();
    });
    return tab;
  }

  function show(pane: Pane): void {
    shown = pane;
    bar.hidden = panes.length < 2;
    tablist.replaceChildren(...panes.map(({ tab }) => tab));
    for (const { box, tab } of panes) {
      const chosen = box === pane.box;
      box.hidden = !chosen;
      tab.setAttribute('aria-selected', String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      // One terminal alone is no panel of tabs.
      if (panes.length > 1) box.setAttribute('role', 'tabpanel');
      else box.removeAttribute('role');
      if (panes.length > 1) box.setAttribute('aria-labelledby', tab.id);
      else box.removeAttribute('aria-labelledby');
    }
    drawLists();
    closer.setAttribute('aria-label', closeLabel(pane.number));
    closer.title = closeLabel(pane.number);
    pane.screen.fit();
  }

  /** The key that lists who listens follows the host that is shown. */
  function drawLists(): void {
    const key = container.closest('home-terminal')?.querySelector<HTMLElement>('[data-lists]');
    const host = world.network.hosts.find(({ name }) => name === shown?.host);
    if (!key || !host) return;
    const { label, name, text } = listsKey(host.system.name);
    if (key.textContent === label) return;
    key.textContent = label;
    key.dataset['type'] = text;
    key.setAttribute('aria-label', name);
  }

  function close(pane: Pane): void {
    if (panes.length < 2) return;
    const at = panes.indexOf(pane);
    const inside = pane.box.contains(document.activeElement) || bar.contains(document.activeElement);
    panes.splice(at, 1);
    pane.session.close();
    pane.screen.close();
    pane.box.remove();
    const next = pane === shown ? panes[Math.min(at, panes.length - 1)] : shown;
    if (!next) return;
    show(next);
    if (inside) next.screen.focus();
  }

  function onTabKey(event: KeyboardEvent): void {
    if (!shown || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Delete') {
      event.preventDefault();
      close(shown);
      if (panes.length > 1) shown.tab.focus();
      return;
    }
    const next = tabAfterKey(event.key, panes.indexOf(shown), panes.length);
    const pane = next === undefined ? undefined : panes[next];
    if (!pane) return;
    event.preventDefault();
    show(pane);
    pane.tab.focus();
  }

  await add();
  sizes.observe(container);
  // A link can bring terminals that are not shown yet.
  const unsubscribe = world.subscribe(() => {
    drawLists();
    if (!adding && world.terminalsWaiting > 0) void add();
  });
  if (world.terminalsWaiting > 0) void add();

  return {
    hosts: hostsOf(world.scene).map(({ host }) => host.name),
    async type(text, host) {
      if (host !== undefined && shown?.host !== host) {
        const there = panes.find((pane) => pane.host === host);
        if (there) show(there);
        else await add(host);
      }
      if (host === undefined || shown?.host === host) shown?.session.type(text);
    },
    add,
    focus: () => shown?.screen.focus(),
    drawColours() {
      for (const { screen } of panes) screen.drawColours();
    },
    setReaderMode(on) {
      reading = on;
      for (const { screen } of panes) screen.setReaderMode(on);
    },
    leave() {
      listening.abort();
      sizes.disconnect();
      unsubscribe();
    },
  };
}

/** The search itself: a dialog with a field and, beneath it, links. Loaded when somebody first opens it. */

import { path } from '../../paths.ts';
import { openDevPorts } from '../../ports/dev-ports.ts';
import type { Knowledge } from '../../ports/verdict.ts';
import { loadRegistry } from '../port-verdict/knowledge.ts';
import { chosenSystem } from '../system-switch/chosen-system.ts';
import { type FoundPage, search } from './pagefind.ts';
import { countText, excerptParts, type PortLine, partOfSite, portLine } from './search.view.ts';
import './search-dialog.css';

/** More than this are counted, not shown. */
const most = 12;

const hint = 'A word, a port, an address or an error. Arrow keys go through what is found.';

let dialog: SearchDialog | undefined;

export function openSearch(): void {
  dialog ??= new SearchDialog();
  dialog.open();
}

class SearchDialog {
  readonly #dialog = document.createElement('dialog');
  readonly #field = document.createElement('input');
  readonly #status = document.createElement('p');
  readonly #list = document.createElement('ol');
  #knowledge: Knowledge = { devPorts: openDevPorts() };

  constructor() {
    this.#dialog.className = 'search';
    this.#dialog.setAttribute('aria-label', 'Search');
    this.#field.type = 'search';
    this.#field.setAttribute('aria-label', 'Search lessons, reference and ports');
    this.#field.autocomplete = 'off';
    this.#field.spellcheck = false;
    const close = document.createElement('button');
    close.type = 'button';
    close.className = 'button-quiet';
    close.textContent = 'Close';
    close.addEventListener('click', () => this.#dialog.close());
    const head = document.createElement('div');
    head.className = 'search-head';
    head.append(this.#field, close);
    this.#status.className = 'search-status';
    this.#status.setAttribute('role', 'status');
    this.#list.className = 'search-results';
    this.#dialog.append(head, this.#status, this.#list);
    this.#field.addEventListener('input', () => void this.#look());
    this.#dialog.addEventListener('keydown', (event) => this.#onKey(event));
    // A press beside the dialog, on its backdrop, is on the dialog itself.
    this.#dialog.addEventListener('click', (event) => {
      if (event.target === this.#dialog) this.#dialog.close();
      // A link to a place on this very page leads there; the dialog must not stand before it.
      if (event.target instanceof Element && event.target.closest('a')) this.#dialog.close();
    });
    document.body.append(this.#dialog);
    void loadRegistry(path('/registry/names.txt')).then(
      (registry) => {
        this.#knowledge = { ...this.#knowledge, registry };
      },
      // Without the registry's names a verdict says less.
      () => {},
    );
  }

  open(): void {
    if (this.#dialog.open) return;
    this.#dialog.showModal();
    this.#field.select();
    void this.#look();
  }

  async #look(): Promise<void> {
    const text = this.#field.value.trim();
    if (text === '') {
      this.#draw(undefined, []);
      this.#say(hint);
      return;
    }
    const line = portLine(text, this.#knowledge, chosenSystem());
    if (line) this.#draw(line, []);
    try {
      const answer = await search(text, most);
      if (!answer || this.#field.value.trim() !== text) return;
      // The line above says more about its port than the page that was found.
      const pages = answer.pages.filter(({ url }) => !line || !url.endsWith(`/ports/#${line.port}`));
      this.#draw(line, pages);
      const own = (line ? 1 : 0) + pages.length - answer.pages.length;
      this.#say(countText(answer.pages.length + own, answer.found + own));
    } catch {
      this.#say('The search could not be loaded. Check the connection, then type again.');
    }
  }

  #draw(line: PortLine | undefined, pages: readonly FoundPage[]): void {
    const rows = pages.map(({ url, title, excerpt }) => {
      const words = document.createElement('span');
      words.className = 'search-excerpt';
      for (const { text, marked } of excerptParts(excerpt)) {
        const part = document.createElement(marked ? 'mark' : 'span');
        part.textContent = text;
        words.append(part);
      }
      return this.#row(url, title, partOfSite(url), words);
    });
    this.#list.replaceChildren(...(line ? [this.#portRow(line)] : []), ...rows);
  }

  #portRow({ port, headline, advice }: PortLine): HTMLElement {
    const words = document.createElement('span');
    words.className = 'search-excerpt';
    words.textContent = advice;
    const row = this.#row(`${path('/ports/')}#${port}`, headline, `Port ${port}`, words);
    row.firstElementChild?.classList.add('search-result-port');
    return row;
  }

  #row(url: string, title: string, part: string, words: HTMLElement): HTMLElement {
    const link = document.createElement('a');
    link.className = 'search-result';
    link.href = url;
    const label = document.createElement('span');
    label.className = 'label';
    label.textContent = part;
    const name = document.createElement('strong');
    name.textContent = title;
    link.append(label, name, words);
    const row = document.createElement('li');
    row.append(link);
    return row;
  }

  #onKey(event: KeyboardEvent): void {
    const links = [...this.#list.querySelectorAll('a')];
    const at = links.findIndex((link) => link.matches(':focus'));
    if (event.key === 'Enter' && document.activeElement === this.#field) {
      event.preventDefault();
      links[0]?.click();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const next = at + (event.key === 'ArrowDown' ? 1 : -1);
      if (next < 0) this.#field.focus();
      else links[Math.min(next, links.length - 1)]?.focus();
    }
  }

  #say(text: string): void {
    this.#status.textContent = text;
  }
}

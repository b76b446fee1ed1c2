import { type TraceLine, traceCase, traceLines } from '../../course/trace.ts';
import { callsKept } from '../../course/world.ts';
import { printCase } from '../../simulator/notation/print-case.ts';
import type { TraceEntry } from '../../simulator/system-call.ts';
import type { PageWorld } from '../world/page-world.ts';
import { linesShown, olderText, programsIn, type TraceRow, toRows } from './trace-view.view.ts';

/** So near to its end the list counts as read to the end, in pixels. */
const nearEnd = 24;

/** Draws the calls of the page's programs as they happen, and copies them as a case. */
export class TraceView {
  readonly #root: HTMLElement;
  readonly #world: PageWorld;
  readonly #listening = new AbortController();
  readonly #unsubscribe: () => void;
  readonly #shown = new ResizeObserver(() => this.#draw());
  #last: TraceEntry | undefined;
  #count = 0;
  #lines: readonly TraceLine[] = [];
  #isDrawn = false;

  constructor(root: HTMLElement, world: PageWorld) {
    this.#root = root;
    this.#world = world;
    const { signal } = this.#listening;
    this.#unsubscribe = world.subscribe(() => this.#draw());
    this.#select?.addEventListener('change', () => this.#drawRows(), { signal });
    this.#button?.addEventListener('click', () => void this.#copy(), { signal });
    // Behind another tab nothing is drawn; this tells when it is shown again.
    this.#shown.observe(root);
    this.#draw();
  }

  end(): void {
    this.#listening.abort();
    this.#unsubscribe();
    this.#shown.disconnect();
  }

  get #select(): HTMLSelectElement | null {
    return this.#root.querySelector('select');
  }
  get #button(): HTMLButtonElement | null {
    return this.#root.querySelector('[data-copy]');
  }

  /** Most changes of a world are keys in a terminal, which no kernel is asked about. */
  #draw(): void {
    const { calls } = this.#world;
    const last = calls.at(-1);
    if (!this.#root.checkVisibility()) return;
    if (this.#isDrawn && last === this.#last && calls.length === this.#count) return;
    this.#isDrawn = true;
    this.#last = last;
    this.#count = calls.length;
    this.#lines = traceLines(calls);
    this.#tell('');
    this.#listPrograms(calls);
    this.#drawRows();
    if (this.#button) this.#button.disabled = calls.length === 0;
  }

  #listPrograms(calls: readonly TraceEntry[]): void {
    const select = this.#select;
    const [every] = select?.options ?? [];
    if (!select || !every) return;
    const chosen = select.value;
    const options = programsIn(calls).map(({ pid, label }) => new Option(label, String(pid)));
    select.replaceChildren(every, ...options);
    select.value = options.some(({ value }) => value === chosen) ? chosen : '';
  }

  #drawRows(): void {
    const place = this.#root.querySelector('[data-lines]');
    const scroll = this.#root.querySelector('.trace-scroll');
    if (!place || !scroll) return;
    const isAtEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < nearEnd;
    const chosen = this.#select?.value ?? '';
    const rows = toRows(this.#lines, chosen === '' ? undefined : Number(chosen));
    const older = Math.max(0, rows.length - linesShown);
    for (const [index, row] of rows.slice(older).entries()) drawRow(place, index, row);
    while (place.children.length > rows.length - older) place.lastElementChild?.remove();
    this.#show('[data-older]', older > 0, olderText(older));
    this.#show('[data-empty]', rows.length === 0);
    if (isAtEnd) scroll.scrollTop = scroll.scrollHeight;
  }

  #show(selector: string, isShown: boolean, text?: string): void {
    const place = this.#root.querySelector<HTMLElement>(selector);
    if (!place) return;
    place.hidden = !isShown;
    if (text !== undefined) place.textContent = text;
  }

  async #copy(): Promise<void> {
    const { calls, scene } = this.#world;
    const text = printCase(traceCase(calls, scene, calls.length >= callsKept));
    const field = this.#root.querySelector('textarea');
    try {
      await navigator.clipboard.writeText(text);
      if (field) field.hidden = true;
      this.#tell(
        'The trace is copied: a case with the calls of every program. Homeport’s “npm run conformance” runs such a file.',
      );
    } catch {
      if (!field) return;
      field.value = text;
      field.hidden = false;
      field.focus();
      field.select();
      this.#tell('This browser does not copy here. The case stands below; copy it from there.');
    }
  }

  #tell(message: string): void {
    const place = this.#root.querySelector('[data-told]');
    if (place && place.textContent !== message) place.textContent = message;
  }
}

/** A line keeps its element while its text stays, so that what a reader has marked stays marked. */
function drawRow(place: Element, index: number, row: TraceRow): void {
  const there = place.children[index];
  const drawn = there instanceof HTMLLIElement ? there : document.createElement('li');
  if (!there) place.append(drawn);
  const signature = JSON.stringify(row);
  if (drawn.dataset['drawn'] === signature) return;
  drawn.dataset['drawn'] = signature;
  drawn.dataset['kind'] = row.kind;
  drawn.toggleAttribute('data-goes-on', row.goesOn);
  drawn.replaceChildren(
    part('trace-program', row.program),
    part('trace-call', row.text),
    part('trace-word', row.word),
  );
}

function part(className: string, text: string): HTMLElement {
  const element = document.createElement('span');
  element.className = className;
  element.textContent = text;
  return element;
}

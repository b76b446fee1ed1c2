import {
  type Cell,
  type Matrix,
  type MatrixRow,
  reachMatrix,
  turnsBetween,
} from '../../course/reach-matrix.ts';
import { startLinesOf } from '../../course/reach-start.ts';
import { rowHostsOf, viewpointsOf } from '../../course/viewpoints.ts';
import { askEvent } from '../packet-path/path-request.ts';
import type { PageWorld } from '../world/page-world.ts';
import {
  cellAfterKey,
  nobodyThere,
  type Part,
  partOf,
  readPart,
  requestOf,
  type ShownRow,
  tellCell,
  tellTurns,
  toShownRow,
} from './reach.view.ts';
import { bindChoices, boundTo, rebindLine, type TypedLine } from './reach-changes.view.ts';
import { ReachControls } from './reach-controls.ts';
import { drawCell, drawHead, emptyRow, idOf, make, span, typedLine } from './reach-elements.ts';
import { WorldLines } from './world-lines.ts';

/** The matrix over the page's network: drawn after every change, pressed to see the way. */
export class ReachTable {
  readonly #root: HTMLElement;
  readonly #world: PageWorld;
  readonly #lines: WorldLines;
  /** Which listeners and callers are shown. */
  readonly #part: Part;
  readonly #controls: ReachControls | undefined;
  readonly #listening = new AbortController();
  readonly #unsubscribe: () => void;
  #matrix: Matrix;
  /** Before the last change by hand; what turned is told against it. */
  #before: Matrix;
  #telling: ReturnType<typeof setTimeout> | undefined;
  #pressed: { readonly key: string; readonly caller: string } | undefined;
  #drawn = '';
  /** Where the focus was in a row that is gone for the moment: its server is being started again. */
  #lostFocus: string | undefined;

  constructor(root: HTMLElement, world: PageWorld) {
    this.#root = root;
    this.#world = world;
    this.#lines = new WorldLines(world);
    this.#part = readPart(root.dataset);
    this.#matrix = this.#compute();
    this.#before = this.#matrix;
    const { signal } = this.#listening;
    const changes = root.querySelector('.reach-controls');
    this.#controls = changes
      ? new ReachControls(root, world, (lines) => void this.#type(lines), signal)
      : undefined;
    root.addEventListener('click', (event) => this.#click(event), { signal });
    root.addEventListener('keydown', (event) => this.#key(event), { signal });
    root.addEventListener('change', (event) => this.#change(event), { signal });
    this.#unsubscribe = world.subscribe(() => this.#refresh());
    this.#keepRoles();
    this.#clearStill();
    void this.#start();
  }

  /** On a narrow screen the table is laid out as blocks, which takes its parts' own roles away in some browsers. */
  #keepRoles(): void {
    const roles = {
      table: 'table',
      thead: 'rowgroup',
      tbody: 'rowgroup',
      'thead tr': 'row',
      'thead th': 'columnheader',
    };
    for (const [selector, role] of Object.entries(roles)) {
      for (const part of this.#root.querySelectorAll(selector)) part.setAttribute('role', role);
    }
  }

  /** The table that came with the page is of its own scene. */
  #clearStill(): void {
    const own = this.#root.closest<HTMLElement>('[data-scene]')?.dataset['scene'];
    if (own !== this.#world.sceneName) this.#root.querySelector('tbody')?.replaceChildren();
  }

  end(): void {
    clearTimeout(this.#telling);
    this.#listening.abort();
    this.#unsubscribe();
  }

  /** The servers of the page: whoever comes by a link has what was typed already. */
  async #start(): Promise<void> {
    const isFresh = !this.#world.steps.some(({ kind }) => kind === 'type');
    if (isFresh && this.#root.dataset['start'] !== undefined) {
      await this.#typeAll(startLinesOf(this.#world.sceneName));
    }
    this.#before = this.#matrix;
    this.#root.dataset['state'] = 'live';
    this.#refresh();
    for (const part of this.#root.querySelectorAll<HTMLElement>('[inert]')) part.inert = false;
  }

  #compute(): Matrix {
    const { network, host } = this.#world;
    return partOf(reachMatrix(rowHostsOf(this.#world), viewpointsOf(network, host)), this.#part);
  }

  #refresh(): void {
    this.#matrix = this.#compute();
    // Until the servers of the page are there, the table that came with the page stands.
    if (this.#root.dataset['state'] !== 'live') return;
    this.#draw();
    this.#controls?.draw(this.#matrix);
    // A server that is started again is away for a moment: told is what stands when nothing changes any more.
    clearTimeout(this.#telling);
    this.#telling = setTimeout(() => this.#tell(), 400);
  }

  #tell(): void {
    const turns = turnsBetween(this.#before, this.#matrix);
    this.#before = this.#matrix;
    if (turns.length === 0) return;
    const place = this.#root.querySelector('[data-turned]');
    if (place) place.textContent = tellTurns(turns);
    for (const cell of this.#root.querySelectorAll('.is-turned')) cell.classList.remove('is-turned');
    for (const { row, viewpoint } of turns) {
      const column = this.#matrix.viewpoints.indexOf(viewpoint);
      this.#button(row.key, column)?.classList.add('is-turned');
    }
  }

  async #type(lines: readonly TypedLine[]): Promise<void> {
    this.#root.dataset['busy'] = '';
    const said = this.#root.querySelector('[data-typed]');
    const systemOf = (host: string) =>
      this.#world.network.hosts.find(({ name }) => name === host)?.system.name;
    said?.replaceChildren(...lines.map(({ host, line }) => typedLine(host, line, systemOf(host))));
    await this.#typeAll(lines);
    delete this.#root.dataset['busy'];
  }

  async #typeAll(lines: readonly TypedLine[]): Promise<void> {
    for (const line of lines) await this.#lines.type(line);
  }

  #draw(): void {
    const body = this.#root.querySelector('tbody');
    if (!body) return;
    const rows = this.#matrix.rows.map((row) => ({ row, shown: toShownRow(row, this.#matrix) }));
    const callers = this.#matrix.viewpoints.map(({ label, who }) => ({ label, who }));
    const signature = JSON.stringify([callers, rows.map(({ shown }) => shown)]);
    if (signature === this.#drawn) return;
    this.#drawn = signature;
    const focus = focusIn(body) ?? (document.activeElement === document.body ? this.#lostFocus : undefined);
    const head = this.#root.querySelector('thead');
    if (head) drawHead(head, callers, this.#root.dataset['browserPage']);
    body.replaceChildren(
      ...(rows.length > 0
        ? rows.map(({ row, shown }) => this.#drawRow(row, shown))
        : [emptyRow(nobodyThere(this.#part, this.#world.host.name), callers.length + 1)]),
    );
    this.#markPressed();
    const again = focus ? body.querySelector<HTMLElement>(focus) : null;
    again?.focus();
    this.#lostFocus = again ? undefined : focus;
    this.#tellPressed();
  }

  /** The cell that was pressed may say another thing now. */
  #tellPressed(): void {
    const pressed = this.#pressed;
    if (!pressed) return;
    const column = this.#matrix.viewpoints.findIndex(({ label }) => label === pressed.caller);
    const cell = this.#matrix.rows.find(({ key }) => key === pressed.key)?.cells[column];
    if (cell) this.#tellCell(cell, column);
  }

  #drawRow(row: MatrixRow, shown: ShownRow): HTMLTableRowElement {
    const line = make('tr', '', 'row');
    const head = make('th', 'reach-listener', 'rowheader');
    head.scope = 'row';
    head.append(span('machine reach-local', shown.local), span('reach-what', shown.what));
    const select = this.#bindSelect(row, shown);
    if (select) head.append(select);
    line.append(head);
    for (const [column, cell] of shown.cells.entries()) {
      const place = make('td', '', 'cell');
      const caller = this.#matrix.viewpoints[column]?.label ?? '';
      place.append(drawCell(cell, caller, `${row.key} ${caller}`));
      line.append(place);
    }
    return line;
  }

  #bindSelect(row: MatrixRow, { local }: ShownRow): HTMLElement | undefined {
    const now = boundTo(row);
    if (!this.#controls || !rebindLine(row, now)) return undefined;
    const label = document.createElement('label');
    label.className = 'reach-bind';
    const select = document.createElement('select');
    select.dataset['bind'] = row.key;
    select.setAttribute('aria-label', `Bind ${local} to`);
    for (const { address, note } of bindChoices(row.host)) {
      select.append(new Option(`${address} (${note})`, address, address === now, address === now));
    }
    label.append(span('label', 'bind to'), select);
    return label;
  }

  #change(event: Event): void {
    const { target } = event;
    if (!(target instanceof HTMLSelectElement) || target.dataset['bind'] === undefined) return;
    const row = this.#matrix.rows.find(({ key }) => key === target.dataset['bind']);
    const line = row && rebindLine(row, target.value);
    if (line) void this.#type([line]);
  }

  #click(event: Event): void {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('.reach-cell') : null;
    if (button) this.#press(button);
    else if (event.target instanceof Element && event.target.closest('[data-do="reset"]')) this.#reset();
  }

  #reset(): void {
    this.#world.reset();
    void this.#type(startLinesOf(this.#world.sceneName));
  }

  #press(button: HTMLElement): void {
    const place = this.#placeOf(button);
    const cell = place && this.#matrix.rows[place.row]?.cells[place.column];
    const row = place && this.#matrix.rows[place.row];
    const caller = place && this.#matrix.viewpoints[place.column]?.label;
    if (!place || !cell || !row || caller === undefined) return;
    this.#pressed = { key: row.key, caller };
    this.#markPressed();
    this.#tellCell(cell, place.column);
    const request = requestOf(cell);
    if (request) document.dispatchEvent(new CustomEvent(askEvent, { detail: request }));
  }

  #tellCell(cell: Cell, column: number): void {
    const viewpoint = this.#matrix.viewpoints[column];
    const told = this.#root.querySelector('[data-told]');
    if (!viewpoint || !told) return;
    const { head, reason } = tellCell(cell, viewpoint);
    if (told.textContent === head + reason) return;
    told.replaceChildren(span('reach-told-head', head), span('reach-told-reason', reason));
  }

  #markPressed(): void {
    for (const button of this.#root.querySelectorAll<HTMLElement>('.reach-cell')) {
      const on =
        this.#pressed && button.dataset['cell'] === idOf(`${this.#pressed.key} ${this.#pressed.caller}`);
      button.setAttribute('aria-pressed', String(on === true));
    }
  }

  #key(event: KeyboardEvent): void {
    const button =
      event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('button.reach-cell') : null;
    const place = button && this.#placeOf(button);
    if (!place || event.ctrlKey || event.altKey || event.metaKey) return;
    const size = { rows: this.#matrix.rows.length, columns: this.#matrix.viewpoints.length };
    const next = cellAfterKey(event.key, place, size);
    if (!next) return;
    event.preventDefault();
    this.#root
      .querySelectorAll('tbody tr')
      [next.row]?.querySelectorAll<HTMLElement>('.reach-cell')
      [next.column]?.focus();
  }

  #placeOf(button: Element): { readonly row: number; readonly column: number } | undefined {
    const line = button.closest('tr');
    if (!line?.parentElement) return undefined;
    const row = [...line.parentElement.children].indexOf(line);
    const column = [...line.querySelectorAll('.reach-cell')].indexOf(button);
    return row < 0 || column < 0 ? undefined : { row, column };
  }

  #button(key: string, column: number): Element | undefined {
    const index = this.#matrix.rows.findIndex((row) => row.key === key);
    return this.#root.querySelectorAll('tbody tr')[index]?.querySelectorAll('.reach-cell')[column];
  }
}

/** A selector for what has the focus, so that it has it again after drawing. */
function focusIn(body: Element): string | undefined {
  const { activeElement } = document;
  if (!(activeElement instanceof HTMLElement) || !body.contains(activeElement)) return undefined;
  const { bind, cell } = activeElement.dataset;
  if (bind !== undefined) return `[data-bind="${bind}"]`;
  return cell === undefined ? undefined : `[data-cell="${cell}"]`;
}

import { listSockets } from '../../simulator/socket-list.ts';
import type { PageWorld } from '../world/page-world.ts';
import { type Action, type TableRow, toTableRow } from './socket-table.view.ts';

const actionText: Record<Action, string> = { listen: 'Listen', accept: 'Accept', close: 'Close' };
const backlog = 5;

/** Draws every socket of the page's host, and the calls that can be made by hand on one's own. */
export class SocketTable {
  readonly #root: HTMLElement;
  readonly #world: PageWorld;
  readonly #rows = new Map<number, HTMLTableRowElement>();
  readonly #unsubscribe: () => void;
  #countdown: ReturnType<typeof setInterval> | undefined;

  constructor(root: HTMLElement, world: PageWorld) {
    this.#root = root;
    this.#world = world;
    this.#unsubscribe = world.subscribe(() => this.#draw());
    this.#draw();
  }

  end(): void {
    this.#unsubscribe();
    clearInterval(this.#countdown);
  }

  #draw(): void {
    const world = this.#world;
    const body = this.#root.querySelector('tbody');
    if (!body) return;
    const userName = (uid: number): string =>
      world.host.users.find((user) => user.uid === uid)?.name ?? String(uid);
    const sockets = listSockets(world.host);
    const rows = sockets.map((row) => toTableRow(row, { hands: world.hands, now: world.now, userName }));

    const present = new Set(rows.map(({ id }) => id));
    for (const [id, drawn] of this.#rows) {
      if (present.has(id)) continue;
      drawn.remove();
      this.#rows.delete(id);
    }
    for (const row of rows) body.append(this.#drawRow(row));
    const empty = body.querySelector<HTMLElement>('[data-empty]');
    if (empty) empty.hidden = rows.length > 0;
    this.#keepCounting(sockets.some(({ endsAt }) => endsAt !== undefined));
  }

  /** A row keeps its element while its text stays, so that a focused button stays focused. */
  #drawRow(row: TableRow): HTMLTableRowElement {
    const drawn = this.#rows.get(row.id) ?? document.createElement('tr');
    this.#rows.set(row.id, drawn);
    const signature = JSON.stringify(row);
    if (drawn.dataset['drawn'] === signature) return drawn;
    const focused = drawn.contains(document.activeElement);
    drawn.dataset['drawn'] = signature;
    drawn.dataset['kind'] = row.kind;
    drawn.replaceChildren(
      cell(row.protocol),
      cell(row.local, 'machine'),
      cell(row.state, 'socket-state'),
      cell(row.peer, 'machine'),
      cell(row.reach, row.reach === 'other hosts too' ? 'reach-exposed' : 'reach-loopback'),
      cell(row.holder),
      this.#actions(row),
    );
    if (focused) drawn.querySelector('button')?.focus();
    return drawn;
  }

  #actions(row: TableRow): HTMLTableCellElement {
    const buttons = row.actions.map((action) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'socket-action';
      button.textContent = actionText[action];
      button.setAttribute('aria-label', `${actionText[action]} ${row.protocol} ${row.local}`);
      button.addEventListener('click', () => this.#make(action, row));
      return button;
    });
    const actions = cell('', 'socket-actions');
    actions.append(...buttons);
    return actions;
  }

  #make(action: Action, { inHand }: TableRow): void {
    if (!inHand) return;
    const { fd, uid } = inHand;
    const call =
      action === 'listen' ? ({ name: 'listen', fd, backlog } as const) : ({ name: action, fd } as const);
    this.#world.move(uid, (last) => (last ? undefined : call));
  }

  #keepCounting(needed: boolean): void {
    if (needed && this.#countdown === undefined) this.#countdown = setInterval(() => this.#draw(), 1000);
    if (needed) return;
    clearInterval(this.#countdown);
    this.#countdown = undefined;
  }
}

function cell(text: string, className?: string): HTMLTableCellElement {
  const element = document.createElement('td');
  element.textContent = text;
  if (className) element.className = className;
  return element;
}

/** The parts of the matrix as elements of the page. */
import type { SystemName } from '../../simulator/os/system-rules.ts';
import type { ShownCell } from './reach.view.ts';

/** What a cell is known by, whenever it is drawn. */
export function idOf(name: string): string {
  return name.replaceAll(/[^\w]+/g, '-');
}

export function drawCell(
  { kind, word, short, about }: ShownCell,
  caller: string,
  name: string,
): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'reach-cell';
  button.dataset['cell'] = idOf(name);
  button.dataset['kind'] = kind;
  const where = span('reach-caller', caller);
  where.setAttribute('aria-hidden', 'true');
  button.append(where, span('reach-word', word), ' ', span('reach-short', short), hidden(`, ${about}`));
  return button;
}

function hidden(text: string): HTMLElement {
  return span('visually-hidden', text);
}

export function span(className: string, text: string): HTMLElement {
  const element = document.createElement('span');
  element.className = className;
  element.textContent = text;
  return element;
}

/** The callers, where they are others than those that stand there; the website leads to its own page. */
export function drawHead(
  head: Element,
  callers: readonly { readonly label: string; readonly who: string }[],
  browserPage: string | undefined,
): void {
  const line = head.querySelector('tr') ?? head.appendChild(make('tr', '', 'row'));
  const labels = ['Listener', ...callers.map(({ label }) => label)];
  if ([...line.children].map(({ textContent }) => textContent).join('|') === labels.join('|')) return;
  line.replaceChildren(
    ...labels.map((label, index) => {
      const cell = make('th', '', 'columnheader');
      cell.scope = 'col';
      if (callers[index - 1]?.who !== 'website' || browserPage === undefined) cell.textContent = label;
      else {
        const link = document.createElement('a');
        link.href = browserPage;
        link.textContent = label;
        cell.append(link);
      }
      return cell;
    }),
  );
}

/** In place of rows, where there are none. */
export function emptyRow(sentence: string, columns: number): HTMLElement {
  const line = make('tr', '', 'row');
  const cell = make('td', 'reach-nobody', 'cell');
  cell.colSpan = columns;
  cell.textContent = sentence;
  line.append(cell);
  return line;
}

/** With its role in words, see `#keepRoles`. */
export function make<K extends 'tr' | 'th' | 'td'>(
  name: K,
  className: string,
  role: string,
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.setAttribute('role', role);
  return element;
}

/** The end of the prompt in each system's shell. */
const prompts = { linux: '$', macos: '%', windows: 'PS>' } as const satisfies Readonly<
  Record<SystemName, string>
>;

export function typedLine(host: string, line: string, system: SystemName = 'linux'): HTMLElement {
  const item = document.createElement('li');
  item.append(span('label', `${host} ${prompts[system]} `), span('machine', line));
  return item;
}

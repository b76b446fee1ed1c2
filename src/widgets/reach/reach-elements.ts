/** The parts of the matrix as elements of the page. */
import type { ShownCell } from './reach.view.ts';

export function idOf(name: string): string {
  return `reach-${name.replaceAll(/[^\w]+/g, '-')}`;
}

export function drawCell(
  { kind, word, short, about }: ShownCell,
  caller: string,
  name: string,
): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'reach-cell';
  button.id = idOf(name);
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

export function typedLine(host: string, line: string): HTMLElement {
  const item = document.createElement('li');
  item.append(span('label', `${host} $ `), span('machine', line));
  return item;
}

/** How objects are shown: tables, lists, plain texts (about_Format.ps1xml). */

import { isList, isObject, type PsObject, textOf, type Value } from './values.ts';
import { type Column, columnsFor, listFor } from './views.ts';

const green = '\x1b[32;1m';
const plain = '\x1b[0m';

/** What Format-Table and Format-List made of objects: shown as they stand. */
export interface Formatted {
  readonly kind: 'table' | 'list';
  readonly columns: readonly Column[];
  readonly objects: readonly Value[];
}

/** Objects of one kind that follow each other are one table. */
export function formatValues(values: readonly Value[], width: number, colours: boolean): string {
  let text = '';
  for (let at = 0; at < values.length; ) {
    const value = values[at];
    if (!isObject(value)) {
      text += `${isList(value) ? value.map(textOf).join('\n') : textOf(value)}\n`;
      at += 1;
      continue;
    }
    const group: PsObject[] = [];
    for (let next = values[at]; isObject(next) && sameView(next, value); next = values[at]) {
      group.push(next);
      at += 1;
    }
    text += formatGroup(group, width, colours);
  }
  return text;
}

function sameView(one: PsObject, other: PsObject): boolean {
  if (one.type !== other.type) return false;
  return one.type !== 'Selected' || [...one.properties.keys()].join() === [...other.properties.keys()].join();
}

function formatGroup(group: readonly PsObject[], width: number, colours: boolean): string {
  const [first] = group;
  if (!first) return '';
  if (first.type === 'FormattedTable' || first.type === 'FormattedList') {
    return group.map((one) => textOf(one.properties.get(colours ? 'Coloured' : 'Text'))).join('');
  }
  const heading = first.properties.get('PSHeading');
  const columns = columnsFor(first, width);
  const body = columns
    ? tableOf(group, columns, width, colours)
    : listText(group, listFor(first), colours, width);
  return heading === undefined ? body : `\n    ${textOf(heading)}\n${body}`;
}

/** Header, dashes, rows, an empty line before and after. */
export function tableOf(
  objects: readonly Value[],
  columns: readonly Column[],
  width: number,
  colours: boolean,
): string {
  const cells = objects.map((one) => columns.map((column) => column.cell(one)));
  const widths = columns.map(
    ({ label, width: fixed }, index) =>
      fixed ?? Math.max(label.length, ...cells.map((row) => (row[index] ?? '').length)),
  );
  let used = -1;
  let count = 0;
  for (const one of widths) {
    if (count > 0 && used + 1 + Math.min(one, 5) > width) break;
    used += one + 1;
    count += 1;
  }
  const line = (row: readonly string[]): string => {
    const parts = row.slice(0, count).map((text, index) => {
      const last = index === count - 1;
      const room = last
        ? Math.max(1, Math.min(widths[index] ?? 1, width - used + (widths[index] ?? 0)))
        : (widths[index] ?? 1);
      const cut = text.length > room ? `${text.slice(0, Math.max(0, room - 1))}…` : text;
      return columns[index]?.right ? cut.padStart(room) : cut.padEnd(room);
    });
    return `${parts.join(' ').replace(/ +$/, '')}\n`;
  };
  const head =
    line(columns.map(({ label }) => label)) + line(columns.map(({ label }) => '-'.repeat(label.length)));
  const shown = colours ? head.replace(/[^\n]+/g, (one) => `${green}${one}${plain}`) : head;
  return `\n${shown}${cells.map(line).join('')}\n`;
}

/** `Name : value`, an object after the other. */
export function listText(
  objects: readonly Value[],
  columns: readonly Column[],
  colours: boolean,
  width: number,
): string {
  const longest = Math.max(...columns.map(({ label }) => label.length));
  const records = objects.map((one) =>
    columns
      .map((column) => {
        const label = `${column.label.padEnd(longest)} : `;
        const lines = wrapped(column.cell(one), Math.max(10, width - label.length));
        const body = lines.join(`\n${' '.repeat(label.length)}`);
        return `${colours ? `${green}${label}${plain}` : label}${body}\n`;
      })
      .join(''),
  );
  return `\n${records.join('\n')}\n`;
}

function wrapped(text: string, room: number): readonly string[] {
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    for (let at = 0; at === 0 || at < line.length; at += room) lines.push(line.slice(at, at + room));
  }
  return lines;
}

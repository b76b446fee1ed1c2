/** The layout of `ss`: columns as wide as their content, and on a terminal spread over its width. */

interface Column {
  readonly header: string;
  readonly right: boolean;
  /** What stands between this column and the one before. */
  readonly before: string;
}

const columns: readonly Column[] = [
  { header: 'Netid', right: false, before: '' },
  { header: 'State', right: false, before: ' ' },
  { header: 'Recv-Q', right: false, before: ' ' },
  { header: 'Send-Q', right: false, before: ' ' },
  { header: 'Local Address:', right: true, before: ' ' },
  { header: 'Port', right: false, before: '' },
  { header: 'Peer Address:', right: true, before: ' ' },
  { header: 'Port', right: false, before: '' },
  { header: 'Process', right: false, before: '' },
];

/** One cell for each column; an undefined one belongs to a column that is not shown. */
export type SsCells = readonly (string | undefined)[];

/**
 * @param hidden columns that are not shown, by position
 * @param screen the terminal's width; undefined when the output is no terminal
 */
export function renderTable(
  rows: readonly SsCells[],
  hidden: ReadonlySet<number>,
  withHeader: boolean,
  screen: number | undefined,
): string {
  const shown = [...columns.keys()].filter((index) => !hidden.has(index));
  const lines = withHeader ? [columns.map(({ header }) => header), ...rows] : rows;
  if (lines.length === 0) return '';
  const widths = spread(contentWidths(lines, shown, screen), screen);
  return lines.map((cells) => `${renderLine(cells, shown, widths)}\n`).join('');
}

function measuredLines(lines: readonly SsCells[], shown: readonly number[]): readonly SsCells[] {
  const headerOnly = lines.length === 1 && lines[0]?.[shown[0] ?? 0] === columns[shown[0] ?? 0]?.header;
  return headerOnly ? lines : lines.slice(0, -1);
}

/** Zero for a column in which nothing stands. */
function contentWidths(
  lines: readonly SsCells[],
  shown: readonly number[],
  screen: number | undefined,
): number[] {
  const widths = columns.map(() => 0);
  let first = true;
  for (const index of shown) {
    // What stands last of all is printed before it was measured (render() of ss.c).
    const measured = index === columns.length - 1 ? measuredLines(lines, shown) : lines;
    const content = Math.max(0, ...measured.map((cells) => cells[index]?.length ?? 0));
    const delimiter = !first && content > 0 ? (columns[index]?.before.length ?? 0) : 0;
    widths[index] = Math.min(content + delimiter, screen ?? Number.POSITIVE_INFINITY);
    if (content > 0) first = false;
  }
  return widths;
}

/** Shares what is left of each screen line equally among its columns. */
function spread(widths: readonly number[], screen: number | undefined): readonly number[] {
  if (screen === undefined) return widths;
  const result = [...widths];
  const used = result.flatMap((width, index) => (width > 0 ? [index] : []));
  let start = 0;
  while (start < used.length) {
    let end = start;
    let length = 0;
    while (end < used.length && length + (result[used[end] ?? 0] ?? 0) <= screen) {
      length += result[used[end] ?? 0] ?? 0;
      end += 1;
      if (length === screen) break;
    }
    const line = used.slice(start, Math.max(end, start + 1));
    const spare = Math.max(0, screen - length);
    const each = Math.floor(spare / line.length);
    let rest = spare % line.length;
    for (const index of line.reverse()) {
      result[index] = (result[index] ?? 0) + each + (rest > 0 ? 1 : 0);
      rest -= 1;
    }
    start += line.length;
  }
  return result;
}

function renderLine(cells: SsCells, shown: readonly number[], widths: readonly number[]): string {
  let line = '';
  let started = false;
  for (const index of shown) {
    const column = columns[index];
    const text = cells[index] ?? '';
    const before = started ? (column?.before ?? '') : '';
    const width = widths[index] ?? 0;
    line += column?.right ? before + text.padStart(width - before.length) : (before + text).padEnd(width);
    started = true;
  }
  return line;
}

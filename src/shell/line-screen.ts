/** Draws the line being edited, over as many rows as it takes, with the least that has to be written. */
import type { LineBuffer } from './line-buffer.ts';
import { clustersOf, widthOf } from './text-width.ts';

export interface LineView {
  /** What stands before the line; may hold colours. */
  readonly prompt: string;
  readonly line: LineBuffer;
  /** Shown in reverse: what was just pasted, as a range of characters. */
  readonly marked?: readonly [from: number, to: number] | undefined;
}

export interface LineScreen {
  /** The output that turns what is shown into this view. */
  draw(view: LineView, columns: number, rows: number): string;
  /** The output that leaves the line as it stands and goes to the row below it. */
  leave(): string;
  /** The screen was cleared, or something was printed: the next view is drawn afresh where the cursor is. */
  forget(): void;
}

interface Place {
  readonly row: number;
  readonly column: number;
}

interface Shown extends LineView {
  readonly columns: number;
  readonly places: readonly Place[];
}

export function createLineScreen(): LineScreen {
  let shown: Shown | undefined;

  function draw(view: LineView, columns: number, rows: number): string {
    const places = layOut(view, columns);
    const next: Shown = { ...view, columns, places };
    const before = shown;
    shown = next;
    const end = placeAt(places, places.length - 1);
    if (!before) {
      return view.prompt + textFrom(next, 0) + step(end, cursorOf(next));
    }
    // After a change of the width the terminal has wrapped the old text anew.
    const old = before.columns === columns ? before.places : layOut(before, columns);
    const from = placeAt(old, before.line.cursor);
    const same = samePart(before, next);
    // What has scrolled away above cannot be reached; then all is written once more.
    const tall = Math.max(placeAt(old, old.length - 1).row, end.row) >= rows;
    const [was, is] = [before.line.characters.length, next.line.characters.length];
    // A line feed after a full row stands beyond it, where no cursor goes.
    const feed = [before, next].some(({ line }) => line.characters[same ?? 0] === '\n');
    if (same === undefined || feed || (tall && same < was)) {
      const up = step(from, { row: 0, column: 0 });
      return `${up}\x1b[J${view.prompt}${textFrom(next, 0)}${step(end, cursorOf(next))}`;
    }
    if (same === is && same === was) return step(from, cursorOf(next));
    const erase = same === was ? '' : '\x1b[J';
    // A wide character may go to the next row, which need not be there yet: writing makes it.
    const start = earlier(placeAt(old, same), placeAt(places, same));
    return `${step(from, start)}${erase}${textFrom(next, same)}${step(end, cursorOf(next))}`;
  }

  return {
    draw,
    leave() {
      if (!shown) return '\n';
      const { places } = shown;
      const down = step(cursorOf(shown), placeAt(places, places.length - 1));
      shown = undefined;
      return `${down}\n`;
    },
    forget() {
      shown = undefined;
    },
  };
}

function cursorOf({ places, line }: Shown): Place {
  return placeAt(places, line.cursor);
}

function earlier(one: Place, other: Place): Place {
  return one.row < other.row || (one.row === other.row && one.column < other.column) ? one : other;
}

function placeAt(places: readonly Place[], index: number): Place {
  return places[index] ?? { row: 0, column: 0 };
}

/** How many characters stay as they are; undefined when the prompt or the marks do not. */
function samePart(before: LineView, next: LineView): number | undefined {
  if (before.prompt !== next.prompt) return undefined;
  if (before.marked?.join() !== next.marked?.join()) return undefined;
  const [old, fresh] = [before.line.characters, next.line.characters];
  let same = 0;
  while (same < old.length && same < fresh.length && old[same] === fresh[same]) same += 1;
  return same;
}

/** Where each character of the line begins, and where the next one would; the prompt begins at 0, 0. */
function layOut({ prompt, line }: LineView, columns: number): readonly Place[] {
  let row = 0;
  let column = 0;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are escape sequences.
  const visible = prompt.replace(/\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07]*\x07|[\x01\x02]/g, '');
  const go = (cluster: string): Place => {
    if (cluster === '\n') {
      const place = { row, column: Math.min(column, columns - 1) };
      row += 1;
      column = 0;
      return place;
    }
    let first: Place | undefined;
    for (const cell of clustersOf(spelled(cluster, column < columns ? column : 0))) {
      const width = widthOf(String.fromCodePoint(cell.codePointAt(0) ?? 32)) || 1;
      if (column + width > columns) {
        row += 1;
        column = 0;
      }
      first ??= { row, column };
      column += width;
    }
    return first ?? { row, column };
  };
  for (const cluster of clustersOf(visible)) go(cluster);
  const places = line.characters.map(go);
  const wraps = column >= columns;
  return [...places, wraps ? { row: row + 1, column: 0 } : { row, column }];
}

/** How a character of the line is shown: `^X` for a control character, spaces for a tab. */
function spelled(character: string, column: number): string {
  if (character === '\t') return ' '.repeat(8 - (column % 8));
  if (character < ' ' || character === '\x7f') {
    return `^${String.fromCharCode(character.charCodeAt(0) ^ 64)}`;
  }
  return character;
}

function textFrom({ line: { characters }, marked, places, columns }: Shown, from: number): string {
  let text = '';
  for (let index = from; index < characters.length; index += 1) {
    const character = characters[index] ?? '';
    if (marked?.[0] === index) text += '\x1b[7m';
    text += character === '\n' ? '\n' : spelled(character, places[index]?.column ?? 0);
    if (marked?.[1] === index + 1) text += '\x1b[27m';
  }
  const end = placeAt(places, places.length - 1);
  // A terminal waits with the step to the next row until something is written there.
  const wraps = end.column === 0 && end.row > 0 && characters.at(-1) !== '\n' && columns > 0;
  return wraps ? `${text} \r` : text;
}

function step(from: Place, to: Place): string {
  const rows = to.row - from.row;
  const vertical = rows === 0 ? '' : rows > 0 ? `\x1b[${rows}B` : `\x1b[${-rows}A`;
  if (rows === 0 && from.column === to.column) return '';
  return `${vertical}\r${to.column === 0 ? '' : `\x1b[${to.column}C`}`;
}

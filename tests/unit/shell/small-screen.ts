/** A terminal's screen as far as a line editor uses one: it keeps rows and a cursor, and waits with the wrap. */
import { columnsOf } from '../../../src/shell/text-width.ts';

export interface SmallScreen {
  write(text: string): void;
  /** All rows, what scrolled away included, without the blanks at their ends. */
  rows(): readonly string[];
  cursor(): { readonly row: number; readonly column: number };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what it reads.
const pieces = /\x1b\[([0-9;?]*)([A-Za-z])|[\s\S]/gu;

export function createSmallScreen(columns: number, height = 1000): SmallScreen {
  /** A wide character is followed by an empty cell. */
  const cells: string[][] = [[]];
  let row = 0;
  let column = 0;

  const top = (): number => Math.max(0, cells.length - height);
  const rowAt = (index: number): string[] => {
    while (cells.length <= index) cells.push([]);
    return cells[index] ?? [];
  };

  function put(character: string): void {
    const width = columnsOf(character);
    if (width === 0) {
      const line = rowAt(row);
      const before = line[column - 1] === '' ? column - 2 : column - 1;
      line[before] = (line[before] ?? '') + character;
      return;
    }
    if (column + width > columns) {
      row += 1;
      column = 0;
    }
    const line = rowAt(row);
    while (line.length < column) line.push(' ');
    line.splice(column, width, character, ...(width === 2 ? [''] : []));
    column += width;
  }

  function control(parameter: string, letter: string): void {
    const count = Number(parameter || 1);
    if (letter === 'A') row = Math.max(top(), row - count);
    else if (letter === 'B') row = Math.min(rowAt(row) && cells.length - 1, row + count);
    else if (letter === 'C') column = Math.min(columns - 1, column + count);
    else if (letter === 'D') column = Math.max(0, Math.min(column, columns - 1) - count);
    else if (letter === 'K') rowAt(row).splice(column);
    else if (letter === 'J' && parameter === '2') cells.splice(top());
    else if (letter === 'J') {
      rowAt(row).splice(column);
      cells.splice(row + 1);
    } else if (letter === 'H') {
      row = top();
      column = 0;
    }
  }

  return {
    write(text) {
      for (const [piece, parameter = '', letter] of text.matchAll(pieces)) {
        if (letter !== undefined) control(parameter, letter);
        else if (piece === '\r') column = 0;
        else if (piece === '\n') {
          row += 1;
          rowAt(row);
        } else if (piece === '\t') column = Math.min(columns - 1, (Math.floor(column / 8) + 1) * 8);
        else if (piece === '\b') column = Math.max(0, column - 1);
        else if (piece >= ' ') put(piece);
      }
    },
    rows: () => cells.map((line) => line.join('').trimEnd()),
    cursor: () => ({ row, column: Math.min(column, columns - 1) }),
  };
}

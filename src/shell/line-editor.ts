/** Reads one line from a terminal as readline(3) does: editing keys, history, completion, redrawing. */
import type { Completion } from './completion.ts';
import {
  columnsOf,
  type Edit,
  edit,
  emptyLine,
  insert,
  type LineBuffer,
  lineOf,
  textOf,
} from './line-buffer.ts';
import { inColumns } from './name-columns.ts';
import type { Program } from './program.ts';
import { print, read, self } from './syscalls.ts';

export type Line =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'end' };

export interface Editing {
  /** May hold colours. */
  readonly prompt: string;
  readonly history: readonly string[];
  complete(text: string, cursor: number): Program<Completion>;
}

const edits: ReadonlyMap<string, Edit> = new Map([
  ['\x1b[D', 'left'],
  ['\x1bOD', 'left'],
  ['\x02', 'left'],
  ['\x1b[C', 'right'],
  ['\x1bOC', 'right'],
  ['\x06', 'right'],
  ['\x1b[H', 'home'],
  ['\x1bOH', 'home'],
  ['\x01', 'home'],
  ['\x1b[F', 'end'],
  ['\x1bOF', 'end'],
  ['\x05', 'end'],
  ['\x1b[1;5D', 'word-left'],
  ['\x1bb', 'word-left'],
  ['\x1b[1;5C', 'word-right'],
  ['\x1bf', 'word-right'],
  ['\x7f', 'erase'],
  ['\b', 'erase'],
  ['\x1b[3~', 'delete'],
  ['\x0b', 'cut-to-end'],
  ['\x15', 'cut-to-start'],
  ['\x17', 'cut-word'],
  ['\x19', 'paste-cut'],
]);

/** Up and down, and how readline's own keys say the same. */
const historyKeys: ReadonlySet<string> = new Set(['\x1b[A', '\x1bOA', '\x10', '\x1b[B', '\x1bOB', '\x0e']);

export function* editLine(editing: Editing): Program<Line> {
  const { tty } = yield* self();
  if (tty) tty.raw = true;
  yield* print(editing.prompt);
  const screen = createScreen(editing.prompt);
  let line = emptyLine;
  let place = editing.history.length;
  let draft = '';
  let tabs = 0;
  for (;;) {
    const key = yield* read(0);
    if (key === '') return { kind: 'end' };
    const columns = tty?.columns ?? 80;
    const before = line;
    const how = edits.get(key);
    tabs = key === '\t' ? tabs + 1 : 0;
    if (key === '\r' || key === '\n') {
      yield* print(`${screen.moveTo(line, line.characters.length, columns)}\n`);
      if (tty) tty.raw = false;
      return { kind: 'line', text: textOf(line) };
    }
    if (key === '\x03') {
      yield* print(`${screen.moveTo(line, line.characters.length, columns)}^C\n`);
      if (tty) tty.raw = false;
      return { kind: 'interrupted' };
    }
    if (key === '\x04' && line.characters.length === 0) {
      if (tty) tty.raw = false;
      return { kind: 'end' };
    }
    if (how) line = edit(line, how);
    else if (key === '\x04') line = edit(line, 'delete');
    else if (key === '\x0c') {
      yield* print(`\x1b[H\x1b[2J${editing.prompt}`);
      screen.reset();
      yield* print(screen.draw(emptyLine, line, columns));
      continue;
    } else if (historyKeys.has(key)) {
      if (place === editing.history.length) draft = textOf(line);
      const back = key.endsWith('A') || key === '\x10';
      place = Math.max(0, Math.min(editing.history.length, place + (back ? -1 : 1)));
      line = lineOf(editing.history[place] ?? draft, line.cut);
    } else if (key === '\t') {
      const completion = yield* editing.complete(
        textOf(line),
        textOf({ ...line, characters: line.characters.slice(0, line.cursor) }).length,
      );
      if (completion.insert !== '') line = insert(line, completion.insert);
      else if (tabs > 1 && completion.choices.length > 1) {
        const list = inColumns(completion.choices, columns);
        yield* print(`${screen.moveTo(line, line.characters.length, columns)}\n${list}${editing.prompt}`);
        screen.reset();
        yield* print(screen.draw(emptyLine, line, columns));
        continue;
      } else if (completion.choices.length === 0) yield* print('\x07');
    } else if (key >= ' ' && !key.startsWith('\x1b')) line = insert(line, key);
    yield* print(screen.draw(before, line, columns));
  }
}

interface Screen {
  /** The output that turns the shown line into the new one. */
  draw(shown: LineBuffer, next: LineBuffer, columns: number): string;
  moveTo(line: LineBuffer, cursor: number, columns: number): string;
  reset(): void;
}

/** Knows on which row below the prompt's first one the cursor stands. */
function createScreen(prompt: string): Screen {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are escape sequences.
  const width = columnsOf(prompt.replace(/\x1b\[[0-9;]*m/g, ''));
  let row = 0;

  const offset = (line: LineBuffer, cursor: number): number =>
    width + columnsOf(line.characters.slice(0, cursor).join(''));

  function goTo(target: number, columns: number): string {
    const wanted = Math.floor(target / columns);
    const rows = wanted - row;
    row = wanted;
    const vertical = rows === 0 ? '' : rows > 0 ? `\x1b[${rows}B` : `\x1b[${-rows}A`;
    const column = target % columns;
    return `${vertical}\r${column === 0 ? '' : `\x1b[${column}C`}`;
  }

  function write(line: LineBuffer, from: number, columns: number): string {
    const end = offset(line, line.characters.length);
    row = Math.floor(end / columns);
    // A terminal waits with the step to the next row until something is written there.
    const wrap = end % columns === 0 && end > 0 ? ' \r' : '';
    return line.characters.slice(from).join('').replaceAll('\n', '\r\n') + wrap;
  }

  return {
    draw(shown, next, columns) {
      if (shown === next) return '';
      const old = textOf(shown);
      const grown = textOf(next).startsWith(old) && shown.cursor === shown.characters.length;
      if (grown && next.cursor === next.characters.length)
        return write(next, shown.characters.length, columns);
      if (old === textOf(next)) return goTo(offset(next, next.cursor), columns);
      const start = goTo(offset(next, 0), columns);
      return `${start}\x1b[J${write(next, 0, columns)}${goTo(offset(next, next.cursor), columns)}`;
    },
    moveTo: (line, cursor, columns) => (line.cursor === cursor ? '' : goTo(offset(line, cursor), columns)),
    reset() {
      row = 0;
    },
  };
}

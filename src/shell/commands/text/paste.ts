import type { ProgramFile } from '../../command.ts';
import { fileError, gnuTool, quit } from '../gnu-tool.ts';
import { eachFile, linesOf, readAll } from './input.ts';

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', '\\': '\\', '0': '' };

/** paste(1) of GNU coreutils. */
export const paste: ProgramFile = gnuTool({
  name: 'paste',
  summary: 'put lines of files side by side',
  operands: '[OPTION]... [FILE]...',
  about: 'Write lines consisting of the sequentially corresponding lines from each FILE, separated by TABs.',
  options: [
    {
      short: 'd',
      long: 'delimiters',
      argument: 'LIST',
      help: 'use characters of LIST in turn instead of TABs',
    },
    { short: 's', long: 'serial', help: 'paste one file at a time instead of in parallel' },
  ],
  absent: 'z',
  *run(call) {
    const list = [...(call.value('delimiters') ?? '\t').matchAll(/\\([\s\S])|[\s\S]/gu)].map(
      ([all, escaped]) => (escaped === undefined ? all : (escapes[escaped] ?? escaped)),
    );
    const between = (index: number): string => list[index % Math.max(1, list.length)] ?? '';
    const paths = call.operands.length > 0 ? call.operands : ['-'];
    const columns: string[][] = [];
    const read = yield* eachFile(
      [...new Set(paths)],
      (path, errno) =>
        call.has('serial')
          ? call.warn(fileError(path, errno))
          : quit(1, `paste: ${fileError(path, errno)}\n`),
      function* (fd, path) {
        const lines = (yield* readAll(fd)).split('\n');
        if (lines.at(-1) === '') lines.pop();
        // `paste - -` takes its columns in turn from one input.
        const places = paths.flatMap((other, index) => (other === path ? [index] : []));
        for (const place of places) columns[place] = [];
        lines.forEach((line, index) => {
          columns[places[index % places.length] ?? 0]?.push(line);
        });
      },
    );
    const join = (words: readonly string[]): string =>
      `${words.map((word, index) => (index === 0 ? word : between(index - 1) + word)).join('')}\n`;
    const full = paths.map((_, index) => columns[index]).filter((lines) => lines !== undefined);
    if (call.has('serial')) yield* call.out(full.map(join).join(''));
    else {
      const rows = Math.max(0, ...full.map((lines) => lines.length));
      let text = '';
      for (let row = 0; row < rows; row += 1) text += join(full.map((lines) => lines[row] ?? ''));
      yield* call.out(text);
    }
    return read ? 0 : 1;
  },
});

/** fold(1) of GNU coreutils. */
export const fold: ProgramFile = gnuTool({
  name: 'fold',
  summary: 'break long lines',
  operands: '[OPTION]... [FILE]...',
  about: 'Wrap input lines in each FILE, writing to standard output.',
  options: [
    { short: 's', long: 'spaces', help: 'break at spaces' },
    { short: 'w', long: 'width', argument: 'WIDTH', help: 'use WIDTH columns instead of 80' },
  ],
  absent: 'b',
  *run(call) {
    const text = call.value('width') ?? '80';
    if (!/^0*[1-9]\d*$/.test(text)) return yield* quit(1, `fold: invalid number of columns: ‘${text}’\n`);
    const width = Number(text);
    const all = yield* eachFile(
      call.operands,
      (path, errno) => call.warn(fileError(path, errno)),
      function* (fd) {
        const lines = linesOf(fd);
        for (let some = yield* lines.next(); some; some = yield* lines.next()) {
          const folded = some.map((line) => broken(line, width, call.has('spaces'))).join('\n');
          yield* call.out(folded + (lines.endedOpen() ? '' : '\n'));
        }
      },
    );
    return all ? 0 : 1;
  },
});

function broken(line: string, width: number, atSpaces: boolean): string {
  const pieces: string[] = [];
  let rest = [...line];
  while (rest.length > width) {
    const space = atSpaces ? rest.slice(0, width).lastIndexOf(' ') : -1;
    const size = space < 0 ? width : space + 1;
    pieces.push(rest.slice(0, size).join(''));
    rest = rest.slice(size);
  }
  return [...pieces, rest.join('')].join('\n');
}

/** column(1) of util-linux, for tables (-t). */
export const column: ProgramFile = gnuTool({
  name: 'column',
  summary: 'line up columns of a table (-t)',
  operands: '[options] [<file>...]',
  about: 'Columnate lists.',
  version: 'column from util-linux 2.38.1',
  options: [
    { short: 's', long: 'separator', argument: 'string', help: 'possible table delimiters' },
    { short: 'o', long: 'output-separator', argument: 'string', help: 'columns separator for table output' },
    { short: 't', long: 'table', help: 'create a table' },
  ],
  absent: 'cdEeHhiJLlNnOpRrTVWx',
  *run(call) {
    const rows: string[][] = [];
    const separators = call.value('separator');
    const all = yield* eachFile(
      call.operands,
      (path, errno) => call.warn(fileError(path, errno)),
      function* (fd) {
        for (const line of (yield* readAll(fd)).split('\n')) {
          if (line.trim() === '') continue;
          rows.push(separators === undefined ? line.trim().split(/\s+/) : splitAt(line, separators));
        }
      },
    );
    if (!call.has('table')) {
      yield* call.out(rows.map((row) => `${row.join(' ')}\n`).join(''));
      return all ? 0 : 1;
    }
    const widths: number[] = [];
    for (const row of rows) {
      row.forEach((cell, index) => {
        widths[index] = Math.max(widths[index] ?? 0, [...cell].length);
      });
    }
    const gap = call.value('output-separator') ?? '  ';
    const text = rows.map(
      (row) =>
        `${row.map((cell, index) => (index === row.length - 1 ? cell : cell + ' '.repeat((widths[index] ?? 0) - [...cell].length))).join(gap)}\n`,
    );
    yield* call.out(text.join(''));
    return all ? 0 : 1;
  },
});

function splitAt(line: string, separators: string): string[] {
  const cells = [''];
  for (const character of line) {
    if (separators.includes(character)) cells.push('');
    else cells.push((cells.pop() ?? '') + character);
  }
  return cells;
}

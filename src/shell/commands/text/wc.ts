import type { ProgramFile } from '../../command.ts';
import { stat } from '../../file-calls.ts';
import { columnsOf } from '../../text-width.ts';
import { toBytes } from '../../utf-8.ts';
import { fileError, gnuTool } from '../gnu-tool.ts';
import { eachFile, readAll } from './input.ts';

/** In the order in which they are printed. */
const counters = ['lines', 'words', 'chars', 'bytes', 'max-line-length'] as const;
type Counts = Readonly<Record<(typeof counters)[number], number>>;
const none: Counts = { lines: 0, words: 0, chars: 0, bytes: 0, 'max-line-length': 0 };

/** wc(1) of GNU coreutils. */
export const wc: ProgramFile = gnuTool({
  name: 'wc',
  summary: 'count lines, words and bytes',
  operands: '[OPTION]... [FILE]...',
  about: 'Print line, word and byte counts for each FILE, and a total line if there is more than one.',
  options: [
    { short: 'c', long: 'bytes', help: 'print the byte counts' },
    { short: 'm', long: 'chars', help: 'print the character counts' },
    { short: 'l', long: 'lines', help: 'print the newline counts' },
    { short: 'L', long: 'max-line-length', help: 'print the width of the widest line' },
    { short: 'w', long: 'words', help: 'print the word counts' },
  ],
  absentNames: ['files0-from', 'total'],
  *run(call) {
    const chosen = counters.filter((counter) => call.has(counter));
    const shown = chosen.length > 0 ? chosen : (['lines', 'words', 'bytes'] as const);
    const paths = call.operands.length > 0 ? call.operands : ['-'];
    const rows: { readonly counts: Counts; readonly path: string | undefined }[] = [];
    const width = yield* columnWidth();
    const write = (counts: Counts, path: string | undefined) =>
      call.out(
        `${shown.map((counter) => String(counts[counter]).padStart(width)).join(' ')}${path === undefined ? '' : ` ${path}`}\n`,
      );
    const all = yield* eachFile(
      paths,
      function* (path, errno) {
        yield* call.warn(fileError(path, errno));
        if (errno === 'EISDIR') yield* write(none, path);
      },
      function* (fd, path) {
        const counts = countText(yield* readAll(fd));
        rows.push({ counts, path });
        yield* write(counts, call.operands.length === 0 ? undefined : path);
      },
    );
    if (paths.length > 1) yield* write(total(rows.map(({ counts }) => counts)), 'total');
    return all ? 0 : 1;

    /** As wide as the number of bytes of all files; 7 where that cannot be known before reading. */
    function* columnWidth() {
      if (paths.length === 1 && shown.length === 1) return 1;
      let size = 0;
      for (const path of paths) {
        const found = path === '-' ? undefined : yield* stat(path);
        if (!found?.ok) {
          if (path === '-') return 7;
          continue;
        }
        if (found.value.kind !== 'file') return 7;
        const { content } = found.value;
        size += toBytes(typeof content === 'string' ? content : '').length;
      }
      return String(size).length;
    }
  },
});

function countText(text: string): Counts {
  const lines = text.split('\n');
  return {
    lines: lines.length - 1,
    words: text.match(/\S+/g)?.length ?? 0,
    chars: [...text].length,
    bytes: toBytes(text).length,
    'max-line-length': lines.reduce((most, line) => Math.max(most, columnsOf(expandTabs(line))), 0),
  };
}

function expandTabs(line: string): string {
  let out = '';
  for (const piece of line.split(/(\t)/))
    out += piece === '\t' ? ' '.repeat(8 - (columnsOf(out) % 8)) : piece;
  return out;
}

function total(all: readonly Counts[]): Counts {
  const sum = (counter: keyof Counts): number => all.reduce((so, counts) => so + counts[counter], 0);
  return {
    lines: sum('lines'),
    words: sum('words'),
    chars: sum('chars'),
    bytes: sum('bytes'),
    'max-line-length': Math.max(0, ...all.map((counts) => counts['max-line-length'])),
  };
}

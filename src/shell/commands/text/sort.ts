import type { ProgramFile } from '../../command.ts';
import { open, write } from '../../syscalls.ts';
import { curly, fileError, gnuTool, quit, quoted } from '../gnu-tool.ts';
import { eachFile, readAll } from './input.ts';
import { comparatorOf, type Orders, orderLetters, parseKey } from './sort-key.ts';

const names: Readonly<Record<string, string>> = {
  'ignore-leading-blanks': 'b',
  'dictionary-order': 'd',
  'ignore-case': 'f',
  'general-numeric-sort': 'g',
  'human-numeric-sort': 'h',
  'ignore-nonprinting': 'i',
  'month-sort': 'M',
  'numeric-sort': 'n',
  reverse: 'r',
  'version-sort': 'V',
};

/** sort(1) of GNU coreutils, in the order of the C locales: by code point. */
export const sort: ProgramFile = gnuTool({
  name: 'sort',
  summary: 'sort lines',
  operands: '[OPTION]... [FILE]...',
  about: 'Write the sorted concatenation of all FILEs to standard output.',
  options: [
    { short: 'b', long: 'ignore-leading-blanks', help: 'ignore leading blanks' },
    { short: 'c', long: 'check', help: 'check whether the input is sorted; do not sort' },
    { short: 'C', help: 'as -c, but without a message' },
    { short: 'd', long: 'dictionary-order', help: 'consider only blanks, letters and digits' },
    { short: 'f', long: 'ignore-case', help: 'fold lower case to upper case characters' },
    { short: 'g', long: 'general-numeric-sort', help: 'compare by general numerical value' },
    { short: 'h', long: 'human-numeric-sort', help: 'compare human readable numbers (2K 1G)' },
    { short: 'i', long: 'ignore-nonprinting', help: 'consider only printable characters' },
    {
      short: 'k',
      long: 'key',
      argument: 'KEYDEF',
      help: 'sort by a key: FIELD[.CHAR][OPTS][,FIELD[.CHAR][OPTS]]',
    },
    { short: 'M', long: 'month-sort', help: 'compare (unknown) < JAN < ... < DEC' },
    { short: 'n', long: 'numeric-sort', help: 'compare by numerical value' },
    { short: 'o', long: 'output', argument: 'FILE', help: 'write the result to FILE' },
    { short: 'r', long: 'reverse', help: 'reverse the result of comparisons' },
    { short: 's', long: 'stable', help: 'leave lines whose keys are equal in their order' },
    { short: 't', long: 'field-separator', argument: 'SEP', help: 'use SEP between fields' },
    { short: 'u', long: 'unique', help: 'print the first of lines that are equal' },
    { short: 'V', long: 'version-sort', help: 'compare numbers inside text as numbers' },
    { short: 'z', long: 'zero-terminated', help: 'lines end with NUL, not with a line feed' },
  ],
  absent: 'RmST',
  absentNames: [
    'batch-size',
    'compress-program',
    'debug',
    'files0-from',
    'merge',
    'parallel',
    'random-sort',
    'sort',
  ],
  misuse: 2,
  *run(call) {
    const orders: Orders = new Set(
      call.parsed.given
        .map(({ name }) => names[name] ?? name)
        .filter((letter) => orderLetters.includes(letter)),
    );
    const separator = call.value('field-separator');
    const tab = separator === '\\0' ? '\0' : separator;
    if (tab === '') return yield* quit(2, 'sort: empty tab\n');
    if (tab !== undefined && [...tab].length > 1) {
      return yield* quit(2, `sort: multi-character tab ${curly(tab)}\n`);
    }
    const keys = [];
    for (const { name, value } of call.parsed.given) {
      if (name !== 'key') continue;
      const key = parseKey(value, orders);
      if (typeof key === 'string') return yield* quit(2, `sort: ${key}\n`);
      keys.push(key);
    }
    const stable = call.has('stable') || call.has('unique');
    const { compare, equal } = comparatorOf(keys, orders, tab, stable);
    const end = call.has('zero-terminated') ? '\0' : '\n';
    const lines: string[] = [];
    let first = '-';
    yield* eachFile(
      call.operands,
      (path, errno) =>
        quit(
          2,
          errno === 'EISDIR'
            ? `sort: read failed: ${fileError(path, errno)}\n`
            : `sort: cannot read: ${fileError(path, errno)}\n`,
        ),
      function* (fd, path) {
        first = path;
        const pieces = (yield* readAll(fd)).split(end);
        if (pieces.at(-1) === '') pieces.pop();
        for (const piece of pieces) lines.push(piece);
      },
    );
    if (call.has('check') || call.has('C')) {
      const at = lines.findIndex((line, index) => {
        const before = lines[index - 1];
        if (before === undefined) return false;
        const order = compare(before, line);
        return order > 0 || (order === 0 && call.has('unique'));
      });
      if (at < 0) return 0;
      if (call.has('check')) yield* call.warn(`${first}:${at + 1}: disorder: ${lines[at]}`);
      return 1;
    }
    lines.sort(compare);
    const kept = call.has('unique')
      ? lines.filter((line, index) => index === 0 || !equal(lines[index - 1] ?? '', line))
      : lines;
    const text = kept.map((line) => line + end).join('');
    const output = call.value('output');
    if (output === undefined || output === '-') {
      yield* call.out(text);
      return 0;
    }
    const opened = yield* open(output, 'write');
    if (!opened.ok) return yield* quit(2, `sort: open failed: ${fileError(output, opened.errno)}\n`);
    const written = yield* write(opened.value, text);
    if (!written.ok)
      return yield* quit(2, `sort: write failed: ${quoted(output)}: No space left on device\n`);
    return 0;
  },
});

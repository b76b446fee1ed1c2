import type { ProgramFile } from '../../command.ts';
import type { Program } from '../../program.ts';
import { curly, fileError, gnuTool, usageError } from '../gnu-tool.ts';
import { eachFile, linesOf } from './input.ts';

/** From 1, both ends included. */
type Range = readonly [low: number, high: number];

/** cut(1) of GNU coreutils. */
export const cut: ProgramFile = gnuTool({
  name: 'cut',
  summary: 'print parts of lines',
  operands: 'OPTION... [FILE]...',
  about: 'Print selected parts of lines from each FILE.',
  options: [
    { short: 'b', long: 'bytes', argument: 'LIST', help: 'select only these bytes' },
    { short: 'c', long: 'characters', argument: 'LIST', help: 'select only these characters' },
    { short: 'd', long: 'delimiter', argument: 'DELIM', help: 'use DELIM instead of TAB between fields' },
    { short: 'f', long: 'fields', argument: 'LIST', help: 'select only these fields: 1 or 1,3 or 2- or -4' },
    { short: 'n', help: '(ignored)' },
    { long: 'complement', help: 'select what the list does not name' },
    { short: 's', long: 'only-delimited', help: 'do not print lines without the delimiter' },
    { long: 'output-delimiter', argument: 'STRING', help: 'put STRING between what is selected' },
  ],
  absent: 'z',
  *run(call) {
    const lists = ['bytes', 'characters', 'fields'].filter((kind) => call.has(kind));
    const given = call.parsed.given.filter(({ name }) => lists.includes(name));
    const [list] = given;
    if (given.length > 1) return yield* usageError(call, 'only one list may be specified');
    if (!list) return yield* usageError(call, 'you must specify a list of bytes, characters, or fields');
    const byField = list.name === 'fields';
    const delimiter = call.value('delimiter') ?? '\t';
    if ([...delimiter].length > 1) return yield* usageError(call, 'the delimiter must be a single character');
    if (!byField && call.has('delimiter')) {
      return yield* usageError(call, 'an input delimiter may be specified only when operating on fields');
    }
    if (!byField && call.has('only-delimited')) {
      return yield* usageError(
        call,
        'suppressing non-delimited lines makes sense\n\tonly when operating on fields',
      );
    }
    const ranges = parseRanges(list.value, byField);
    if (typeof ranges === 'string') return yield* usageError(call, ranges);
    const complement = call.has('complement');
    const chosen = (index: number): boolean =>
      ranges.some(([low, high]) => index + 1 >= low && index + 1 <= high) !== complement;
    const joint = call.value('output-delimiter');

    function cutLine(line: string): string | undefined {
      if (!byField) {
        const characters = [...line];
        if (joint === undefined) return characters.filter((_, index) => chosen(index)).join('');
        return runs(characters, chosen).join(joint);
      }
      if (!line.includes(delimiter)) return call.has('only-delimited') ? undefined : line;
      return line
        .split(delimiter)
        .filter((_, index) => chosen(index))
        .join(joint ?? delimiter);
    }

    const all = yield* eachFile(
      call.operands,
      (path, errno) => call.warn(fileError(path, errno)),
      function* (fd): Program<void> {
        const lines = linesOf(fd);
        for (let some = yield* lines.next(); some; some = yield* lines.next()) {
          yield* call.out(
            some
              .map(cutLine)
              .map((line) => (line === undefined ? '' : `${line}\n`))
              .join(''),
          );
        }
      },
    );
    return all ? 0 : 1;
  },
});

/** Characters that stand side by side, as words. */
function runs(characters: readonly string[], chosen: (index: number) => boolean): readonly string[] {
  const words: string[] = [];
  let before = false;
  characters.forEach((character, index) => {
    const here = chosen(index);
    if (here && before) words.push(`${words.pop() ?? ''}${character}`);
    else if (here) words.push(character);
    before = here;
  });
  return words;
}

/** `1,3-5,7-`; else what is wrong with it. */
function parseRanges(text: string, byField: boolean): readonly Range[] | string {
  const ranges: Range[] = [];
  const kind = byField ? 'field' : 'byte/character position';
  for (const part of text.split(/[, \t]/)) {
    const match = /^(\d*)(-?)(\d*)$/.exec(part);
    if (!match) {
      const wrong = /\D.*/.exec(part.replace(/^\d*-?\d*/, ''))?.[0] ?? part;
      return `invalid ${kind === 'field' ? 'field value' : 'byte or character position'} ${curly(wrong)}`;
    }
    const [, low = '', dash = '', high = ''] = match;
    if (low === '' && high === '') {
      if (dash === '-') return 'invalid range with no endpoint: -';
      return byField ? 'fields are numbered from 1' : 'byte/character positions are numbered from 1';
    }
    if (low === '0' || (dash === '' && Number(low) === 0)) {
      return byField ? 'fields are numbered from 1' : 'byte/character positions are numbered from 1';
    }
    const first = low === '' ? 1 : Number(low);
    const last = dash === '' ? first : high === '' ? Number.POSITIVE_INFINITY : Number(high);
    if (last < first) return 'invalid decreasing range';
    ranges.push([first, last]);
  }
  return ranges;
}

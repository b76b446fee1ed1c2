import type { ProgramFile } from '../../command.ts';
import { read } from '../../syscalls.ts';
import { curly, gnuTool, quit, quoted, type ToolCall, usageError } from '../gnu-tool.ts';
import { characterSet } from './tr-set.ts';

/** tr(1) of GNU coreutils. */
export const tr: ProgramFile = gnuTool({
  name: 'tr',
  summary: 'translate or delete characters',
  operands: '[OPTION]... STRING1 [STRING2]',
  about:
    'Translate, squeeze or delete characters from standard input, writing to standard output. Sets may have ranges (a-z), classes ([:digit:]) and escapes (\\n).',
  options: [
    { short: 'c', long: 'complement', help: 'use the complement of STRING1' },
    { short: 'C', help: 'as -c' },
    { short: 'd', long: 'delete', help: 'delete characters in STRING1, do not translate' },
    { short: 's', long: 'squeeze-repeats', help: 'replace each run of a character of the last set by one' },
    { short: 't', long: 'truncate-set1', help: 'first truncate STRING1 to the length of STRING2' },
  ],
  inOrder: true,
  differs: 'It works on characters, not on bytes.',
  *run(call) {
    const [first, second, extra] = call.operands;
    const deletes = call.has('delete');
    const squeezes = call.has('squeeze-repeats');
    if (first === undefined) return yield* usageError(call, 'missing operand');
    const wantsTwo = deletes === squeezes;
    if (second === undefined && wantsTwo) {
      const why = deletes
        ? 'Two strings must be given when both deleting and squeezing repeats.'
        : 'Two strings must be given when translating.';
      return yield* usageError(call, `missing operand after ${curly(first)}\n${why}`);
    }
    if (second !== undefined && deletes && !squeezes) {
      return yield* usageError(
        call,
        `extra operand ${curly(second)}\nOnly one string may be given when deleting without squeezing repeats.`,
      );
    }
    if (extra !== undefined) return yield* usageError(call, `extra operand ${curly(extra)}`);
    const set1 = yield* readSet(call, first, false);
    const set2 = second === undefined ? undefined : yield* readSet(call, second, true, set1.length);
    const complement = call.has('complement') || call.has('C');
    const inFirst = new Set(set1);
    const member = (character: string): boolean => inFirst.has(character) !== complement;
    const translate = !deletes && set2 !== undefined;
    if (translate && set2.length === 0 && !call.has('truncate-set1')) {
      return yield* quit(1, 'tr: when not truncating set1, string2 must be non-empty\n');
    }
    const map = new Map<string, string>();
    const lastOfSet2 = set2?.at(-1) ?? '';
    if (translate && !complement) {
      set1.forEach((character, index) => {
        if (index >= set2.length && call.has('truncate-set1')) return;
        map.set(character, set2[index] ?? lastOfSet2);
      });
    }
    const squeezed = new Set(set2 ?? []);
    const squeezable = (character: string): boolean => (set2 ? squeezed.has(character) : member(character));

    let before = '';
    for (let text = yield* read(0); text !== ''; text = yield* read(0)) {
      let out = '';
      for (const character of text) {
        if (deletes && member(character)) continue;
        const mapped = !translate
          ? character
          : complement
            ? member(character)
              ? lastOfSet2
              : character
            : (map.get(character) ?? character);
        if (squeezes && mapped === before && squeezable(mapped)) continue;
        before = mapped;
        out += mapped;
      }
      yield* call.out(out);
    }
    return 0;
  },
});

function* readSet(_call: ToolCall, text: string, second: boolean, fill = 0) {
  const set = characterSet(text, second, fill);
  if (set.ok) return set.characters;
  const { problem } = set;
  const reason =
    problem.kind === 'class'
      ? `invalid character class ${curly(problem.name)}`
      : problem.kind === 'range'
        ? `range-endpoints of ${quoted(problem.text)} are in reverse collating sequence order`
        : 'the [c*] repeat construct may not appear in string1';
  return yield* quit(1, `tr: ${reason}\n`);
}

/** findstr (learn.microsoft.com, windows-commands/findstr): lines that hold one of the words. */

import { read } from '../../syscalls.ts';
import { readLines } from '../cmdlets/text.ts';
import { PsError } from '../language/errors.ts';
import { consoleProgram, fail, say } from './console-program.ts';

export const findstr = consoleProgram(
  'findstr',
  'find lines: netstat -ano | findstr :62893',
  function* (words) {
    let [anyCase, inverse, literal] = [false, false, false];
    let patterns: readonly string[] | undefined;
    const files: string[] = [];
    for (const word of words) {
      const constant = /^\/c:(.*)$/is.exec(word);
      if (constant) patterns = [...(patterns ?? []), constant[1] ?? ''];
      else if (/^\/[ivlrn]$/i.test(word)) {
        if (/i/i.test(word)) anyCase = true;
        if (/v/i.test(word)) inverse = true;
        if (/l/i.test(word)) literal = true;
      } else if (word.startsWith('/')) return yield* fail(`FINDSTR: ${word} ignored\n`);
      else if (patterns === undefined) patterns = word.split(' ').filter((one) => one !== '');
      else files.push(word);
    }
    if (!patterns) return yield* fail('FINDSTR: Bad command line\n', 2);
    const tests = patterns.map((pattern) => expressionOf(pattern, literal, anyCase));
    const lines: string[] = [];
    for (const file of files) {
      try {
        lines.push(...(yield* readLines(file)));
      } catch (error) {
        if (!(error instanceof PsError)) throw error;
        return yield* fail(`FINDSTR: Cannot open ${file}\n`);
      }
    }
    if (files.length === 0) {
      let text = '';
      for (let piece = yield* read(0); piece !== ''; piece = yield* read(0)) text += piece;
      lines.push(...text.replace(/\n$/, '').split('\n'));
    }
    const found = lines.filter((line) => tests.some((test) => test.test(line)) !== inverse);
    if (found.length === 0) return 1;
    return yield* say(`${found.join('\n')}\n`);
  },
);

/** findstr's own expressions: `.`, `*`, `^`, `$`, `[…]`, `\<` and `\>`. */
function expressionOf(pattern: string, literal: boolean, anyCase: boolean): RegExp {
  const escaped = literal
    ? pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    : pattern.replace(/[+?{}()|]/g, '\\$&').replace(/\\[<>]/g, '\\b');
  try {
    return new RegExp(escaped, anyCase ? 'i' : '');
  } catch {
    return new RegExp(pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), anyCase ? 'i' : '');
  }
}

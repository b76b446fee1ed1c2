/** The functions that awk itself has. */
import type { Program } from '../../program.ts';
import { timeOfDay } from '../../syscalls.ts';
import type { AwkEvaluator } from './awk-evaluate.ts';
import type { AwkFiles } from './awk-files.ts';
import { arithmetic, splitText, substitute, substring } from './awk-functions.ts';
import type { AwkMemory } from './awk-memory.ts';
import type { AwkExpression } from './awk-tree.ts';
import { type AwkValue, elementOf, inputValue, numberOf } from './awk-values.ts';
import { formatTime } from './date-format.ts';
import { formatC } from './format-c.ts';

export interface AwkBuiltins {
  builtin(name: string, given: readonly AwkExpression[]): Program<AwkValue>;
  /** printf and sprintf. */
  formatted(given: readonly AwkExpression[], name: string): Program<string>;
}

export function createBuiltins(
  { evaluate, regexOf, set }: AwkEvaluator,
  memory: AwkMemory,
  files: AwkFiles,
  random: () => number,
): AwkBuiltins {
  const { record, convert, setting, variable, arrayOf, setVariable } = memory;
  const fail: (message: string) => never = memory.fail;
  let seed = 0;

  function* builtin(name: string, given: readonly AwkExpression[]): Program<AwkValue> {
    const [first, second, third] = given;
    const textAt = function* (argument: AwkExpression | undefined): Program<string> {
      return argument ? convert(yield* evaluate(argument)) : convert(record.field(0));
    };
    switch (name) {
      case 'length': {
        if (first?.kind === 'name') {
          const place = variable(first.name);
          if (place.array) return place.array.elements.size;
        }
        return (yield* textAt(first)).length;
      }
      case 'substr': {
        const text = yield* textAt(first);
        const start = numberOf(second ? yield* evaluate(second) : 1);
        return substring(text, start, third ? numberOf(yield* evaluate(third)) : undefined);
      }
      case 'index': {
        const text = yield* textAt(first);
        const wanted = yield* textAt(second);
        return text.indexOf(wanted) + 1;
      }
      case 'split': {
        const text = yield* textAt(first);
        if (second?.kind !== 'name') fail('split into something that is no array');
        const separator =
          third === undefined
            ? setting('FS')
            : third.kind === 'regex'
              ? third.expression
              : yield* textAt(third);
        const array = arrayOf(variable(second.name), second.name);
        array.elements.clear();
        const parts = splitText(text, separator);
        parts.forEach((part, index) => {
          elementOf(array, String(index + 1)).value = inputValue(part);
        });
        return parts.length;
      }
      case 'sub':
      case 'gsub': {
        if (!first || !second) return 0;
        const expression = yield* regexOf(first);
        const replacement = yield* textAt(second);
        const target = third ?? { kind: 'field', index: { kind: 'number', value: 0 } };
        const text = convert(yield* evaluate(target));
        const result = substitute(text, expression, replacement, name === 'gsub');
        const settable = target.kind === 'name' || target.kind === 'field' || target.kind === 'element';
        if (result.count > 0 && settable) yield* set(target, result.text);
        return result.count;
      }
      case 'match': {
        const text = yield* textAt(first);
        const expression = second ? yield* regexOf(second) : /$^/g;
        expression.lastIndex = 0;
        const found = expression.exec(text);
        setVariable('RSTART', found ? found.index + 1 : 0);
        setVariable('RLENGTH', found ? found[0].length : -1);
        return found ? found.index + 1 : 0;
      }
      case 'toupper':
        return (yield* textAt(first)).replace(/[a-z]+/g, (letters) => letters.toUpperCase());
      case 'tolower':
        return (yield* textAt(first)).replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
      case 'sprintf':
        return yield* formatted(given, 'sprintf');
      case 'close':
        return yield* files.close(yield* textAt(first));
      case 'fflush':
        yield* files.flush();
        return 0;
      case 'system':
        return yield* files.system(yield* textAt(first));
      case 'rand':
        return random();
      case 'srand': {
        const before = seed;
        seed = first ? numberOf(yield* evaluate(first)) : Math.floor((yield* timeOfDay()) / 1000);
        return before;
      }
      case 'systime':
        return Math.floor((yield* timeOfDay()) / 1000);
      case 'strftime': {
        const format = first ? yield* textAt(first) : '%c';
        const when = second ? numberOf(yield* evaluate(second)) * 1000 : yield* timeOfDay();
        return formatTime(format, when);
      }
      default: {
        const values: AwkValue[] = [];
        for (const one of given) values.push(yield* evaluate(one));
        const result = arithmetic(name, values);
        if (result === undefined) throw new Error(`awk has no function ${name}`);
        return result;
      }
    }
  }

  function* formatted(given: readonly AwkExpression[], name: string): Program<string> {
    const values: AwkValue[] = [];
    for (const one of given) values.push(yield* evaluate(one));
    const format = convert(values.shift());
    const conversions = format.replaceAll('%%', '').match(/%[^%a-zA-Z]*[a-zA-Z]/g) ?? [];
    const wanted = conversions.reduce((count, one) => count + one.split('*').length, 0);
    if (values.length < wanted) {
      fail(`not enough arguments passed to ${name}("${format}")`);
    }
    return formatC(
      format,
      values.map((value) =>
        typeof value === 'object' ? (isWholeNumberWanted(format) ? value.number : value.text) : (value ?? ''),
      ),
    );
  }

  return { builtin, formatted };
}

/** Whether the first conversion of a format is for a character: there a number is a code, a text its first letter. */
function isWholeNumberWanted(format: string): boolean {
  return /^[^%]*(?:%%[^%]*)*%[^a-zA-Z]*c/.test(format);
}

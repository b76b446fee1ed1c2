import type { ProgramFile } from '../../command.ts';
import { curly, gnuTool, quit, usageError } from '../gnu-tool.ts';
import { formatC } from './format-c.ts';

/** How many lines go out at once. */
const batch = 1000;

/** seq(1) of GNU coreutils. */
export const seq: ProgramFile = gnuTool({
  name: 'seq',
  summary: 'print a sequence of numbers',
  operands: '[OPTION]... [FIRST [INCREMENT]] LAST',
  about: 'Print numbers from FIRST to LAST, in steps of INCREMENT.',
  options: [
    { short: 'f', long: 'format', argument: 'FORMAT', help: 'use a printf style floating-point FORMAT' },
    {
      short: 's',
      long: 'separator',
      argument: 'STRING',
      help: 'use STRING to separate numbers (default: \\n)',
    },
    { short: 'w', long: 'equal-width', help: 'equalize width by padding with leading zeroes' },
  ],
  prepare: (args) => (args.some((word) => /^-[.\d]/.test(word)) ? separated(args) : args),
  *run(call) {
    const { operands } = call;
    if (operands.length === 0) return yield* usageError(call, 'missing operand');
    if (operands.length > 3) return yield* usageError(call, `extra operand ${curly(operands[3] ?? '')}`);
    for (const text of operands) {
      if (!/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) {
        return yield* usageError(call, `invalid floating point argument: ${curly(text)}`);
      }
    }
    const numbers = operands.map(Number);
    const last = numbers.at(-1) ?? 0;
    const first = numbers.length > 1 ? (numbers[0] ?? 1) : 1;
    const step = numbers.length > 2 ? (numbers[1] ?? 1) : 1;
    if (step === 0) {
      return yield* usageError(call, `invalid Zero increment value: ${curly(operands[1] ?? '0')}`);
    }
    const format = call.value('format');
    if (format !== undefined) {
      const directives = format.replaceAll('%%', '').match(/%[^%]*?[a-zA-Z]/g) ?? [];
      if (directives.length === 0) return yield* quit(1, `seq: format ${curly(format)} has no % directive\n`);
      if (directives.length > 1) {
        return yield* quit(1, `seq: format ${curly(format)} has too many % directives\n`);
      }
    }
    const digits = (text: string): number => /\.(\d*)/.exec(text)?.[1]?.length ?? 0;
    const places = Math.max(
      ...operands.slice(0, -1).map(digits),
      operands.length === 1 ? digits(operands[0] ?? '') : 0,
    );
    const width = call.has('equal-width')
      ? Math.max(first.toFixed(places).length, last.toFixed(places).length)
      : 0;
    const show = (value: number): string => {
      if (format !== undefined) return formatC(format, [value]);
      const text = Math.abs(value).toFixed(places);
      return value < 0 ? `-${text.padStart(width - 1, '0')}` : text.padStart(width, '0');
    };
    const count = Math.floor((last - first) / step + 1e-10) + 1;
    const separator = call.value('separator') ?? '\n';
    for (let from = 0; from < count; from += batch) {
      let text = '';
      for (let index = from; index < Math.min(count, from + batch); index += 1) {
        text += show(first + index * step) + (index === count - 1 ? '\n' : separator);
      }
      yield* call.out(text);
    }
    return 0;
  },
});

/** Negative numbers are no options. */
function separated(args: readonly string[]): readonly string[] {
  const at = args.findIndex((word) => /^-[.\d]/.test(word));
  return args.includes('--') ? args : [...args.slice(0, at), '--', ...args.slice(at)];
}

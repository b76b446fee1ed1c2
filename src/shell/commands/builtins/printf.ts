import type { Builtin } from '../../command.ts';
import { ArithmeticError, evaluate } from '../../language/arithmetic.ts';
import { assignVariable, parseReference } from '../../language/assign.ts';
import { readEscapes } from '../../language/escapes.ts';
import { backslashQuote } from '../../language/quote.ts';
import { shellMessage } from '../../language/run.ts';
import type { OptionTable } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import type { Shell } from '../../shell.ts';
import { complain, timeOfDay } from '../../syscalls.ts';
import { toBytes } from '../../utf-8.ts';
import { formatTime } from '../text/date-format.ts';
import { printFor } from './echo.ts';
import { formatFloat } from './float-format.ts';

const options: OptionTable = {
  options: [{ short: 'v', argument: 'VARIABLE', help: 'put the text into a variable' }],
};
const usage = 'printf [-v var] format [arguments]';
/** The widest field. */
const widthLimit = 100_000;

/** printf, a builtin of bash(1). */
export const printf: Builtin = {
  name: 'printf',
  summary: 'print text by a format',
  options,
  *run(shell, argv) {
    let words = argv.slice(1);
    let variable: string | undefined;
    if (words[0] === '-v') {
      variable = words[1];
      words = words.slice(2);
      if (variable === undefined || !parseReference(variable)) {
        yield* shellMessage(
          shell,
          variable === undefined
            ? 'printf: -v: option requires an argument'
            : `printf: \`${variable}': not a valid identifier`,
        );
        if (variable === undefined) yield* complain(`printf: usage: ${usage}\n`);
        return 2;
      }
    } else if (words[0] === '--') words = words.slice(1);
    else if (/^-./.test(words[0] ?? '')) {
      yield* shellMessage(shell, `printf: ${(words[0] ?? '').slice(0, 2)}: invalid option`);
      yield* complain(`printf: usage: ${usage}\n`);
      return 2;
    }
    const [format, ...values] = words;
    if (format === undefined) {
      yield* complain(`printf: usage: ${usage}\n`);
      return 2;
    }
    const formatted = yield* formatAll(shell, format, values);
    if (variable !== undefined) {
      const reference = parseReference(variable);
      if (reference) assignVariable(shell, reference.name, reference.subscript, formatted.text);
      return formatted.status;
    }
    return (yield* printFor(shell, 'printf', formatted.text)) || formatted.status;
  },
};

interface Formatted {
  readonly text: string;
  readonly status: number;
}

/** The format again and again, until the values are used up. */
function* formatAll(shell: Shell, format: string, values: readonly string[]): Program<Formatted> {
  const rest = [...values];
  let text = '';
  let status = 0;
  do {
    const before = rest.length;
    const once = yield* formatOnce(shell, format, rest);
    text += once.text;
    status ||= once.status;
    if (once.stopped || rest.length === before) break;
  } while (rest.length > 0);
  return { text, status };
}

const directive =
  /%(?:%|([-+ #0']*)(\*|-?\d+)?(?:\.(\*|-?\d*))?(?:hh|h|ll|l|L|j|z|t)?(?:\(([^)]*)\)(T)|([\s\S])?))/g;

function* formatOnce(
  shell: Shell,
  format: string,
  rest: string[],
): Program<Formatted & { readonly stopped: boolean }> {
  let text = '';
  let status = 0;
  let place = 0;
  const fail = function* (message: string): Program<void> {
    yield* shellMessage(shell, `printf: ${message}`);
    if (!message.startsWith('warning')) status = 1;
  };
  for (const match of format.matchAll(directive)) {
    const plain = readEscapes(format.slice(place, match.index), false);
    text += plain.text;
    if (plain.stopped) return { text, status, stopped: true };
    place = match.index + match[0].length;
    const [whole, flags = '', widthText, precisionText, timeFormat, timeLetter, letter] = match;
    if (whole === '%%') {
      text += '%';
      continue;
    }
    const conversion = timeLetter ?? letter ?? '';
    const star = (): number => Number.parseInt(rest.shift() ?? '0', 10) || 0;
    const width = widthText === '*' ? star() : Number(widthText ?? 0);
    const precision =
      precisionText === undefined ? undefined : precisionText === '*' ? star() : Number(precisionText || 0);
    const left = flags.includes('-') || width < 0;
    const pad = (body: string, zero = false): string =>
      padded(body, Math.min(Math.abs(width), widthLimit), left, zero);
    const value = rest.shift();
    switch (conversion) {
      case 's':
        text += pad(cut(value ?? '', precision));
        break;
      case 'c':
        text += pad([...(value ?? '')][0] ?? '');
        break;
      case 'b': {
        const read = readEscapes(value ?? '');
        text += pad(cut(read.text, precision));
        if (read.stopped) return { text, status, stopped: true };
        break;
      }
      case 'q':
        text += pad(cut(backslashQuote(value ?? ''), precision));
        break;
      case 'Q':
        text += pad(backslashQuote(cut(value ?? '', precision)));
        break;
      case 'd':
      case 'i':
      case 'u':
      case 'o':
      case 'x':
      case 'X': {
        const number = readInteger(value ?? '');
        if (number.error !== undefined) yield* fail(number.error);
        const body = formatInteger(number.value, conversion, flags, precision);
        text += pad(body, flags.includes('0') && precision === undefined);
        break;
      }
      case 'e':
      case 'E':
      case 'f':
      case 'F':
      case 'g':
      case 'G':
      case 'a':
      case 'A': {
        const number = readFloat(value ?? '');
        if (number.error !== undefined) yield* fail(number.error);
        text += pad(
          formatFloat(number.value, conversion, flags, precision),
          flags.includes('0') && Number.isFinite(number.value),
        );
        break;
      }
      case 'T': {
        const seconds =
          value === undefined || value === '-1' || value === '-2'
            ? Math.floor((yield* timeOfDay()) / 1000)
            : Number(value);
        text += pad(
          formatTime(timeFormat === '' || timeFormat === undefined ? '%H:%M:%S' : timeFormat, seconds * 1000),
        );
        break;
      }
      case 'n':
        if (value !== undefined && parseReference(value))
          assignVariable(shell, value, undefined, String([...text].length));
        break;
      case '':
        if (value !== undefined) rest.unshift(value);
        yield* fail(`\`${whole}': missing format character`);
        return { text, status, stopped: true };
      default:
        yield* fail(`\`${conversion}': invalid format character`);
        return { text, status, stopped: true };
    }
  }
  const plain = readEscapes(format.slice(place), false);
  return { text: text + plain.text, status, stopped: plain.stopped };
}

function cut(text: string, precision: number | undefined): string {
  return precision === undefined || precision < 0 ? text : [...text].slice(0, precision).join('');
}

function padded(body: string, width: number, left: boolean, zero: boolean): string {
  // bash counts bytes.
  const missing = Math.max(0, width - toBytes(body).length);
  if (left) return body + ' '.repeat(missing);
  if (!zero) return ' '.repeat(missing) + body;
  const sign = /^[-+ ]?(?:0[xX])?/.exec(body)?.[0] ?? '';
  return sign + '0'.repeat(missing) + body.slice(sign.length);
}

interface ReadNumber<T> {
  readonly value: T;
  readonly error?: string | undefined;
}

/** `42`, `0x2a`, `052`, `'A` */
function readInteger(text: string): ReadNumber<bigint> {
  if (/^["']/.test(text)) return { value: BigInt([...text][1]?.codePointAt(0) ?? 0) };
  const match = /^\s*([-+]?)(0[xX][0-9a-fA-F]+|\d+)?/.exec(text);
  const digits = match?.[2];
  if (text === '') return { value: 0n };
  if (digits === undefined) return { value: 0n, error: `${text}: invalid number` };
  const octal = /^0\d/.test(digits) ? (/^0[0-7]*/.exec(digits)?.[0] ?? '0') : digits;
  let value: bigint;
  try {
    value = evaluate(octal, { read: () => undefined, write: () => {} });
  } catch (error) {
    if (!(error instanceof ArithmeticError)) throw error;
    value = 0n;
  }
  const full = BigInt(/^0[0-7]/.test(octal) ? `0o${octal.slice(1)}` : octal);
  const signed = match?.[1] === '-' ? -full : full;
  if (BigInt.asIntN(64, signed) !== signed) {
    const limit = signed < 0n ? -(2n ** 63n) : 2n ** 63n - 1n;
    return { value: limit, error: `warning: ${text}: Numerical result out of range` };
  }
  const used = (match?.[0].length ?? 0) - digits.length + octal.length;
  if (used < text.trimEnd().length || text !== text.trimEnd()) {
    return { value: match?.[1] === '-' ? -value : value, error: `${text}: invalid number` };
  }
  return { value: match?.[1] === '-' ? -value : value };
}

function readFloat(text: string): ReadNumber<number> {
  if (/^["']/.test(text)) return { value: [...text][1]?.codePointAt(0) ?? 0 };
  if (text === '') return { value: 0 };
  const match = /^\s*[-+]?(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|inf(?:inity)?|nan)/i.exec(
    text,
  );
  if (!match) return { value: 0, error: `${text}: invalid number` };
  const [found] = match;
  const negative = found.trim().startsWith('-');
  const bare = found.trim().replace(/^[-+]/, '');
  const magnitude = /^inf/i.test(bare)
    ? Number.POSITIVE_INFINITY
    : /^nan/i.test(bare)
      ? Number.NaN
      : Number(bare);
  const value = negative ? -magnitude : magnitude;
  return found.length < text.length ? { value, error: `${text}: invalid number` } : { value };
}

function formatInteger(
  value: bigint,
  conversion: string,
  flags: string,
  precision: number | undefined,
): string {
  const unsigned = conversion !== 'd' && conversion !== 'i';
  const shown = unsigned ? BigInt.asUintN(64, value) : value;
  const base = conversion === 'o' ? 8 : conversion.toLowerCase() === 'x' ? 16 : 10;
  const magnitude = (shown < 0n ? -shown : shown).toString(base);
  let digits = magnitude.padStart(precision ?? 1, '0');
  if (precision === 0 && shown === 0n) digits = '';
  if (flags.includes('#') && shown !== 0n)
    digits = (base === 16 ? '0x' : base === 8 && !digits.startsWith('0') ? '0' : '') + digits;
  const sign = shown < 0n ? '-' : unsigned ? '' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const text = sign + digits;
  return conversion === 'X' ? text.toUpperCase() : text;
}

/** awk's functions on texts and numbers, those that change nothing. */
import { splitFields } from './awk-fields.ts';
import { type AwkValue, numberOf } from './awk-values.ts';

/** What sub and gsub make of a text. */
export function substitute(
  text: string,
  expression: RegExp,
  replacement: string,
  all: boolean,
): { readonly text: string; readonly count: number } {
  let out = '';
  let at = 0;
  let count = 0;
  let lastEnd = -1;
  const matcher = new RegExp(expression.source, 'gs');
  for (let match = matcher.exec(text); match; match = matcher.exec(text)) {
    const end = match.index + match[0].length;
    if (match[0] === '') matcher.lastIndex = end + 1;
    // An empty match right after a match is none.
    if (match[0] === '' && match.index === lastEnd) continue;
    lastEnd = end;
    count += 1;
    out += text.slice(at, match.index) + filledIn(replacement, match[0]);
    at = end;
    if (!all) break;
  }
  return { text: out + text.slice(at), count };
}

/** `&` is what matched, `\&` a plain `&`. */
function filledIn(replacement: string, matched: string): string {
  return replacement.replace(/\\\\|\\&|&/g, (piece) => (piece === '&' ? matched : piece.slice(1)));
}

/** Differs from POSIX as mawk 1.3.4 does: a start before 1 makes the part longer. */
export function substring(text: string, start: number, length: number | undefined): string {
  let from = Math.trunc(start);
  if (length === undefined) return text.slice(Math.max(0, from - 1));
  let size = Math.trunc(length);
  if (from < 1) {
    size -= from;
    from = 1;
  }
  return size <= 0 ? '' : text.slice(from - 1, from - 1 + size);
}

export function splitText(text: string, separator: string | RegExp): readonly string[] {
  return splitFields(text, separator);
}

/** Functions of one or two numbers; undefined when there is none of this name. */
export function arithmetic(name: string, values: readonly AwkValue[]): number | undefined {
  const [x = 0, y = 0] = values.map(numberOf);
  switch (name) {
    case 'atan2':
      return Math.atan2(x, y);
    case 'cos':
      return Math.cos(x);
    case 'exp':
      return Math.exp(x);
    case 'int':
      return Math.trunc(x);
    case 'log':
      return Math.log(x);
    case 'sin':
      return Math.sin(x);
    case 'sqrt':
      return Math.sqrt(x);
    default:
      return undefined;
  }
}

export function calculate(operator: string, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    case '^':
      return left ** right;
    default:
      throw new Error(`awk has no operator ${operator}`);
  }
}

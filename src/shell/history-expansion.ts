/** History expansion as bash(1) has it: `!!`, `!$`, `!-2`, `!curl`, `^old^new`; and the words of a line. */

export type Expansion =
  | { readonly kind: 'same' }
  | { readonly kind: 'expanded'; readonly text: string }
  /** What bash says, without its name. */
  | { readonly kind: 'error'; readonly message: string };

const same: Expansion = { kind: 'same' };

class NotFound extends Error {}

type Quote = '"' | "'" | '';

/**
 * @param history oldest first, without this line
 * @param quote the quote that an earlier line left open
 */
export function expandHistory(line: string, history: readonly string[], quote: Quote = ''): Expansion {
  if (!line.includes('!') && !line.startsWith('^')) return same;
  try {
    const text = line.startsWith('^') ? substitute(line, history) : expandMarks(line, history, quote);
    return text === line ? same : { kind: 'expanded', text };
  } catch (error) {
    if (error instanceof NotFound) return { kind: 'error', message: error.message };
    throw error;
  }
}

/** `^old^new^`: the last line with its first `old` replaced. */
function substitute(line: string, history: readonly string[]): string {
  const [, old = '', fresh = '', , rest = ''] = /^\^([^^]*)\^([^^]*)(\^(.*))?$/s.exec(line) ?? [];
  const last = history.at(-1);
  if (old === '') return line;
  if (!last?.includes(old)) throw new NotFound(`:s${line}: substitution failed`);
  return last.replace(old, () => fresh) + rest;
}

/** What follows `!`: an event, then which of its words. */
const markPattern =
  /^!(?:(!)|(-?\d+)|\?([^?\n]+)\??|(?=[$^*:])|([^\s!$^*:()&|;<>"'=%-][^\s:()&|;<>"]*))(?::?(\$|\^|\*)|:(\d+)(?:(-)(\d+|\$)?|(\*))?)?((?::[phtre])*)/;

function expandMarks(line: string, history: readonly string[], open: Quote): string {
  let text = '';
  let quote = open;
  for (let at = 0; at < line.length; ) {
    const match =
      line[at] === '!' && quote !== "'" && isMark(line, at, quote) ? markPattern.exec(line.slice(at)) : null;
    // A backslash hides what follows it.
    const piece = match?.[0] ?? line.slice(at, line[at] === '\\' && quote !== "'" ? at + 2 : at + 1);
    text += match ? wordsOf(match, history) : piece;
    quote = quoteAfter(piece, quote);
    at += piece.length;
  }
  return text;
}

/** The quote that is open after a text. */
export function quoteAfter(text: string, open: Quote = ''): Quote {
  let quote = open;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\\' && quote !== "'") at += 1;
    else if (character === '"' && quote !== "'") quote = quote === '"' ? '' : '"';
    else if (character === "'" && quote !== '"') quote = quote === "'" ? '' : "'";
  }
  return quote;
}

/** `! cmd`, `!=`, `!(`, `$!` and a `!` at the end of a word are no expansions. */
function isMark(line: string, at: number, quote: Quote): boolean {
  const next = line.charAt(at + 1);
  const before = line.charAt(at - 1);
  if (next === '' || /[\s=(]/.test(next) || (quote === '"' && next === '"')) return false;
  if (before === '$' || before === '[') return false;
  return !(before === '{' && line.charAt(at - 2) === '$');
}

function wordsOf(match: RegExpExecArray, history: readonly string[]): string {
  const [whole, , number, inside, start, short, first, dash, last, star, changes = ''] = match;
  const entry = eventFor(number, inside, start, history);
  if (entry === undefined) throw new NotFound(`${whole}: event not found`);
  const words = splitWords(entry);
  const end = words.length - 1;
  const part = (from: number, to: number): string => {
    if (from > end + 1 || to > end) throw new NotFound(`:${first ?? short}: bad word specifier`);
    return words.slice(from, to + 1).join(' ');
  };
  let text = entry;
  if (short === '$') text = words[end] ?? '';
  else if (short === '^') text = part(1, 1);
  else if (short === '*') text = part(1, end);
  else if (first !== undefined) {
    const from = Number(first);
    const upTo = star
      ? end
      : dash
        ? last === '$'
          ? end
          : last === undefined
            ? end - 1
            : Number(last)
        : from;
    text = part(from, upTo);
  }
  return changes.split(':').slice(1).reduce(changed, text);
}

function changed(text: string, how: string): string {
  switch (how) {
    case 'h':
      return text.replace(/\/[^/]*$/, '');
    case 't':
      return text.replace(/^.*\//, '');
    case 'r':
      return text.replace(/\.[^./]*$/, '');
    case 'e':
      return /\.[^./]*$/.exec(text)?.[0] ?? '';
    default:
      return text;
  }
}

function eventFor(
  number: string | undefined,
  inside: string | undefined,
  start: string | undefined,
  history: readonly string[],
): string | undefined {
  if (number !== undefined)
    return history[Number(number) < 0 ? history.length + Number(number) : Number(number) - 1];
  if (inside !== undefined) return history.findLast((entry) => entry.includes(inside));
  if (start !== undefined) return history.findLast((entry) => entry.startsWith(start));
  return history.at(-1);
}

/** The words of a line as the history library splits them: quotes hold together, operators stand alone. */
export function splitWords(line: string): readonly string[] {
  return (
    line.match(/(?:[^\s"'\\|&;()<>]|\\[\s\S]|"(?:[^"\\]|\\[\s\S])*"?|'[^']*'?|\$\([^)]*\))+|[|&;()<>]+/g) ??
    []
  );
}

/** For `Alt-.` */
export function lastWordOf(line: string): string {
  return splitWords(line).at(-1) ?? '';
}

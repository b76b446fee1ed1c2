/** Several URLs in one, as curl writes them: `http://127.0.0.1:[3000-3005]/{a,b}`. */

/** The most URLs that one pattern may stand for. */
const limit = 10_000;

interface BadPattern {
  readonly reason: string;
}

/** @returns the URLs, the last pattern counting fastest; or why it cannot be read */
export function expandUrl(url: string): readonly string[] | BadPattern {
  let made: readonly string[] = [''];
  let rest = url;
  while (rest !== '') {
    const plain = /^(?:\\[{}[\]]|[^{}[\]])+/.exec(rest)?.[0] ?? '';
    rest = rest.slice(plain.length);
    made = made.map((start) => start + plain.replace(/\\([{}[\]])/g, '$1'));
    if (rest === '') break;
    // An address in brackets is no range.
    const literal = /^\[[0-9a-f:.%]*:[0-9a-z:.%]*\]/i.exec(rest)?.[0];
    const set = /^\{([^{}[\]]*)\}/.exec(rest);
    const range = /^\[(\d+)-(\d+)(?::(\d+))?\]/.exec(rest);
    if (!literal && !set && !range) return badPattern(url, url.length - rest.length);
    const [used = ''] = literal ? [literal] : (set ?? range ?? []);
    const words = literal ? [literal] : set ? (set[1] ?? '').split(',') : numbers(range ?? []);
    if (words.length === 0 || made.length * words.length > limit)
      return badPattern(url, url.length - rest.length);
    made = made.flatMap((start) => words.map((word) => start + word));
    rest = rest.slice(used.length);
  }
  return made;
}

/** `[01-10:3]`: leading zeros stay. */
function numbers([, low = '', high = '', step = '1']: readonly string[]): readonly string[] {
  const words: string[] = [];
  for (
    let value = Number(low);
    value <= Number(high) && words.length <= limit;
    value += Math.max(1, Number(step))
  ) {
    words.push(String(value).padStart(low.startsWith('0') ? low.length : 0, '0'));
  }
  return words;
}

/** Points at the place. */
function badPattern(url: string, at: number): BadPattern {
  const kind =
    url[at] === '['
      ? 'bad range in'
      : url[at] === '{'
        ? 'unmatched brace in'
        : 'unmatched close brace/bracket in';
  const position = at + (url[at] === '[' ? 2 : 1);
  return { reason: `${kind} URL position ${position}:\n${url}\n${' '.repeat(position - 1)}^` };
}

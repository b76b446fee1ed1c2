/** The right-hand side of sed's `s`: text, `&`, `\1`, and GNU's changes of case. */

type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'group'; readonly number: number }
  /** U and L until E; u and l for one character. */
  | { readonly kind: 'case'; readonly letter: string };

export interface Replacement {
  readonly pieces: readonly Piece[];
  /** The highest `\N`. */
  readonly highest: number;
}

const controls: Readonly<Record<string, string>> = {
  a: '\x07',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

export function readReplacement(source: string): Replacement {
  const pieces: Piece[] = [];
  let highest = 0;
  for (const [all, hex, escaped] of source.matchAll(/\\x([0-9a-fA-F]{2})|\\([\s\S])|[\s\S]/gu)) {
    if (hex !== undefined) pieces.push({ kind: 'text', text: String.fromCharCode(Number.parseInt(hex, 16)) });
    else if (escaped === undefined) {
      pieces.push(all === '&' ? { kind: 'group', number: 0 } : { kind: 'text', text: all });
    } else if (/\d/.test(escaped)) {
      pieces.push({ kind: 'group', number: Number(escaped) });
      highest = Math.max(highest, Number(escaped));
    } else if (/[ULEul]/.test(escaped)) pieces.push({ kind: 'case', letter: escaped });
    else pieces.push({ kind: 'text', text: controls[escaped] ?? escaped });
  }
  return { pieces, highest };
}

export function fillIn({ pieces }: Replacement, groups: readonly (string | undefined)[]): string {
  let out = '';
  let lasting = '';
  let once = '';
  for (const piece of pieces) {
    if (piece.kind === 'case') {
      if (/[ul]/.test(piece.letter)) once = piece.letter;
      else lasting = piece.letter;
      continue;
    }
    let text = piece.kind === 'text' ? piece.text : (groups[piece.number] ?? '');
    if (lasting === 'U') text = text.toUpperCase();
    if (lasting === 'L') text = text.toLowerCase();
    if (once !== '' && text !== '') {
      const [first = ''] = text;
      text = (once === 'u' ? first.toUpperCase() : first.toLowerCase()) + text.slice(first.length);
      once = '';
    }
    out += text;
  }
  return out;
}

/** What `s` makes of a text; undefined when nothing matched. */
export function replaceMatches(
  text: string,
  expression: RegExp,
  {
    replacement,
    from,
    global,
  }: { readonly replacement: Replacement; readonly from: number; readonly global: boolean },
): string | undefined {
  expression.lastIndex = 0;
  let out = '';
  let at = 0;
  let count = 0;
  let done = false;
  let lastEnd = -1;
  for (;;) {
    const found = expression.exec(text);
    if (!found) break;
    const matchEnd = found.index + found[0].length;
    // An empty match right after a match is none.
    if (found[0] === '' && found.index === lastEnd) {
      expression.lastIndex = matchEnd + 1;
      if (matchEnd >= text.length) break;
      continue;
    }
    lastEnd = matchEnd;
    count += 1;
    if (count >= from) {
      out += text.slice(at, found.index) + fillIn(replacement, found);
      at = matchEnd;
      done = true;
      if (!global) break;
    }
    if (found[0] === '') {
      if (matchEnd >= text.length) break;
      expression.lastIndex = matchEnd + 1;
    }
  }
  return done ? out + text.slice(at) : undefined;
}

/** Bracket expressions (regex(7)): `[a-z]`, `[^[:space:]]`, where a backslash is a backslash, except in awk. */
import type { RegexDialect } from './posix-regex.ts';

const classes: Readonly<Record<string, string>> = {
  alnum: '\\p{L}\\p{N}',
  alpha: '\\p{L}',
  blank: ' \\t',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  graph: '\\x21-\\x7e\\u00a1-\\u{10ffff}',
  lower: '\\p{Ll}',
  print: '\\x20-\\x7e\\u00a0-\\u{10ffff}',
  punct: '!-\\/:-@\\[-`\\{-~',
  space: ' \\t\\n\\v\\f\\r',
  upper: '\\p{Lu}',
  xdigit: '0-9A-Fa-f',
};

/** The members of a class such as `digit`, for inside a JavaScript class; undefined when there is none of this name. */
export function classMembers(name: string): string | undefined {
  return Object.hasOwn(classes, name) ? classes[name] : undefined;
}

type Bracket = { readonly source: string; readonly end: number } | { readonly error: string };

const unmatched = 'Unmatched [, [^, [:, [., or [=';
const controls: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v', a: '\x07' };

/** @param start the place after the `[` */
export function bracketSource(input: readonly string[], start: number, dialect: RegexDialect): Bracket {
  const awk = dialect === 'awk';
  const badClass = awk ? 'bad class -- [], [^] or [' : 'Invalid character class name';
  let at = start;
  const negated = input[at] === '^';
  if (negated) at += 1;
  const first = at;
  let members = '';
  /** The last plain character, where a range may begin. */
  let low: string | undefined;

  /** One character of the set, with awk's and sed's escapes read. */
  function character(): string {
    const here = input[at] ?? '';
    at += 1;
    if (here !== '\\' || (!awk && dialect !== 'sed')) return here;
    const next = input[at] ?? '';
    const control = controls[next];
    if (control === undefined && !(awk && /[\\\]/"-]/.test(next))) return here;
    at += 1;
    return control ?? next;
  }

  for (;;) {
    const here = input[at];
    if (here === undefined) return { error: unmatched };
    if (here === ']' && at > first) break;
    const kind = input[at + 1];
    if (here === '[' && (kind === ':' || kind === '.' || kind === '=')) {
      const name = input
        .slice(at + 2)
        .join('')
        .split(`${kind}]`, 1)[0];
      const after = at + 2 + [...(name ?? '')].length;
      if (name === undefined || input[after] !== kind || input[after + 1] !== ']') {
        if (kind === ':' && awk) return { error: badClass };
        if (kind !== ':') return { error: unmatched };
      } else {
        const set =
          kind === ':' ? classMembers(name) : [...name].length === 1 ? escapeMember(name) : undefined;
        if (set === undefined) return { error: kind === ':' ? badClass : 'Invalid collation character' };
        members += set;
        low = undefined;
        at = after + 2;
        continue;
      }
    }
    if (here === '-' && low !== undefined && input[at + 1] !== ']' && input[at + 1] !== undefined) {
      at += 1;
      const high = character();
      if ((high.codePointAt(0) ?? 0) < (low.codePointAt(0) ?? 0)) {
        if (!awk) return { error: 'Invalid range end' };
        members += `\\-${escapeMember(high)}`;
      } else members += `-${escapeMember(high)}`;
      low = undefined;
      continue;
    }
    low = character();
    members += escapeMember(low);
  }
  if (
    !awk &&
    !negated &&
    input[first] === ':' &&
    input[at - 1] === ':' &&
    at - first > 1 &&
    (dialect === 'grep' || dialect === 'sed')
  ) {
    return { error: 'character class syntax is [[:space:]], not [:space:]' };
  }
  return { source: `[${negated ? '^' : ''}${members}]`, end: at + 1 };
}

function escapeMember(character: string): string {
  return /[\\\]^[-]/.test(character) ? `\\${character}` : character;
}

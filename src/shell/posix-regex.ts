/**
 * Regular expressions as POSIX and GNU write them, basic (BRE) and extended (ERE), translated to JavaScript's.
 * grep, sed, awk and bash's `[[ =~ ]]` share this.
 *
 * @see regex(7), and IEEE Std 1003.1 §9. Errors are worded as regerror(3) of glibc words them; awk has words of its own.
 * Differs from POSIX: what has nothing but endless repetitions in it cannot be repeated itself. Of alternatives the first that fits wins, not the longest, except among plain words, which are
 * tried longest first.
 */
import { bracketSource } from './posix-bracket.ts';
import { endBranch, type Level, newLevel, repeatedRepetition } from './posix-regex-level.ts';

/** Where tools disagree: what stands at the start of `*a`, an unmatched `)`, braces, escapes. */
export type RegexDialect = 'grep' | 'sed' | 'awk' | 'bash';

export interface RegexOptions {
  readonly dialect: RegexDialect;
  readonly extended: boolean;
}

export type Translated =
  | {
      readonly ok: true;
      /** For `new RegExp(source, 'su')`. */
      readonly source: string;
      /** How many `(…)` there are. */
      readonly groups: number;
      /** What grep 3.8 warns about. */
      readonly warnings: readonly string[];
    }
  | { readonly ok: false; readonly error: string };

/** RE_DUP_MAX */
const mostRepeats = 32767;

/** GNU's backslash letters, the same in both grammars. */
const escapes: Readonly<Record<string, string>> = {
  w: '[\\p{L}\\p{N}_]',
  W: '[^\\p{L}\\p{N}_]',
  s: '\\s',
  S: '\\S',
  b: '\\b',
  B: '\\B',
  '<': '\\b(?=[\\p{L}\\p{N}_])',
  '>': '\\b(?<=[\\p{L}\\p{N}_])',
  '`': '(?<![\\s\\S])',
  "'": '(?![\\s\\S])',
};

const controls: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  a: '\x07',
  f: '\f',
  v: '\v',
  r: '\r',
};

/** A character as itself in a JavaScript pattern with the `u` flag. */
export function literalSource(character: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character;
}

class RegexError extends Error {}

export function translateRegex(pattern: string, options: RegexOptions): Translated {
  try {
    return { ok: true, ...translate([...pattern], options) };
  } catch (error) {
    if (error instanceof RegexError) return { ok: false, error: error.message };
    throw error;
  }
}

function translate(
  input: readonly string[],
  { dialect, extended }: RegexOptions,
): { source: string; groups: number; warnings: string[] } {
  const awk = dialect === 'awk';
  const warnings: string[] = [];
  const levels: Level[] = [newLevel(0, 0)];
  let out = '';
  let at = 0;
  let groups = 0;
  let closed = 0;
  /** Where the piece begins that a `*` would repeat; undefined where there is none. */
  let atom: number | undefined;
  let repeated = false;
  /** The group that a `*` would repeat. */
  let group: Level | undefined;
  /** Nothing but `^` stands before this place in its alternative. */
  let atStart = true;

  const level = (): Level => levels[levels.length - 1] ?? newLevel(0, 0);

  function piece(source: string, plain = false): void {
    atom = out.length;
    repeated = false;
    atStart = false;
    if (!plain) level().plain = false;
    level().once += 1;
    group = undefined;
    out += source;
  }

  function anchor(source: string): void {
    out += source;
    atom = undefined;
    level().plain = false;
  }

  function repeat(mark: string): void {
    if (atom === undefined) throw new RegexError('Invalid preceding regular expression');
    const endless = /^(?:[*+]|\{\d+,\}|\{\d*,?\d{2,}\})$/.test(mark);
    if (endless && group?.risky) throw new RegexError(repeatedRepetition);
    if (!repeated) level().once -= 1;
    level().endless ||= endless;
    const body = repeated ? `(?:${out.slice(atom)})` : out.slice(atom);
    out = out.slice(0, atom) + body + mark;
    repeated = true;
    level().plain = false;
  }

  /** A repetition where nothing stands that it could repeat. */
  function strayRepeat(mark: string): void {
    if (awk) throw new RegexError('missing operand');
    if (dialect !== 'grep') throw new RegexError('Invalid preceding regular expression');
    warnings.push(`${mark === '{' ? '{...}' : mark} at start of expression`);
  }

  function openGroup(): void {
    groups += 1;
    levels.push(newLevel(out.length, out.length + 1));
    out += '(';
    atom = undefined;
    atStart = true;
  }

  function closeGroup(): void {
    const inner = level();
    if (awk && out.length === inner.branches.at(-1)) throw new RegexError('missing operand');
    longestFirst(inner);
    endBranch(inner);
    levels.pop();
    group = inner;
    if (inner.risky) level().endless = true;
    else level().once += 1;
    closed += 1;
    out += ')';
    atom = inner.start;
    repeated = false;
    atStart = false;
    level().plain = false;
  }

  function alternative(): void {
    if (awk && out.length === level().branches.at(-1)) throw new RegexError('missing operand');
    out += '|';
    endBranch(level());
    level().branches.push(out.length);
    atom = undefined;
    atStart = true;
  }

  function longestFirst({ branches, plain }: Level): void {
    const [first = 0] = branches;
    if (!plain || branches.length < 2) return;
    const words = branches.map((from, index) => out.slice(from, (branches[index + 1] ?? out.length + 1) - 1));
    out = out.slice(0, first) + words.sort((a, b) => b.length - a.length).join('|');
  }

  /** `{1,2}` after its brace; undefined when it is no interval. */
  function interval(): string | undefined {
    const rest = input.slice(at, at + 24).join('');
    const match = (extended ? /^(\d*)(,?)(\d*)\}/ : /^(\d*)(,?)(\d*)\\\}/).exec(rest);
    if (!match || (match[1] === '' && match[2] === '')) {
      if (extended) return undefined;
      throw new RegexError(
        /\\\}/.test(input.slice(at).join('')) ? 'Invalid content of \\{\\}' : 'Unmatched \\{',
      );
    }
    const low = Number(match[1] || 0);
    const high = match[2] === '' ? low : match[3] === '' ? undefined : Number(match[3]);
    if (low > mostRepeats || (high ?? 0) > mostRepeats) throw new RegexError('Regular expression too big');
    if (high !== undefined && high < low) throw new RegexError('Invalid content of \\{\\}');
    at += match[0].length;
    return `{${low},${high ?? ''}}`;
  }

  function backslash(): void {
    const next = input[at];
    at += 1;
    if (next === undefined) {
      if (!awk) throw new RegexError('Trailing backslash');
      piece('\\\\', true);
      return;
    }
    if (!extended && '(){}|+?'.includes(next)) special(next);
    else if (!awk && /[1-9]/.test(next)) {
      if (Number(next) > closed) throw new RegexError('Invalid back reference');
      piece(`(?:\\${next})`);
    } else if (!awk && escapes[next] !== undefined) {
      if (/[wWsS]/.test(next)) piece(escapes[next]);
      else anchor(escapes[next]);
    } else if ((awk || dialect === 'sed') && controls[next] !== undefined) {
      piece(literalSource(controls[next]), true);
    } else if (awk && /[0-7]/.test(next)) {
      let digits = next;
      while (digits.length < 3 && /[0-7]/.test(input[at] ?? '')) {
        digits += input[at];
        at += 1;
      }
      piece(literalSource(String.fromCharCode(Number.parseInt(digits, 8) & 255)), true);
    } else if (awk && !/[\\/"&.^$*+?()[\]{}|-]/.test(next)) piece(`\\\\${literalSource(next)}`, true);
    else piece(literalSource(next), true);
  }

  /** A character that means something in this grammar; in a BRE it stood after a backslash. */
  function special(character: string): void {
    switch (character) {
      case '(':
        openGroup();
        return;
      case ')':
        if (levels.length > 1) closeGroup();
        else if (extended && (dialect === 'grep' || awk)) piece('\\)', true);
        else throw new RegexError('Unmatched ) or \\)');
        return;
      case '|':
        alternative();
        return;
      case '{': {
        if (extended && atom === undefined) {
          strayRepeat('{');
          return;
        }
        const range = interval();
        if (range === undefined) piece('\\{', true);
        else repeat(range);
        return;
      }
      case '}':
        piece('\\}', true);
        return;
      default:
        if (atom !== undefined) repeat(character);
        else if (extended) strayRepeat(character);
        else piece(literalSource(character), true);
    }
  }

  function anchorEnds(): boolean {
    if (extended) return true;
    const rest = input.slice(at, at + 2).join('');
    return rest === '' || rest === '\\)' || rest === '\\|';
  }

  while (at < input.length) {
    const character = input[at] ?? '';
    at += 1;
    if (character === '\\') backslash();
    else if (character === '[') {
      const bracket = bracketSource(input, at, dialect);
      if ('error' in bracket) throw new RegexError(bracket.error);
      at = bracket.end;
      piece(bracket.source);
    } else if (character === '.') piece('.');
    else if (character === '^' && (extended || atStart)) {
      anchor('^');
    } else if (character === '$' && anchorEnds()) anchor('$');
    else if (character === '*') {
      if (atom !== undefined) repeat('*');
      else if (extended) strayRepeat('*');
      else piece('\\*', true);
    } else if (extended && '()|+?'.includes(character)) special(character);
    else if (extended && character === '{' && !awk) special('{');
    else piece(literalSource(character), true);
  }
  if (levels.length > 1) throw new RegexError(awk ? "missing ')'" : 'Unmatched ( or \\(');
  if (awk && out.length === level().branches.at(-1) && level().branches.length > 1) {
    throw new RegexError('missing operand');
  }
  longestFirst(level());
  return { source: out, groups, warnings };
}

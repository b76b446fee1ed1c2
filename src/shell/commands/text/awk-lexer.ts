/** Words of the awk language (mawk 1.3.4). */
import { translateRegex } from '../../posix-regex.ts';

export type AwkToken =
  | { readonly kind: 'number'; readonly text: string; readonly line: number; readonly value: number }
  | { readonly kind: 'string'; readonly text: string; readonly line: number; readonly value: string }
  | { readonly kind: 'regex'; readonly text: string; readonly line: number; readonly expression: RegExp }
  /** A name right before `(` is a function of the program's own. */
  | {
      readonly kind: 'name' | 'function-name' | 'builtin' | 'keyword';
      readonly text: string;
      readonly line: number;
    }
  | { readonly kind: 'operator' | 'newline' | 'end'; readonly text: string; readonly line: number };

/** The program cannot be read: the text after `awk: `. */
export class AwkSyntaxError extends Error {}

const keywords = new Set(
  'BEGIN END function func if else while for do break continue next nextfile exit return delete in getline print printf'.split(
    ' ',
  ),
);
export const builtinArguments: Readonly<Record<string, readonly [fewest: number, most: number]>> = {
  atan2: [2, 2],
  close: [1, 1],
  cos: [1, 1],
  exp: [1, 1],
  fflush: [0, 1],
  gsub: [2, 3],
  index: [2, 2],
  int: [1, 1],
  length: [0, 1],
  log: [1, 1],
  match: [2, 2],
  rand: [0, 0],
  sin: [1, 1],
  split: [2, 3],
  sprintf: [1, 255],
  sqrt: [1, 1],
  srand: [0, 1],
  strftime: [0, 3],
  sub: [2, 3],
  substr: [2, 3],
  system: [1, 1],
  systime: [0, 0],
  tolower: [1, 1],
  toupper: [1, 1],
};
const operators = /^(?:\+\+|--|\+=|-=|\*=|\/=|%=|\^=|==|<=|>=|!=|!~|&&|\|\||>>|[-+*/%^!<>|?:~$=,;(){}[\]])/;
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** The escapes of a string in quotes; an unknown one stays as it is. */
export function readAwkString(text: string): string {
  return text.replace(
    /\\(?:([0-7]{1,3})|([\s\S]))/g,
    (all: string, octal: string | undefined, letter: string) =>
      octal === undefined
        ? letter === '\n'
          ? ''
          : (escapes[letter] ?? all)
        : String.fromCharCode(Number.parseInt(octal, 8) & 255),
  );
}

/** A regular expression of awk. @throws AwkSyntaxError */
export function awkRegex(source: string, line?: number): RegExp {
  const translated = translateRegex(source, { dialect: 'awk', extended: true });
  if (translated.ok) return new RegExp(translated.source, 'gs');
  const place = line === undefined ? '' : `line ${line}: `;
  throw new AwkSyntaxError(`${place}regular expression compile failed (${translated.error})\n${source}`);
}

/** The whole program; a line feed is added at its end, as mawk does. */
export function awkTokens(program: string): readonly AwkToken[] {
  const text = `${program}\n`;
  const tokens: AwkToken[] = [];
  let at = 0;
  let line = 1;

  /** After a value a slash divides; elsewhere it begins a regular expression. */
  function valueBefore(): boolean {
    const last = tokens.at(-1);
    if (!last) return false;
    if (last.kind === 'operator') return [')', ']', '$', '++', '--'].includes(last.text);
    return ['number', 'string', 'regex', 'name', 'builtin'].includes(last.kind);
  }

  while (at < text.length) {
    const rest = text.slice(at);
    const skipped = /^(?:[ \t\r]+|#[^\n]*|\\\n)/.exec(rest)?.[0];
    if (skipped !== undefined) {
      at += skipped.length;
      if (skipped === '\\\n') line += 1;
      continue;
    }
    if (rest.startsWith('\n')) {
      tokens.push({ kind: 'newline', text: 'end of line', line });
      line += 1;
      at += 1;
      continue;
    }
    if (rest.startsWith('"')) {
      const match = /^"((?:[^"\\\n]|\\[\s\S])*)"/.exec(rest);
      if (!match) {
        throw new AwkSyntaxError(
          `line ${line}: runaway string constant ${rest.split('\n', 1)[0]?.slice(0, 10)} ...`,
        );
      }
      const [all, inner = ''] = match;
      tokens.push({ kind: 'string', text: all, line, value: readAwkString(inner) });
      at += all.length;
      continue;
    }
    if (rest.startsWith('/') && !valueBefore()) {
      const match = /^\/((?:[^/\\\n[]|\\[^\n]|\[\^?\]?(?:\[:\w+:\]|[^\]\n])*\])*)\//.exec(rest);
      if (!match) {
        throw new AwkSyntaxError(
          `line ${line}: runaway regular expression ${rest.split('\n', 1)[0]?.slice(0, 10)} ...`,
        );
      }
      const [all, inner = ''] = match;
      tokens.push({
        kind: 'regex',
        text: all,
        line,
        expression: awkRegex(inner.replaceAll('\\/', '/'), line),
      });
      at += all.length;
      continue;
    }
    const number = /^(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/.exec(rest)?.[0];
    if (number !== undefined) {
      tokens.push({ kind: 'number', text: number, line, value: Number(number) });
      at += number.length;
      continue;
    }
    const word = /^[A-Za-z_]\w*/.exec(rest)?.[0];
    if (word !== undefined) {
      at += word.length;
      const kind = keywords.has(word)
        ? 'keyword'
        : Object.hasOwn(builtinArguments, word)
          ? 'builtin'
          : text[at] === '('
            ? 'function-name'
            : 'name';
      tokens.push({ kind, text: word === 'func' ? 'function' : word, line });
      continue;
    }
    const operator = operators.exec(rest)?.[0];
    if (operator === undefined) throw new AwkSyntaxError(`${line}: unexpected character '${rest[0]}'`);
    tokens.push({ kind: 'operator', text: operator, line });
    at += operator.length;
  }
  tokens.push({ kind: 'end', text: 'end of file', line });
  return tokens;
}

/** Words of a command and strings: what is quoted, what is filled in. */
import { parseMembers, parsePrimary } from './expressions.ts';
import { parseStatements } from './parser.ts';
import { Reader } from './reader.ts';
import type { Expression } from './tree.ts';

/** A bare word, which ends at a blank or a separator; quotes and `$` in it are read. */
export function parseWord(reader: Reader): Expression {
  const first = reader.peek();
  if (first === '$' || first === '"' || first === "'") {
    const value = parseMembers(reader, parsePrimary(reader));
    if (reader.ended || /[\s|;,)}&>]/.test(reader.peek())) return value;
    return join([value, ...wordParts(reader)]);
  }
  const parts = wordParts(reader);
  if (parts.length === 0) reader.fail(`Unexpected token '${reader.peek()}' in expression or statement.`);
  const [only] = parts;
  if (parts.length === 1 && typeof only === 'string' && /^-?(?:\d+|0x[\da-f]+)$/i.test(only)) {
    return { kind: 'literal', value: Number(only) };
  }
  return join(parts);
}

function join(parts: readonly (string | Expression)[]): Expression {
  const [only] = parts;
  if (parts.length === 1 && typeof only === 'string') return { kind: 'literal', value: only };
  return { kind: 'text', parts };
}

function wordParts(reader: Reader): readonly (string | Expression)[] {
  const parts: (string | Expression)[] = [];
  let text = '';
  const flush = (): void => {
    if (text !== '') parts.push(text);
    text = '';
  };
  while (!reader.ended && !/[\s|;,(){}&>]/.test(reader.peek())) {
    const character = reader.peek();
    if (character === '"' || character === "'") {
      flush();
      parts.push(parsePrimary(reader));
    } else if (character === '$' && /\$[\w({]/y.test(reader.peek(2))) {
      flush();
      parts.push(parseMembers(reader, parsePrimary(reader)));
    } else {
      if (character === '`') reader.at += 1;
      text += reader.peek();
      reader.at += 1;
    }
  }
  flush();
  return parts;
}

/** After the opening quote: everything up to the next one, `''` standing for one. */
export function parseSingleQuoted(reader: Reader): Expression {
  const text = reader.match(/(?:[^']|'')*/y) ?? '';
  if (!reader.take("'")) reader.missing("the terminator: '");
  return { kind: 'literal', value: text.replaceAll("''", "'") };
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['0', '\0'],
  ['e', '\x1b'],
]);

/** After the opening quote: variables and `$( … )` are filled in, the backtick escapes. */
export function parseDoubleQuoted(reader: Reader): Expression {
  const parts: (string | Expression)[] = [];
  let text = '';
  for (;;) {
    if (reader.ended) reader.missing('the terminator: "');
    if (reader.take('""')) text += '"';
    else if (reader.take('"')) break;
    else if (reader.take('`')) {
      const letter = reader.peek();
      reader.at += 1;
      text += escapes.get(letter) ?? letter;
    } else if (/^\$[\w({]/.test(reader.peek(2))) {
      if (text !== '') parts.push(text);
      text = '';
      // In a string a name ends where its letters end: "$x.y" is $x and ".y".
      parts.push(parsePrimary(reader));
    } else {
      text += reader.peek();
      reader.at += 1;
    }
  }
  if (text !== '' || parts.length === 0) parts.push(text);
  return join(parts);
}

/** The whole source. @throws ParseError */
export function parseSource(source: string): ReturnType<typeof parseStatements> {
  return parseStatements(new Reader(source), '');
}

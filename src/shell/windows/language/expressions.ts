/** Expressions: values, properties, comparisons (about_Operators), script blocks. */
import { parseStatements } from './parser.ts';
import type { Reader } from './reader.ts';
import type { Expression } from './tree.ts';
import { parseDoubleQuoted, parseSingleQuoted } from './words.ts';

/** Operators by how tightly they bind, the loosest first. */
const levels: readonly RegExp[] = [
  /-(?:and|or|xor)\b/iy,
  /-[ci]?(?:eq|ne|gt|ge|lt|le|like|notlike|match|notmatch|contains|notcontains|in|notin|replace|split|join|f)\b/iy,
  /[+-](?=[\s\d$("'])/y,
  /[*/%](?=[\s\d$(])/y,
];

/** Whether a pipeline begins with an expression here and not with a command. */
export function startsExpression(reader: Reader): boolean {
  return /^(?:[$"'(@{!]|-?\d+(?=[\s|;)}.+*/,-]|$)|-not\b|\[)/i.test(
    reader.source.slice(reader.at, reader.at + 40),
  );
}

export function parseExpression(reader: Reader): Expression {
  const first = parseLevel(reader, 0);
  const items = [first];
  for (;;) {
    reader.skip();
    if (!reader.take(',')) break;
    reader.skip(true);
    items.push(parseLevel(reader, 0));
  }
  return items.length === 1 ? first : { kind: 'list', items };
}

function parseLevel(reader: Reader, level: number): Expression {
  const pattern = levels[level];
  if (!pattern) return parseUnary(reader);
  let left = parseLevel(reader, level + 1);
  for (;;) {
    const before = reader.at;
    reader.skip();
    const operator = reader.match(pattern);
    if (operator === undefined) {
      reader.at = before;
      return left;
    }
    reader.skip(true);
    const right = listAfter(reader, level, operator);
    left = { kind: 'binary', operator: operator.toLowerCase(), left, right };
  }
}

/** `-in 80, 443`: a comma binds more tightly than a comparison. */
function listAfter(reader: Reader, level: number, operator: string): Expression {
  const first = parseLevel(reader, level + 1);
  if (!operator.startsWith('-') || operator.length === 1) return first;
  const items = [first];
  for (;;) {
    const before = reader.at;
    reader.skip();
    if (level !== 1 || !reader.take(',')) {
      reader.at = before;
      return items.length === 1 ? first : { kind: 'list', items };
    }
    reader.skip(true);
    items.push(parseLevel(reader, level + 1));
  }
}

function parseUnary(reader: Reader): Expression {
  reader.skip();
  if (reader.match(/!|-not\b/iy) !== undefined) return { kind: 'not', of: parseUnary(reader) };
  if (reader.match(/-(?=[$(])/y) !== undefined) return { kind: 'negative', of: parseUnary(reader) };
  return parseMembers(reader, parsePrimary(reader));
}

/** `.Name` and `[0]` after a value. */
export function parseMembers(reader: Reader, value: Expression): Expression {
  let of = value;
  for (;;) {
    const name = reader.match(/\.[A-Za-z_]\w*/y);
    if (name !== undefined) {
      if (reader.peek() === '(')
        reader.fail(`Methods such as ${name}() are not there in this host's PowerShell.`);
      of = { kind: 'member', of, name: name.slice(1) };
    } else if (reader.take('[')) {
      reader.skip();
      const at = parseExpression(reader);
      reader.skip();
      if (!reader.take(']')) reader.missing("']' after an index");
      of = { kind: 'index', of, at };
    } else return of;
  }
}

export function parsePrimary(reader: Reader): Expression {
  if (reader.take("'")) return parseSingleQuoted(reader);
  if (reader.take('"')) return parseDoubleQuoted(reader);
  if (reader.take('$(')) return { kind: 'group', statements: parseStatements(reader, ')'), always: false };
  if (reader.take('@(')) return { kind: 'group', statements: parseStatements(reader, ')'), always: true };
  if (reader.take('(')) return { kind: 'group', statements: parseStatements(reader, ')'), always: false };
  if (reader.take('@{')) return parseTable(reader);
  if (reader.peek() === '{') return parseBlock(reader);
  const name = reader.match(/\$(?:env:|global:|script:|local:)?(?:\w+|\{[^}]+\}|[?$^])/iy);
  if (name !== undefined) return variable(name.slice(1).replace(/^(?:global|script|local):/i, ''));
  const number = reader.match(/-?(?:0x[\da-f]+|\d+(?:\.\d+)?)/iy);
  if (number !== undefined) return { kind: 'literal', value: Number(number) };
  if (reader.peek() === '[') reader.fail("Types such as [int] are not there in this host's PowerShell.");
  if (reader.ended) reader.missing('expression');
  return reader.fail(`Unexpected token '${reader.peek()}' in expression or statement.`);
}

function variable(name: string): Expression {
  switch (name.toLowerCase()) {
    case 'true':
      return { kind: 'literal', value: true };
    case 'false':
      return { kind: 'literal', value: false };
    case 'null':
      return { kind: 'literal', value: undefined };
    default:
      return { kind: 'variable', name: name.replace(/^\{(.*)\}$/, '$1') };
  }
}

function parseBlock(reader: Reader): Expression {
  const start = reader.at + 1;
  reader.at = start;
  const statements = parseStatements(reader, '}');
  return { kind: 'block', source: reader.source.slice(start, reader.at - 1), statements };
}

function parseTable(reader: Reader): Expression {
  const entries: (readonly [string, Expression])[] = [];
  for (;;) {
    reader.skipSeparators();
    if (reader.take('}')) return { kind: 'table', entries };
    const key = reader.match(/\w+|'[^']*'|"[^"]*"/y);
    reader.skip();
    if (key === undefined || !reader.take('='))
      return reader.missing("'}' or a key and '=' in a hash literal");
    reader.skip(true);
    entries.push([key.replace(/^['"]|['"]$/g, ''), parseExpression(reader)]);
  }
}

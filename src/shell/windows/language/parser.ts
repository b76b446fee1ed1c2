/**
 * The part of PowerShell's grammar that this shell has: pipelines, chains of them, variables, strings, comparisons, script
 * blocks. What else the language has is refused by its name.
 *
 * @see about_Parsing, about_Pipelines, about_Operators (learn.microsoft.com)
 */
import { parseExpression, parseMembers, parsePrimary, startsExpression } from './expressions.ts';
import type { Reader } from './reader.ts';
import type { Argument, Element, Expression, Pipeline, Redirection, Statement } from './tree.ts';
import { parseWord } from './words.ts';

const absentKeywords =
  /(?:if|else|elseif|for|foreach|while|do|switch|function|filter|class|enum|try|catch|throw|return|param|begin|process|end|using|trap|break|continue|workflow)(?=[\s({]|$)/iy;

/** Statements up to the closing mark, which is stepped over; up to the end of the source when there is none. */
export function parseStatements(reader: Reader, close: string): readonly Statement[] {
  const statements: Statement[] = [];
  for (;;) {
    reader.skipSeparators();
    if (reader.ended) {
      if (close !== '') reader.missing(`closing '${close}'`);
      return statements;
    }
    if (close !== '' && reader.take(close)) return statements;
    statements.push(parseStatement(reader));
    reader.skip();
    const next = reader.peek();
    if (next !== '' && next !== ';' && next !== '\n' && next !== '\r' && next !== close) {
      reader.fail(`Unexpected token '${next}' in expression or statement.`);
    }
  }
}

function parseStatement(reader: Reader): Statement {
  const keyword = reader.match(absentKeywords);
  if (keyword !== undefined) {
    reader.fail(`'${keyword}' is a statement of PowerShell that this host's PowerShell does not have.`);
  }
  const assignment = reader.match(/\$(?:env:)?\w+[ \t]*=(?!=)/iy);
  reader.skip(assignment !== undefined);
  const assignTo = assignment?.slice(1).replace(/[ \t]*=$/, '');
  const first = parsePipeline(reader);
  const rest: { operator: '&&' | '||'; pipeline: Pipeline }[] = [];
  for (;;) {
    reader.skip();
    const operator = reader.take('&&') ? '&&' : reader.take('||') ? '||' : undefined;
    if (!operator) return { assignTo, first, rest };
    reader.skip(true);
    rest.push({ operator, pipeline: parsePipeline(reader) });
  }
}

function parsePipeline(reader: Reader): Pipeline {
  const start = reader.at;
  const elements: Element[] = [];
  for (;;) {
    reader.skip();
    if (reader.ended || /[|;&)}]/.test(reader.peek())) {
      if (elements.length > 0 && reader.ended) reader.missing('command after the pipe');
      if (!reader.take('& '))
        reader.fail(
          elements.length > 0
            ? 'An empty pipe element is not allowed.'
            : `Unexpected token '${reader.peek()}' in expression or statement.`,
        );
      reader.skip();
    }
    elements.push(parseElement(reader));
    reader.skip();
    const source = reader.source.slice(start, reader.at).trim();
    if (reader.peek(2) !== '&&' && reader.take('&')) return { elements, background: true, source };
    if (reader.peek(2) === '||' || !reader.take('|')) return { elements, background: false, source };
    reader.skip(true);
  }
}

function parseElement(reader: Reader): Element {
  const redirections: Redirection[] = [];
  if (startsExpression(reader)) {
    const value = parseExpression(reader);
    takeRedirections(reader, redirections);
    return { kind: 'expression', value, redirections };
  }
  const name = parseWord(reader);
  const args: Argument[] = [];
  for (;;) {
    reader.skip();
    takeRedirections(reader, redirections);
    if (reader.ended || /[|;)}\r\n]/.test(reader.peek()) || isAmpersand(reader)) break;
    args.push(parseArgument(reader));
  }
  return { kind: 'command', name, arguments: args, redirections };
}

/** `&` ends a command; inside a word, as in a URL in no quotes, PowerShell refuses it too. */
function isAmpersand(reader: Reader): boolean {
  return reader.peek() === '&';
}

function parseArgument(reader: Reader): Argument {
  const start = reader.at;
  const name = reader.match(/-[A-Za-z?][\w-]*(?=[\s:|;)}&]|$)/y);
  if (name === undefined) return { kind: 'value', value: parseList(reader) };
  if (!reader.take(':')) return { kind: 'parameter', name: name.slice(1), value: undefined, raw: name };
  reader.skip();
  const value = parseList(reader);
  return { kind: 'parameter', name: name.slice(1), value, raw: reader.source.slice(start, reader.at) };
}

/** One value, or several with commas between. */
function parseList(reader: Reader): Expression {
  const items = [parseValue(reader)];
  for (;;) {
    const before = reader.at;
    reader.skip();
    if (!reader.take(',')) {
      reader.at = before;
      break;
    }
    reader.skip(true);
    items.push(parseValue(reader));
  }
  const [only] = items;
  return items.length === 1 && only ? only : { kind: 'list', items };
}

function parseValue(reader: Reader): Expression {
  return /[{(@]/.test(reader.peek()) ? parseMembers(reader, parsePrimary(reader)) : parseWord(reader);
}

function takeRedirections(reader: Reader, into: Redirection[]): void {
  for (;;) {
    reader.skip();
    const sign = reader.match(/(?:[12*](?=>))?>>?/y);
    if (sign === undefined) return;
    const stream = sign.startsWith('2') ? 2 : 1;
    const appends = sign.endsWith('>>');
    if (reader.take('&1')) {
      into.push({ stream, to: 'output', appends });
      continue;
    }
    reader.skip();
    const to = parseValue(reader);
    into.push({ stream, to, appends });
    if (sign.startsWith('*')) into.push({ stream: 2, to, appends });
  }
}

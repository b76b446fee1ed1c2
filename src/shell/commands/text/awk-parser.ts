/** Reads awk programs: rules, functions, statements. */
import { createCursor } from './awk-cursor.ts';
import { createExpressionReader } from './awk-expressions.ts';
import { AwkSyntaxError, awkTokens } from './awk-lexer.ts';
import type {
  AwkExpression,
  AwkFunction,
  AwkProgram,
  AwkRedirect,
  AwkRule,
  AwkStatement,
} from './awk-tree.ts';

/** @throws AwkSyntaxError */
export function parseAwk(program: string): AwkProgram {
  const tokens = awkTokens(program);
  const rules: AwkRule[] = [];
  const functions = new Map<string, AwkFunction>();
  const called = new Set<string>();
  let loops = 0;
  let inFunction = false;
  const cursor = createCursor(tokens);
  const { last, peek, skip, is, take, expect, newlines, optionalNewlines, inside } = cursor;
  const fail: () => never = cursor.fail;
  const complain: (text: string) => never = cursor.complain;
  const { expression, condition, list, arrayName } = createExpressionReader(cursor, called);

  function endOfStatement(): void {
    if (peek().kind === 'newline' || is(';')) {
      skip();
      return;
    }
    if (!is('}')) fail();
  }

  function simple(): AwkStatement {
    if (is('print') || is('printf')) return output();
    if (take('delete')) {
      const array = arrayName();
      return { kind: 'delete', array, index: take('[') ? inside(() => list(']', 1)) : undefined };
    }
    return { kind: 'expression', expression: expression() };
  }

  function output(): AwkStatement {
    const kind = is('print') ? 'print' : 'printf';
    skip();
    cursor.comparesMore = false;
    const found: AwkExpression[] = [];
    const ends = (): boolean =>
      peek().kind === 'newline' ||
      peek().kind === 'end' ||
      [';', '}', '>', '>>', '|'].some((text) => is(text));
    if (is('(') && listInParentheses()) {
      take('(');
      found.push(...inside(() => list(')')));
    } else if (!ends()) {
      do {
        optionalNewlines();
        found.push(expression());
      } while (take(','));
    }
    let redirect: AwkRedirect | undefined;
    for (const operator of ['>', '>>', '|'] as const) {
      if (!take(operator)) continue;
      redirect = { operator, target: condition() };
      break;
    }
    cursor.comparesMore = true;
    return { kind, arguments: found, redirect };
  }

  /** Whether the parentheses that open here hold the whole list of a print. */
  function listInParentheses(): boolean {
    let depth = 0;
    for (let index = cursor.place(); index < tokens.length; index += 1) {
      const token = tokens[index];
      if (token?.kind === 'operator' && token.text === '(') depth += 1;
      if (token?.kind === 'operator' && token.text === ')') depth -= 1;
      if (depth > 0) continue;
      const after = tokens[index + 1] ?? last;
      return (
        after.kind === 'newline' || after.kind === 'end' || [';', '}', '>', '>>', '|'].includes(after.text)
      );
    }
    return false;
  }

  function body(): AwkStatement {
    optionalNewlines();
    if (take(';')) return { kind: 'block', body: [] };
    return statement();
  }

  function loop(): AwkStatement {
    loops += 1;
    const read = body();
    loops -= 1;
    return read;
  }

  function statement(): AwkStatement {
    if (is('{')) return block();
    if (take('if')) {
      expect('(');
      const test = inside(expression);
      expect(')');
      const then = body();
      const before = cursor.place();
      newlines();
      if (take('else')) return { kind: 'if', test, then, else: body() };
      cursor.back(before);
      return { kind: 'if', test, then, else: undefined };
    }
    if (take('while')) {
      expect('(');
      const test = inside(expression);
      expect(')');
      return { kind: 'while', test, body: loop() };
    }
    if (take('do')) {
      const repeated = loop();
      newlines();
      expect('while');
      expect('(');
      const test = inside(expression);
      expect(')');
      endOfStatement();
      return { kind: 'do', test, body: repeated };
    }
    if (take('for')) return forLoop();
    for (const kind of ['break', 'continue', 'next'] as const) {
      if (!is(kind)) continue;
      if (kind !== 'next' && loops === 0) complain(`${kind} statement outside of loop`);
      if (kind === 'next' && outsideRecords) complain('improper use of next');
      skip();
      endOfStatement();
      return { kind };
    }
    for (const kind of ['exit', 'return'] as const) {
      if (!is(kind)) continue;
      if (kind === 'return' && !inFunction) complain('return outside function body');
      skip();
      const none = peek().kind === 'newline' || is(';') || is('}');
      const value = none ? undefined : expression();
      endOfStatement();
      return { kind, value };
    }
    if (is('nextfile')) complain('improper use of nextfile');
    const read = simple();
    endOfStatement();
    return read;
  }

  let outsideRecords = false;

  function forLoop(): AwkStatement {
    expect('(');
    if (peek().kind === 'name' && peek(1).text === 'in' && peek(3).text === ')') {
      const name = arrayName();
      expect('in');
      const array = arrayName();
      expect(')');
      return { kind: 'forin', name, array, body: loop() };
    }
    const start = is(';') ? undefined : simple();
    expect(';');
    optionalNewlines();
    const test = is(';') ? undefined : expression();
    expect(';');
    optionalNewlines();
    const step = is(')') ? undefined : simple();
    expect(')');
    return { kind: 'for', start, test, step, body: loop() };
  }

  function block(): AwkStatement {
    expect('{');
    const statements: AwkStatement[] = [];
    newlines();
    while (!is('}')) {
      statements.push(statement());
      newlines();
    }
    expect('}');
    return { kind: 'block', body: statements };
  }

  function definition(): void {
    const token = peek();
    if (token.kind !== 'name' && token.kind !== 'function-name') fail();
    skip();
    expect('(');
    const parameters: string[] = [];
    while (peek().kind === 'name') {
      parameters.push(arrayName());
      if (!take(',')) break;
    }
    expect(')');
    optionalNewlines();
    inFunction = true;
    functions.set(token.text, { parameters, body: block() });
    inFunction = false;
  }

  newlines();
  while (peek().kind !== 'end') {
    if (take('function')) definition();
    else if (is('BEGIN') || is('END')) {
      const when = take('BEGIN') ? 'begin' : 'end';
      if (when === 'end') take('END');
      if (!is('{')) fail();
      outsideRecords = true;
      rules.push({ when, from: undefined, to: undefined, body: block() });
      outsideRecords = false;
    } else {
      const from = is('{') ? undefined : expression();
      let to: AwkExpression | undefined;
      if (from && take(',')) {
        optionalNewlines();
        to = expression();
      }
      const rule = is('{') ? block() : undefined;
      if (!rule && peek().kind !== 'newline' && !is(';')) fail();
      rules.push({ when: 'record', from, to, body: rule });
    }
    newlines();
  }
  for (const name of called) {
    if (!functions.has(name)) throw new AwkSyntaxError(`line ${last.line}: function ${name} never defined`);
  }
  return { rules, functions };
}

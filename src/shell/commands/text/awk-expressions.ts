/** Reads the expressions of awk, by their precedence. */
import type { AwkCursor } from './awk-cursor.ts';
import { builtinArguments } from './awk-lexer.ts';
import type { AwkExpression, AwkLvalue } from './awk-tree.ts';

const assignments = new Set(['=', '+=', '-=', '*=', '/=', '%=', '^=']);
const comparisons = new Set(['<', '<=', '==', '!=', '>', '>=']);

export interface ExpressionReader {
  expression(): AwkExpression;
  /** What may name the target of a print. */
  condition(): AwkExpression;
  /** Expressions up to a closing sign, which is taken. */
  list(close: ')' | ']', fewest?: number): AwkExpression[];
  arrayName(): string;
}

/** @param called takes the names of the functions that are called */
export function createExpressionReader(cursor: AwkCursor, called: Set<string>): ExpressionReader {
  const { peek, skip, is, take, expect, optionalNewlines, inside } = cursor;
  const fail: () => never = cursor.fail;
  const complain: (text: string) => never = cursor.complain;

  function isLvalue(expression: AwkExpression): expression is AwkLvalue {
    return expression.kind === 'name' || expression.kind === 'field' || expression.kind === 'element';
  }

  function expression(): AwkExpression {
    const left = condition();
    const token = peek();
    if (token.kind === 'operator' && assignments.has(token.text) && isLvalue(left)) {
      skip();
      return { kind: 'assign', operator: token.text.slice(0, -1), target: left, value: expression() };
    }
    return left;
  }

  function condition(): AwkExpression {
    const test = either();
    if (!take('?')) return test;
    const yes = expression();
    expect(':');
    return { kind: 'condition', test, yes, no: expression() };
  }

  function binary(operators: readonly string[], next: () => AwkExpression): AwkExpression {
    let left = next();
    for (;;) {
      const operator = operators.find((one) => is(one));
      if (operator === undefined) return left;
      skip();
      if (operator === '&&' || operator === '||') optionalNewlines();
      left = { kind: 'binary', operator, left, right: next() };
    }
  }

  const either = (): AwkExpression => binary(['||'], both);
  const both = (): AwkExpression => binary(['&&'], member);

  function member(): AwkExpression {
    let left = matching();
    while (cursor.allowsIn && take('in')) {
      left = { kind: 'in', index: [left], array: arrayName() };
    }
    return left;
  }

  const matching = (): AwkExpression => binary(['~', '!~'], comparison);

  function comparison(): AwkExpression {
    const left = piped();
    const { kind, text } = peek();
    if (kind !== 'operator' || !comparisons.has(text) || (text === '>' && !cursor.comparesMore)) return left;
    skip();
    const right = piped();
    return { kind: 'binary', operator: text, left, right };
  }

  /** `"command" | getline` */
  function piped(): AwkExpression {
    let left = concatenation();
    while (is('|') && peek(1).text === 'getline') {
      skip();
      skip();
      left = { kind: 'getline', from: 'command', source: left, target: optionalLvalue() };
    }
    return left;
  }

  function concatenation(): AwkExpression {
    let left = additive();
    while (beginsOperand()) left = { kind: 'binary', operator: ' ', left, right: additive() };
    return left;
  }

  function beginsOperand(): boolean {
    const { kind, text } = peek();
    if (['number', 'string', 'regex', 'name', 'function-name', 'builtin'].includes(kind)) return true;
    return kind === 'operator' && ['$', '!', '(', '-', '+', '++', '--'].includes(text);
  }

  const additive = (): AwkExpression => binary(['+', '-'], multiplicative);
  const multiplicative = (): AwkExpression => binary(['*', '/', '%'], unary);

  function unary(): AwkExpression {
    for (const operator of ['!', '-', '+']) {
      if (is(operator)) {
        skip();
        return { kind: 'unary', operator, operand: unary() };
      }
    }
    return power();
  }

  function power(): AwkExpression {
    const left = stepped();
    if (!take('^')) return left;
    const sign = ['-', '+', '!'].find((operator) => is(operator));
    return { kind: 'binary', operator: '^', left, right: sign === undefined ? power() : unary() };
  }

  function stepped(): AwkExpression {
    for (const [text, by] of [
      ['++', 1],
      ['--', -1],
    ] as const) {
      if (!take(text)) continue;
      const target = primary();
      if (!isLvalue(target)) fail();
      return { kind: 'step', by, before: true, target };
    }
    const operand = primary();
    if (isLvalue(operand)) {
      if (take('++')) return { kind: 'step', by: 1, before: false, target: operand };
      if (take('--')) return { kind: 'step', by: -1, before: false, target: operand };
    }
    return operand;
  }

  function primary(): AwkExpression {
    const token = peek();
    switch (token.kind) {
      case 'number':
        skip();
        return { kind: 'number', value: token.value };
      case 'string':
        skip();
        return { kind: 'string', value: token.value };
      case 'regex':
        skip();
        return { kind: 'regex', expression: token.expression };
      case 'builtin':
        return builtin(token.text);
      case 'function-name':
        skip();
        called.add(token.text);
        expect('(');
        return { kind: 'call', name: token.text, arguments: inside(() => list(')')) };
      case 'name':
        skip();
        if (!take('[')) return { kind: 'name', name: token.text, line: token.line };
        return { kind: 'element', array: token.text, index: inside(() => list(']', 1)) };
      default:
        break;
    }
    if (take('$')) {
      for (const [text, by] of [
        ['++', 1],
        ['--', -1],
      ] as const) {
        if (!take(text)) continue;
        const target = primary();
        if (!isLvalue(target)) fail();
        return { kind: 'field', index: { kind: 'step', by, before: true, target } };
      }
      if (is('-') || is('+') || is('!')) return { kind: 'field', index: unary() };
      return { kind: 'field', index: primary() };
    }
    if (take('getline')) {
      const target = optionalLvalue();
      if (!take('<')) return { kind: 'getline', from: 'input', source: undefined, target };
      return { kind: 'getline', from: 'file', source: primary(), target };
    }
    if (take('(')) {
      const index = inside(() => list(')', 1));
      const [first] = index;
      if (index.length === 1 && first) return { kind: 'group', inner: first };
      if (!take('in')) fail();
      return { kind: 'in', index, array: arrayName() };
    }
    return fail();
  }

  function builtin(name: string): AwkExpression {
    skip();
    if (name === 'length' && !is('(')) return { kind: 'builtin', name, arguments: [] };
    expect('(');
    const given = inside(() => list(')'));
    const [fewest, most] = builtinArguments[name] ?? [0, 255];
    if (given.length < fewest || given.length > most)
      complain(`wrong number of arguments in call to ${name}`);
    return { kind: 'builtin', name, arguments: given };
  }

  /** Expressions up to a closing sign, which is taken. */
  function list(close: ')' | ']', fewest = 0): AwkExpression[] {
    const found: AwkExpression[] = [];
    if (fewest > 0 || !is(close)) {
      do {
        optionalNewlines();
        found.push(expression());
      } while (take(','));
    }
    expect(close);
    return found;
  }

  function arrayName(): string {
    const token = peek();
    if (token.kind !== 'name') fail();
    skip();
    return token.text;
  }

  function optionalLvalue(): AwkLvalue | undefined {
    if (peek().kind !== 'name' && !is('$')) return undefined;
    const target = primary();
    return isLvalue(target) ? target : fail();
  }

  return { expression, condition, list, arrayName };
}

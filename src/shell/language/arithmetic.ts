/**
 * Arithmetic (bash(1), ARITHMETIC EVALUATION): 64-bit integers; the grammar and its complaints are those of
 * bash's own expr.c, level by level. Text comes in with its expansions done.
 */
import { type Token, Tokens } from './arithmetic-tokens.ts';

/** What an expression does to the shell. Subscripts come as text. */
export interface ArithmeticWorld {
  /** The variable's text; undefined when it is not set. @throws ArithmeticError where `set -u` forbids that */
  read(name: string, subscript: string | undefined): string | undefined;
  write(name: string, subscript: string | undefined, value: string): void;
}

/** Words its own message, without the name of the command. */
export class ArithmeticError extends Error {}

/** How deep parentheses and variables that name variables may go. */
const depthLimit = 90;

export function evaluate(text: string, world: ArithmeticWorld, depth = 0): bigint {
  return new Expression(text, world, depth).value();
}

const wrap = (value: bigint): bigint => BigInt.asIntN(64, value);
const truth = (value: boolean): bigint => (value ? 1n : 0n);

/** Binary operators that have no side effects and no errors of their own, from the loosest. */
const levels: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<', '>', '<=', '>='],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];

class Expression {
  private readonly tokens: Tokens;
  private readonly world: ArithmeticWorld;
  private readonly text: string;
  private readonly depth: number;
  private nesting = 0;
  /** Above 0 in the branch that does not count: nothing is read, written or divided. */
  private idle = 0;

  constructor(text: string, world: ArithmeticWorld, depth: number) {
    this.text = text;
    this.world = world;
    this.depth = depth;
    this.tokens = new Tokens(text, (reason, rest) => this.fail(reason, rest));
  }

  value(): bigint {
    if (this.text.trim() === '') return 0n;
    this.tokens.next();
    const value = this.comma();
    if (!this.atEnd()) this.fail('syntax error in expression');
    return value;
  }

  private fail(reason: string, rest = this.tokens.rest()): never {
    throw new ArithmeticError(`${this.text.trimStart()}: ${reason} (error token is "${rest}")`);
  }

  private is(...operators: readonly string[]): boolean {
    const { current } = this.tokens;
    return current.kind === 'operator' && operators.includes(current.text);
  }

  private atEnd(): boolean {
    return this.tokens.current.kind === 'end';
  }

  private comma(): bigint {
    let value = this.assignment();
    while (this.is(',')) {
      this.tokens.next();
      value = this.assignment();
    }
    return value;
  }

  private assignment(): bigint {
    const target = this.tokens.current;
    const value = this.conditional();
    const { current } = this.tokens;
    if (current.kind !== 'assign') return value;
    if (this.tokens.previous.kind !== 'name' || target.kind !== 'name' || this.tokens.previous !== target) {
      this.fail('attempted assignment to non-variable');
    }
    this.tokens.next();
    const rest = this.tokens.rest();
    const right = this.assignment();
    if (this.idle > 0) return right;
    const operator = current.text.slice(0, -1);
    const result = operator === '' ? right : this.apply(operator, this.read(target), right, rest);
    this.write(target, result);
    return result;
  }

  private conditional(): bigint {
    const test = this.binary(0);
    if (!this.is('?')) return test;
    this.tokens.next();
    if (this.atEnd() || this.is(':')) this.fail('expression expected');
    const yes = this.unless(test === 0n, () => this.comma());
    if (!this.is(':')) this.fail("`:' expected for conditional expression");
    this.tokens.next();
    if (this.atEnd()) this.fail('expression expected');
    const no = this.unless(test !== 0n, () => this.conditional());
    return test === 0n ? no : yes;
  }

  private operatorText(): string {
    const { current } = this.tokens;
    return current.kind === 'operator' ? current.text : '';
  }

  private unless(idle: boolean, branch: () => bigint): bigint {
    if (idle) this.idle += 1;
    const value = branch();
    if (idle) this.idle -= 1;
    return value;
  }

  private binary(level: number): bigint {
    const operators = levels[level];
    if (!operators) return this.power();
    let left = this.binary(level + 1);
    while (this.is(...operators)) {
      const operator = this.operatorText();
      this.tokens.next();
      const rest = this.tokens.rest();
      const settled = (operator === '||' && left !== 0n) || (operator === '&&' && left === 0n);
      const right = this.unless(settled, () => this.binary(level + 1));
      left = this.apply(operator, left, right, rest);
      this.tokens.forget();
    }
    return left;
  }

  private apply(operator: string, left: bigint, right: bigint, rest: string): bigint {
    switch (operator) {
      case '||':
        return truth(left !== 0n || right !== 0n);
      case '&&':
        return truth(left !== 0n && right !== 0n);
      case '|':
        return wrap(left | right);
      case '^':
        return wrap(left ^ right);
      case '&':
        return wrap(left & right);
      case '==':
        return truth(left === right);
      case '!=':
        return truth(left !== right);
      case '<':
        return truth(left < right);
      case '>':
        return truth(left > right);
      case '<=':
        return truth(left <= right);
      case '>=':
        return truth(left >= right);
      case '<<':
        return wrap(left << (right & 63n));
      case '>>':
        return wrap(left >> (right & 63n));
      case '+':
        return wrap(left + right);
      case '-':
        return wrap(left - right);
      case '*':
        return wrap(left * right);
      default: {
        if (right === 0n && this.idle > 0) return 0n;
        if (right === 0n) this.fail('division by 0', rest);
        return wrap(operator === '/' ? left / right : left % right);
      }
    }
  }

  private power(): bigint {
    const base = this.unary();
    if (!this.is('**')) return base;
    this.tokens.next();
    const exponent = this.power();
    if (exponent < 0n) this.fail('exponent less than 0');
    let result = 1n;
    let square = base;
    for (let rest = exponent; rest > 0n; rest >>= 1n) {
      if (rest & 1n) result = wrap(result * square);
      square = wrap(square * square);
    }
    return result;
  }

  private unary(): bigint {
    const operator = this.tokens.current;
    if (operator.kind !== 'operator' || !['!', '~', '-', '+'].includes(operator.text)) return this.operand();
    this.enterNest();
    this.tokens.next();
    const value = this.unary();
    this.nesting -= 1;
    this.tokens.forget();
    switch (operator.text) {
      case '!':
        return truth(value === 0n);
      case '~':
        return wrap(~value);
      case '-':
        return wrap(-value);
      default:
        return value;
    }
  }

  private operand(): bigint {
    const { current } = this.tokens;
    if (current.kind === 'prefix') {
      this.tokens.next();
      const target = this.tokens.current;
      if (target.kind !== 'name') this.fail('identifier expected after pre-increment or pre-decrement');
      const value = wrap(this.read(target) + (current.text === '++' ? 1n : -1n));
      this.write(target, value);
      this.tokens.next();
      this.tokens.forget();
      return value;
    }
    if (current.kind === 'number') {
      this.tokens.next();
      return current.value;
    }
    if (current.kind === 'name') {
      this.tokens.next();
      const after = this.tokens.current;
      if (after.kind === 'assign' && after.text === '=') return 0n;
      const value = this.read(current);
      if (after.kind !== 'postfix') return value;
      this.write(current, wrap(value + (after.text === '++' ? 1n : -1n)));
      this.tokens.next();
      this.tokens.forget();
      return value;
    }
    if (!this.is('(')) this.fail('syntax error: operand expected');
    this.enterNest();
    this.tokens.next();
    const value = this.comma();
    if (!this.is(')')) this.fail("missing `)'");
    this.tokens.next();
    this.tokens.forget();
    this.nesting -= 1;
    return value;
  }

  private enterNest(): void {
    this.nesting += 1;
    if (this.depth + this.nesting > depthLimit) this.fail('expression recursion level exceeded');
  }

  private read({ name, subscript }: Token & { readonly kind: 'name' }): bigint {
    if (this.idle > 0) return 0n;
    const text = this.world.read(name, subscript);
    if (text === undefined || text === '') return 0n;
    if (/^(?:0|[1-9]\d{0,17})$/.test(text)) return BigInt(text);
    if (this.depth + this.nesting > depthLimit) this.fail('expression recursion level exceeded');
    return evaluate(text, this.world, this.depth + this.nesting + 1);
  }

  private write({ name, subscript }: Token & { readonly kind: 'name' }, value: bigint): void {
    if (this.idle === 0) this.world.write(name, subscript, String(value));
  }
}

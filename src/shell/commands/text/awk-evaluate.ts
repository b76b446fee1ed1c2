/** What the expressions of awk are worth. */
import type { Program } from '../../program.ts';
import { calculate } from './awk-functions.ts';
import { AwkSyntaxError } from './awk-lexer.ts';
import type { AwkMemory } from './awk-memory.ts';
import type { AwkExpression, AwkLvalue } from './awk-tree.ts';
import { type AwkValue, compareValues, elementOf, isTrue, numberOf } from './awk-values.ts';

/** A text longer than this ends the program. */
const textLimit = 4 * 1024 * 1024;

/** What is done elsewhere: functions of either kind, and input. */
export interface AwkSteps {
  call(name: string, given: readonly AwkExpression[]): Program<AwkValue>;
  builtin(name: string, given: readonly AwkExpression[]): Program<AwkValue>;
  getline(node: AwkExpression & { readonly kind: 'getline' }): Program<AwkValue>;
}

export interface AwkEvaluator {
  evaluate(node: AwkExpression): Program<AwkValue>;
  /** A regular expression, or a text that is one. */
  regexOf(node: AwkExpression): Program<RegExp>;
  set(target: AwkLvalue, value: AwkValue): Program<AwkValue>;
  /** The key of an element: its indices with SUBSEP between. */
  keyOf(index: readonly AwkExpression[]): Program<string>;
}

export function createEvaluator(memory: AwkMemory, steps: AwkSteps): AwkEvaluator {
  const { record, convert, setting, variable, arrayOf, setVariable, fieldIndex, dynamicRegex, test } = memory;
  const fail: (message: string) => never = memory.fail;

  function* keyOf(index: readonly AwkExpression[]): Program<string> {
    const parts: string[] = [];
    for (const one of index) parts.push(convert(yield* evaluate(one)));
    return parts.join(setting('SUBSEP'));
  }

  function* get(target: AwkLvalue): Program<AwkValue> {
    switch (target.kind) {
      case 'name': {
        if (target.name === 'NF') return record.count();
        const place = variable(target.name);
        if (place.array) {
          throw new AwkSyntaxError(`line ${target.line}: illegal reference to array ${target.name}`);
        }
        return place.value;
      }
      case 'field':
        return record.field(fieldIndex(yield* evaluate(target.index)));
      case 'element': {
        const key = yield* keyOf(target.index);
        return elementOf(arrayOf(variable(target.array), target.array), key).value;
      }
    }
  }

  function* set(target: AwkLvalue, value: AwkValue): Program<AwkValue> {
    if (typeof value === 'string' && value.length > textLimit)
      fail('a text longer than 4 MiB is not kept here');
    switch (target.kind) {
      case 'name':
        setVariable(target.name, value);
        return value;
      case 'field':
        record.setField(fieldIndex(yield* evaluate(target.index)), value);
        return value;
      case 'element': {
        const key = yield* keyOf(target.index);
        elementOf(arrayOf(variable(target.array), target.array), key).value = value;
        return value;
      }
    }
  }

  /** A regular expression, or a text that is one. */
  function* regexOf(expression: AwkExpression): Program<RegExp> {
    if (expression.kind === 'regex') return expression.expression;
    return dynamicRegex(convert(yield* evaluate(expression)));
  }

  function* evaluate(node: AwkExpression): Program<AwkValue> {
    switch (node.kind) {
      case 'number':
      case 'string':
        return node.value;
      case 'regex':
        return Number(test(node.expression, convert(record.field(0))));
      case 'name':
      case 'field':
      case 'element':
        return yield* get(node);
      case 'group':
        return yield* evaluate(node.inner);
      case 'assign': {
        const value = yield* evaluate(node.value);
        if (node.operator === '') return yield* set(node.target, value);
        const before = numberOf(yield* get(node.target));
        return yield* set(node.target, calculate(node.operator, before, numberOf(value)));
      }
      case 'condition':
        return yield* evaluate(isTrue(yield* evaluate(node.test)) ? node.yes : node.no);
      case 'binary':
        return yield* evaluateBinary(node.operator, node.left, node.right);
      case 'unary': {
        const value = yield* evaluate(node.operand);
        if (node.operator === '!') return Number(!isTrue(value));
        return node.operator === '-' ? -numberOf(value) : numberOf(value);
      }
      case 'step': {
        const before = numberOf(yield* get(node.target));
        const after = yield* set(node.target, before + node.by);
        return node.before ? after : before;
      }
      case 'in': {
        const key = yield* keyOf(node.index);
        return Number(arrayOf(variable(node.array), node.array).elements.has(key));
      }
      case 'call':
        return yield* steps.call(node.name, node.arguments);
      case 'builtin':
        return yield* steps.builtin(node.name, node.arguments);
      case 'getline':
        return yield* steps.getline(node);
    }
  }

  function* evaluateBinary(operator: string, left: AwkExpression, right: AwkExpression): Program<AwkValue> {
    const first = yield* evaluate(left);
    if (operator === '&&') return Number(isTrue(first) && isTrue(yield* evaluate(right)));
    if (operator === '||') return Number(isTrue(first) || isTrue(yield* evaluate(right)));
    if (operator === '~' || operator === '!~') {
      return Number(test(yield* regexOf(right), convert(first)) === (operator === '~'));
    }
    const second = yield* evaluate(right);
    if (operator === ' ') return convert(first) + convert(second);
    const format = setting('CONVFMT');
    switch (operator) {
      case '<':
        return Number(compareValues(first, second, format) < 0);
      case '<=':
        return Number(compareValues(first, second, format) <= 0);
      case '==':
        return Number(compareValues(first, second, format) === 0);
      case '!=':
        return Number(compareValues(first, second, format) !== 0);
      case '>':
        return Number(compareValues(first, second, format) > 0);
      case '>=':
        return Number(compareValues(first, second, format) >= 0);
      default:
        return calculate(operator, numberOf(first), numberOf(second));
    }
  }

  return { evaluate, regexOf, set, keyOf };
}

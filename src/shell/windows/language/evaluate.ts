/** What an expression is worth. */
import type { Program } from '../../program.ts';
import { compare } from './compare.ts';
import type { Run } from './run.ts';
import type { Expression } from './tree.ts';
import { flat, isList, isTrue, listOf, numberOf, object, propertyOf, textOf, type Value } from './values.ts';
import { readVariable } from './variables.ts';

export function* evaluate(run: Run, expression: Expression): Program<Value> {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'text': {
      let text = '';
      for (const part of expression.parts) {
        text += typeof part === 'string' ? part : textOf(yield* evaluate(run, part));
      }
      return text;
    }
    case 'variable':
      return yield* readVariable(run, expression.name);
    case 'member':
      return propertyOf(yield* evaluate(run, expression.of), expression.name);
    case 'index': {
      const list = listOf(yield* evaluate(run, expression.of));
      const at = numberOf(yield* evaluate(run, expression.at));
      return list[at < 0 ? list.length + at : at];
    }
    case 'not':
      return !isTrue(yield* evaluate(run, expression.of));
    case 'negative':
      return -numberOf(yield* evaluate(run, expression.of));
    case 'binary':
      return yield* binary(run, expression);
    case 'list': {
      const items: Value[] = [];
      for (const item of expression.items) items.push(yield* evaluate(run, item));
      return items;
    }
    case 'group': {
      const values = yield* run.collect(expression.statements);
      return expression.always ? values : flat(values);
    }
    case 'block':
      return { kind: 'block', source: expression.source, statements: expression.statements };
    case 'table': {
      const entries: Record<string, Value> = {};
      for (const [key, value] of expression.entries) entries[key] = yield* evaluate(run, value);
      return object('Hashtable', entries, 'System.Collections.Hashtable');
    }
  }
}

function* binary(
  run: Run,
  { operator, left, right }: Extract<Expression, { kind: 'binary' }>,
): Program<Value> {
  const one = yield* evaluate(run, left);
  // -and and -or look at the right side only where it matters.
  if (operator === '-and') return isTrue(one) && isTrue(yield* evaluate(run, right));
  if (operator === '-or') return isTrue(one) || isTrue(yield* evaluate(run, right));
  const other = yield* evaluate(run, right);
  switch (operator) {
    case '-xor':
      return isTrue(one) !== isTrue(other);
    case '+':
      if (isList(one)) return [...one, ...listOf(other)];
      return typeof one === 'number' ? one + numberOf(other) : textOf(one) + textOf(other);
    case '-':
      return numberOf(one) - numberOf(other);
    case '*':
      return typeof one === 'string'
        ? one.repeat(Math.max(0, numberOf(other)))
        : numberOf(one) * numberOf(other);
    case '/':
      return numberOf(one) / numberOf(other);
    case '%':
      return numberOf(one) % numberOf(other);
    default:
      return compare(operator, one, other);
  }
}

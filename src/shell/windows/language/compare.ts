/** Comparison operators (about_Comparison_Operators): without regard to case, and with a list on the left as a filter. */
import { PsError } from './errors.ts';
import { isLike, isList, listOf, numberOf, sameText, textOf, type Value } from './values.ts';

/** @param operator `-eq`, `-like` …, in lower case */
export function compare(operator: string, left: Value, right: Value): Value {
  const [, prefix = '', name = ''] =
    /^-([ci]?)(eq|ne|gt|ge|lt|le|like|notlike|match|notmatch|contains|notcontains|in|notin|replace|split|join|f)$/.exec(
      operator,
    ) ?? [];
  const exact = prefix === 'c';
  switch (name) {
    case 'contains':
      return listOf(left).some((one) => equal(one, right, exact));
    case 'notcontains':
      return !listOf(left).some((one) => equal(one, right, exact));
    case 'in':
      return listOf(right).some((one) => equal(one, left, exact));
    case 'notin':
      return !listOf(right).some((one) => equal(one, left, exact));
    case 'join':
      return listOf(left).map(textOf).join(textOf(right));
    case 'split':
      return textOf(left).split(expressionOf(textOf(right), exact));
    case 'replace': {
      const [from, to] = listOf(right);
      return textOf(left).replace(
        new RegExp(expressionOf(textOf(from), exact), exact ? 'g' : 'gi'),
        textOf(to),
      );
    }
    case 'f':
      return textOf(left).replace(/\{(\d+)(?:[,:][^}]*)?\}/g, (_, at: string) =>
        textOf(listOf(right)[Number(at)]),
      );
  }
  if (isList(left)) return left.filter((one) => holds(name, one, right, exact));
  return holds(name, left, right, exact);
}

function expressionOf(pattern: string, exact: boolean): RegExp {
  try {
    return new RegExp(pattern, exact ? '' : 'i');
  } catch {
    throw new PsError(`Invalid pattern '${pattern}'.`);
  }
}

function holds(name: string, left: Value, right: Value, exact: boolean): boolean {
  switch (name) {
    case 'eq':
      return equal(left, right, exact);
    case 'ne':
      return !equal(left, right, exact);
    case 'gt':
      return order(left, right) > 0;
    case 'ge':
      return order(left, right) >= 0;
    case 'lt':
      return order(left, right) < 0;
    case 'le':
      return order(left, right) <= 0;
    case 'like':
      return isLike(textOf(left), textOf(right));
    case 'notlike':
      return !isLike(textOf(left), textOf(right));
    case 'match':
      return expressionOf(textOf(right), exact).test(textOf(left));
    case 'notmatch':
      return !expressionOf(textOf(right), exact).test(textOf(left));
    default:
      throw new PsError(`The operator -${name} is not there in this host's PowerShell.`);
  }
}

/** The right side takes the kind of the left one. */
function equal(left: Value, right: Value, exact: boolean): boolean {
  if (left === undefined || right === undefined) return left === right;
  if (typeof left === 'number') return left === numberOf(right);
  if (typeof left === 'boolean') return left === (typeof right === 'boolean' ? right : textOf(right) !== '');
  return exact ? textOf(left) === textOf(right) : sameText(textOf(left), textOf(right));
}

function order(left: Value, right: Value): number {
  if (typeof left === 'number') return left - numberOf(right);
  const [one, other] = [textOf(left).toLowerCase(), textOf(right).toLowerCase()];
  return one < other ? -1 : one > other ? 1 : 0;
}

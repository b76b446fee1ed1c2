/** Variables as `declare -p` prints them. */
import { doubleQuote } from './quote.ts';
import { scalarOf, subscripts, type Variable } from './variables.ts';

/** `aix`: the attributes by their letters, in bash's order. */
export function attributeLetters(variable: Variable): string {
  const { exported, integer, kind, letters, readonly, reference } = variable;
  return [
    kind === 'indexed' && 'a',
    kind === 'associative' && 'A',
    integer && 'i',
    letters === 'lower' && 'l',
    reference && 'n',
    readonly && 'r',
    letters === 'upper' && 'u',
    exported && 'x',
  ]
    .filter((letter) => letter !== false)
    .join('');
}

/** `declare -x HOME="/home/dev"` */
export function declaration(name: string, variable: Variable): string {
  const start = `declare -${attributeLetters(variable) || '-'} ${name}`;
  if (variable.kind !== 'scalar') return `${start}=${elementsText(variable)}\n`;
  const value = scalarOf(variable);
  return value === undefined ? `${start}\n` : `${start}=${doubleQuote(value)}\n`;
}

/** `([0]="a" [1]="b")` */
export function elementsText(variable: Variable): string {
  const pairs = subscripts(variable).map((key) => {
    const shown = /^[\w.,:/@%+-]+$/.test(key) ? key : variable.kind === 'indexed' ? key : doubleQuote(key);
    return `[${shown}]=${doubleQuote(variable.elements.get(key) ?? '')}`;
  });
  const space = variable.kind === 'associative' && pairs.length > 0 ? ' ' : '';
  return `(${pairs.join(' ')}${space})`;
}

/** A variable as `set` lists it: `name=value`. */
export function listing(name: string, variable: Variable, quote: (text: string) => string): string {
  if (variable.kind !== 'scalar') return `${name}=${elementsText(variable)}\n`;
  const value = scalarOf(variable);
  return value === undefined ? '' : `${name}=${quote(value)}\n`;
}

/** What `${x^^}` and `${x@Q}` make of a text. */
import type { Shell } from '../shell.ts';
import { attributeLetters, declaration } from './declaration.ts';
import { readEscapes } from './escapes.ts';
import { matches, type Pattern } from './pattern.ts';
import { singleOrAnsiQuote } from './quote.ts';

export function changeCase(text: string, operator: '^' | '^^' | ',' | ',,', pattern: Pattern): string {
  const all = operator.length === 2;
  const change = (character: string): string =>
    operator.startsWith('^') ? character.toUpperCase() : character.toLowerCase();
  return [...text]
    .map((character, index) =>
      (all || index === 0) && matches(pattern, character) ? change(character) : character,
    )
    .join('');
}

/** `${name@operator}` for each value. */
export function transform(
  shell: Shell,
  name: string,
  operator: string,
  values: readonly string[],
): readonly string[] {
  const variable = shell.variables.find(name);
  switch (operator) {
    case 'Q':
      return values.map(singleOrAnsiQuote);
    case 'U':
      return values.map((text) => text.toUpperCase());
    case 'L':
      return values.map((text) => text.toLowerCase());
    case 'u':
      return values.map((text) => text.replace(/^./u, (first) => first.toUpperCase()));
    case 'E':
      return values.map((text) => readEscapes(text).text);
    case 'a':
      return variable ? [attributeLetters(variable)] : [];
    case 'A': {
      if (!variable) return [];
      if (variable.kind !== 'scalar') return [declaration(name, variable).trimEnd()];
      const letters = attributeLetters(variable);
      return [`${letters === '' ? '' : `declare -${letters} `}${name}=${singleOrAnsiQuote(values[0] ?? '')}`];
    }
    default:
      return values;
  }
}

/**
 * Patterns (bash(1), Pattern Matching), extended ones included. A pattern is matched by following all places that
 * the text can be at, so that no pattern takes longer than its length times the text's.
 */

type Token =
  | { readonly kind: 'character'; readonly character: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'star' }
  | { readonly kind: 'set'; readonly holds: (character: string) => boolean }
  | { readonly kind: 'extended'; readonly operator: string; readonly choices: readonly Pattern[] };

export type Pattern = readonly Token[];

/** Quotes text so that every character of it stands for itself in a pattern. */
export function escapePattern(text: string): string {
  return text.replace(/[\\*?[\]()|!+@]/g, '\\$&');
}

/** Whether a pattern has anything special. */
export function hasSpecial(pattern: string): boolean {
  return /(?<!\\)(?:\\\\)*(?:[*?]|\[|[?*+@!]\()/.test(pattern);
}

/** A pattern's text with its quoting removed. */
export function unescapePattern(pattern: string): string {
  return pattern.replace(/\\([\s\S])/g, '$1');
}

export function parsePattern(source: string, depth = 0): Pattern {
  const characters = [...source];
  const tokens: Token[] = [];
  for (let index = 0; index < characters.length; index += 1) {
    const character = characters[index] ?? '';
    const group = '?*+@!'.includes(character) && characters[index + 1] === '(' && depth < 50;
    const end = group ? closingParenthesis(characters, index + 1) : undefined;
    if (end !== undefined) {
      const choices = splitChoices(characters.slice(index + 2, end));
      tokens.push({
        kind: 'extended',
        operator: character,
        choices: choices.map((choice) => parsePattern(choice, depth + 1)),
      });
      index = end;
    } else if (character === '*') tokens.push({ kind: 'star' });
    else if (character === '?') tokens.push({ kind: 'any' });
    else if (character === '[') {
      const set = parseSet(characters, index);
      tokens.push(set ? { kind: 'set', holds: set.holds } : { kind: 'character', character });
      index = set?.end ?? index;
    } else if (character === '\\' && index + 1 < characters.length) {
      index += 1;
      tokens.push({ kind: 'character', character: characters[index] ?? '' });
    } else tokens.push({ kind: 'character', character });
  }
  return tokens;
}

function closingParenthesis(characters: readonly string[], open: number): number | undefined {
  let depth = 0;
  for (let index = open; index < characters.length; index += 1) {
    if (characters[index] === '\\') index += 1;
    else if (characters[index] === '(') depth += 1;
    else if (characters[index] === ')') {
      depth -= 1;
      if (depth === 0) return index;
    }
  }
  return undefined;
}

function splitChoices(characters: readonly string[]): readonly string[] {
  const choices = [''];
  let depth = 0;
  for (let index = 0; index < characters.length; index += 1) {
    const character = characters[index] ?? '';
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === '|' && depth === 0) choices.push('');
    else {
      const escaped = character === '\\' ? (characters[index + 1] ?? '') : '';
      choices[choices.length - 1] += character + escaped;
      if (escaped !== '') index += 1;
    }
  }
  return choices;
}

const classes: Readonly<Record<string, RegExp>> = {
  alnum: /[\p{L}\p{N}]/u,
  alpha: /\p{L}/u,
  blank: /[ \t]/,
  cntrl: /\p{Cc}/u,
  digit: /[0-9]/,
  graph: /[^\s\p{Cc}]/u,
  lower: /\p{Ll}/u,
  print: /[^\p{Cc}]/u,
  punct: /[!-/:-@[-`{-~]/,
  space: /\s/,
  upper: /\p{Lu}/u,
  word: /[\p{L}\p{N}_]/u,
  xdigit: /[0-9A-Fa-f]/,
};

function parseSet(
  characters: readonly string[],
  start: number,
): { readonly end: number; readonly holds: (character: string) => boolean } | undefined {
  let index = start + 1;
  const negated = characters[index] === '!' || characters[index] === '^';
  if (negated) index += 1;
  const tests: ((character: string) => boolean)[] = [];
  for (let first = true; ; first = false) {
    let from = characters[index];
    if (from === undefined) return undefined;
    if (from === ']' && !first) break;
    const named = /^\[:([a-z]+):\]/.exec(characters.slice(index, index + 12).join(''));
    if (named) {
      const { [named[1] ?? '']: expression } = classes;
      if (expression) tests.push((character) => expression.test(character));
      index += named[0].length;
      continue;
    }
    if (from === '\\') {
      index += 1;
      from = characters[index];
      if (from === undefined) return undefined;
    }
    index += 1;
    if (characters[index] === '-' && characters[index + 1] !== ']' && characters[index + 1] !== undefined) {
      index += characters[index + 1] === '\\' ? 2 : 1;
      const low = from;
      const high = characters[index] ?? '';
      tests.push((character) => character >= low && character <= high);
      index += 1;
    } else {
      const only = from;
      tests.push((character) => character === only);
    }
  }
  return { end: index, holds: (character) => tests.some((test) => test(character)) !== negated };
}

/** Where a match that begins at one of the places can end. */
export function matchEnds(pattern: Pattern, text: readonly string[], from: number): ReadonlySet<number> {
  return follow(pattern, text, new Set([from]));
}

function follow(pattern: Pattern, text: readonly string[], from: ReadonlySet<number>): ReadonlySet<number> {
  let places = from;
  for (const token of pattern) {
    if (places.size === 0) break;
    places = step(token, text, places);
  }
  return places;
}

function step(token: Token, text: readonly string[], places: ReadonlySet<number>): ReadonlySet<number> {
  switch (token.kind) {
    case 'star':
      return rangeFrom(Math.min(...places), text.length);
    case 'any':
      return advance(places, text, () => true);
    case 'character':
      return advance(places, text, (character) => character === token.character);
    case 'set':
      return advance(places, text, token.holds);
    case 'extended':
      return extended(token.operator, token.choices, text, places);
  }
}

function rangeFrom(from: number, to: number): ReadonlySet<number> {
  const places = new Set<number>();
  for (let place = from; place <= to; place += 1) places.add(place);
  return places;
}

function advance(
  places: ReadonlySet<number>,
  text: readonly string[],
  holds: (character: string) => boolean,
): ReadonlySet<number> {
  const next = new Set<number>();
  for (const place of places) {
    const character = text[place];
    if (character !== undefined && holds(character)) next.add(place + 1);
  }
  return next;
}

function extended(
  operator: string,
  choices: readonly Pattern[],
  text: readonly string[],
  places: ReadonlySet<number>,
): ReadonlySet<number> {
  const once = (from: ReadonlySet<number>): Set<number> =>
    new Set(choices.flatMap((choice) => [...follow(choice, text, from)]));
  if (operator === '@') return once(places);
  if (operator === '?') return new Set([...places, ...once(places)]);
  if (operator === '!') {
    const others = new Set<number>();
    for (const place of places) {
      const matched = once(new Set([place]));
      for (const end of rangeFrom(place, text.length)) if (!matched.has(end)) others.add(end);
    }
    return others;
  }
  const all = operator === '*' ? new Set(places) : once(places);
  for (let fresh: ReadonlySet<number> = all; fresh.size > 0; ) {
    const next = [...once(fresh)].filter((place) => !all.has(place));
    for (const place of next) all.add(place);
    fresh = new Set(next);
  }
  return all;
}

/** Whether the whole text matches. */
export function matches(pattern: Pattern, text: string): boolean {
  const characters = [...text];
  return matchEnds(pattern, characters, 0).has(characters.length);
}

/** `${x#pattern}` and `${x%pattern}`: the text without what matches at one of its ends. */
export function withoutMatch(text: string, pattern: Pattern, operator: '#' | '##' | '%' | '%%'): string {
  const characters = [...text];
  const last = characters.length;
  if (operator.startsWith('#')) {
    const ends = [...matchEnds(pattern, characters, 0)];
    if (ends.length === 0) return text;
    return characters.slice(operator === '#' ? Math.min(...ends) : Math.max(...ends)).join('');
  }
  const starts = [...characters.keys(), last].filter((start) =>
    matchEnds(pattern, characters, start).has(last),
  );
  if (starts.length === 0) return text;
  return characters.slice(0, operator === '%' ? Math.max(...starts) : Math.min(...starts)).join('');
}

/** `${x/pattern/text}`: the longest match at the first place where there is one, or at each. */
export function replaceMatch(
  text: string,
  pattern: Pattern,
  operator: '/' | '//' | '/#' | '/%',
  replacement: (matched: string) => string,
): string {
  const characters = [...text];
  const last = characters.length;
  if (last === 0)
    return matchEnds(pattern, characters, 0).has(0) && pattern.length > 0 ? replacement('') : '';
  let result = '';
  let place = 0;
  while (place < last) {
    const ends = operator === '/#' && place > 0 ? [] : [...matchEnds(pattern, characters, place)];
    const end = operator === '/%' ? (ends.includes(last) ? last : -1) : Math.max(-1, ...ends);
    if (end > place || (operator === '/#' && end === place)) {
      result += replacement(characters.slice(place, end).join(''));
      place = end;
      if (operator !== '//') break;
    } else {
      result += characters[place];
      place += 1;
    }
  }
  return result + characters.slice(place).join('');
}

/** Brace expansion (bash(1), Brace Expansion): text into texts, before anything else looks at them. */

/** The most words that one word becomes. */
const limit = 20_000;

export class TooManyWords extends Error {}

export function expandBraces(text: string): readonly string[] {
  for (let start = 0; start < text.length; start = skip(text, start)) {
    if (text[start] !== '{') continue;
    const group = readGroup(text, start);
    if (!group) continue;
    const before = text.slice(0, start);
    const choices =
      group.choices.length > 1 ? group.choices.flatMap(expandBraces) : sequence(group.choices[0]);
    if (!choices) continue;
    const after = expandBraces(text.slice(group.end));
    if (choices.length * after.length > limit) throw new TooManyWords(text);
    return choices.flatMap((choice) => after.map((rest) => before + choice + rest));
  }
  return [text];
}

/** The place after the character, quoted text or expansion that stands here. */
function skip(text: string, index: number): number {
  const character = text[index];
  if (character === '\\') return index + 2;
  if (character === "'") return endAfter(text, index + 1, "'");
  if (character === '"') return endOfQuotes(text, index + 1);
  if (character === '`') return endAfter(text, index + 1, '`');
  if (character === '$' && (text[index + 1] === '{' || text[index + 1] === '(')) {
    return endOfNest(text, index + 1);
  }
  return index + 1;
}

function endAfter(text: string, from: number, mark: string): number {
  const end = text.indexOf(mark, from);
  return end < 0 ? text.length : end + 1;
}

function endOfQuotes(text: string, from: number): number {
  let index = from;
  while (index < text.length && text[index] !== '"') index = skip(text, index);
  return index + 1;
}

function endOfNest(text: string, open: number): number {
  const close = text[open] === '{' ? '}' : ')';
  let depth = 0;
  for (let index = open; index < text.length; ) {
    if (text[index] === text[open]) depth += 1;
    else if (text[index] === close) {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
    index = text[index] === '$' ? index + 1 : skip(text, index);
  }
  return text.length;
}

function readGroup(
  text: string,
  start: number,
): { readonly choices: readonly string[]; readonly end: number } | undefined {
  const choices: string[] = [];
  let from = start + 1;
  let depth = 0;
  for (let index = start + 1; index < text.length; ) {
    const character = text[index];
    if (character === '{') depth += 1;
    else if (character === '}') {
      if (depth === 0) {
        choices.push(text.slice(from, index));
        return { choices, end: index + 1 };
      }
      depth -= 1;
    } else if (character === ',' && depth === 0) {
      choices.push(text.slice(from, index));
      from = index + 1;
    }
    index = character === '{' ? index + 1 : skip(text, index);
  }
  return undefined;
}

/** `{1..5}`, `{01..10..3}`, `{a..f}` */
function sequence(text = ''): readonly string[] | undefined {
  const match = /^(-?\d+)\.\.(-?\d+)(?:\.\.(-?\d+))?$|^([a-zA-Z])\.\.([a-zA-Z])(?:\.\.(-?\d+))?$/.exec(text);
  if (!match) return undefined;
  const [, first, last, numberStep, firstLetter, lastLetter, letterStep] = match;
  const letters = firstLetter !== undefined;
  const from = letters ? firstLetter.charCodeAt(0) : Number(first);
  const to = letters ? (lastLetter ?? '').charCodeAt(0) : Number(last);
  const step = Math.abs(Number(numberStep ?? letterStep ?? 1)) || 1;
  const count = Math.floor(Math.abs(to - from) / step) + 1;
  if (count > limit) throw new TooManyWords(text);
  const padded = [first, last].some((side) => /^-?0\d/.test(side ?? ''));
  const width = padded ? Math.max((first ?? '').length, (last ?? '').length) : 0;
  return Array.from({ length: count }, (_, index) => {
    const value = from + (to < from ? -step : step) * index;
    if (letters) return String.fromCharCode(value);
    return value < 0 ? `-${String(-value).padStart(width - 1, '0')}` : String(value).padStart(width, '0');
  });
}

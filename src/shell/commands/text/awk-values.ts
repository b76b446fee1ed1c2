/** Values of awk: numbers, texts, and texts from input that look like numbers and count as both. */
import { formatC, numberAtStart } from './format-c.ts';

export interface NumericText {
  readonly text: string;
  readonly number: number;
}

/** Undefined is a variable that nobody has set: 0 and '' at once. */
export type AwkValue = number | string | NumericText | undefined;

/** A text from outside: a field, a line, an argument. */
export function inputValue(text: string): AwkValue {
  if (!/^[ \t\n]*[+-]?(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)[ \t\n]*$/.test(text))
    return text;
  return { text, number: numberOf(text) };
}

export function numberOf(value: AwkValue): number {
  if (typeof value === 'number') return value;
  if (value === undefined) return 0;
  if (typeof value !== 'string') return value.number;
  const hexadecimal = /^[ \t\n]*([+-]?)0[xX]([0-9a-fA-F]+)/.exec(value);
  if (hexadecimal) return (hexadecimal[1] === '-' ? -1 : 1) * Number.parseInt(hexadecimal[2] ?? '0', 16);
  return numberAtStart(value);
}

/** @param format OFMT or CONVFMT, for numbers that are not whole */
export function textOf(value: AwkValue, format: string): string {
  if (typeof value === 'string') return value;
  if (value === undefined) return '';
  if (typeof value !== 'number') return value.text;
  if (Number.isNaN(value)) return Object.is(value, Number.NaN) ? '-nan' : 'nan';
  if (Number.isInteger(value) && Math.abs(value) <= 2147483647) return String(value === 0 ? 0 : value);
  return formatC(format, [value]);
}

export function isTrue(value: AwkValue): boolean {
  if (value === undefined) return false;
  if (typeof value === 'string') return value !== '';
  return (typeof value === 'number' ? value : value.number) !== 0;
}

/** Numbers compare as numbers, everything else as text. */
export function compareValues(a: AwkValue, b: AwkValue, format: string): number {
  if (typeof a !== 'string' && typeof b !== 'string') return numberOf(a) - numberOf(b);
  const [x, y] = [textOf(a, format), textOf(b, format)];
  return x === y ? 0 : x < y ? -1 : 1;
}

export interface AwkArray {
  readonly elements: Map<string, { value: AwkValue; touched: number }>;
  /** Counts accesses: what was used last stands first in its list. */
  uses: number;
}

export function createArray(): AwkArray {
  return { elements: new Map(), uses: 0 };
}

/** The element, made when it is not there: in awk a look creates. */
export function elementOf(array: AwkArray, key: string): { value: AwkValue; touched: number } {
  array.uses += 1;
  let element = array.elements.get(key);
  if (!element) {
    element = { value: undefined, touched: 0 };
    array.elements.set(key, element);
  }
  element.touched = array.uses;
  return element;
}

/** The order in which mawk walks an array: its hash table's lists (FNV-1a, 64 lists and twice as many when full). */
export function keysInOrder({ elements }: AwkArray): readonly string[] {
  let lists = 64;
  while (elements.size > lists * 12) lists *= 2;
  return [...elements]
    .map(([key, { touched }]) => ({ key, touched, list: hashOf(key) & (lists - 1) }))
    .sort((a, b) => a.list - b.list || b.touched - a.touched)
    .map(({ key }) => key);
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ (text.charCodeAt(index) & 255), 0x01000193);
  }
  return hash >>> 0;
}

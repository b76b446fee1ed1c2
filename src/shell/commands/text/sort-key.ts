/** How sort(1) compares two lines: by keys, each with its own way of ordering. */
import { curly } from '../gnu-tool.ts';

/** The letters of the orders that are on: b d f g h i M n r V. */
export type Orders = ReadonlySet<string>;
export const orderLetters = 'bdfghiMnrV';

interface Position {
  /** From 1. */
  readonly field: number;
  /** From 1; 0 in the end of a key means the end of the field. */
  readonly character: number;
}

export interface Key {
  readonly from: Position;
  readonly to: Position | undefined;
  readonly orders: Orders;
}

/** `2,3nr` or `1.3,1.5`; else what is wrong with it. */
export function parseKey(text: string, global: Orders): Key | string {
  const match = /^(\d+)?(?:\.(\d+))?([a-zA-Z]*)(?:,(\d+)?(?:\.(\d+))?([a-zA-Z]*))?(.*)$/s.exec(text);
  if (!match || match[1] === undefined) {
    return `invalid number at field start: invalid count at start of ${curly(text)}`;
  }
  const [, field, character, letters = '', toField, toCharacter, toLetters = '', rest] = match;
  if (Number(field) === 0) return `field number is zero: invalid field specification ${curly(text)}`;
  if (character !== undefined && Number(character) === 0) {
    return `character offset is zero: invalid field specification ${curly(text)}`;
  }
  const wrong = [...letters, ...toLetters].find((letter) => !orderLetters.includes(letter));
  if (wrong !== undefined || rest !== '') {
    return `stray character in field spec: invalid field specification ${curly(text)}`;
  }
  if (text.includes(',') && toField === undefined) {
    return `invalid number after ${curly(',')}: invalid count at start of ${curly(text.split(',')[1] ?? '')}`;
  }
  const own = new Set([...letters, ...toLetters]);
  return {
    from: { field: Number(field), character: Number(character ?? 1) },
    to: toField === undefined ? undefined : { field: Number(toField), character: Number(toCharacter ?? 0) },
    orders: own.size > 0 ? own : global,
  };
}

export interface Comparator {
  compare(a: string, b: string): number;
  /** By the keys alone, as -u asks. */
  equal(a: string, b: string): boolean;
}

export function comparatorOf(
  keys: readonly Key[],
  global: Orders,
  tab: string | undefined,
  stable: boolean,
): Comparator {
  const used: readonly Key[] =
    keys.length > 0 ? keys : [{ from: { field: 1, character: 1 }, to: undefined, orders: global }];
  const whole = keys.length === 0;

  function byKeys(a: string, b: string): number {
    for (const key of used) {
      const order = compareBy(key.orders, whole ? a : part(a, key, tab), whole ? b : part(b, key, tab));
      if (order !== 0) return key.orders.has('r') ? -order : order;
    }
    return 0;
  }

  return {
    compare(a, b) {
      const order = byKeys(a, b);
      if (order !== 0 || stable) return order;
      return global.has('r') ? -byCode(a, b) : byCode(a, b);
    },
    equal: (a, b) => byKeys(a, b) === 0,
  };
}

/** Where each field begins and ends; without a separator a field begins with the blanks before it. */
function fieldsOf(line: string, tab: string | undefined): readonly (readonly [number, number])[] {
  const fields: [number, number][] = [];
  if (tab !== undefined) {
    let start = 0;
    for (const piece of line.split(tab)) {
      fields.push([start, start + piece.length]);
      start += piece.length + tab.length;
    }
    return fields;
  }
  for (const { index, 0: piece } of line.matchAll(/[ \t]*[^ \t]+/g))
    fields.push([index, index + piece.length]);
  return fields;
}

function part(line: string, { from, to, orders }: Key, tab: string | undefined): string {
  const fields = fieldsOf(line, tab);
  const skipBlanks = (at: number): number =>
    orders.has('b') ? at + (/^[ \t]*/.exec(line.slice(at))?.[0].length ?? 0) : at;
  const first = fields[from.field - 1];
  if (!first) return '';
  const start = skipBlanks(first[0]) + from.character - 1;
  let end = line.length;
  if (to) {
    const last = fields[to.field - 1];
    if (last) end = to.character === 0 ? last[1] : Math.min(last[1], skipBlanks(last[0]) + to.character);
  }
  return line.slice(start, Math.max(start, end));
}

const months = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');

function compareBy(orders: Orders, a: string, b: string): number {
  if (orders.has('n')) return numberAtStart(a) - numberAtStart(b);
  if (orders.has('g')) return general(a) - general(b);
  if (orders.has('h')) return compareHuman(a, b);
  if (orders.has('M')) return monthOf(a) - monthOf(b);
  const [x, y] = [folded(a, orders), folded(b, orders)];
  return orders.has('V') ? byVersion(x, y) : byCode(x, y);
}

function folded(text: string, orders: Orders): string {
  let out = orders.has('b') ? text.replace(/^[ \t]+/, '') : text;
  if (orders.has('d')) out = out.replace(/[^ \t\p{L}\p{N}]/gu, '');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what -i ignores.
  if (orders.has('i')) out = out.replace(/[\x00-\x1f\x7f]/g, '');
  return orders.has('f') ? out.toUpperCase() : out;
}

export function byCode(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function numberAtStart(text: string): number {
  return Number(/^[ \t]*(-?\d*\.?\d*)/.exec(text)?.[1]?.replace(/^(-?)$/, '0') ?? 0) || 0;
}

function general(text: string): number {
  const value = Number.parseFloat(text);
  return Number.isNaN(value) ? -Number.MAX_VALUE : value;
}

function compareHuman(a: string, b: string): number {
  const [x, y] = [humanOf(a), humanOf(b)];
  return x.order - y.order || x.value - y.value;
}

/** A bigger unit is a bigger number, whatever stands before it. */
function humanOf(text: string): { readonly order: number; readonly value: number } {
  const match = /^[ \t]*(-?)(\d*\.?\d*)([kKMGTPEZY]?)/.exec(text);
  const value = Number(match?.[2]) || 0;
  const sign = match?.[1] ? -1 : 1;
  const order = value === 0 ? 0 : 'KMGTPEZY'.indexOf((match?.[3] ?? '').toUpperCase() || ' ') + 1;
  return { order: sign * order, value: sign * value };
}

function monthOf(text: string): number {
  return months.indexOf(text.trim().slice(0, 3).toUpperCase());
}

/** filevercmp, without its rules for suffixes and dots at the start. */
export function byVersion(a: string, b: string): number {
  const [x, y] = [a, b].map((text) => text.match(/\d+|\D+/g) ?? []);
  for (let index = 0; index < Math.max(x?.length ?? 0, y?.length ?? 0); index += 1) {
    const [one = '', other = ''] = [x?.[index], y?.[index]];
    if (one === other) continue;
    const both = /^\d/.test(one) && /^\d/.test(other);
    const order = both ? Number(one) - Number(other) : byCode(one, other);
    if (order !== 0) return order;
  }
  return byCode(a, b);
}

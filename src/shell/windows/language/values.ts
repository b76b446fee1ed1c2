/** What flows through a PowerShell pipeline: texts, numbers, truth values, objects with properties, lists, script blocks. */
import type { Statement } from './tree.ts';

export interface PsObject {
  readonly kind: 'object';
  /** Which view shows it: `Process`, `NetTCPConnection`; `Selected` for what Select-Object made. */
  readonly type: string;
  readonly properties: ReadonlyMap<string, Value>;
  /** What stands for it in a string. */
  readonly text?: string;
}

export interface ScriptBlock {
  readonly kind: 'block';
  readonly source: string;
  readonly statements: readonly Statement[];
}

export type Value = string | number | boolean | undefined | PsObject | ScriptBlock | readonly Value[];

export function object(type: string, properties: Readonly<Record<string, Value>>, text?: string): PsObject {
  return {
    kind: 'object',
    type,
    properties: new Map(Object.entries(properties)),
    ...(text !== undefined && { text }),
  };
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function isObject(value: Value): value is PsObject {
  return typeof value === 'object' && !isList(value) && value.kind === 'object';
}

/** As it stands in a table or a string. */
export function textOf(value: Value): string {
  if (value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (isList(value)) return value.map(textOf).join(' ');
  if (value.kind === 'block') return value.source;
  if (value.text !== undefined) return value.text;
  const inner = [...value.properties].map(([name, one]) => `${name}=${textOf(one)}`);
  return `@{${inner.join('; ')}}`;
}

/** Properties are found whatever their case; a list gives the property of each of its members. */
export function propertyOf(value: Value, name: string): Value {
  const wanted = name.toLowerCase();
  if (isObject(value)) {
    for (const [known, one] of value.properties) if (known.toLowerCase() === wanted) return one;
    return undefined;
  }
  if (isList(value)) {
    if (wanted === 'count' || wanted === 'length') return value.length;
    return flat(value.map((one) => propertyOf(one, name)).filter((one) => one !== undefined));
  }
  if (wanted === 'length' && typeof value === 'string') return value.length;
  return wanted === 'count' ? (value === undefined ? 0 : 1) : undefined;
}

/** What a pipeline leaves: nothing, one value, or several. */
export function flat(values: readonly Value[]): Value {
  return values.length <= 1 ? values[0] : values;
}

export function listOf(value: Value): readonly Value[] {
  if (value === undefined) return [];
  return isList(value) ? value : [value];
}

export function isTrue(value: Value): boolean {
  if (isList(value)) return value.length > 1 || isTrue(value[0]);
  return value !== undefined && value !== false && value !== 0 && value !== '';
}

/** NaN where it is no number. */
export function numberOf(value: Value): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value === undefined) return 0;
  const text = textOf(value).trim();
  return text === '' ? 0 : Number(text);
}

/** Windows' wildcards: `*`, `?` and `[a-c]`, whatever the case. */
export function isLike(text: string, pattern: string): boolean {
  const escaped = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  try {
    return new RegExp(`^${escaped}$`, 'is').test(text);
  } catch {
    return text.toLowerCase() === pattern.toLowerCase();
  }
}

export function sameText(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** A sed script as a list of commands. */

import type { SedRegex } from './sed-regex.ts';
import type { Replacement } from './sed-replacement.ts';

export type Address =
  | { readonly kind: 'line'; readonly number: number }
  | { readonly kind: 'step'; readonly first: number; readonly step: number }
  | { readonly kind: 'last' }
  | { readonly kind: 'regex'; readonly regex: SedRegex };

/** Where a range ends. */
export type RangeEnd =
  | Address
  | { readonly kind: 'more'; readonly count: number }
  | { readonly kind: 'multiple'; readonly of: number };

const plainNames = ['=', 'd', 'D', 'g', 'G', 'h', 'H', 'l', 'n', 'N', 'p', 'P', 'x', 'z', 'F'] as const;
/** The commands that are a letter and nothing else. */
type PlainName = (typeof plainNames)[number];

export function isPlain(name: string): name is PlainName {
  return plainNames.some((plain) => plain === name);
}

export type SedAction =
  | { readonly name: PlainName }
  | { readonly name: 'a' | 'i' | 'c'; readonly text: string }
  | { readonly name: 'b' | 't' | 'T'; readonly label: string }
  | { readonly name: 'q' | 'Q'; readonly status: number }
  | { readonly name: 'r' | 'w'; readonly path: string }
  | { readonly name: ':'; readonly label: string }
  /** Where to go on when the address of the block does not fit. */
  | { readonly name: '{'; end: number }
  | { readonly name: '}' }
  | { readonly name: 'y'; readonly map: ReadonlyMap<string, string> }
  | {
      readonly name: 's';
      readonly regex: SedRegex;
      readonly replacement: Replacement;
      readonly global: boolean;
      /** From which match on. */
      readonly from: number;
      readonly print: boolean;
      readonly path: string | undefined;
    };

export interface SedCommand {
  readonly from: Address | undefined;
  readonly to: RangeEnd | undefined;
  readonly negated: boolean;
  readonly action: SedAction;
}

export interface ScriptPart {
  /** `-e expression #1` or `file x.sed` */
  readonly name: string;
  readonly text: string;
}

export class SedError extends Error {}

/** Where in the script a message belongs: in which part, and how far in. */
export function placeOf(parts: readonly ScriptPart[], text: string, place: number): string {
  let start = 0;
  for (const part of parts) {
    const end = start + part.text.length;
    if (place <= end || part === parts.at(-1)) {
      const inside = text.slice(start, place);
      return part.name.startsWith('file ')
        ? `${part.name} line ${inside.split('\n').length}`
        : `${part.name}, char ${inside.length}`;
    }
    start = end + 1;
  }
  return '';
}

/** @throws SedError when a jump leads nowhere */
export function checkLabels(commands: readonly SedCommand[]): void {
  const labels = new Set(commands.map(({ action }) => (action.name === ':' ? action.label : undefined)));
  for (const { action } of commands) {
    if ((action.name === 'b' || action.name === 't' || action.name === 'T') && action.label !== '') {
      if (!labels.has(action.label)) throw new SedError(`can't find label for jump to \`${action.label}'`);
    }
  }
}

import type { Mistake } from './query.ts';
import { mistake } from './query.ts';
import { isPort, LAST_PORT } from './ranges.ts';

export interface ParsedNumber {
  readonly kind: 'number';
  readonly port: number;
  readonly notes: readonly string[];
}

/** The scripts whose digits turn up in pasted text, by the code point of their zero. */
const DIGIT_SCRIPTS: readonly (readonly [zero: number, name: string])[] = [
  [0xff10, 'fullwidth'],
  [0x0660, 'Arabic-Indic'],
  [0x06f0, 'extended Arabic-Indic'],
  [0x0966, 'Devanagari'],
  [0x09e6, 'Bengali'],
  [0x0e50, 'Thai'],
];

function digitScript(character: string): readonly [digit: number, name: string] | undefined {
  const code = character.codePointAt(0) ?? 0;
  for (const [zero, name] of DIGIT_SCRIPTS) {
    if (code >= zero && code < zero + 10) return [code - zero, name];
  }
  return undefined;
}

/** The mistake of writing with digits of another script, told apart by the script's name. */
export function otherDigits(text: string): Mistake | undefined {
  const scripts = new Set<string>();
  let plain = '';
  for (const character of text) {
    const found = digitScript(character);
    plain += found === undefined ? character : String(found[0]);
    if (found !== undefined) scripts.add(found[1]);
  }
  if (scripts.size === 0) return undefined;
  const names = [...scripts].join(' and ');
  plain = plain.replaceAll('\uFF1A', ':').replaceAll('\uFF0E', '.').replaceAll('\uFF0D', '-');
  return mistake(
    `${text} is written with ${names} digits. They look like a number, but programs read only the digits 0 to 9.`,
    `In plain digits it is ${plain}.`,
    plain,
  );
}

const BASES: readonly (readonly [pattern: RegExp, base: number, name: string])[] = [
  [/^0x[\da-f]+$/i, 16, 'hexadecimal'],
  [/^0o[0-7]+$/i, 8, 'octal'],
  [/^0b[01]+$/i, 2, 'binary'],
];

function tooLarge(text: string, value: number): Mistake {
  const low = value % (LAST_PORT + 1);
  const wraps =
    Number.isSafeInteger(value) && low > 0
      ? ` Some programs keep only the lowest 16 bits, and ${text} then becomes ${low}.`
      : '';
  return mistake(
    `${text} is too large: a port is a 16-bit number.${wraps}`,
    `The largest port is ${LAST_PORT}.`,
  );
}

function suggestPort(digits: string): string | undefined {
  return isPort(Number(digits)) ? String(Number(digits)) : undefined;
}

/**
 * Reads one port number: decimal, or 0x, 0o, 0b.
 *
 * @param text without spaces round it
 * @returns a mistake that says what is wrong with something that was meant as a number,
 *   undefined for what is not a number at all
 */
export function parseNumber(text: string): ParsedNumber | Mistake | undefined {
  const other = otherDigits(text);
  if (other !== undefined && /^[^\p{L}]+$/u.test(text)) return other;

  if (/^\d+$/.test(text)) {
    const value = Number(text);
    if (!isPort(value)) return tooLarge(text, value);
    const notes =
      text.length > 1 && text.startsWith('0')
        ? [`Read as ${value}. Some programs take a leading 0 for octal; leave it out.`]
        : [];
    return { kind: 'number', port: value, notes };
  }
  for (const [pattern, base, name] of BASES) {
    if (!pattern.test(text)) continue;
    const value = Number(text);
    if (!isPort(value)) return tooLarge(text, value);
    return {
      kind: 'number',
      port: value,
      notes: [`${text} is ${value}, written in base ${base} (${name}).`],
    };
  }
  if (/^[-\u2212\u2013]\d+$/.test(text)) {
    const digits = text.slice(1);
    return mistake(`${text} is negative.`, 'A port is a number from 0 to 65535.', suggestPort(digits));
  }
  if (/^\+\d+$/.test(text)) {
    return mistake(
      `${text} carries a plus sign.`,
      'A port is written with digits alone.',
      suggestPort(text.slice(1)),
    );
  }
  const decimal = /^-?(\d+)\.\d*$|^\.\d+$/.exec(text);
  if (decimal !== null) {
    return mistake(
      `${text} has a decimal point.`,
      'A port is a whole number from 0 to 65535.',
      decimal[1] === undefined ? undefined : suggestPort(decimal[1]),
    );
  }
  if (/^\d+(?:\.\d+)?e[+-]?\d+$/i.test(text)) {
    const value = String(Number(text));
    return mistake(
      `${text} is scientific notation, which no program takes for a port.`,
      'Write the digits out.',
      suggestPort(value),
    );
  }
  if (/^0x/i.test(text) && /^0x[\da-z]*$/i.test(text)) {
    return mistake(`${text} is not a hexadecimal number.`, 'After 0x come the digits 0 to 9 and a to f.');
  }
  const tail = /^(\d+)([a-z]{1,2})$/i.exec(text);
  if (tail?.[1] !== undefined && tail[2] !== undefined) {
    return mistake(
      `${text} ends in ${tail[2].length === 1 ? 'a letter' : 'letters'}: ${tail[2]}.`,
      'A port is written with digits alone.',
      suggestPort(tail[1]),
    );
  }
  return undefined;
}

/** Backslash escapes as `echo -e`, `printf` and `printf %b` read them. */
import { fromBytes } from '../utf-8.ts';

const letters: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

/** @param zero octal numbers begin with a 0 of their own, as in `echo -e '\0101'` */
export function readEscapes(text: string, zero = true): { readonly text: string; readonly stopped: boolean } {
  const pattern =
    /\\(?:(c)|(0?[0-7]{1,3})|x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([\s\S]))/g;
  let result = '';
  let bytes = '';
  let place = 0;
  const flush = (): void => {
    result += fromBytes(bytes);
    bytes = '';
  };
  for (const match of text.matchAll(pattern)) {
    const between = text.slice(place, match.index);
    if (between !== '') flush();
    result += between;
    place = match.index + match[0].length;
    const [whole, stop, octal, hex, short, long, letter] = match;
    if (stop !== undefined) {
      flush();
      return { text: result, stopped: true };
    }
    if (octal !== undefined) {
      const digits = zero && octal.startsWith('0') ? octal.slice(1) || '0' : octal;
      if (zero && !octal.startsWith('0')) {
        flush();
        result += whole;
      } else if (!zero && octal.length === 4) {
        bytes += String.fromCharCode(Number.parseInt(octal.slice(0, 3), 8) & 255);
        flush();
        result += octal.slice(3);
      } else bytes += String.fromCharCode(Number.parseInt(digits, 8) & 255);
    } else if (hex !== undefined) bytes += String.fromCharCode(Number.parseInt(hex, 16));
    else {
      flush();
      const code = short ?? long;
      if (code !== undefined) {
        const point = Number.parseInt(code, 16);
        result += point > 0x10ffff ? '\ufffd' : String.fromCodePoint(point);
      } else if (!zero && letter !== undefined && '\'"?'.includes(letter)) result += letter;
      else result += letters[letter ?? ''] ?? whole;
    }
  }
  flush();
  return { text: result + text.slice(place), stopped: false };
}

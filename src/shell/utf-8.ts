/** UTF-8 (RFC 3629): text in programs, bytes on the wire. A byte is a character from 0 to 255 there. */
import type { Bytes } from '../simulator/system-call.ts';

const replacement = 0xfffd;

export function toBytes(text: string): Bytes {
  let bytes = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? replacement;
    const scalar = code >= 0xd800 && code <= 0xdfff ? replacement : code;
    if (scalar < 0x80) bytes += String.fromCharCode(scalar);
    else if (scalar < 0x800) bytes += String.fromCharCode(0xc0 | (scalar >> 6), tail(scalar));
    else if (scalar < 0x10000) {
      bytes += String.fromCharCode(0xe0 | (scalar >> 12), tail(scalar >> 6), tail(scalar));
    } else {
      bytes += String.fromCharCode(
        0xf0 | (scalar >> 18),
        tail(scalar >> 12),
        tail(scalar >> 6),
        tail(scalar),
      );
    }
  }
  return bytes;
}

function tail(value: number): number {
  return 0x80 | (value & 0x3f);
}

/** Bytes that are no UTF-8 become U+FFFD. */
export function fromBytes(bytes: Bytes): string {
  let text = '';
  for (let index = 0; index < bytes.length; ) {
    const first = bytes.charCodeAt(index);
    const length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
    let scalar = length === 1 ? first : first & (0x7f >> length);
    let valid = length > 0;
    for (let offset = 1; valid && offset < length; offset += 1) {
      const next = bytes.charCodeAt(index + offset);
      valid = (next & 0xc0) === 0x80;
      scalar = (scalar << 6) | (next & 0x3f);
    }
    valid &&= scalar <= 0x10ffff && !(scalar >= 0xd800 && scalar <= 0xdfff);
    text += String.fromCodePoint(valid ? scalar : replacement);
    index += valid ? length : 1;
  }
  return text;
}

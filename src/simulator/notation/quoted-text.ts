/** Text in quotes: bytes as a reader can type them. */
import type { Bytes } from '../system-call.ts';
import { Unreadable } from './unreadable.ts';

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '0': '\0',
  '"': '"',
  '\\': '\\',
};

/** What a quoted text looks like; `unquote` says what is wrong inside. */
export const quotedPattern = /"(?:[^"\\]|\\.)*"/;

/**
 * The bytes that a quoted text stands for: characters beyond ASCII are UTF-8.
 *
 * @param quoted with its quotes
 */
export function unquote(quoted: string): Bytes {
  let bytes = '';
  const pieces = /\\x[0-9a-fA-F]{2}|\\.|[^\\]/gsu;
  for (const [piece] of quoted.slice(1, -1).matchAll(pieces)) {
    if (piece.length === 4 && piece.startsWith('\\x')) {
      bytes += String.fromCharCode(Number.parseInt(piece.slice(2), 16));
    } else if (piece.startsWith('\\')) {
      const byte = escapes[piece.slice(1)];
      if (byte === undefined) {
        throw new Unreadable(
          `"${piece}" is no escape. What may stand there: \\n \\r \\t \\0 \\" \\\\ and \\x with two hexadecimal digits`,
        );
      }
      bytes += byte;
    } else bytes += encodeUtf8(piece);
  }
  return bytes;
}

/** RFC 3629 §3. */
function encodeUtf8(character: string): Bytes {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return character;
  const tail = (shift: number): number => 0x80 | ((code >> shift) & 0x3f);
  if (code < 0x800) return String.fromCharCode(0xc0 | (code >> 6), tail(0));
  if (code < 0x10000) return String.fromCharCode(0xe0 | (code >> 12), tail(6), tail(0));
  return String.fromCharCode(0xf0 | (code >> 18), tail(12), tail(6), tail(0));
}

const names = new Map(Object.entries(escapes).map(([letter, byte]) => [byte, `\\${letter}`]));

/** The quoted text for these bytes; what is not printable ASCII is escaped. */
export function quote(bytes: Bytes): string {
  let text = '';
  for (const byte of bytes) {
    const code = byte.charCodeAt(0);
    const printable = code >= 0x20 && code < 0x7f;
    text += names.get(byte) ?? (printable ? byte : `\\x${code.toString(16).padStart(2, '0')}`);
  }
  return `"${text}"`;
}

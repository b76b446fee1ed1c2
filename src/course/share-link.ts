/**
 * A world in a link: its steps as text for the fragment of an address, which is never sent to a server.
 *
 * The text is `1.` (the version) and the steps as JSON in base64url. A later version of Homeport reads this one; this
 * one says of a later version that it is later.
 */
import type { WorldStep } from './world.ts';
import { readStep } from './world-step.ts';

const version = 1;
const longest = 200_000;

export type ReadLink =
  | { readonly ok: true; readonly steps: readonly WorldStep[] }
  | { readonly ok: false; readonly problem: 'newer' | 'broken' | 'too long' };

export function writeLink(steps: readonly WorldStep[]): string {
  return `${version}.${toBase64Url(JSON.stringify(steps))}`;
}

export function readLink(text: string): ReadLink {
  if (text.length > longest) return { ok: false, problem: 'too long' };
  const [head = '', body = '', ...rest] = text.split('.');
  if (/^\d{1,4}$/.test(head) && Number(head) > version) return { ok: false, problem: 'newer' };
  if (head !== String(version) || rest.length > 0) return { ok: false, problem: 'broken' };
  const steps = readSteps(body);
  return steps ? { ok: true, steps } : { ok: false, problem: 'broken' };
}

function readSteps(body: string): readonly WorldStep[] | undefined {
  let json: unknown;
  try {
    json = JSON.parse(fromBase64Url(body));
  } catch {
    return undefined;
  }
  if (!Array.isArray(json)) return undefined;
  const steps: WorldStep[] = [];
  for (const item of json) {
    const step = readStep(item);
    if (!step || step.at < (steps.at(-1)?.at ?? 0)) return undefined;
    steps.push(step);
  }
  return steps;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** UTF-8, then RFC 4648 §5 without padding. */
function toBase64Url(text: string): string {
  const bytes = unescapeBytes(encodeURIComponent(text));
  let out = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.slice(i, i + 3);
    const word = (a << 16) | (b << 8) | c;
    const digits = [word >> 18, (word >> 12) & 63, (word >> 6) & 63, word & 63];
    for (const digit of digits.slice(0, Math.min(3, bytes.length - i) + 1)) out += alphabet[digit];
  }
  return out;
}

/** @throws URIError when the bytes are no UTF-8, RangeError for a character outside the alphabet */
function fromBase64Url(text: string): string {
  let word = 0;
  let bits = 0;
  let escaped = '';
  for (const char of text) {
    const digit = alphabet.indexOf(char);
    if (digit < 0) throw new RangeError(`"${char}" is no base64url digit`);
    word = ((word << 6) | digit) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      escaped += `%${((word >> bits) & 0xff).toString(16).padStart(2, '0')}`;
    }
  }
  return decodeURIComponent(escaped);
}

function unescapeBytes(escaped: string): readonly number[] {
  const bytes: number[] = [];
  for (const [part] of escaped.matchAll(/%[0-9A-F]{2}|[^%]/g)) {
    bytes.push(part.length === 3 ? Number.parseInt(part.slice(1), 16) : part.charCodeAt(0));
  }
  return bytes;
}

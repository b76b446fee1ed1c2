/** The first messages of PostgreSQL's protocol, version 3: who asks, and what is said to that. */
import type { Bytes } from '../../../simulator/system-call.ts';

/** The start-up packet that asks whether TLS is spoken. */
export const sslRequest: Bytes = '\x00\x00\x00\x08\x04\xd2\x16\x2f';

const number = (value: number): Bytes =>
  [24, 16, 8, 0].map((shift) => String.fromCharCode((value >>> shift) & 255)).join('');

export function startupMessage(user: string, database: string): Bytes {
  const text = `${number(196608)}user\0${user}\0database\0${database}\0\0`;
  return number(text.length + 4) + text;
}

/** The user of a whole start-up packet. */
export function readStartup(received: Bytes): string | undefined {
  if (received.slice(4, 8) !== number(196608) || !received.endsWith('\0\0')) return undefined;
  const words = received.slice(8).split('\0');
  return words[words.indexOf('user') + 1];
}

export const authenticationOk: Bytes = `R${number(8)}${number(0)}`;

/** @param code an SQLSTATE */
export function errorResponse(code: string, message: string): Bytes {
  const text = `SFATAL\0VFATAL\0C${code}\0M${message}\0\0`;
  return `E${number(text.length + 4)}${text}`;
}

/** What an error says, as psql shows it; undefined for any other answer. */
export function errorText(received: Bytes): string | undefined {
  const [, severity, message] = /^E[\s\S]{4}S(\w+)\0(?:[^M][^\0]*\0)*M([^\0]*)\0/.exec(received) ?? [];
  return message === undefined ? undefined : `${severity}:  ${message}`;
}

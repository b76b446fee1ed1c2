/** The small words of the notation: names, numbers, times, addresses. */
import { parseAddress } from '../address.ts';
import type { EndpointArgument, PortRange, PortReference } from './case.ts';
import { type LineReader, wholeNumber } from './line-reader.ts';
import { shown, Unreadable, unreadable } from './unreadable.ts';

export const namePattern = /[A-Za-z_][A-Za-z0-9_-]*/;

const endpointForms = '127.0.0.1:80, [::1]:80, [::ffff:127.0.0.1]:80, 127.0.0.1:port(NAME)';

/** Checks that a name was given to a socket further up. */
export type KnownSocket = (name: string) => string;

export function readSocketName(reader: LineReader, known: KnownSocket): string {
  return known(reader.expect(namePattern, 'the name of a socket'));
}

/** Checks that a `host` line further up gave the name. */
export function knownHost(name: string, hosts: ReadonlySet<string>): string {
  if (hosts.has(name)) return name;
  throw unreadable(
    `No host is named "${name}" above this line.`,
    hosts.size > 0 ? [...hosts] : 'host NAME …',
  );
}

/** One of a list of words, which is what the error names. */
export function readOneOf<T extends string>(reader: LineReader, words: readonly T[]): T {
  const text = reader.take(/[A-Za-z0-9_-]+/) ?? '';
  const found = words.find((word) => word === text);
  if (found === undefined) throw unreadable(`${shown(text || reader.rest())} cannot stand here.`, words);
  return found;
}

export function readInteger(reader: LineReader, low: number, high: number, what: string): number {
  return wholeNumber(reader.expect(/-?\d+/, `${what}, ${low} to ${high}`), low, high, what);
}

export const timePattern = /\d+(?:\.\d{1,3})?s(?![A-Za-z0-9])/;

/** `1.5s` in milliseconds. */
export function milliseconds(text: string): number {
  return wholeNumber(
    String(Math.round(Number.parseFloat(text) * 1000)),
    0,
    1_000_000_000,
    'time in milliseconds',
  );
}

export function readPort(text: string): number {
  return wholeNumber(text, 0, 65535, 'port');
}

/** `LOW-HIGH`. */
export function readRange(text: string): PortRange {
  const [low = '', high = ''] = text.split('-');
  return { low: readPort(low), high: readPort(high) };
}

/** The address before a port, with its colon: `127.0.0.1:` or `[::1]:`. */
export function readAddress(reader: LineReader, mayStand = endpointForms): string {
  const text = reader.expect(/\[[^\]\s,()]*\]:|[0-9A-Za-z.%]+:(?!:)/, mayStand).slice(0, -1);
  const bare = text.startsWith('[') ? text.slice(1, -1) : text;
  const address = parseAddress(bare);
  const bracketed = text.startsWith('[');
  if (address === undefined || bracketed !== address.includes(':')) {
    throw unreadable(`${shown(text)} is no address.`, mayStand);
  }
  return address;
}

export function readPortReference(reader: LineReader, known: KnownSocket): PortReference {
  const number = reader.take(/\d+/);
  if (number !== undefined) return readPort(number);
  const name = reader.expect(/port\([^)\s]*\)/, ['a port number', 'port(NAME)']).slice(5, -1);
  return { portOf: known(name) };
}

export function readEndpoint(reader: LineReader, known: KnownSocket): EndpointArgument {
  return { address: readAddress(reader), port: readPortReference(reader, known) };
}

export function formatTime(time: number): string {
  return `${time / 1000}s`;
}

export function expectEnd(reader: LineReader, mayStand: string): void {
  if (!reader.atEnd()) throw unreadable(`${shown(reader.rest())} cannot stand here.`, mayStand);
}

export function mustBe(condition: boolean, message: string): void {
  if (!condition) throw new Unreadable(message);
}

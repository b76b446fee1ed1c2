/**
 * IP addresses as text, in one canonical spelling each, so that equal addresses are equal strings:
 * IPv4 as four decimal numbers, IPv6 as RFC 5952 has it, IPv4-mapped as `::ffff:192.0.2.1`.
 */
import ipaddr from 'ipaddr.js';

export type Family = 'AF_INET' | 'AF_INET6';

/** What a sockaddr holds. `port` is 0 to 65535; `address` is canonical text of that family. */
export interface SocketAddress {
  readonly family: Family;
  readonly address: string;
  readonly port: number;
}

/** The canonical text, or undefined when this is not an address as inet_pton(3) reads one. */
export function parseAddress(text: string): string | undefined {
  if (text.includes(':')) {
    if (!ipaddr.IPv6.isValid(text) || text.includes('%')) return undefined;
    const address = ipaddr.IPv6.parse(text);
    return address.isIPv4MappedAddress()
      ? `::ffff:${address.toIPv4Address().toString()}`
      : address.toRFC5952String();
  }
  return ipaddr.IPv4.isValidFourPartDecimal(text) ? ipaddr.IPv4.parse(text).toString() : undefined;
}

export function familyOf(address: string): Family {
  return address.includes(':') ? 'AF_INET6' : 'AF_INET';
}

export function socketAddress(address: string, port: number): SocketAddress {
  return { family: familyOf(address), address, port };
}

const mappedPrefix = '::ffff:';

/** The IPv4 address inside an IPv4-mapped IPv6 address (RFC 4291 §2.5.5.2), else undefined. */
export function mappedIPv4(address: string): string | undefined {
  const inner = address.startsWith(mappedPrefix) ? address.slice(mappedPrefix.length) : '';
  return inner.includes('.') ? inner : undefined;
}

export function toMapped(ipv4: string): string {
  return mappedPrefix + ipv4;
}

/** How a socket of this family writes an address: an IPv6 socket writes IPv4 in mapped form. */
export function spellAddress(family: Family, address: string): string {
  return family === 'AF_INET6' && !address.includes(':') ? toMapped(address) : address;
}

export function spellEndpoint(
  family: Family,
  { address, port }: { readonly address: string; readonly port: number },
): { address: string; port: number } {
  return { address: spellAddress(family, address), port };
}

/** The address as it stands in a packet: a mapped address travels as plain IPv4. */
export function onTheWire(address: string): string {
  return mappedIPv4(address) ?? address;
}

/** 0.0.0.0, ::, and the mapped form of 0.0.0.0. */
export function isWildcard(address: string): boolean {
  return address === '::' || onTheWire(address) === '0.0.0.0';
}

/** 127.0.0.0/8 (RFC 1122 §3.2.1.3), ::1 (RFC 4291 §2.5.3), and 127/8 mapped. */
export function isLoopback(address: string): boolean {
  return address === '::1' || onTheWire(address).startsWith('127.');
}

/** 224.0.0.0/4 (RFC 5771) and ff00::/8 (RFC 4291 §2.7). */
export function isMulticast(address: string): boolean {
  const wire = onTheWire(address);
  if (wire.includes(':')) return wire.startsWith('ff');
  const first = Number.parseInt(wire, 10);
  return first >= 224 && first <= 239;
}

/** fe80::/10 (RFC 4291 §2.5.6). */
export function isLinkLocalIPv6(address: string): boolean {
  return /^fe[89ab]/.test(address);
}

export interface Prefix {
  readonly address: string;
  readonly length: number;
}

/** Reads `192.0.2.10/24`; undefined when either half is wrong. */
export function parsePrefix(text: string): Prefix | undefined {
  const [left = '', right = ''] = text.split('/');
  const address = parseAddress(left);
  if (address === undefined || !/^\d{1,3}$/.test(right)) return undefined;
  const length = Number(right);
  return length <= (address.includes(':') ? 128 : 32) ? { address, length } : undefined;
}

/** Whether `address` lies in the prefix's network. */
export function inPrefix(address: string, prefix: Prefix): boolean {
  const one = bytesOf(address);
  const other = bytesOf(prefix.address);
  if (one.length !== other.length) return false;
  const whole = prefix.length >> 3;
  for (let index = 0; index < whole; index += 1) if (one[index] !== other[index]) return false;
  const rest = 8 - (prefix.length & 7);
  return rest === 8 || (one[whole] ?? 0) >> rest === (other[whole] ?? 0) >> rest;
}

const knownBytes = new Map<string, readonly number[]>();
const mostKnown = 10_000;

/** Every packet is held against prefixes at each step of its way, and reading an address costs more than comparing it. */
function bytesOf(address: string): readonly number[] {
  const known = knownBytes.get(address);
  if (known) return known;
  if (knownBytes.size >= mostKnown) knownBytes.clear();
  const bytes = ipaddr.parse(address).toByteArray();
  knownBytes.set(address, bytes);
  return bytes;
}

/** The last address of an IPv4 network, to which a broadcast goes. */
export function broadcastOf(prefix: Prefix): string | undefined {
  if (familyOf(prefix.address) === 'AF_INET6' || prefix.length > 30) return undefined;
  return ipaddr.IPv4.broadcastAddressFromCIDR(`${prefix.address}/${prefix.length}`).toString();
}

/** `127.0.0.1:80`, `[::1]:80`. */
export function formatEndpoint({ address, port }: { address: string; port: number }): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

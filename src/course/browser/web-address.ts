/** URLs as a browser judges them: origin (RFC 6454 §4), site, and how public their address is. */
import { inPrefix, isLoopback, type Prefix, parseAddress, parsePrefix } from '../../simulator/address.ts';

export interface WebAddress {
  readonly scheme: 'http' | 'https' | 'ws' | 'wss';
  /** A name or an address; an IPv6 address without brackets. */
  readonly host: string;
  readonly port: number;
}

const usualPorts = { http: 80, https: 443, ws: 80, wss: 443 } as const;

/** Reads `http://localhost:3000`; a path behind it is passed over. Undefined when this is no such URL. */
export function readWebAddress(text: string): WebAddress | undefined {
  const match = /^(https?|wss?):\/\/(\[[^\]]+\]|[^/:?#]+)(?::(\d{1,5}))?(?:[/?#].*)?$/i.exec(text.trim());
  const scheme = match?.[1]?.toLowerCase();
  if (!match || (scheme !== 'http' && scheme !== 'https' && scheme !== 'ws' && scheme !== 'wss'))
    return undefined;
  const host = (match[2] ?? '').replace(/^\[|\]$/g, '').toLowerCase();
  const port = match[3] === undefined ? usualPorts[scheme] : Number(match[3]);
  if (port > 65535 || (host.includes(':') && !parseAddress(host))) return undefined;
  return { scheme, host, port };
}

/** As the `Host` header has it. */
export function hostHeader({ scheme, host, port }: WebAddress): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return port === usualPorts[scheme] ? name : `${name}:${port}`;
}

/** As the `Origin` header has it. */
export function originOf(address: WebAddress): string {
  return `${address.scheme}://${hostHeader(address)}`;
}

export function isSameOrigin(one: WebAddress, other: WebAddress): boolean {
  return originOf(one) === originOf(other);
}

export function isEncrypted({ scheme }: Pick<WebAddress, 'scheme'>): boolean {
  return scheme === 'https' || scheme === 'wss';
}

/**
 * Scheme and host, whatever the port (HTML, "site").
 *
 * Differs from it: two names below one registrable domain count as two sites, for there is no public suffix list here.
 */
export function siteOf(address: WebAddress): string {
  const host = address.host.includes(':') ? `[${address.host}]` : address.host;
  return `${isEncrypted(address) ? 'https' : 'http'}://${host}`;
}

export function isSameSite(one: WebAddress, other: WebAddress): boolean {
  return siteOf(one) === siteOf(other);
}

/** Secure Contexts §3.1: by TLS, or because it cannot leave the machine. */
export function isTrustworthy({ scheme, host }: WebAddress): boolean {
  if (isEncrypted({ scheme })) return true;
  const name = host.replace(/\.$/, '');
  if (name === 'localhost' || name.endsWith('.localhost')) return true;
  return host === '::1' || (!host.includes(':') && isLoopback(host));
}

export type AddressSpace = 'public' | 'local' | 'loopback';

const prefixes = (...texts: readonly string[]): readonly Prefix[] =>
  texts.flatMap((text) => parsePrefix(text) ?? []);
const loopbackSpace = prefixes('127.0.0.0/8', '::1/128', '0.0.0.0/32', '::/128', '198.18.0.0/15');
const localSpace = prefixes(
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  '0.0.0.0/8',
  'fc00::/7',
  'fe80::/10',
);

/**
 * Local Network Access, "IP address space". Differs from it: documentation prefixes (192.0.2.0/24, 203.0.113.0/24 and
 * their like) count as public here, because they stand for the internet on these pages.
 */
export function spaceOf(address: string): AddressSpace {
  if (loopbackSpace.some((prefix) => inPrefix(address, prefix))) return 'loopback';
  return localSpace.some((prefix) => inPrefix(address, prefix)) ? 'local' : 'public';
}

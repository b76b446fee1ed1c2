/** What ip(8) and ifconfig(8) say about an interface beyond its addresses. */
import { broadcastOf, familyOf, inPrefix, isLinkLocalIPv6, type Prefix } from '../../../simulator/address.ts';
import type { Host, Interface } from '../../../simulator/host.ts';

export interface InterfaceFacts {
  readonly name: string;
  /** Counted from 1, as the kernel counts. */
  readonly index: number;
  readonly loopback: boolean;
  readonly mtu: number;
  readonly mac: string;
  readonly addresses: readonly Prefix[];
}

export function interfacesOf(host: Host): readonly InterfaceFacts[] {
  return host.interfaces.map((one, index) => factsOf(host, one, index));
}

/** Each interface of a network has a MAC address of its own, the first QEMU's example. */
function factsOf(host: Host, { name, addresses }: Interface, index: number): InterfaceFacts {
  const loopback = name === 'lo';
  const last = (0x55 + host.network.hosts.indexOf(host) * 8 + index) & 0xff;
  return {
    name,
    index: index + 1,
    loopback,
    mtu: loopback ? 65536 : 1500,
    mac: loopback ? '00:00:00:00:00:00' : `52:54:00:12:34:${last.toString(16).padStart(2, '0')}`,
    addresses: [...addresses].sort((a, b) => rank(a) - rank(b)),
  };
}

/** IPv4 first; of IPv6 what reaches farther first. */
function rank({ address }: Prefix): number {
  if (!address.includes(':')) return 0;
  return { global: 1, link: 2, host: 3 }[scopeOf(address)];
}

/** How far an address is known (ip-address(8), `scope`). */
export function scopeOf(address: string): 'host' | 'link' | 'global' {
  if (address === '::1' || address.startsWith('127.')) return 'host';
  return isLinkLocalIPv6(address) ? 'link' : 'global';
}

export function hasFamily(family: '4' | '6' | undefined, { address }: Prefix): boolean {
  return family === undefined || (familyOf(address) === 'AF_INET') === (family === '4');
}

/** A second address of the same IPv4 network. */
export function isSecondary(all: readonly Prefix[], prefix: Prefix): boolean {
  const before = all.slice(0, all.indexOf(prefix));
  return (
    !prefix.address.includes(':') &&
    before.some((other) => other.length === prefix.length && inPrefix(prefix.address, other))
  );
}

/** `192.168.1.255`; loopback has none. */
export function broadcastAddress(facts: InterfaceFacts, prefix: Prefix): string | undefined {
  return facts.loopback ? undefined : broadcastOf(prefix);
}

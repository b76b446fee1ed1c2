/** Interfaces that come, and hosts that go, while the network runs: a container's bridge, and the containers on it. */
import { broadcastOf, type Prefix, parsePrefix } from './address.ts';
import type { Host, Interface } from './host.ts';
import type { Link } from './link.ts';

/** Gives a host one more interface. @throws when the address is no prefix: a bug, not a mistake of a program */
export function attachInterface(host: Host, name: string, link: Link, text: string): void {
  const address = parsePrefix(text);
  if (!address) throw new Error(`${host.name}: "${text}" is not ADDRESS/LENGTH`);
  const added = { name, addresses: [address], link };
  host.interfaces.push(added);
  host.broadcasts.add(broadcastOf(address));
  link.ends.push({ host, interface: added });
}

/** Takes a host off its links and out of its network: nobody answers at its addresses any more. */
export function removeHost(host: Host): void {
  for (const { link } of host.interfaces) {
    const end = link?.ends.findIndex((known) => known.host === host) ?? -1;
    if (end >= 0) link?.ends.splice(end, 1);
  }
  const { hosts } = host.network;
  const index = hosts.indexOf(host);
  if (index >= 0) hosts.splice(index, 1);
}

/** Gives an interface one more address (ifconfig(8), alias); one that it has stays as it is. */
export function addAddress(host: Host, one: Interface, prefix: Prefix): void {
  const others = one.addresses.filter(({ address }) => address !== prefix.address);
  Object.assign(one, { addresses: [...others, prefix] });
  host.broadcasts.add(broadcastOf(prefix));
}

/** @returns false when the interface does not have it */
export function removeAddress(one: Interface, address: string): boolean {
  const others = one.addresses.filter((prefix) => prefix.address !== address);
  if (others.length === one.addresses.length) return false;
  Object.assign(one, { addresses: others });
  return true;
}

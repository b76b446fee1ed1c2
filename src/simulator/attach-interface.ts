/** Interfaces that come, and hosts that go, while the network runs: a container's bridge, and the containers on it. */
import { broadcastOf, parsePrefix } from './address.ts';
import type { Host } from './host.ts';
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

/** What joins interfaces: a Wi-Fi, a switch, a bridge, a cable. Whatever one end sends every other end may hear. */
import type { Host, Interface } from './host.ts';
import type { Network } from './network.ts';

export interface LinkEnd {
  readonly host: Host;
  readonly interface: Interface;
}

export interface Link {
  readonly name: string;
  readonly ends: LinkEnd[];
}

export function createLink(network: Network, name: string): Link {
  const link: Link = { name, ends: [] };
  network.links.push(link);
  return link;
}

/** Who answers when the link is asked for an address (ARP, RFC 826; neighbour discovery, RFC 4861): nobody, or the first. */
export function endWith(link: Link, address: string): LinkEnd | undefined {
  return link.ends.find((end) => end.interface.addresses.some((own) => own.address === address));
}

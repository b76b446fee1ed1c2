/** Which way a packet leaves a host (ip-route(8)): the longest prefix that holds its destination. */
import { inPrefix, type Prefix } from './address.ts';
import type { Host, Interface } from './host.ts';

export interface Route {
  /** Length 0 is the default route. */
  readonly destination: Prefix;
  /** The router that takes the packet on. */
  readonly via: string;
  readonly interface: Interface;
}

export interface Way {
  readonly interface: Interface;
  /** Who on the link is asked to take it: the destination itself, or a router. */
  readonly nextHop: string;
}

/** Undefined when no route holds the address. Addresses of the host itself are not asked about here. */
export function wayTo(host: Host, destination: string): Way | undefined {
  let best: Way | undefined;
  let longest = -1;
  for (const link of host.interfaces) {
    if (link.name === 'lo') continue;
    for (const prefix of link.addresses) {
      if (prefix.length <= longest || !inPrefix(destination, prefix)) continue;
      longest = prefix.length;
      best = { interface: link, nextHop: destination };
    }
  }
  for (const route of host.routes) {
    if (route.destination.length <= longest || !inPrefix(destination, route.destination)) continue;
    longest = route.destination.length;
    best = { interface: route.interface, nextHop: route.via };
  }
  return best;
}

/** @throws when no interface of the host has the router's network: a mistake in a scene, not in a program */
export function createRoute(
  interfaces: readonly Interface[],
  { destination, via }: { readonly destination: Prefix; readonly via: string },
): Route {
  const link = interfaces.find(({ name, addresses }) => {
    return name !== 'lo' && addresses.some((prefix) => inPrefix(via, prefix));
  });
  if (!link) throw new Error(`no interface is in the network of the router ${via}`);
  return { destination, via, interface: link };
}

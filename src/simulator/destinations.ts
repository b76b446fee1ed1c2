/** Which addresses and ports lead to a socket: its host's own, and those that some host translates to it. */
import { type Family, familyOf, isLoopback, isWildcard, onTheWire } from './address.ts';
import type { Host } from './host.ts';
import type { NatTarget } from './nat.ts';
import type { Network } from './network.ts';
import type { FilterRule } from './packet-filter.ts';
import type { Listener, Viewpoint } from './reach.ts';
import type { Endpoint } from './socket.ts';

/** A rule of a host's nat table that hands a port on: what comes for `port` there goes to `to`. */
export interface Forward {
  readonly host: Host;
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  readonly to: Endpoint;
}

/** Every rule that translates the destination of one port, or of a range by its first port. */
export function forwardsOf(network: Network): readonly Forward[] {
  return network.hosts.flatMap((host) => {
    const tables = host.nat ? [host.nat.ipv4, host.nat.ipv6] : [];
    const rules = tables.flatMap((table) => [...table.values()].flatMap((chain) => chain.rules));
    return rules.flatMap((rule) => forwardOf(host, rule));
  });
}

function forwardOf(host: Host, { target, matches }: FilterRule<NatTarget>): readonly Forward[] {
  if (target?.kind !== 'DNAT' || !target.address) return [];
  const { address, ports } = target;
  return matches.flatMap((match): readonly Forward[] => {
    if (match.kind !== 'ports' || !match.destination || match.destination.not) return [];
    const [port] = match.destination.value;
    return [{ host, protocol: match.protocol, port, to: { address, port: ports?.[0] ?? port } }];
  });
}

/** Where somebody would try: the host's own addresses, and those of hosts that hand a port on to it, one after the other. */
export function destinationsFor(
  listener: Listener,
  from: Viewpoint,
  forwards: readonly Forward[],
): readonly Endpoint[] {
  const { host, socket } = listener;
  const { port } = socket.local;
  const own = addressesFrom(host, from);
  const bound = onTheWire(socket.local.address);
  // 127.0.0.2 and its like stand on no interface, and are addresses of the host all the same.
  const special =
    !isWildcard(bound) && familyOf(bound) === from.family && from.host === host && !own.includes(bound);
  const endpoints = [...own, ...(special ? [bound] : [])].map((address) => ({ address, port }));
  for (const { host: door, port: at } of doorsTo(listener, forwards)) {
    for (const address of addressesFrom(door, from)) endpoints.push({ address, port: at });
  }
  return endpoints;
}

/** The addresses of a host that mean it where the viewpoint is: loopback ones mean each host itself. */
function addressesFrom({ interfaces }: Host, from: Viewpoint): readonly string[] {
  const found: string[] = [];
  for (const { addresses } of interfaces) {
    for (const { address } of addresses) {
      if (familyOf(address) !== from.family) continue;
      if (!isLoopback(address) || interfaces === from.host.interfaces) found.push(address);
    }
  }
  return found;
}

/** Hosts and ports whose rules lead to the listener, the nearest first; a router may hand on to a host that hands on. */
function doorsTo(
  { host, socket }: Listener,
  forwards: readonly Forward[],
): readonly { readonly host: Host; readonly port: number }[] {
  if (forwards.length === 0) return [];
  const doors = [{ host, port: socket.local.port }];
  // Grows while it is walked: each door may have doors of its own.
  for (const door of doors) {
    for (const { host: router, protocol, port, to } of forwards) {
      if (protocol !== socket.protocol || to.port !== door.port || !hasAddress(door.host, to.address)) continue;
      if (!doors.some((known) => known.host === router && known.port === port)) doors.push({ host: router, port });
    }
  }
  return doors.slice(1);
}

function hasAddress({ interfaces }: Host, address: string): boolean {
  return interfaces.some(({ addresses }) => addresses.some((own) => own.address === address));
}

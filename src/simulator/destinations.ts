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

/** A host and a port of it that lead to a listener: its own, or one that rules hand on to it. */
export interface Door {
  readonly host: Host;
  readonly port: number;
  /** The one address besides those of interfaces: 127.0.0.2 and its like stand on none, and a socket may be bound there. */
  readonly bound: string | undefined;
  /** A rule translates within one family; undefined for the listener's own door. */
  readonly family: Family | undefined;
}

/** The listener's own door first, then the nearest; a router may hand on to a host that hands on. */
export function doorsTo({ host, socket }: Listener, forwards: readonly Forward[]): readonly Door[] {
  const bound = onTheWire(socket.local.address);
  const own = {
    host,
    port: socket.local.port,
    bound: isWildcard(bound) ? undefined : bound,
    family: undefined,
  };
  if (forwards.length === 0) return [own];
  const doors: Door[] = [own];
  // Grows while it is walked: each door may have doors of its own.
  for (const door of doors) {
    for (const { host: router, protocol, port, to } of forwards) {
      if (protocol !== socket.protocol || to.port !== door.port || !hasAddress(door.host, to.address))
        continue;
      if (doors.some((known) => known.host === router && known.port === port)) continue;
      doors.push({ host: router, port, bound: undefined, family: familyOf(to.address) });
    }
  }
  return doors;
}

function hasAddress({ interfaces }: Host, address: string): boolean {
  return interfaces.some(({ addresses }) => addresses.some((own) => own.address === address));
}

/** The addresses at which somebody would try a door: loopback ones mean each host itself. */
export function addressesOf({ host, bound, family }: Door, from: Viewpoint): readonly string[] {
  if (family && family !== from.family) return [];
  const inside = isInside(host, from.host);
  const found: string[] = [];
  for (const { addresses } of host.interfaces) {
    for (const { address } of addresses) {
      if (familyOf(address) === from.family && (inside || !isLoopback(address))) found.push(address);
    }
  }
  if (inside && bound && familyOf(bound) === from.family && !found.includes(bound)) found.push(bound);
  return found;
}

/** The Linux of WSL and its Windows have each other on their loopback, in one of its modes. */
function isInside(host: Host, from: Host): boolean {
  return host === from || (host.wsl?.mode === 'mirrored' && host.wsl === from.wsl);
}

/** What {@link addressesOf} gives, for many who ask while nothing changes: all who are outside are offered the same. */
export type AddressBook = (door: Door, from: Host, family: Family) => readonly string[];

export function createAddressBook(): AddressBook {
  const known = { inside: pages(), outside: pages() };
  return (door, from, family) => {
    const page = known[isInside(door.host, from) ? 'inside' : 'outside'][family];
    const before = page.get(door);
    if (before) return before;
    const found = addressesOf(door, { host: from, family });
    page.set(door, found);
    return found;
  };
}

function pages(): Record<Family, Map<Door, readonly string[]>> {
  return { AF_INET: new Map(), AF_INET6: new Map() };
}

/** Where somebody would try, the likeliest first. */
export function destinationsFor(doors: readonly Door[], from: Viewpoint): readonly Endpoint[] {
  return doors.flatMap((door) => addressesOf(door, from).map((address) => ({ address, port: door.port })));
}

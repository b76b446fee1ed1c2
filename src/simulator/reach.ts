/** Who can reach a listener: every address that leads to it is tried from somewhere, by a probe that leaves no trace. */
import { type Family, familyOf, isLoopback, isWildcard, onTheWire } from './address.ts';
import { type Host, isLocalAddress } from './host.ts';
import type { NatTarget } from './nat.ts';
import type { FilterRule } from './packet-filter.ts';
import { type Probe, probePath } from './probe-path.ts';
import type { Endpoint, Socket } from './socket.ts';

/** A socket that others can connect or send to. */
export interface Listener {
  readonly host: Host;
  readonly socket: Socket;
}

export interface Viewpoint {
  readonly host: Host;
  readonly family: Family;
}

export interface Try {
  readonly destination: Endpoint;
  readonly probe: Probe;
}

export interface Reach {
  /** The attempt that came through; undefined when none did. */
  readonly through: Try | undefined;
  /** All that were made until one came through, the likeliest first; none when no address leads there at all. */
  readonly tries: readonly Try[];
}

/** TCP sockets that listen, and UDP sockets that anybody may send to. */
export function listenersOf(host: Host): readonly Listener[] {
  return [...host.sockets]
    .filter(({ protocol, state, portHeldBy, peer }) => {
      return protocol === 'tcp' ? state === 'LISTEN' : portHeldBy !== undefined && !peer;
    })
    .map((socket) => ({ host, socket }));
}

export function reach(listener: Listener, from: Viewpoint): Reach {
  const tries: Try[] = [];
  for (const destination of destinationsFor(listener, from)) {
    const probe = probePath({ from: from.host, protocol: listener.socket.protocol, destination });
    const attempt = { destination, probe };
    tries.push(attempt);
    const { outcome } = probe;
    if (outcome.kind === 'reached' && outcome.socket === listener.socket) return { through: attempt, tries };
  }
  return { through: undefined, tries };
}

/** Where somebody would try: the host's own addresses, and those of routers that hand a port on to it. */
function destinationsFor({ host, socket }: Listener, from: Viewpoint): readonly Endpoint[] {
  const { port } = socket.local;
  const own = host.interfaces
    .flatMap(({ addresses }) => addresses.map(({ address }) => address))
    .filter((address) => familyOf(address) === from.family && (from.host === host || !isLoopback(address)))
    .map((address) => ({ address, port }));
  const bound = onTheWire(socket.local.address);
  // 127.0.0.2 and its like stand on no interface, and are addresses of the host all the same.
  const special = !isWildcard(bound) && familyOf(bound) === from.family && from.host === host;
  const extra = special && !own.some(({ address }) => address === bound) ? [{ address: bound, port }] : [];
  return [...own, ...extra, ...forwardedTo(host, port, from.family)];
}

/** Ports of other hosts, or of the host itself, that a rule of theirs translates to this one. */
function forwardedTo(host: Host, port: number, family: Family): readonly Endpoint[] {
  return host.network.hosts.flatMap((router) => {
    const table = family === 'AF_INET' ? router.nat?.ipv4 : router.nat?.ipv6;
    const rules = [...(table?.values() ?? [])].flatMap((chain) => chain.rules);
    const ports = rules.flatMap((rule) => portsThatLeadTo(rule, host, port));
    const addresses = router.interfaces
      .flatMap((one) => one.addresses.map(({ address }) => address))
      .filter((address) => familyOf(address) === family && !isLoopback(address));
    return ports.flatMap((at) => addresses.map((address) => ({ address, port: at })));
  });
}

function portsThatLeadTo(rule: FilterRule<NatTarget>, host: Host, port: number): readonly number[] {
  const { target } = rule;
  if (target?.kind !== 'DNAT' || !target.address || !isLocalAddress(host, target.address)) return [];
  const asked = rule.matches.flatMap((match) => {
    return match.kind === 'ports' && match.destination && !match.destination.not
      ? [match.destination.value[0]]
      : [];
  });
  const becomes = target.ports?.[0];
  return asked.filter((from) => (becomes ?? from) === port);
}

/**
 * Many probes in a network that does not change between them. What happens to a packet on its way hangs on its port only
 * where a rule names ports, so ports that no rule tells apart share one way, and only its end is looked up for each.
 */

import type { Host } from './host.ts';
import type { Network } from './network.ts';
import { judgedPorts } from './os/application-firewall.ts';
import { datagram } from './packet.ts';
import type { FilterRule, PortRange } from './packet-filter.ts';
import type { Hop } from './packet-path.ts';
import { type Attempt, type Probe, probePath } from './probe-path.ts';
import { receiversOf } from './receive-datagram.ts';
import { findListener, isQueueFull } from './receive-segment.ts';
import type { Endpoint, Socket } from './socket.ts';

export interface QuickProbe {
  /** A probe that went the same way; its port may be another, and so may the socket that it reached. */
  readonly like: Probe;
  /** The socket that is reached, when one is. */
  readonly socket: Socket | undefined;
}

/** Good until anything changes in the network. */
export interface Prober {
  probe(from: Host, protocol: 'tcp' | 'udp', address: string, port: number): QuickProbe;
}

/** The packet came to a host: who receives it is that host's matter. */
interface End {
  readonly host: Host;
  readonly address: string;
  /** Undefined: the port that was asked for. */
  readonly port: number | undefined;
  readonly source: Endpoint;
}

interface Way {
  readonly end: End | undefined;
  /** What came of it, by what is found at the end. */
  nobody: QuickProbe | undefined;
  full: QuickProbe | undefined;
  open: Probe | undefined;
}

/** Ways by class of ports, and then by address. */
type Ways = Record<'tcp' | 'udp', Map<number, Map<string, Way>>>;

const noWays = (): Ways => ({ tcp: new Map(), udp: new Map() });
const noAddresses = (): Map<string, Way> => new Map();

/** What stands there, made at the first time. */
function entry<K, V>(table: Map<K, V>, key: K, make: () => V): V {
  const known = table.get(key);
  if (known !== undefined) return known;
  const made = make();
  table.set(key, made);
  return made;
}

export function createProber(network: Network): Prober {
  const classOf = portClasses(network);
  const waysFrom = new Map<Host, Ways>();
  return {
    probe(from, protocol, address, port) {
      const ways = entry(waysFrom, from, noWays)[protocol];
      const attempt = { from, protocol, destination: { address, port } };
      const byAddress = entry(ways, classOf(port), noAddresses);
      return endOn(
        entry(byAddress, address, () => firstWay(attempt)),
        attempt,
      );
    },
  };
}

function firstWay(attempt: Attempt): Way {
  const probe = probePath(attempt);
  const way: Way = { end: endOf(probe.hops, attempt), nobody: undefined, full: undefined, open: undefined };
  const socket = way.end && socketAt(way.end, attempt);
  if (!socket) way.nobody = { like: probe, socket: undefined };
  else if (isFull(socket)) way.full = { like: probe, socket: undefined };
  else way.open = probe;
  return way;
}

function endOn(way: Way, attempt: Attempt): QuickProbe {
  const socket = way.end && socketAt(way.end, attempt);
  if (!socket) {
    way.nobody ??= { like: probePath(attempt), socket: undefined };
    return way.nobody;
  }
  if (isFull(socket)) {
    way.full ??= { like: probePath(attempt), socket: undefined };
    return way.full;
  }
  way.open ??= probePath(attempt);
  return { like: way.open, socket: way.open.outcome.kind === 'reached' ? socket : undefined };
}

function isFull(socket: Socket): boolean {
  return socket.protocol === 'tcp' && isQueueFull(socket);
}

function endOf(hops: readonly Hop[], { protocol, destination }: Attempt): End | undefined {
  const hop = hops.find(({ kind, packet }) => {
    return kind === 'delivered' && packet.protocol === protocol && (protocol === 'udp' || isSyn(packet));
  });
  if (!hop) return undefined;
  const { address, port } = hop.packet.destination;
  return {
    host: hop.host,
    address,
    port: port === destination.port ? undefined : port,
    source: hop.packet.source,
  };
}

function isSyn(packet: Hop['packet']): boolean {
  return packet.protocol === 'tcp' && packet.kind === 'SYN';
}

function socketAt(
  { host, address, port, source }: End,
  { protocol, destination }: Attempt,
): Socket | undefined {
  const to = { address, port: port ?? destination.port };
  return protocol === 'tcp' ? findListener(host, to, source) : receiversOf(host, datagram(source, to, ''))[0];
}

/** A number for each set of ports that every rule of every host treats alike, from 0. */
function portClasses(network: Network): (port: number) => number {
  const ranges = network.hosts.flatMap(({ packetFilter, nat }) => [
    ...rangesOf(packetFilter?.ipv4.values()),
    ...rangesOf(packetFilter?.ipv6.values()),
    ...rangesOf(nat?.ipv4.values()),
    ...rangesOf(nat?.ipv6.values()),
  ]);
  // Where programs are asked about, each port that one holds is a class of its own.
  for (const port of network.hosts.flatMap(judgedPorts)) ranges.push([port, port]);
  const different = [...new Map(ranges.map((range) => [range.join('-'), range])).values()];
  const classes = new Map<string, number>();
  const known = new Map<number, number>();
  return (port) => {
    const before = known.get(port);
    if (before !== undefined) return before;
    const name = different.map(([first, last]) => (first <= port && port <= last ? 1 : 0)).join('');
    const found = classes.get(name) ?? classes.size;
    classes.set(name, found);
    known.set(port, found);
    return found;
  };
}

function rangesOf(
  chains: Iterable<{ readonly rules: readonly FilterRule<unknown>[] }> = [],
): readonly PortRange[] {
  return [...chains].flatMap(({ rules }) =>
    rules.flatMap(({ matches }) =>
      matches.flatMap((match) => {
        if (match.kind === 'multiport') return match.ranges;
        if (match.kind !== 'ports') return [];
        const sides = [match.source, match.destination];
        return sides.flatMap((wanted) => (wanted ? [wanted.value] : []));
      }),
    ),
  );
}

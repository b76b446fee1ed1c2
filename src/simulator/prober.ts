/**
 * Many probes in a network that does not change between them. What happens to a packet on its way hangs on its port only
 * where a rule names ports, so ports that no rule tells apart share one way, and only its end is looked up for each.
 */
import { findListener, isQueueFull } from './receive-segment.ts';
import { receiversOf } from './receive-datagram.ts';
import type { Host } from './host.ts';
import { datagram } from './packet.ts';
import type { FilterRule, PortRange } from './packet-filter.ts';
import type { Network } from './network.ts';
import type { Hop } from './packet-path.ts';
import { type Attempt, type Outcome, type Probe, probePath } from './probe-path.ts';
import type { Endpoint, Socket } from './socket.ts';

export interface QuickProbe {
  readonly outcome: Outcome;
  /** A probe that went the same way; its port may be another. */
  readonly like: Probe;
}

/** Good until anything changes in the network. */
export interface Prober {
  probe(attempt: Attempt): QuickProbe;
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
  /** By what is found at the end. */
  readonly probes: Map<Found['kind'], Probe>;
}

type Found = { readonly kind: 'nobody' } | { readonly kind: 'open' | 'full'; readonly socket: Socket };

export function createProber(network: Network): Prober {
  const classOf = portClasses(network);
  const ways = new Map<Host, Map<string, Way>>();
  return {
    probe(attempt) {
      const { from, protocol, destination } = attempt;
      const known = ways.get(from) ?? new Map<string, Way>();
      ways.set(from, known);
      const key = `${protocol} ${classOf(destination.port)} ${destination.address}`;
      const way = known.get(key) ?? firstWay(attempt);
      known.set(key, way);
      const found = way.end && findAt(way.end, protocol, destination.port);
      const kind = found?.kind ?? 'nobody';
      const like = way.probes.get(kind) ?? probePath(attempt);
      way.probes.set(kind, like);
      const { outcome } = like;
      if (outcome.kind !== 'reached' || !found || found.kind === 'nobody') return { outcome, like };
      return { outcome: { ...outcome, socket: found.socket }, like };
    },
  };
}

function firstWay(attempt: Attempt): Way {
  const probe = probePath(attempt);
  const end = endOf(probe.hops, attempt);
  const found = end && findAt(end, attempt.protocol, attempt.destination.port);
  return { end, probes: new Map([[found?.kind ?? 'nobody', probe]]) };
}

function endOf(hops: readonly Hop[], { protocol, destination }: Attempt): End | undefined {
  const hop = hops.find(({ kind, packet }) => {
    return kind === 'delivered' && packet.protocol === protocol && (protocol === 'udp' || isSyn(packet));
  });
  if (!hop || hop.packet.protocol === 'icmp') return undefined;
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

function findAt({ host, address, port, source }: End, protocol: 'tcp' | 'udp', asked: number): Found {
  const destination = { address, port: port ?? asked };
  const socket =
    protocol === 'tcp'
      ? findListener(host, destination, source)
      : receiversOf(host, datagram(source, destination, ''))[0];
  if (!socket) return { kind: 'nobody' };
  return { kind: protocol === 'tcp' && isQueueFull(socket) ? 'full' : 'open', socket };
}

/** A name for each set of ports that every rule of every host treats alike. */
function portClasses(network: Network): (port: number) => string {
  const ranges = network.hosts.flatMap(({ packetFilter, nat }) => [
    ...rangesOf(packetFilter?.ipv4.values()),
    ...rangesOf(packetFilter?.ipv6.values()),
    ...rangesOf(nat?.ipv4.values()),
    ...rangesOf(nat?.ipv6.values()),
  ]);
  const different = [...new Map(ranges.map((range) => [range.join('-'), range])).values()];
  const known = new Map<number, string>();
  return (port) => {
    const name =
      known.get(port) ?? different.map(([first, last]) => (first <= port && port <= last ? 1 : 0)).join('');
    known.set(port, name);
    return name;
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

/** What rules of netfilter can ask about a packet, from the packet and where it is met. */
import { isMulticast } from './address.ts';
import type { Carrier } from './carrier.ts';
import { type Host, isBroadcastAddress, isLocalAddress } from './host.ts';
import type { Judged } from './judge-packet.ts';
import type { Table } from './overlay.ts';
import type { Packet } from './packet.ts';
import type { ConnectionState, Flow } from './packet-filter.ts';
import type { Endpoint } from './socket.ts';

/** The interface that a packet came in by, and the one it is to leave by; each is missing where rules cannot ask for it. */
export interface Place {
  readonly in?: string | undefined;
  readonly out?: string | undefined;
  /** Whether the destination was translated on the way to there. */
  readonly dnat?: boolean;
}

export function describePacket(
  carrier: Carrier,
  host: Host,
  packet: Packet,
  place: Place,
  filter = host.packetFilter,
): Judged {
  const { source, destination, protocol } = packet;
  const v6 = source.address.includes(':');
  const flows = filter && carrier.flows(filter);
  return {
    ...placeOf(host, place, destination.address),
    source,
    destination,
    protocol: protocol === 'tcp' || protocol === 'udp' ? protocol : v6 ? 'ipv6-icmp' : 'icmp',
    icmpType: icmpTypeOf(packet, v6),
    state: stateOf(flows, packet, host.network.now),
    size: sizeOf(packet),
    dnat: place.dnat ?? false,
    recent: filter?.recent ?? new Map(),
  };
}

function icmpTypeOf(packet: Packet, v6: boolean): number | undefined {
  if (packet.protocol === 'echo') {
    if (v6) return packet.kind === 'request' ? 128 : 129;
    return packet.kind === 'request' ? 8 : 0;
  }
  if (packet.protocol !== 'icmp') return undefined;
  if (packet.kind === 'time-exceeded') return v6 ? 3 : 11;
  return v6 ? 1 : 3;
}

export function placeOf(
  host: Host,
  place: Place,
  destination: string,
): Pick<Judged, 'inInterface' | 'outInterface' | 'destinationType' | 'now'> {
  return {
    inInterface: place.in,
    outInterface: place.out,
    destinationType: typeOf(host, destination),
    now: host.network.now,
  };
}

function typeOf(host: Host, address: string): Judged['destinationType'] {
  if (isLocalAddress(host, address)) return 'LOCAL';
  if (isMulticast(address)) return 'MULTICAST';
  return isBroadcastAddress(host, address) ? 'BROADCAST' : 'UNICAST';
}

/** Milliseconds after which a flow of datagrams is forgotten, without an answer and with one (nf_conntrack_udp_timeout). */
const flowTimeout = { unanswered: 30_000, answered: 120_000 } as const;

/** Of a TCP connection only the SYN is new: the segments after it follow from it. */
function stateOf(flows: Table<string, Flow> | undefined, packet: Packet, now: number): ConnectionState {
  if (packet.protocol === 'icmp') return 'RELATED';
  if (packet.protocol === 'tcp') {
    // What REJECT itself answers belongs to the packet that it met.
    if (packet.because) return 'RELATED';
    return packet.kind === 'SYN' ? 'NEW' : 'ESTABLISHED';
  }
  const ends = flowKeys(packet);
  const isKnown = (key: string, answer: boolean): boolean => {
    const flow = flows?.get(key);
    if (!flow || now - flow.at > flowTimeout[flow.answered ? 'answered' : 'unanswered']) return false;
    return answer || flow.answered;
  };
  if (isKnown(ends.back, true) || isKnown(ends.on, false)) return 'ESTABLISHED';
  // An answer that nobody asked for begins nothing.
  return packet.protocol === 'echo' && packet.kind === 'reply' ? 'INVALID' : 'NEW';
}

/** By protocol and both ends, in the direction of the packet and in the other. */
function flowKeys({ protocol, source, destination }: Pick<Packet, 'protocol' | 'source' | 'destination'>): {
  readonly on: string;
  readonly back: string;
} {
  const key = (from: Endpoint, to: Endpoint): string =>
    `${protocol === 'udp' ? 'udp' : 'icmp'} ${from.address} ${from.port} ${to.address} ${to.port}`;
  return { on: key(source, destination), back: key(destination, source) };
}

/** A datagram or an echo was let through: its answers belong to it. */
export function rememberFlow(flows: Table<string, Flow>, packet: Packet, { state, now }: Judged): void {
  if (packet.protocol !== 'udp' && packet.protocol !== 'echo') return;
  const { on, back } = flowKeys(packet);
  const answered = state === 'ESTABLISHED';
  const key = answered && flows.get(back) ? back : on;
  flows.delete(key);
  flows.set(key, { at: now, answered });
}

/** The oldest flows go first, so that a flood of datagrams does not fill the page. */
export function forgetOldFlows(flows: Map<string, Flow>, now: number): void {
  for (const [oldest, { at }] of flows) {
    if (now - at <= flowTimeout.answered && flows.size <= 1000) break;
    flows.delete(oldest);
  }
}

/** Bytes on the wire, with the options that Linux's TCP sends. */
function sizeOf(packet: Packet): number {
  const header = packet.source.address.includes(':') ? 40 : 20;
  switch (packet.protocol) {
    case 'tcp': {
      if (packet.kind === 'SYN' || packet.kind === 'SYN+ACK') return header + 40;
      return header + (packet.kind === 'RST' ? 20 : 32) + packet.data.length;
    }
    case 'udp':
      return header + 8 + packet.data.length;
    case 'echo':
      return header + 8 + packet.size;
    case 'icmp':
      return header + 8 + sizeOf(packet.about);
  }
}

/** What travels between hosts. Addresses are as on the wire: an IPv4-mapped address is plain IPv4 here. */
import { onTheWire } from './address.ts';
import type { RejectWith } from './packet-filter.ts';
import type { RuleId } from './rules.ts';
import type { Endpoint } from './socket.ts';
import type { Bytes } from './system-call.ts';

/**
 * A TCP segment, named by the flag that matters (RFC 9293 §3.1). There are no sequence numbers: nothing is lost,
 * nothing overtakes, so a segment is what the peer expects next. Data is acknowledged silently; SYN and FIN are not.
 */
export type SegmentKind = 'SYN' | 'SYN+ACK' | 'ACK' | 'PSH' | 'FIN' | 'RST';

interface Addressed {
  readonly source: Endpoint;
  readonly destination: Endpoint;
}

export interface Segment extends Addressed {
  readonly protocol: 'tcp';
  readonly kind: SegmentKind;
  readonly data: Bytes;
  /** Why a reset was sent, when no socket decided it. */
  readonly because?: RuleId;
}

export interface UdpDatagram extends Addressed {
  readonly protocol: 'udp';
  readonly data: Bytes;
}

/** ICMP destination unreachable (RFC 792, type 3), or ICMPv6 type 1 (RFC 4443 §3.1). */
export interface Unreachable extends Addressed {
  readonly protocol: 'icmp';
  /** What the packet filter was told to answer; without it the port is unreachable, and no filter said so. */
  readonly kind?: Exclude<RejectWith, 'tcp-reset'>;
  /** The packet that did not get there. */
  readonly about: Segment | UdpDatagram;
}

export type Packet = Segment | UdpDatagram | Unreachable;

export function segment(
  kind: SegmentKind,
  source: Endpoint,
  destination: Endpoint,
  data: Bytes = '',
): Segment {
  return { protocol: 'tcp', kind, source: wire(source), destination: wire(destination), data };
}

export function datagram(source: Endpoint, destination: Endpoint, data: Bytes): UdpDatagram {
  return { protocol: 'udp', source: wire(source), destination: wire(destination), data };
}

function wire({ address, port }: Endpoint): Endpoint {
  return { address: onTheWire(address), port };
}

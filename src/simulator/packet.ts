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

/** RFC 1700's default for IPv4, and Linux's for both (ip_default_ttl). */
export const usualHopLimit = 64;

interface Addressed {
  readonly source: Endpoint;
  readonly destination: Endpoint;
  /** How many hosts have passed it on so far; left out for none. */
  readonly hops?: number;
  /** How many may, and one more; left out for the usual number. */
  readonly hopLimit?: number;
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
  readonly kind?: undefined;
  readonly data: Bytes;
}

/**
 * ICMP echo request and reply (RFC 792, types 8 and 0; RFC 4443 §4, types 128 and 129). The identifier stands where others have
 * the port of whoever asks, as connection tracking keeps it; the other end has none, 0.
 */
export interface Echo extends Addressed {
  readonly protocol: 'echo';
  readonly kind: 'request' | 'reply';
  readonly sequence: number;
  /** Bytes of data. */
  readonly size: number;
}

/** ICMP destination unreachable or time exceeded (RFC 792, types 3 and 11), or ICMPv6 types 1 and 3 (RFC 4443 §3). */
export interface Unreachable extends Addressed {
  readonly protocol: 'icmp';
  /** What is said; without it the port is unreachable, and nobody but the host itself said so. */
  readonly kind?: UnreachableKind;
  /** Why, where no packet filter decided it. */
  readonly because?: RuleId;
  /** The packet that did not get there. */
  readonly about: Answerable;
}

/** A packet whose sender may be told what became of it. */
export type Answerable = Segment | UdpDatagram | Echo;

export type UnreachableKind = Exclude<RejectWith, 'tcp-reset'> | 'time-exceeded';

export type Packet = Answerable | Unreachable;

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

export function echoReply({ source, destination, sequence, size }: Echo): Echo {
  return { protocol: 'echo', kind: 'reply', source: destination, destination: source, sequence, size };
}

function wire({ address, port }: Endpoint): Endpoint {
  return { address: onTheWire(address), port };
}

/** Of ICMP errors and resets nobody is told in turn (RFC 1122 §3.2.2). */
export function isAnswerable(packet: Packet): packet is Answerable {
  return packet.protocol !== 'icmp' && packet.kind !== 'RST';
}

/** The host itself says that no socket takes the datagram. */
export function portUnreachable(about: UdpDatagram): Unreachable {
  return { protocol: 'icmp', source: about.destination, destination: about.source, about };
}

/** What a router, or the host itself, tells the sender of a packet that cannot get there. */
export function unreachable(
  from: string,
  about: Answerable,
  kind: UnreachableKind,
  because: RuleId,
): Unreachable {
  const source = { address: from, port: 0 };
  return { protocol: 'icmp', source, destination: about.source, about, kind, because };
}

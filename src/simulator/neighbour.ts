/** Neighbours on a link: who is asked, for how long, and what is said when nobody answers (RFC 1122 §3.3.1.1). */
import { judgeIcmp } from './filter-packet.ts';
import type { Host } from './host.ts';
import { endWith, type Link, type LinkEnd } from './link.ts';
import { isAnswerable, type Packet, type Unreachable, unreachable } from './packet.ts';
import { sourceFor } from './route.ts';

/** Milliseconds: three questions, one a second (mcast_solicit and retrans_time_ms in arp(7)). */
export const neighbourTimeout = 3000;

/**
 * Who takes a packet for this address on the link. IPv6 asks by ICMPv6 (RFC 4861 §4.3), which a packet filter may stop; IPv4
 * asks by ARP, which it does not see.
 */
export function neighbour(host: Host, link: Link, address: string): LinkEnd | undefined {
  const end = endWith(link, address);
  if (!end || !address.includes(':') || !(host.packetFilter || end.host.packetFilter)) return end;
  const own = sourceFor(host, address);
  if (!own.ok) return undefined;
  const message = { state: 'UNTRACKED', length: 24 } as const;
  const question = { ...message, source: own.address, destination: address, icmpType: 135 };
  const answer = { ...message, source: address, destination: own.address, icmpType: 136 };
  const passes = (at: Host, hook: 'INPUT' | 'OUTPUT', asked: typeof question): boolean =>
    (judgeIcmp(at, hook, asked)?.action ?? 'ACCEPT') === 'ACCEPT';
  const heard =
    passes(host, 'OUTPUT', question) &&
    passes(end.host, 'INPUT', question) &&
    passes(end.host, 'OUTPUT', answer) &&
    passes(host, 'INPUT', answer);
  return heard ? end : undefined;
}

/** What the host that could not hand the packet on tells its sender, which may be itself. */
export function addressUnreachable(host: Host, packet: Packet): Unreachable | undefined {
  if (!isAnswerable(packet)) return undefined;
  const own = sourceFor(host, packet.source.address);
  if (!own.ok) return undefined;
  const kind = own.address.includes(':') ? 'icmp6-addr-unreachable' : 'icmp-host-unreachable';
  return unreachable(own.address, packet, kind, 'nobody-at-address');
}

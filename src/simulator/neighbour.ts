/** Neighbours on a link: who is asked, for how long, and what is said when nobody answers (RFC 1122 §3.3.1.1). */
import type { Host } from './host.ts';
import { isAnswerable, type Packet, type Unreachable, unreachable } from './packet.ts';
import { sourceFor } from './route.ts';

/** Milliseconds: three questions, one a second (mcast_solicit and retrans_time_ms in arp(7)). */
export const neighbourTimeout = 3000;

/** What the host that could not hand the packet on tells its sender, which may be itself. */
export function addressUnreachable(host: Host, packet: Packet): Unreachable | undefined {
  if (!isAnswerable(packet)) return undefined;
  const own = sourceFor(host, packet.source.address);
  if (!own.ok) return undefined;
  const kind = own.address.includes(':') ? 'icmp6-addr-unreachable' : 'icmp-host-unreachable';
  return unreachable(own.address, packet, kind, 'nobody-at-address');
}

/** Where packets go, and with which source address. */
import { type Family, familyOf, inPrefix, isLinkLocalIPv6, isMulticast } from './address.ts';
import { sendOut } from './carry.ts';
import { type Host, isBroadcastAddress, isLocalAddress } from './host.ts';
import { liveCarrier } from './live-carrier.ts';
import type { Packet } from './packet.ts';
import { type Refusal, refuse } from './refusal.ts';
import { type Way, wayTo } from './routing-table.ts';

export type Source = { readonly ok: true; readonly address: string } | Refusal;

/**
 * The source address for a packet to `destination` (both on the wire), as ip-route(8) `get` shows it.
 *
 * @param bound the source that bind or an earlier connect fixed, if any; on the wire, of either family
 * @returns ENETUNREACH when no route leads there · EADDRNOTAVAIL for IPv6 on a host that has none
 * Multicast: see multicast.ts.
 */
export function sourceFor(host: Host, destination: string, bound?: string): Source {
  if (destination.includes(':') && !hasIPv6(host)) {
    // Only a socket without a source address looks for one (ip6_route_get_saddr).
    return bound === undefined ? refuse('EADDRNOTAVAIL', 'no-ipv6') : refuse('ENETUNREACH', 'no-route');
  }
  if (isForMany(destination) || isLinkLocalIPv6(destination))
    return sourceWithoutRoute(host, destination, bound);
  if (isLocalAddress(host, destination)) {
    const own = host.interfaces.flatMap(({ addresses }) => addresses);
    const from =
      // A second IPv4 address of a network is asked from the first, an IPv6 address from itself.
      (destination.includes(':') ? own.find(({ address }) => address === destination) : undefined) ??
      own.find((prefix) => inPrefix(destination, prefix));
    return { ok: true, address: from?.address ?? destination };
  }
  const way = wayTo(host, destination);
  const source = way && sourceOn(way, familyOf(destination));
  return source ? { ok: true, address: source } : refuse('ENETUNREACH', 'no-route');
}

function hasIPv6({ interfaces }: Host): boolean {
  return interfaces.some(({ addresses }) => addresses.some(({ address }) => address.includes(':')));
}

/** The interface's address in the network of the next hop, else its first of that family. */
function sourceOn({ interface: { addresses }, nextHop }: Way, family: Family): string | undefined {
  const own = addresses.filter(({ address }) => familyOf(address) === family);
  return (own.find((prefix) => inPrefix(nextHop, prefix)) ?? own[0])?.address;
}

/**
 * With which address a host says what became of a packet: the one that the packet was sent to, where that is the host's own or
 * stood there before it was translated; else the host's own towards the sender. @see icmp_send, nf_nat_icmp_reply_translation
 *
 * @param came the packet as its sender knows it
 * @param here as it is now
 */
export function sourceOfError(host: Host, came: Packet, here: Packet): string | undefined {
  const asked = came.destination.address;
  const translated = asked !== here.destination.address;
  if ((translated || isLocalAddress(host, asked)) && !isBroadcastAddress(host, asked)) return asked;
  const own = sourceFor(host, came.source.address);
  return own.ok ? own.address : undefined;
}

/** Without a network of their own: multicast, and the limited broadcast (RFC 919 §7). */
export function isForMany(destination: string): boolean {
  return isMulticast(destination) || destination === '255.255.255.255';
}

/**
 * No route says where the many are, and every link has its link-local network. IPv4 sends through the interface that has
 * the source address, if that is fixed (ip_route_output_key_hash_rcu); IPv6 through the first interface besides loopback
 * (addrconf_add_mroute).
 */
function sourceWithoutRoute(host: Host, destination: string, bound: string | undefined): Source {
  const address = destination.includes(':')
    ? firstOutsideIPv6(host)
    : bound?.includes(':') || bound === '0.0.0.0'
      ? undefined
      : (bound ?? sourceToGroup(host, destination));
  return address === undefined ? refuse('ENETUNREACH', 'no-route') : { ok: true, address };
}

/** The address of the interface to which a route for everything leads. */
function sourceToGroup(host: Host, destination: string): string | undefined {
  const way = isMulticast(destination) ? wayTo(host, destination) : undefined;
  return way && sourceOn(way, 'AF_INET');
}

function firstOutsideIPv6(host: Host): string | undefined {
  const outside = host.interfaces.filter(({ name }) => name !== 'lo');
  return outside.flatMap(({ addresses }) => addresses).find(({ address }) => address.includes(':'))?.address;
}

/** Whether a TCP connection may be tried to this address at all. */
export function isUnicast(host: Host, destination: string): boolean {
  return !isMulticast(destination) && !isBroadcastAddress(host, destination);
}

/**
 * Sends a packet on its way.
 *
 * @returns false when the packet filter stopped it
 */
export function transmit(host: Host, packet: Packet): boolean {
  if (host.packetFilter || host.nat || !isLocalAddress(host, packet.destination.address)) {
    return sendOut(liveCarrier, host, packet);
  }
  // Round by loopback, past no rules: most packets of a page.
  host.network.onHop?.({ kind: 'sent', host, packet, interface: 'lo' });
  host.network.inFlight.push({ host, packet, on: undefined });
  return true;
}

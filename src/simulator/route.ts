/** Where packets go, and with which source address. */
import { familyOf, inPrefix, isMulticast } from './address.ts';
import { attachedInterface, type Host, isBroadcastAddress, isLocalAddress } from './host.ts';
import type { Packet } from './packet.ts';
import { type Refusal, refuse } from './refusal.ts';

/**
 * The source address for a packet to `destination` (both on the wire), as ip-route(8) `get` shows it.
 *
 * @returns ENETUNREACH when no route leads there · EADDRNOTAVAIL for IPv6 on a host that has none
 * Differs from Linux: there is no default route yet, and multicast is not routed.
 */
export function sourceFor(host: Host, destination: string): { ok: true; address: string } | Refusal {
  if (isMulticast(destination)) return refuse('ENETUNREACH', 'no-route');
  const own = host.interfaces.flatMap(({ addresses }) => addresses);
  if (destination.includes(':') && !own.some(({ address }) => address.includes(':'))) {
    return refuse('EADDRNOTAVAIL', 'no-ipv6');
  }
  if (isLocalAddress(host, destination)) {
    const from =
      own.find(({ address }) => address === destination) ??
      own.find((prefix) => inPrefix(destination, prefix));
    return { ok: true, address: from?.address ?? destination };
  }
  const link = attachedInterface(host, destination);
  const source = link?.addresses.find(({ address }) => familyOf(address) === familyOf(destination));
  return source ? { ok: true, address: source.address } : refuse('ENETUNREACH', 'no-route');
}

/** Whether a TCP connection may be tried to this address at all. */
export function isUnicast(host: Host, destination: string): boolean {
  return !isMulticast(destination) && !isBroadcastAddress(host, destination);
}

/**
 * Sends a packet on its way. What is addressed to this host goes through the loopback interface and comes back;
 * anything else goes out to a network where nobody answers.
 */
export function transmit(host: Host, packet: Packet): void {
  const { address } = packet.destination;
  // A broadcast comes back to its sender as well as going out.
  if (isLocalAddress(host, address) || isBroadcastAddress(host, address))
    host.network.inFlight.push({ host, packet });
}

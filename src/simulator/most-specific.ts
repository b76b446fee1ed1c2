/** Which of several sockets on one port a packet is for: the most specific address wins, whatever the order. */
import { onTheWire } from './address.ts';
import type { Endpoint, Socket } from './socket.ts';

/**
 * How well the socket's local address fits, or -1 when the packet is not for it: its own IPv4 address, then 0.0.0.0,
 * then `::`; an IPv4 socket before an IPv6 one in mapped spelling. @see compute_score in net/ipv4/inet_hashtables.c
 */
export function addressScore(socket: Socket, destination: Endpoint): number {
  const local = onTheWire(socket.local.address);
  const isIPv4 = !destination.address.includes(':');
  const family = socket.family === 'AF_INET' ? 1 : 0;
  if (local === destination.address) return 4 + family;
  if (local === '0.0.0.0') return isIPv4 ? 2 + family : -1;
  if (local === '::') return isIPv4 && socket.v6only ? -1 : isIPv4 ? 2 : 3;
  return -1;
}

/** The same 4-tuple always gives the same member of a SO_REUSEPORT group. */
export function pickFromGroup<T>(
  group: readonly T[],
  source: Endpoint,
  destination: Endpoint,
): T | undefined {
  if (group.length < 2) return group[0];
  let hash = 2166136261;
  for (const char of `${source.address} ${source.port} ${destination.address} ${destination.port}`) {
    hash = Math.imul(hash ^ char.charCodeAt(0), 16777619) >>> 0;
  }
  return group[hash % group.length];
}

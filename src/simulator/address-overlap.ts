/**
 * Whether two local addresses overlap: whether a packet exists that both would take.
 *
 * @see ipv4_rcv_saddr_equal, ipv6_rcv_saddr_equal in net/ipv4/inet_connection_sock.c
 */
import { mappedIPv4 } from './address.ts';
import type { Socket } from './socket.ts';

/** A local address as two halves: what it is to IPv6, and what it is to IPv4. */
export interface LocalHalves {
  readonly isIPv6Socket: boolean;
  /** Undefined for an IPv4 socket, and for a mapped address, which is IPv4 in IPv6 spelling. */
  readonly ipv6: string | undefined;
  readonly ipv4: string;
  readonly v6only: boolean;
}

const anyIPv4 = '0.0.0.0';

/**
 * An IPv6 address has no IPv4 half, yet the kernel's field must hold something, and it holds 127.0.0.6
 * (LOOPBACK4_IPV6): so a client connected over ::1 blocks 0.0.0.0 but not 127.0.0.1.
 */
const ipv4HalfOfIPv6 = '127.0.0.6';

export function localHalves({ family, local, v6only }: Socket): LocalHalves {
  if (family === 'AF_INET') {
    return { isIPv6Socket: false, ipv6: undefined, ipv4: local.address, v6only: false };
  }
  const mapped = mappedIPv4(local.address);
  if (mapped) return { isIPv6Socket: true, ipv6: undefined, ipv4: mapped, v6only };
  const ipv4 = local.address === '::' ? anyIPv4 : ipv4HalfOfIPv6;
  return { isIPv6Socket: true, ipv6: local.address, ipv4, v6only };
}

/** A question for many: whether another socket's address overlaps with this one's, as they are now. */
export function overlapWith(socket: Socket): (other: Socket) => boolean {
  const mine = localHalves(socket);
  return (other) => overlap(mine, localHalves(other), true);
}

/** Whether `remembered` is, or includes, `mine`; the other way round does not count. */
export function shortcutCovers(remembered: LocalHalves, mine: LocalHalves): boolean {
  return overlap(remembered, mine, false);
}

/** @param bothWays whether the second address may be the wildcard that includes the first */
function overlap(mine: LocalHalves, theirs: LocalHalves, bothWays: boolean): boolean {
  if (!mine.isIPv6Socket || (!mine.ipv6 && !theirs.ipv6)) {
    if (theirs.v6only && theirs.isIPv6Socket) return false;
    return mine.ipv4 === theirs.ipv4 || mine.ipv4 === anyIPv4 || (bothWays && theirs.ipv4 === anyIPv4);
  }
  if (mine.ipv6 === '::' && theirs.ipv6 === '::') return true;
  if (bothWays && theirs.ipv6 === '::') return !(theirs.v6only && !mine.ipv6);
  if (mine.ipv6 === '::') return !(mine.v6only && !theirs.ipv6);
  return mine.ipv6 !== undefined && mine.ipv6 === theirs.ipv6;
}

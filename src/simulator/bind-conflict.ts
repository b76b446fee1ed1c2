/**
 * Who may share a port: the heart of bind(2).
 *
 * Two questions, in this order: do the two local addresses overlap, and if so, do the options of both sockets allow
 * it? The second is asked of every overlapping socket; one "no" refuses.
 *
 * @see net/ipv4/inet_connection_sock.c: inet_rcv_saddr_equal, inet_bind_conflict; net/ipv4/udp.c: udp_lib_lport_inuse
 */
import { isWildcard, mappedIPv4 } from './address.ts';
import type { Host } from './host.ts';
import { holdersOf, type PortTable } from './port-table.ts';
import type { RuleId } from './rules.ts';
import type { Socket } from './socket.ts';

/** A local address as two halves: what it is to IPv6, and what it is to IPv4. */
interface LocalHalves {
  /** Undefined for an IPv4 socket, and for a mapped address, which is IPv4 in IPv6 spelling. */
  readonly ipv6: string | undefined;
  readonly ipv4: string;
  readonly v6only: boolean;
}

/**
 * An IPv6 address has no IPv4 half, yet the kernel's field must hold something, and it holds 127.0.0.6
 * (LOOPBACK4_IPV6): so a client connected over ::1 blocks 0.0.0.0 but not 127.0.0.1.
 */
const ipv4HalfOfIPv6 = '127.0.0.6';

function halves({ family, local, v6only }: Socket): LocalHalves {
  if (family === 'AF_INET') return { ipv6: undefined, ipv4: local.address, v6only: false };
  const mapped = mappedIPv4(local.address);
  if (mapped) return { ipv6: undefined, ipv4: mapped, v6only };
  return { ipv6: local.address, ipv4: local.address === '::' ? '0.0.0.0' : ipv4HalfOfIPv6, v6only };
}

/** Whether a packet exists that both local addresses would take. */
export function addressesOverlap(socket: Socket, other: Socket): boolean {
  const mine = halves(socket);
  const theirs = halves(other);
  if (socket.family === 'AF_INET' || (!mine.ipv6 && !theirs.ipv6)) {
    if (theirs.v6only && theirs.ipv6) return false;
    return mine.ipv4 === theirs.ipv4 || isWildcard(mine.ipv4) || isWildcard(theirs.ipv4);
  }
  if (mine.ipv6 === '::' && theirs.ipv6 === '::') return true;
  if (theirs.ipv6 === '::') return !(theirs.v6only && !mine.ipv6);
  if (mine.ipv6 === '::') return !(mine.v6only && !theirs.ipv6);
  return mine.ipv6 !== undefined && mine.ipv6 === theirs.ipv6;
}

export interface Conflict {
  readonly rule: RuleId;
  readonly socket: Socket;
}

/** Why `other`, whose address overlaps, does not let `socket` have the port; undefined when it does. */
function refusedBy(socket: Socket, other: Socket): RuleId | undefined {
  const blocksReuse = socket.protocol === 'tcp' && other.state === 'LISTEN';
  if (socket.reuseAddr && other.reuseAddr && !blocksReuse) return undefined;
  const sameUser = other.state === 'TIME-WAIT' || socket.uid === other.uid;
  if (socket.reusePort && other.reusePort && sameUser) return undefined;

  if (socket.reusePort && other.reusePort) return 'reuseport-same-user';
  if (blocksReuse) return socket.state === 'LISTEN' ? 'one-listener' : 'port-held-by-listener';
  if (other.state === 'TIME-WAIT') return 'time-wait-holds-port';
  if (socket.reusePort !== other.reusePort && !socket.reuseAddr && !other.reuseAddr)
    return 'reuseport-on-both';
  if (socket.reuseAddr !== other.reuseAddr) return 'reuseaddr-on-both';
  return other.peer ? 'connection-holds-port' : 'port-held';
}

/** The first socket that keeps `socket` from the port it wants, given in `socket.local`. */
export function bindConflict(table: PortTable, socket: Socket): Conflict | undefined {
  for (const other of holdersOf(table, socket.local.port)) {
    if (other === socket || !addressesOverlap(socket, other)) continue;
    const rule = refusedBy(socket, other);
    if (rule) return { rule, socket: other };
  }
  return undefined;
}

/**
 * Whether bind(0) must pass over this port. For TCP any overlap counts, whatever the options, unless ip_autobind_reuse
 * is set; UDP asks as it does for a port that was named.
 */
export function isHeld(host: Host, socket: Socket, port: number): boolean {
  const tcp = socket.protocol === 'tcp';
  const mayShare = !tcp || (host.sysctls.ipAutobindReuse && socket.reuseAddr);
  for (const other of holdersOf(tcp ? host.tcp : host.udp, port)) {
    if (other === socket || !addressesOverlap(socket, other)) continue;
    if (!mayShare || refusedBy(socket, other)) return true;
  }
  return false;
}

/**
 * Who may share a port: the heart of bind(2).
 *
 * Two questions, in this order: do the two local addresses overlap, and if so, do the options of both sockets allow
 * it? The second is asked of every overlapping socket; one "no" refuses.
 *
 * @see net/ipv4/inet_connection_sock.c: inet_bind_conflict; net/ipv4/udp.c: udp_lib_lport_inuse
 */
import { addressesOverlap } from './address-overlap.ts';
import type { Host } from './host.ts';
import { holdersOf, type PortTable } from './port-table.ts';
import type { RuleId } from './rules.ts';
import { isRemains, type Socket } from './socket.ts';

export interface Conflict {
  readonly rule: RuleId;
  readonly socket: Socket;
}

/** Why `other`, whose address overlaps, does not let `socket` have the port; undefined when it does. */
function refusedBy(socket: Socket, other: Socket): RuleId | undefined {
  const blocksReuse = socket.protocol === 'tcp' && other.state === 'LISTEN';
  if (socket.reuseAddr && other.reuseAddr && !blocksReuse) return undefined;
  const sameUser = isRemains(other) || socket.uid === other.uid;
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

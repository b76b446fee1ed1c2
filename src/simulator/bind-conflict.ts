/**
 * Who may share a port: the heart of bind(2).
 *
 * Two questions, in this order: do the two local addresses overlap, and if so, do the options of both sockets allow
 * it? The second is asked of every overlapping socket; one "no" refuses.
 *
 * @see net/ipv4/inet_connection_sock.c: inet_bind_conflict; net/ipv4/udp.c: udp_lib_lport_inuse
 */
import { overlapWith } from './address-overlap.ts';
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
  if (socket.reusePort && other.reusePort && isSameUser(socket, other)) return undefined;

  if (socket.reusePort && other.reusePort) return 'reuseport-same-user';
  if (blocksReuse) return socket.state === 'LISTEN' ? 'one-listener' : 'port-held-by-listener';
  if (other.state === 'TIME-WAIT') return 'time-wait-holds-port';
  if (socket.reusePort !== other.reusePort && !socket.reuseAddr && !other.reuseAddr)
    return 'reuseport-on-both';
  if (socket.reuseAddr !== other.reuseAddr) return 'reuseaddr-on-both';
  return other.peer ? 'connection-holds-port' : 'port-held';
}

function isSameUser(socket: Socket, other: Socket): boolean {
  return isRemains(other) || socket.uid === other.uid;
}

/** The first socket that keeps `socket` from the port it wants, given in `socket.local`. */
export function bindConflict(table: PortTable, socket: Socket): Conflict | undefined {
  const overlaps = overlapWith(socket);
  for (const other of holdersOf(table, socket.local.port)) {
    if (other === socket || !overlaps(other)) continue;
    const rule = refusedBy(socket, other);
    if (rule) return { rule, socket: other };
  }
  return undefined;
}

/** How bind(0) looks for a port: as it does for a port that was named, past every overlap, or past most. */
export type Strictness = 'as named' | 'any overlap' | 'relaxed';

/**
 * Whether bind(0) must pass over a port. For TCP any overlap counts, whatever the options; once every port is held, and
 * ip_autobind_reuse is set, only an overlap without SO_REUSEADDR on both sides does. @see inet_csk_find_open_port
 */
export function heldFor(host: Host, socket: Socket, strictness: Strictness): (port: number) => boolean {
  const table = socket.protocol === 'tcp' ? host.tcp : host.udp;
  const overlaps = overlapWith(socket);
  const keepsOut = (other: Socket): boolean => {
    if (other === socket || !overlaps(other)) return false;
    switch (strictness) {
      case 'as named':
        return refusedBy(socket, other) !== undefined;
      case 'any overlap':
        return true;
      case 'relaxed':
        return !sharesWhenRelaxed(socket, other);
    }
  };
  return (port) => {
    for (const other of holdersOf(table, port)) if (keepsOut(other)) return true;
    return false;
  };
}

/** inet_bind_conflict with `relax`: SO_REUSEPORT on both, which would share a named port, keeps this one apart. */
function sharesWhenRelaxed(socket: Socket, other: Socket): boolean {
  const bothReusePort = socket.reusePort && other.reusePort && isSameUser(socket, other);
  return socket.reuseAddr && other.reuseAddr && other.state !== 'LISTEN' && !bothReusePort;
}

/**
 * Who may share a port: the heart of bind(2). Every socket on the port is asked whether it objects; one that does refuses.
 * What is an objection differs by system, see os/.
 */
import { overlapWith } from './address-overlap.ts';
import type { Host } from './host.ts';
import { isSameUser } from './os/linux.ts';
import type { Objection } from './os/system-rules.ts';
import { holdersOf, type PortTable } from './port-table.ts';
import type { Socket } from './socket.ts';

export interface Conflict extends Objection {
  readonly socket: Socket;
}

export function tableOf(host: Host, socket: Socket): PortTable {
  return socket.protocol === 'tcp' ? host.tcp : host.udp;
}

/** The first socket that keeps `socket` from the port it wants, given in `socket.local`. */
export function bindConflict(host: Host, socket: Socket): Conflict | undefined {
  const objection = host.system.objections(socket);
  for (const other of holdersOf(tableOf(host, socket), socket.local.port)) {
    const found = other === socket ? undefined : objection(other);
    if (found) return { ...found, socket: other };
  }
  return host.wsl?.conflict(host, socket);
}

/** How bind(0) looks for a port: as it does for a port that was named, past every overlap, or past most. */
export type Strictness = 'as named' | 'any overlap' | 'relaxed';

/**
 * Whether bind(0) must pass over a port. On Linux, for TCP, any overlap counts, whatever the options; once every port is
 * held, and ip_autobind_reuse is set, only an overlap without SO_REUSEADDR on both sides does. @see inet_csk_find_open_port
 */
export function heldFor(host: Host, socket: Socket, strictness: Strictness): (port: number) => boolean {
  const table = tableOf(host, socket);
  const keepsOut = keeperOut(host, socket, strictness);
  return (port) => {
    for (const other of holdersOf(table, port)) if (other !== socket && keepsOut(other)) return true;
    return false;
  };
}

function keeperOut(host: Host, socket: Socket, strictness: Strictness): (other: Socket) => boolean {
  switch (strictness) {
    case 'as named': {
      const objection = host.system.objections(socket);
      return (other) => objection(other) !== undefined;
    }
    case 'any overlap':
      return overlapWith(socket);
    case 'relaxed': {
      const overlaps = overlapWith(socket);
      return (other) => overlaps(other) && !sharesWhenRelaxed(socket, other);
    }
  }
}

/** inet_bind_conflict with `relax`: SO_REUSEPORT on both, which would share a named port, keeps this one apart. */
function sharesWhenRelaxed(socket: Socket, other: Socket): boolean {
  const bothReusePort = socket.reusePort && other.reusePort && isSameUser(socket, other);
  return socket.reuseAddr && other.reuseAddr && other.state !== 'LISTEN' && !bothReusePort;
}

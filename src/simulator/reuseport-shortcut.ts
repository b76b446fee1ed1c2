/**
 * What a TCP port remembers of a SO_REUSEPORT socket that was bound to it. A later socket that it covers is let in without
 * asking the others, which lets some pass that would be refused one by one: after the option was switched off again, or
 * where another socket has only SO_REUSEADDR.
 *
 * @see sk_reuseport_match, inet_csk_update_fastreuse in net/ipv4/inet_connection_sock.c
 */
import { type LocalHalves, localHalves, shortcutCovers } from './address-overlap.ts';
import { isPortUnused, type PortTable } from './port-table.ts';
import type { Socket } from './socket.ts';

export interface ReusePortShortcut {
  readonly uid: number;
  readonly local: LocalHalves;
}

export function matchesShortcut(table: PortTable, socket: Socket): boolean {
  const shortcut = table.reusePortShortcuts.get(socket.local.port);
  if (!shortcut || !socket.reusePort || shortcut.uid !== socket.uid) return false;
  return shortcutCovers(shortcut.local, localHalves(socket));
}

/** Before the socket is put on its port: what the port remembers from now on, until nobody holds it. */
export function rememberReusePort(table: PortTable, socket: Socket): void {
  const { port } = socket.local;
  if (!socket.reusePort) table.reusePortShortcuts.delete(port);
  else if (isPortUnused(table, port) || !matchesShortcut(table, socket)) {
    table.reusePortShortcuts.set(port, { uid: socket.uid, local: localHalves(socket) });
  }
}

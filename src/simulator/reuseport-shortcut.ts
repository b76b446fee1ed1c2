/**
 * What a port remembers of the last SO_REUSEPORT socket that was bound to it. A socket that matches it is let in without
 * asking the others, which lets some pairs pass that would refuse each other one by one.
 *
 * @see sk_reuseport_match, inet_csk_update_fastreuse in net/ipv4/inet_connection_sock.c
 */
import { type LocalHalves, localHalves, shortcutCovers } from './address-overlap.ts';
import type { Host } from './host.ts';
import { holdersOf } from './port-table.ts';
import type { Socket } from './socket.ts';

export interface ReusePortShortcut {
  readonly uid: number;
  /** Undefined while every socket of the port had the option: then any address is let in (FASTREUSEPORT_ANY). */
  readonly local: LocalHalves | undefined;
}

export function matchesShortcut(host: Host, socket: Socket): boolean {
  const shortcut = host.reusePortShortcuts.get(socket.local.port);
  if (!shortcut || !socket.reusePort || shortcut.uid !== socket.uid) return false;
  return !shortcut.local || shortcutCovers(shortcut.local, localHalves(socket));
}

/** Before the socket is put on its port: what the port remembers from now on. */
export function rememberReusePort(host: Host, socket: Socket): void {
  const { port } = socket.local;
  const isFirst = holdersOf(host.tcp, port).size === 0;
  if (!socket.reusePort) host.reusePortShortcuts.delete(port);
  else if (isFirst) host.reusePortShortcuts.set(port, { uid: socket.uid, local: undefined });
  else if (!matchesShortcut(host, socket)) {
    host.reusePortShortcuts.set(port, { uid: socket.uid, local: localHalves(socket) });
  }
}

/**
 * The sockets of one protocol on one host, found by port, by listener and by 4-tuple, as the kernel's hash tables
 * (bhash, lhash2, ehash in net/ipv4/inet_hashtables.c) find them: no look-up walks all sockets.
 */
import { onTheWire } from './address.ts';
import type { Endpoint, Socket } from './socket.ts';

export interface PortTable {
  /** Every socket that holds a local port, whether bound, connected or in TIME-WAIT. */
  readonly holders: Map<number, Set<Socket>>;
  readonly listeners: Map<number, Set<Socket>>;
  readonly connections: Map<string, Socket>;
}

export function createPortTable(): PortTable {
  return { holders: new Map(), listeners: new Map(), connections: new Map() };
}

const nobody: ReadonlySet<Socket> = new Set();

export function holdersOf(table: PortTable, port: number): ReadonlySet<Socket> {
  return table.holders.get(port) ?? nobody;
}

export function listenersOn(table: PortTable, port: number): ReadonlySet<Socket> {
  return table.listeners.get(port) ?? nobody;
}

function add(index: Map<number, Set<Socket>>, port: number, socket: Socket): void {
  const there = index.get(port);
  if (there) there.add(socket);
  else index.set(port, new Set([socket]));
}

function remove(index: Map<number, Set<Socket>>, port: number, socket: Socket): void {
  const there = index.get(port);
  there?.delete(socket);
  if (there?.size === 0) index.delete(port);
}

/** Puts the socket on its local port. */
export function holdPort(table: PortTable, socket: Socket, heldBy: 'bind' | 'connect'): void {
  socket.portHeldBy = heldBy;
  add(table.holders, socket.local.port, socket);
}

/** Frees the port for others; the socket may still tell the number (getsockname after a refused connect). */
export function releasePort(table: PortTable, socket: Socket): void {
  socket.portHeldBy = undefined;
  remove(table.holders, socket.local.port, socket);
}

export function addListener(table: PortTable, socket: Socket): void {
  add(table.listeners, socket.local.port, socket);
}

export function removeListener(table: PortTable, socket: Socket): void {
  remove(table.listeners, socket.local.port, socket);
}

function tuple(local: Endpoint, peer: Endpoint): string {
  return `${onTheWire(local.address)} ${local.port} ${onTheWire(peer.address)} ${peer.port}`;
}

export function findConnection(table: PortTable, local: Endpoint, peer: Endpoint): Socket | undefined {
  return table.connections.get(tuple(local, peer));
}

/** The socket must have its peer. */
export function addConnection(table: PortTable, socket: Socket): void {
  if (socket.peer) table.connections.set(tuple(socket.local, socket.peer), socket);
}

export function removeConnection(table: PortTable, socket: Socket): void {
  if (!socket.peer) return;
  const key = tuple(socket.local, socket.peer);
  if (table.connections.get(key) === socket) table.connections.delete(key);
}

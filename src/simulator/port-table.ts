/**
 * The sockets of one protocol on one host, found by port, by listener and by 4-tuple, as the kernel's hash tables
 * (bhash, lhash2, ehash in net/ipv4/inet_hashtables.c) find them: no look-up walks all sockets.
 */
import { ConnectionTable } from './connection-table.ts';
import { NumberTable } from './number-table.ts';
import { PortSet } from './port-set.ts';
import type { ReusePortShortcut } from './reuseport-shortcut.ts';
import type { Endpoint, Socket } from './socket.ts';

/** Most ports have one socket, and thousands of ports may be in use: a set is made for the second. */
type OnPort = NumberTable<Socket | Set<Socket>>;

export interface PortTable {
  /** Every socket that holds a local port, whether bound, connected or in TIME-WAIT. */
  readonly holders: OnPort;
  readonly listeners: OnPort;
  readonly connections: ConnectionTable;
  /** How many sockets hold a port by bind, and which ports those are. */
  readonly boundCounts: NumberTable<number>;
  readonly boundPorts: PortSet;
  /** By port, see reuseport-shortcut.ts. */
  readonly reusePortShortcuts: Map<number, ReusePortShortcut>;
}

export function createPortTable(): PortTable {
  return {
    holders: new NumberTable(),
    listeners: new NumberTable(),
    connections: new ConnectionTable(),
    boundCounts: new NumberTable(),
    boundPorts: new PortSet(),
    reusePortShortcuts: new Map(),
  };
}

const nobody: readonly Socket[] = [];

function socketsOn(index: OnPort, port: number): Iterable<Socket> {
  const there = index.get(port);
  if (!there) return nobody;
  return there instanceof Set ? there : [there];
}

/** In the order in which they came to the port. */
export function holdersOf(table: PortTable, port: number): Iterable<Socket> {
  return socketsOn(table.holders, port);
}

export function isPortUnused(table: PortTable, port: number): boolean {
  return !table.holders.has(port);
}

/** Whether bind put a socket on the port; a port that only connect chose may be shared with other connects. */
export function isHeldByBind(table: PortTable, port: number): boolean {
  return table.boundCounts.has(port);
}

export function listenersOn(table: PortTable, port: number): Iterable<Socket> {
  return socketsOn(table.listeners, port);
}

function add(index: OnPort, port: number, socket: Socket): void {
  const there = index.get(port);
  if (!there) index.set(port, socket);
  else if (there instanceof Set) there.add(socket);
  else index.set(port, new Set([there, socket]));
}

function remove(index: OnPort, port: number, socket: Socket): void {
  const there = index.get(port);
  if (there instanceof Set) {
    there.delete(socket);
    if (there.size === 0) index.delete(port);
  } else if (there === socket) index.delete(port);
}

/** Puts the socket on its local port. */
export function holdPort(table: PortTable, socket: Socket, heldBy: 'bind' | 'connect'): void {
  const { port } = socket.local;
  socket.portHeldBy = heldBy;
  add(table.holders, port, socket);
  if (heldBy === 'bind') {
    table.boundCounts.set(port, (table.boundCounts.get(port) ?? 0) + 1);
    table.boundPorts.add(port);
  }
}

/** Frees the port for others; the socket may still tell the number (getsockname after a refused connect). */
export function releasePort(table: PortTable, socket: Socket): void {
  const { port } = socket.local;
  remove(table.holders, port, socket);
  if (socket.portHeldBy === 'bind') {
    const left = (table.boundCounts.get(port) ?? 1) - 1;
    if (left > 0) table.boundCounts.set(port, left);
    else {
      table.boundCounts.delete(port);
      table.boundPorts.delete(port);
    }
  }
  socket.portHeldBy = undefined;
  if (isPortUnused(table, port)) table.reusePortShortcuts.delete(port);
}

export function addListener(table: PortTable, socket: Socket): void {
  add(table.listeners, socket.local.port, socket);
}

export function removeListener(table: PortTable, socket: Socket): void {
  remove(table.listeners, socket.local.port, socket);
}

export function findConnection(table: PortTable, local: Endpoint, peer: Endpoint): Socket | undefined {
  return table.connections.find(local, peer);
}

/** The socket must have its peer, and its port. */
export function addConnection(table: PortTable, socket: Socket): void {
  table.connections.add(socket);
}

export function removeConnection(table: PortTable, socket: Socket): void {
  table.connections.remove(socket);
}

/** Ports that connect surely cannot take at `now` for this socket, whose address and peer are set. */
export function portsBarredToConnect(table: PortTable, socket: Socket, now: number): readonly PortSet[] {
  const { local, peer } = socket;
  return [table.boundPorts, ...(peer ? table.connections.chosenTowards(local, peer, now) : [])];
}

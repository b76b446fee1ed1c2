import type { SocketAddress } from './address.ts';
import { isHeld } from './bind-conflict.ts';
import { endpointsFor } from './connect.ts';
import { pickEphemeralPort } from './ephemeral-port.ts';
import { type Host, isBroadcastAddress } from './host.ts';
import { holdPort, releasePort } from './port-table.ts';
import { type Refusal, refuse } from './refusal.ts';
import { type Socket, wildcardOf } from './socket.ts';
import { ok, type Result } from './system-call.ts';

/**
 * connect(2) on a UDP socket: nothing is sent. It fixes whom the socket sends to and hears from, and may be called
 * again; AF_UNSPEC dissolves it and forgets the address and port that the kernel chose.
 *
 * @returns EAGAIN no port left · ENETUNREACH · EAFNOSUPPORT · EACCES a broadcast address without SO_BROADCAST
 */
export function connectDatagram(host: Host, socket: Socket, address: SocketAddress | 'AF_UNSPEC'): Result<0> {
  if (address === 'AF_UNSPEC') {
    dissolve(host, socket);
    return ok(0);
  }
  const ends = endpointsFor(host, socket, address);
  if (!ends.ok) return ends;
  if (isBroadcastAddress(host, ends.peer.address) && !socket.broadcast) {
    return refuse('EACCES', 'broadcast-needs-option');
  }
  const refused = socket.portHeldBy ? undefined : bindDatagram(host, socket, ends.local);
  if (refused) return refused;
  socket.local = { address: ends.local, port: socket.local.port };
  socket.peer = ends.peer;
  socket.state = 'ESTABLISHED';
  return ok(0);
}

function dissolve(host: Host, socket: Socket): void {
  socket.peer = undefined;
  socket.state = 'CLOSED';
  const { port } = socket.local;
  if (!socket.portBound && socket.portHeldBy) releasePort(host.udp, socket);
  socket.local = {
    address: socket.addressBound ? socket.local.address : wildcardOf(socket.family),
    port: socket.portBound ? port : 0,
  };
}

/** The port that connect and sendto choose for an unbound socket. */
export function bindDatagram(host: Host, socket: Socket, address: string): Refusal | undefined {
  const before = socket.local;
  socket.local = { address, port: 0 };
  const port = pickEphemeralPort(host, socket, 'bind', (candidate) => !isHeld(host, socket, candidate));
  if (port === undefined) {
    socket.local = before;
    return refuse('EAGAIN', 'no-free-port');
  }
  socket.local = { address, port };
  holdPort(host.udp, socket, 'bind');
  return undefined;
}

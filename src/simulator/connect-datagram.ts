import {
  type Family,
  familyOf,
  isLinkLocalIPv6,
  isWildcard,
  onTheWire,
  type SocketAddress,
} from './address.ts';
import { heldFor } from './bind-conflict.ts';
import { endpointsFor } from './connect.ts';
import { pickEphemeralPort } from './ephemeral-port.ts';
import { type Host, isBroadcastAddress } from './host.ts';
import { holdPort, releasePort } from './port-table.ts';
import { type Refusal, refuse } from './refusal.ts';
import { isUnicast } from './route.ts';
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
  const refused = autobind(host, socket);
  if (refused) return refused;
  if (socket.v6only && address.family === 'AF_INET') return refuse('EAFNOSUPPORT', 'v6only-takes-no-ipv4');
  if (socket.family === 'AF_INET6' && isLinkLocalIPv6(address.address)) {
    return refuse('EINVAL', 'link-local-needs-interface');
  }
  const ends = endpointsFor(host, socket, address);
  if (!ends.ok) return ends;
  if (isBroadcastAddress(host, ends.peer.address) && !socket.broadcast) {
    return refuse('EACCES', 'broadcast-needs-option');
  }
  // The first connect fixes the local address; a later one to the other family leaves it, and fixes a source beside it.
  const { address: own, port } = socket.local;
  if (isWildcard(own)) socket.local = { address: ends.local, port };
  else if (!isUnicast(host, onTheWire(own)) || wireFamily(own) !== wireFamily(ends.local)) {
    socket.source ??= ends.local;
  }
  socket.peer = ends.peer;
  socket.state = 'ESTABLISHED';
  return ok(0);
}

function wireFamily(address: string): Family {
  return familyOf(onTheWire(address));
}

function dissolve(host: Host, socket: Socket): void {
  socket.peer = undefined;
  socket.source = undefined;
  socket.state = 'CLOSED';
  const { port } = socket.local;
  if (!socket.portBound && socket.portHeldBy) releasePort(host.udp, socket);
  socket.local = {
    address: socket.addressBound ? socket.local.address : wildcardOf(socket.family),
    port: socket.portBound ? port : 0,
  };
}

/**
 * inet_autobind: an unbound socket that connects or sends gets its port before anything else is looked at.
 *
 * @returns EAGAIN when none is left
 */
export function autobind(host: Host, socket: Socket): Refusal | undefined {
  if (socket.portHeldBy) return undefined;
  const port = pickEphemeralPort(host, socket, 'datagram', heldFor(host, socket, 'as named'));
  if (port === undefined) return refuse('EAGAIN', 'no-free-port');
  socket.local = { address: socket.local.address, port };
  holdPort(host.udp, socket, 'bind');
  return undefined;
}

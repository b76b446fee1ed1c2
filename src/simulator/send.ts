import type { SocketAddress } from './address.ts';
import { endpointsFor } from './connect.ts';
import { bindDatagram } from './connect-datagram.ts';
import { socketOf } from './descriptor.ts';
import { type Host, isBroadcastAddress } from './host.ts';
import { datagram, segment } from './packet.ts';
import type { Process } from './process.ts';
import { refuse } from './refusal.ts';
import { transmit } from './route.ts';
import { type Endpoint, type Socket, wildcardOf } from './socket.ts';
import { type Bytes, ok, type Result } from './system-call.ts';
import { tellError } from './tell-error.ts';

/**
 * send(2) on a connected socket.
 *
 * @returns how many bytes, always all of them · EPIPE this end is shut, or a stream without connection · EDESTADDRREQ a
 *   datagram without destination · EAGAIN still connecting · an error that waited to be told, once
 * Differs from Linux: buffers have no limit, so a sender never waits for a reader. SIGPIPE is left to the caller.
 */
export function send(host: Host, process: Process, fd: number, data: Bytes): Result<number> {
  const found = socketOf(process, fd);
  if (!found.ok) return found;
  const { socket } = found;
  const error = tellError(socket);
  if (error) return error;
  if (socket.protocol === 'udp') {
    if (!socket.peer) return refuse('EDESTADDRREQ', 'no-destination');
    if (socket.shutWrite) return refuse('EPIPE', 'sending-ended');
    return sendDatagram(host, socket, socket.local.address, socket.peer, data);
  }
  if (socket.state === 'SYN-SENT') return refuse('EAGAIN', 'connect-in-progress');
  const open = socket.state === 'ESTABLISHED' || socket.state === 'CLOSE-WAIT';
  if (!open || socket.shutWrite || !socket.peer) return refuse('EPIPE', 'sending-ended');
  if (data !== '') transmit(host, segment('PSH', socket.local, socket.peer, data));
  return ok(data.length);
}

/**
 * sendto(2): a datagram to an address of its own. An unbound socket is first bound to an ephemeral port on the wildcard.
 * On a stream the address is passed over.
 */
export function sendto(
  host: Host,
  process: Process,
  fd: number,
  address: SocketAddress,
  data: Bytes,
): Result<number> {
  const found = socketOf(process, fd);
  if (!found.ok) return found;
  const { socket } = found;
  if (socket.protocol === 'tcp') return send(host, process, fd, data);
  if (address.port === 0) return refuse('EINVAL', 'port-zero-is-no-destination');
  const ends = endpointsFor(host, socket, address);
  if (!ends.ok) return ends;
  if (isBroadcastAddress(host, ends.peer.address) && !socket.broadcast) {
    return refuse('EACCES', 'broadcast-needs-option');
  }
  const refused = socket.portHeldBy ? undefined : bindDatagram(host, socket, wildcardOf(socket.family));
  if (refused) return refused;
  const error = tellError(socket);
  if (error) return error;
  return sendDatagram(host, socket, ends.local, ends.peer, data);
}

function sendDatagram(host: Host, socket: Socket, from: string, peer: Endpoint, data: Bytes): Result<number> {
  transmit(host, datagram({ address: from, port: socket.local.port }, peer, data));
  return ok(data.length);
}

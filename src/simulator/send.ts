import { mappedIPv4, onTheWire, type SocketAddress } from './address.ts';
import { endpointsFor } from './connect.ts';
import { autobind } from './connect-datagram.ts';
import { socketOf } from './descriptor.ts';
import { type Host, isBroadcastAddress } from './host.ts';
import { datagram, segment } from './packet.ts';
import type { Process } from './process.ts';
import { type Refusal, refuse } from './refusal.ts';
import { sourceFor, transmit } from './route.ts';
import type { Endpoint, Socket } from './socket.ts';
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
  if (socket.protocol === 'udp') {
    const unbound = autobind(host, socket);
    if (unbound) return unbound;
    if (!socket.peer) return refuse('EDESTADDRREQ', 'no-destination');
    const from = sourceOfConnected(host, socket, socket.peer);
    if (!from.ok) return from;
    return sendDatagram(host, socket, from.address, socket.peer, data);
  }
  const error = tellError(socket);
  if (error) return error;
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
  const unbound = autobind(host, socket);
  if (unbound) return unbound;
  if (socket.family === 'AF_INET' && address.family === 'AF_INET6')
    return refuse('EAFNOSUPPORT', 'wrong-family');
  const isIPv4 = address.family === 'AF_INET' || mappedIPv4(address.address) !== undefined;
  if (socket.v6only && isIPv4) return refuse('ENETUNREACH', 'family-unreachable');
  if (address.port === 0) return refuse('EINVAL', 'port-zero-is-no-destination');
  const ends = endpointsFor(host, socket, address);
  if (!ends.ok) return ends;
  if (isBroadcastAddress(host, ends.peer.address) && !socket.broadcast) {
    return refuse('EACCES', 'broadcast-needs-option');
  }
  return sendDatagram(host, socket, ends.local, ends.peer, data);
}

/** The source of a connected socket: its own address, unless that is of the other family than its peer. */
function sourceOfConnected(
  host: Host,
  socket: Socket,
  peer: Endpoint,
): { ok: true; address: string } | Refusal {
  const mapped = mappedIPv4(peer.address);
  const { source } = socket;
  const address = source && isIPv4(source) === isIPv4(peer.address) ? source : socket.local.address;
  if (mapped && peer.port === 0) return refuse('EINVAL', 'port-zero-is-no-destination');
  return mapped && !mappedIPv4(address) ? sourceFor(host, mapped) : { ok: true, address };
}

function isIPv4(address: string): boolean {
  return !onTheWire(address).includes(':');
}

function sendDatagram(host: Host, socket: Socket, from: string, peer: Endpoint, data: Bytes): Result<number> {
  const error = tellError(socket);
  if (error) return error;
  if (socket.shutWrite) return refuse('EPIPE', 'sending-ended');
  const sent = transmit(host, datagram({ address: from, port: socket.local.port }, peer, data));
  return sent ? ok(data.length) : refuse('EPERM', 'packet-filter-drops');
}

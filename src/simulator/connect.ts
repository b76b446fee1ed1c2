import {
  isLinkLocalIPv6,
  isMulticast,
  isWildcard,
  mappedIPv4,
  onTheWire,
  type SocketAddress,
  spellAddress,
} from './address.ts';
import { resetWaiting } from './close.ts';
import { connectDatagram } from './connect-datagram.ts';
import { remainsTakenOverAfter } from './connection-table.ts';
import { socketOf } from './descriptor.ts';
import { pickEphemeralPort } from './ephemeral-port.ts';
import { type Host, isLocalAddress } from './host.ts';
import type { Objection } from './os/system-rules.ts';
import { segment } from './packet.ts';
import { addConnection, findConnection, holdPort, isHeldByBind } from './port-table.ts';
import type { Process } from './process.ts';
import { type Refusal, refuse } from './refusal.ts';
import { isForMany, isUnicast, sourceFor, transmit } from './route.ts';
import { type Endpoint, isRemains, type Socket, wildcardOf } from './socket.ts';
import { ok, type Result } from './system-call.ts';
import { delayedAck, endConnection, failConnection } from './tcp-end.ts';

/**
 * connect(2), as one non-blocking call: it starts the connection and says EINPROGRESS; asked again it tells the
 * outcome once (0, or the error), and then EISCONN.
 *
 * @returns EALREADY still undecided · ECONNREFUSED nobody listens there · ETIMEDOUT no answer · ENETUNREACH no route ·
 *   EADDRNOTAVAIL no port left, or the 4-tuple exists · EISCONN connected or listening · EAFNOSUPPORT
 * @see connect(2), tcp(7); UDP: connect-datagram.ts
 */
export function connect(
  host: Host,
  process: Process,
  fd: number,
  address: SocketAddress | 'AF_UNSPEC',
): Result<0> {
  const found = socketOf(process, fd);
  if (!found.ok) return found;
  const { socket } = found;
  if (socket.protocol === 'udp') return connectDatagram(host, socket, address);
  if (address === 'AF_UNSPEC') return disconnect(host, socket);
  switch (socket.phase) {
    case 'CONNECTING':
      return outcome(socket);
    case 'CONNECTED':
      return refuse('EISCONN', 'already-connected', [socket]);
    case 'DISCONNECTING':
      return refuse('EINVAL', 'shut-while-connecting', [socket]);
    case 'UNCONNECTED':
      return socket.state === 'CLOSED'
        ? start(host, socket, address)
        : refuse('EISCONN', 'already-connected', [socket]);
  }
}

function outcome(socket: Socket): Result<0> {
  if (socket.state === 'SYN-SENT' || socket.state === 'SYN-RECEIVED') {
    return refuse('EALREADY', 'connect-in-progress', [socket]);
  }
  if (socket.state !== 'CLOSED') {
    socket.phase = 'CONNECTED';
    return ok(0);
  }
  socket.phase = 'UNCONNECTED';
  const error = socket.error ?? refuse('ECONNABORTED', 'connect-outcome-told');
  socket.error = undefined;
  forgetPeer(socket);
  return error;
}

/** After a failed attempt the socket may try again; what bind fixed stays. */
function forgetPeer(socket: Socket): void {
  socket.peer = undefined;
  socket.ended = false;
  socket.readEnd = false;
  socket.shutWrite = false;
  socket.shutRead = false;
  if (!socket.addressBound) {
    socket.local = { address: wildcardOf(socket.family), port: socket.local.port };
  }
}

/** tcp_disconnect: the socket is as new, but for what bind fixed. */
export function disconnect(host: Host, socket: Socket): Result<0> {
  const open = socket.peer !== undefined && socket.state !== 'CLOSED' && socket.state !== 'LISTEN';
  if (socket.peer && open && socket.state !== 'SYN-SENT') {
    transmit(host, segment('RST', socket.local, socket.peer));
  }
  if (socket.state === 'LISTEN') resetWaiting(host, socket);
  // A socket that is only bound stays bound (tcp_disconnect).
  if (socket.state !== 'CLOSED') endConnection(host, socket);
  socket.phase = 'UNCONNECTED';
  socket.received = '';
  forgetPeer(socket);
  if (open) socket.error = refuse('ECONNRESET', 'disconnected');
  return ok(0);
}

/** Which addresses the two ends have, each in the socket's own spelling. */
export function endpointsFor(
  host: Host,
  socket: Socket,
  address: SocketAddress,
): { ok: true; local: string; peer: Endpoint } | Refusal {
  if (socket.family === 'AF_INET' && address.family === 'AF_INET6') {
    return refuse('EAFNOSUPPORT', 'wrong-family');
  }
  const objection = objectionTo(host, address);
  if (objection) return refuse(objection.errno, objection.rule);
  const bound = sourceBoundTo(host, socket, !onTheWire(address.address).includes(':'));
  const peer = spellAddress(socket.family, destinationOf(address.address, socket.local.address, bound));
  const destination = onTheWire(peer);
  const isIPv4 = !destination.includes(':');
  if (isIPv4 && socket.family === 'AF_INET6' && socket.v6only)
    return refuse('ENETUNREACH', 'family-unreachable');
  // ip_route_output_key: an IPv4 source must be an address of this host, whatever IP_FREEBIND let bind take.
  if (bound && isIPv4 && !onTheWire(bound).includes(':') && !isLocalAddress(host, bound)) {
    return refuse('ENETUNREACH', 'no-route');
  }
  const source = sourceFor(host, destination, boundAtAll(socket, bound));
  if (!source.ok) return source;
  if (mappedIPv4(socket.local.address) && !isIPv4) return refuse('EAFNOSUPPORT', 'family-unreachable');
  const outside = !isLocalAddress(host, destination) && !isForMany(destination);
  if (bound && onTheWire(bound).startsWith('127.') && outside) {
    return refuse('EINVAL', 'loopback-stays-inside');
  }
  if (!isUnicast(host, destination) && socket.protocol === 'tcp') return refuse('ENETUNREACH', 'no-route');
  // An IPv6 address that connect chose is no IPv4 source: the route gives one (inet_saddr is still 0).
  const fits = bound !== undefined && onTheWire(bound).includes(':') === !isIPv4;
  return {
    ok: true,
    local: fits ? bound : spellAddress(socket.family, source.address),
    peer: { address: peer, port: address.port },
  };
}

function objectionTo({ system }: Host, { address, port }: SocketAddress): Objection | undefined {
  if (port === 0) return system.portZero;
  return isWildcard(address) ? system.wildcardDestination : undefined;
}

/** The address that bind fixed as the source; a broadcast or multicast address is none (inet_bind: "Use device"). */
function sourceBoundTo(host: Host, socket: Socket, forIPv4: boolean): string | undefined {
  const { address } = socket.local;
  const unfit = forIPv4 && onTheWire(address).includes(':') && socket.source !== undefined;
  return isWildcard(address) || unfit || !isUnicast(host, address) ? socket.source : address;
}

/** The mapped wildcard is an address too, as long as nobody asks which (ipv6_addr_any is `::` alone). */
function boundAtAll(socket: Socket, bound: string | undefined): string | undefined {
  const { address } = socket.local;
  return bound === undefined && mappedIPv4(address) ? '0.0.0.0' : bound && onTheWire(bound);
}

/**
 * The wildcard as a destination means this host: 0.0.0.0 the address that the socket is bound to (ip_route_output_key),
 * `::` always loopback, in the family that the socket is bound to.
 */
function destinationOf(address: string, local: string, bound: string | undefined): string {
  if (address === '::') return mappedIPv4(local) ? '127.0.0.1' : '::1';
  if (onTheWire(address) !== '0.0.0.0') return address;
  const own = bound && onTheWire(bound);
  return own && !own.includes(':') ? own : '127.0.0.1';
}

/** tcp_v6_connect: what is refused before a route is looked for. */
function checkIPv6Destination(address: string): Refusal | undefined {
  if (isMulticast(address) && !mappedIPv4(address)) return refuse('ENETUNREACH', 'no-route');
  return isLinkLocalIPv6(address) ? refuse('EINVAL', 'link-local-needs-interface') : undefined;
}

function start(host: Host, socket: Socket, address: SocketAddress): Result<0> {
  // A stream looks at the length of the sockaddr first, a datagram socket at its family.
  if (socket.family === 'AF_INET6' && address.family === 'AF_INET')
    return refuse('EINVAL', 'short-ipv6-address');
  if (socket.family === 'AF_INET6') {
    const refused = checkIPv6Destination(address.address);
    if (refused) return refused;
  }
  const ends = endpointsFor(host, socket, address);
  if (!ends.ok) return ends;
  const before = socket.local;
  socket.local = { address: ends.local, port: before.port };
  socket.peer = ends.peer;
  const refused = socket.portHeldBy ? takenTuple(host, socket) : choosePort(host, socket, ends.peer);
  if (refused) {
    socket.local = before;
    socket.peer = undefined;
    return refused;
  }
  addConnection(host.tcp, socket);
  socket.state = 'SYN-SENT';
  socket.phase = 'CONNECTING';
  socket.error = undefined;
  if (mappedIPv4(ends.peer.address)) socket.tookIPv4 = true;
  sendSyn(host, socket, ends.peer, 0);
  return refuse('EINPROGRESS', 'connect-in-progress', [socket]);
}

/** A bound socket connects from its own port, and the 4-tuple must be new. */
function takenTuple(host: Host, socket: Socket): Refusal | undefined {
  const other = socket.peer && connectionInTheWay(host, socket.local, socket.peer, 0);
  return other ? refuse('EADDRNOTAVAIL', 'four-tuple-taken', [other]) : undefined;
}

/** An unbound one shares ports that other connects chose, never one that bind holds. */
function choosePort(host: Host, socket: Socket, peer: Endpoint): Refusal | undefined {
  const { address } = socket.local;
  const port = pickEphemeralPort(host, socket, 'connect', (candidate) => {
    if (isHeldByBind(host.tcp, candidate)) return true;
    return connectionInTheWay(host, { address, port: candidate }, peer, remainsTakenOverAfter) !== undefined;
  });
  if (port === undefined) return refuse('EADDRNOTAVAIL', 'no-free-port-to-peer');
  socket.local = { address, port };
  holdPort(host.tcp, socket, 'connect');
  return undefined;
}

/**
 * tcp_twsk_unique: connect takes over a TIME-WAIT (tcp_tw_reuse is 2, for loopback), from a port that bind gave at once, from
 * one that the kernel chooses after a second.
 */
function connectionInTheWay(
  host: Host,
  local: Endpoint,
  peer: Endpoint,
  youngest: number,
): Socket | undefined {
  const other = findConnection(host.tcp, local, peer);
  if (other?.state === 'FIN-WAIT-2' && other.finSentAt + delayedAck > host.network.now) return other;
  if (other && isRemains(other) && other.timeWaitSince + youngest <= host.network.now) {
    endConnection(host, other);
    return undefined;
  }
  return other;
}

/** tcp_syn_linear_timeouts: after so many seconds of one, each wait is twice the last. */
const linearTimeouts = 4;
/** A timer fires up to an eighth late (the kernel's timer wheel); long waits show it. */
const wheelSlack = 1.027;

/** Milliseconds that the host waits after a SYN before it sends the next, or gives up. @see tcp_retransmit_timer */
function synTimeout(attempt: number): number {
  return attempt <= linearTimeouts ? 1000 : Math.min(1000 * 2 ** (attempt - linearTimeouts), 120_000);
}

/**
 * @param since when the first was sent; once the time is over that so many retries would take if each waited twice the last
 *   (tcp_model_timeout), the next timer gives up
 */
function sendSyn(
  host: Host,
  socket: Socket,
  peer: Endpoint,
  attempt: number,
  since: number = host.network.now,
): void {
  // Once an IPv6 socket has gone to a mapped address it sends by IPv4 for good, and a SYN for IPv6 gets nowhere
  // (icsk_af_ops stays ipv6_mapped).
  const lost = socket.tookIPv4 && !mappedIPv4(peer.address);
  const retries = host.sysctls.tcpSynRetries + linearTimeouts;
  const wait = synTimeout(attempt) * (attempt > 8 ? wheelSlack : 1);
  const endsAt = host.network.now + Math.round(wait);
  socket.synTimer = { sentAt: host.network.now, endsAt, retransmits: attempt };
  socket.cancelTimer = host.network.timers.set(endsAt, () => {
    const patience = ((2 << host.sysctls.tcpSynRetries) - 1) * 1000;
    const overdue = attempt > 0 && host.network.now - since >= patience;
    if (attempt < retries && !overdue) sendSyn(host, socket, peer, attempt + 1, since);
    else failConnection(host, socket, refuse('ETIMEDOUT', 'no-answer'));
  });
  if (!lost) transmit(host, segment('SYN', socket.local, peer));
}

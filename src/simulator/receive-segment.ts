/** What a TCP segment does to the socket it is for (RFC 9293 §3.10.7). */
import { mappedIPv4, spellEndpoint } from './address.ts';
import { sendFin } from './close.ts';
import type { Host } from './host.ts';
import { addressScore, pickFromGroup } from './most-specific.ts';
import { type Segment, type SegmentKind, segment } from './packet.ts';
import { addConnection, findConnection, holdPort, listenersOn } from './port-table.ts';
import { refuse } from './refusal.ts';
import { transmit } from './route.ts';
import type { RuleId } from './rules.ts';
import { createSocket, type Endpoint, isRemains, type Socket } from './socket.ts';
import { endConnection, enterTimeWait, failConnection, startFinWait2Timer } from './tcp-end.ts';

export function receiveSegment(host: Host, arrived: Segment): void {
  const connection = findConnection(host.tcp, arrived.destination, arrived.source);
  if (connection?.state === 'TIME-WAIT') receiveInTimeWait(host, connection, arrived);
  else if (connection) receiveOnConnection(host, connection, arrived);
  else if (arrived.kind === 'SYN') receiveSyn(host, arrived);
  else if (arrived.kind !== 'RST') replyReset(host, arrived);
}

/**
 * A reset to ::1 is sent on the interface of the address that was asked (rt6_need_strict), so it gets there from an
 * address of the loopback interface only.
 */
function replyReset(host: Host, arrived: Segment): void {
  const lost = arrived.source.address === '::1' && arrived.destination.address !== '::1';
  if (!lost || isOnLoopback(host, arrived.destination.address)) reply(host, arrived, 'RST');
}

function isOnLoopback(host: Host, address: string): boolean {
  return host.interfaces.some(
    ({ name, addresses }) => name === 'lo' && addresses.some((prefix) => prefix.address === address),
  );
}

function reply(host: Host, arrived: Segment, kind: SegmentKind): void {
  transmit(host, segment(kind, arrived.destination, arrived.source));
}

/** RFC 9293 §3.10.7.4: a new SYN may end TIME-WAIT early and open the connection anew. */
function receiveInTimeWait(host: Host, remains: Socket, arrived: Segment): void {
  if (arrived.kind !== 'SYN') return;
  endConnection(host, remains);
  receiveSyn(host, arrived);
}

/** The listener for a destination; of a SO_REUSEPORT group exactly one. */
export function findListener(host: Host, destination: Endpoint, source: Endpoint): Socket | undefined {
  let best = 0;
  let found: Socket | undefined;
  let group: Socket[] | undefined;
  for (const listener of listenersOn(host.tcp, destination.port)) {
    const score = addressScore(listener, destination);
    if (score > best) {
      best = score;
      found = listener;
      group = undefined;
    } else if (found && score === best) {
      group ??= [found];
      group.push(listener);
    }
  }
  return group ? pickFromGroup(group, source, destination) : found;
}

/** Backlog N lets N + 1 wait, see listen(2). */
export function isQueueFull({ acceptQueue, backlog }: Socket): boolean {
  return acceptQueue.length > backlog;
}

function receiveSyn(host: Host, arrived: Segment): void {
  const listener = findListener(host, arrived.destination, arrived.source);
  if (!listener) {
    replyReset(host, arrived);
    return;
  }
  // A full queue drops the SYN; the client tries again.
  if (isQueueFull(listener)) return;
  const child = createSocket(host.nextSocketId, 'tcp', listener.family, listener.uid);
  host.nextSocketId += 1;
  child.local = spellEndpoint(listener.family, arrived.destination);
  child.peer = spellEndpoint(listener.family, arrived.source);
  child.v6only = listener.v6only;
  child.addressBound = listener.addressBound;
  child.tookIPv4 = mappedIPv4(child.local.address) !== undefined;
  child.state = 'SYN-RECEIVED';
  child.listener = listener;
  host.sockets.add(child);
  holdPort(host.tcp, child, 'bind');
  addConnection(host.tcp, child);
  reply(host, arrived, 'SYN+ACK');
}

function receiveOnConnection(host: Host, socket: Socket, arrived: Segment): void {
  switch (arrived.kind) {
    case 'SYN':
      // A connection to itself, or two ends that connect at once: RFC 9293 §3.5, figure 7.
      if (socket.state === 'SYN-SENT') {
        socket.state = 'SYN-RECEIVED';
        reply(host, arrived, 'SYN+ACK');
      } else if (socket.state === 'SYN-RECEIVED' && socket.listener) reply(host, arrived, 'SYN+ACK');
      else if (isRemains(socket)) {
        reply(host, arrived, 'RST');
        endConnection(host, socket);
      } else if (socket.state !== 'CLOSED' && socket.state !== 'SYN-RECEIVED') {
        // RFC 5961 §4: the old connection is challenged, its peer knows nothing of it and resets it, and the SYN comes again.
        receiveReset(host, socket);
        receiveSyn(host, arrived);
      }
      break;
    case 'SYN+ACK':
      if (socket.state === 'SYN-SENT' || socket.state === 'SYN-RECEIVED') {
        const simultaneous = socket.state === 'SYN-RECEIVED';
        establish(socket);
        if (!simultaneous) reply(host, arrived, 'ACK');
        // Shut before it was connected: the FIN that was asked for then goes out now.
        else if (socket.shutWrite) sendFin(host, socket);
      }
      break;
    case 'ACK':
      receiveAck(host, socket);
      break;
    case 'PSH':
      receiveData(host, socket, arrived);
      break;
    case 'FIN':
      receiveFin(host, socket, arrived);
      break;
    case 'RST':
      receiveReset(host, socket, arrived.because);
      break;
  }
}

/** RFC 9293 §3.6.1: who has closed both directions cannot take data any more, and resets. */
function receiveData(host: Host, socket: Socket, arrived: Segment): void {
  const closing = socket.state === 'FIN-WAIT-1' || socket.state === 'FIN-WAIT-2';
  if (!socket.orphan && !(closing && socket.shutRead)) {
    socket.received += arrived.data;
    return;
  }
  reply(host, arrived, 'RST');
  if (socket.orphan) endConnection(host, socket);
  else failConnection(host, socket, refuse('ECONNRESET', 'data-after-shutdown'));
}

function establish(socket: Socket): void {
  socket.cancelTimer?.();
  socket.cancelTimer = undefined;
  socket.state = 'ESTABLISHED';
}

function receiveAck(host: Host, socket: Socket): void {
  switch (socket.state) {
    case 'SYN-RECEIVED': {
      const { listener } = socket;
      if (!listener) return;
      establish(socket);
      // Options are inherited when the handshake completes, not when the connection is accepted.
      socket.reuseAddr = listener.reuseAddr;
      socket.reusePort = listener.reusePort;
      socket.linger = listener.linger;
      listener.acceptQueue.push(socket);
      // A listener that was shut down before it listened passes that on, too.
      socket.shutRead = listener.shutRead;
      if (listener.shutWrite) sendFin(host, socket);
      break;
    }
    case 'FIN-WAIT-1':
      socket.state = 'FIN-WAIT-2';
      if (socket.ended) enterTimeWait(host, socket);
      else if (socket.orphan) startFinWait2Timer(host, socket);
      break;
    case 'LAST-ACK':
      endConnection(host, socket);
      break;
    default:
      break;
  }
}

function receiveFin(host: Host, socket: Socket, arrived: Segment): void {
  socket.ended = true;
  reply(host, arrived, 'ACK');
  if (socket.state === 'ESTABLISHED') socket.state = 'CLOSE-WAIT';
  else if (socket.state === 'FIN-WAIT-2') enterTimeWait(host, socket);
}

function receiveReset(host: Host, socket: Socket, because: RuleId = 'nobody-listens'): void {
  if (socket.state === 'SYN-SENT') {
    failConnection(host, socket, refuse('ECONNREFUSED', because));
  } else {
    const afterFin = socket.state === 'CLOSE-WAIT';
    failConnection(host, socket, refuse(afterFin ? 'EPIPE' : 'ECONNRESET', 'reset-by-peer'));
  }
}

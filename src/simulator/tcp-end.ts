/** How a TCP connection ends on this host: at once, or through TIME-WAIT. */
import type { Host } from './host.ts';
import { segment } from './packet.ts';
import { addConnection, holdPort, releasePort, removeConnection, removeListener } from './port-table.ts';
import type { Refusal } from './refusal.ts';
import { transmit } from './route.ts';
import { createSocket, type Socket } from './socket.ts';

/** Takes the connection off the tables; the socket is CLOSED but its descriptor, if any, goes on. */
export function endConnection(host: Host, socket: Socket): void {
  socket.cancelTimer?.();
  socket.cancelTimer = undefined;
  removeConnection(host.tcp, socket);
  if (socket.state === 'LISTEN') removeListener(host.tcp, socket);
  socket.state = 'CLOSED';
  const keepsPort = socket.portBound && !socket.orphan;
  if (socket.portHeldBy && !keepsPort) releasePort(host.tcp, socket);
  if (socket.orphan) host.sockets.delete(socket);
}

/** The connection is over because of `error`, which the next call that looks is told. */
export function failConnection(host: Host, socket: Socket, error: Refusal): void {
  socket.error = error;
  socket.shutRead = true;
  socket.shutWrite = true;
  endConnection(host, socket);
}

/**
 * RFC 9293 §3.6.1: the end that closed first remembers the 4-tuple for a while. What remains is not the socket but a
 * smaller thing that holds the port with the options the socket had (struct inet_timewait_sock).
 */
export function enterTimeWait(host: Host, socket: Socket): void {
  const remains = createSocket(host.nextSocketId, 'tcp', socket.family, socket.uid);
  host.nextSocketId += 1;
  remains.reuseAddr = socket.reuseAddr;
  remains.reusePort = socket.reusePort;
  remains.v6only = socket.v6only;
  remains.local = socket.local;
  remains.peer = socket.peer;
  remains.orphan = true;
  const heldBy = socket.portHeldBy ?? 'connect';
  endConnection(host, socket);
  remains.state = 'TIME-WAIT';
  remains.timeWaitSince = host.network.now;
  host.sockets.add(remains);
  holdPort(host.tcp, remains, heldBy);
  addConnection(host.tcp, remains);
  remains.cancelTimer = host.network.timers.set(timeWaitEnd(host, remains), () =>
    endConnection(host, remains),
  );
}

/** When a TIME-WAIT is over, in the network's milliseconds. */
export function timeWaitEnd(host: Host, remains: Socket): number {
  return remains.timeWaitSince + host.system.timeWait;
}

/**
 * TCP_DELACK_MIN, 40 ms: a peer that has not closed takes this long to acknowledge a FIN, and until then the whole socket is
 * there. It shows in few places, so elsewhere a FIN is acknowledged at once.
 */
export const delayedAck = 40;

/** FIN-WAIT-2 without a descriptor: given up after TCP_LINGER2, or else tcp_fin_timeout, seconds; reset at once when negative. */
export function startFinWait2Timer(host: Host, socket: Socket): void {
  socket.cancelTimer?.();
  socket.timeWaitSince = host.network.now;
  // The table is told that remains are all that is left.
  addConnection(host.tcp, socket);
  const seconds = socket.linger2 || host.sysctls.tcpFinTimeout;
  const ends = seconds < 0 ? socket.finSentAt + delayedAck : host.network.now + seconds * 1000;
  socket.cancelTimer = host.network.timers.set(ends, () => {
    if (seconds < 0 && socket.peer) transmit(host, segment('RST', socket.local, socket.peer));
    endConnection(host, socket);
  });
}

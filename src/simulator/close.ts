import { tableOf } from './bind-conflict.ts';
import { socketOf } from './descriptor.ts';
import type { Host } from './host.ts';
import { segment } from './packet.ts';
import { releasePort } from './port-table.ts';
import { dropDescriptor, type Process } from './process.ts';
import { transmit } from './route.ts';
import type { Socket } from './socket.ts';
import { ok, type Result } from './system-call.ts';
import { endConnection, startFinWait2Timer } from './tcp-end.ts';

/** close(2): gives up a descriptor, and with it the socket. @returns EBADF no such descriptor */
export function close(host: Host, process: Process, fd: number): Result<0> {
  const file = process.files.get(fd);
  const found = socketOf(process, fd);
  if (!file && !found.ok) return found;
  dropDescriptor(process, fd);
  if (found.ok) releaseSocket(host, found.socket);
  return ok(0);
}

/**
 * What the kernel does with a socket that no process has any more.
 *
 * A connection is ended in order (FIN), and its port stays held until that is done; with unread data, or with
 * SO_LINGER 0, it is cut off (RST) and leaves nothing.
 */
export function releaseSocket(host: Host, socket: Socket): void {
  socket.orphan = true;
  if (socket.protocol === 'udp') {
    if (socket.portHeldBy) releasePort(tableOf(host, socket), socket);
    host.sockets.delete(socket);
    return;
  }
  switch (socket.state) {
    case 'LISTEN':
      resetWaiting(host, socket);
      endConnection(host, socket);
      break;
    case 'ESTABLISHED':
    case 'CLOSE-WAIT':
      if (socket.received !== '' || socket.linger === 0) cutOff(host, socket);
      else sendFin(host, socket);
      break;
    case 'FIN-WAIT-1':
    case 'FIN-WAIT-2':
      if (socket.received !== '' || socket.linger === 0) cutOff(host, socket);
      else if (socket.state === 'FIN-WAIT-2') startFinWait2Timer(host, socket);
      break;
    case 'SYN-RECEIVED':
      cutOff(host, socket);
      break;
    case 'CLOSED':
    case 'SYN-SENT':
      endConnection(host, socket);
      break;
    case 'LAST-ACK':
    case 'TIME-WAIT':
      break;
  }
}

/** Connections in the accept queue end with their listener. */
export function resetWaiting(host: Host, listener: Socket): void {
  for (const waiting of listener.acceptQueue.splice(0)) {
    waiting.orphan = true;
    if (waiting.state === 'CLOSED') endConnection(host, waiting);
    else cutOff(host, waiting);
  }
}

function cutOff(host: Host, socket: Socket): void {
  if (socket.peer) transmit(host, segment('RST', socket.local, socket.peer));
  endConnection(host, socket);
}

/** This end has nothing more to send. */
export function sendFin(host: Host, socket: Socket): void {
  if (!socket.peer) return;
  socket.state = socket.state === 'CLOSE-WAIT' ? 'LAST-ACK' : 'FIN-WAIT-1';
  socket.shutWrite = true;
  socket.finSentAt = host.network.now;
  transmit(host, segment('FIN', socket.local, socket.peer));
}

import { sendFin } from './close.ts';
import { disconnect } from './connect.ts';
import { socketOf } from './descriptor.ts';
import type { Host } from './host.ts';
import type { Process } from './process.ts';
import { refuse } from './refusal.ts';
import type { Socket } from './socket.ts';
import { ok, type Result, type Shutdown } from './system-call.ts';

/**
 * shutdown(2): ends one direction of a connection, or both; the descriptor stays.
 *
 * SHUT_RD is silent on the wire: recv tells the end of the stream, but what arrives later can still be read.
 * On a listener SHUT_RD ends the listening and keeps the port; SHUT_WR does nothing.
 *
 * @returns ENOTCONN without a connection
 */
export function shutdown(host: Host, process: Process, fd: number, how: Shutdown): Result<0> {
  const found = socketOf(process, fd);
  if (!found.ok) return found;
  const { socket } = found;
  const read = how !== 'SHUT_WR';
  const write = how !== 'SHUT_RD';
  settlePhase(socket);
  if (socket.state === 'CLOSED') {
    // The kernel says so, and does it all the same.
    socket.shutRead ||= read;
    socket.shutWrite ||= write;
    return refuse('ENOTCONN', 'not-connected');
  }
  if (socket.state === 'LISTEN' || socket.state === 'SYN-SENT') {
    if (socket.state === 'LISTEN' && !read) return ok(0);
    return disconnect(host, socket);
  }
  socket.shutRead ||= read;
  if (write && !socket.shutWrite) {
    if (socket.state === 'ESTABLISHED' || socket.state === 'CLOSE-WAIT') {
      if (socket.protocol === 'tcp') sendFin(host, socket);
    }
    socket.shutWrite = true;
  }
  return ok(0);
}

/** A connect whose outcome was not told yet is told no more (inet_shutdown). */
function settlePhase(socket: Socket): void {
  if (socket.phase !== 'CONNECTING') return;
  const undecided = ['CLOSED', 'SYN-SENT', 'SYN-RECEIVED'].includes(socket.state);
  socket.phase = undecided ? 'DISCONNECTING' : 'CONNECTED';
}

import { resetWaiting, sendFin } from './close.ts';
import { socketOf } from './descriptor.ts';
import type { Host } from './host.ts';
import type { Process } from './process.ts';
import { refuse } from './refusal.ts';
import { ok, type Result, type Shutdown } from './system-call.ts';
import { endConnection } from './tcp-end.ts';

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
  if (socket.state === 'CLOSED') return refuse('ENOTCONN', 'not-connected');
  if (socket.state === 'LISTEN') {
    if (!read) return ok(0);
    resetWaiting(host, socket);
    endConnection(host, socket);
    return ok(0);
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

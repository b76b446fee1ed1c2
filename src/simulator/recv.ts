import { socketOf } from './descriptor.ts';
import type { Process } from './process.ts';
import { refuse } from './refusal.ts';
import type { Socket } from './socket.ts';
import { ok, type Received, type Result } from './system-call.ts';
import { tellError } from './tell-error.ts';

/**
 * recv(2), and recvfrom(2) in that a datagram comes with its sender.
 *
 * @param length the most bytes to take; what a datagram has beyond is lost, what a stream has beyond waits
 * @returns data, empty at the end of a stream · EAGAIN nothing yet · ENOTCONN a stream without connection · an error that
 *   waited to be told, once (on a stream after the data that came before it)
 */
export function recv(process: Process, fd: number, length: number): Result<Received> {
  const found = socketOf(process, fd);
  if (!found.ok) return found;
  return found.socket.protocol === 'udp'
    ? recvDatagram(found.socket, length)
    : recvStream(found.socket, length);
}

function recvStream(socket: Socket, length: number): Result<Received> {
  if (socket.state === 'LISTEN') return refuse('ENOTCONN', 'not-connected');
  if (socket.received !== '') {
    const data = socket.received.slice(0, length);
    socket.received = socket.received.slice(length);
    return ok({ data });
  }
  // A FIN that came before a reset is what recv tells; the error waits for send.
  if (socket.ended) {
    socket.readEnd = true;
    return ok({ data: '' });
  }
  const error = tellError(socket);
  if (error) return error;
  if (socket.shutRead) return ok({ data: '' });
  if (socket.state === 'CLOSED') return refuse('ENOTCONN', 'not-connected');
  return refuse('EAGAIN', 'nothing-to-receive');
}

function recvDatagram(socket: Socket, length: number): Result<Received> {
  const error = tellError(socket);
  if (error) return error;
  const first = socket.datagrams.shift();
  if (first) return ok({ data: first.data.slice(0, length), from: { family: socket.family, ...first.from } });
  return refuse('EAGAIN', 'nothing-to-receive');
}

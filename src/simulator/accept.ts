import { socketOf } from './descriptor.ts';
import type { Host } from './host.ts';
import { openDescriptor, type Process } from './process.ts';
import { refuse } from './refusal.ts';
import { ok, type Result } from './system-call.ts';

/**
 * accept(2): takes the connection that has waited longest. It was established, and could carry data, before.
 *
 * @returns a new descriptor · EAGAIN none waits · EINVAL the socket does not listen · EOPNOTSUPP not a stream
 */
export function accept(_host: Host, process: Process, fd: number): Result<number> {
  const found = socketOf(process, fd);
  if (!found.ok) return found;
  const { socket } = found;
  if (socket.protocol === 'udp') return refuse('EOPNOTSUPP', 'listen-needs-stream');
  if (socket.state !== 'LISTEN') return refuse('EINVAL', 'not-listening');
  const connection = socket.acceptQueue.shift();
  if (!connection) return refuse('EAGAIN', 'nothing-to-accept');
  connection.listener = undefined;
  connection.phase = 'CONNECTED';
  return ok(openDescriptor(process, { kind: 'socket', socket: connection }));
}

import type { SocketAddress } from './address.ts';
import { socketOf } from './descriptor.ts';
import type { Process } from './process.ts';
import { ok, type Result } from './system-call.ts';

/** getsockname(2): the local address; port 0 while the socket has none. */
export function getsockname(process: Process, fd: number): Result<SocketAddress> {
  const found = socketOf(process, fd);
  if (!found.ok) return found;
  return ok({ family: found.socket.family, ...found.socket.local });
}

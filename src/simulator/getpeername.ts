import type { SocketAddress } from './address.ts';
import { socketOf } from './descriptor.ts';
import type { Process } from './process.ts';
import { refuse } from './refusal.ts';
import { ok, type Result } from './system-call.ts';

/** getpeername(2). @returns ENOTCONN without a peer, which a peer with port 0 counts as. */
export function getpeername(process: Process, fd: number): Result<SocketAddress> {
  const found = socketOf(process, fd);
  if (!found.ok) return found;
  const { family, peer, state } = found.socket;
  if (!peer || peer.port === 0 || state === 'CLOSED' || state === 'SYN-SENT') {
    return refuse('ENOTCONN', 'not-connected');
  }
  return ok({ family, ...peer });
}

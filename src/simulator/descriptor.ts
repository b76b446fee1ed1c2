/** From a descriptor to its socket: the first check of every socket call. */
import type { Process } from './process.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Socket } from './socket.ts';

/** EBADF when nothing is open there, ENOTSOCK when something else is. */
export function socketOf(process: Process, fd: number): { ok: true; socket: Socket } | Refusal {
  const file = process.files.get(fd);
  if (!file) return refuse('EBADF', 'no-such-descriptor');
  if (file.kind !== 'socket') return refuse('ENOTSOCK', 'not-a-socket');
  return { ok: true, socket: file.socket };
}

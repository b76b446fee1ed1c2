import type { Refusal } from './refusal.ts';
import type { Socket } from './socket.ts';

/** sock_error: an error that came from the network is told once, to the first call that looks. */
export function tellError(socket: Socket): Refusal | undefined {
  const { error } = socket;
  socket.error = undefined;
  return error;
}

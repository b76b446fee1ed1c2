/** The listeners of a forwarded port, as OpenSSH 9.2 opens them (channel_setup_fwd_listener_tcpip). */
import { strerror } from '../../../simulator/errno.ts';
import type { Program } from '../../program.ts';
import { getsockname } from '../../socket-calls.ts';
import { openListener } from '../services/open-listeners.ts';

export const loopbackAddresses = ['::1', '127.0.0.1'];
export const everyAddress = ['0.0.0.0', '::'];

export interface Listening {
  readonly fds: readonly number[];
  readonly port: number;
  /** What is said of the last address when it could not be had; of the others nothing is said. */
  readonly problem: string | undefined;
}

/** Listens on each address that can be had. @param port 0 takes a free one, the same on all */
export function* listenForward(addresses: readonly string[], port: number): Program<Listening> {
  const fds: number[] = [];
  let chosen = port;
  let problem: string | undefined;
  for (const address of addresses) {
    const opened = yield* openListener(address, chosen, 128);
    problem = typeof opened === 'number' ? undefined : `bind [${address}]:${port}: ${strerror(opened)}`;
    if (typeof opened !== 'number') continue;
    fds.push(opened);
    const local = yield* getsockname(opened);
    if (local.ok) chosen = local.value.port;
  }
  return { fds, port: chosen, problem };
}

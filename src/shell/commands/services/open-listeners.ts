/** The start of a server that has one listener for each of its addresses. */

import { type SocketAddress, socketAddress } from '../../../simulator/address.ts';
import type { Errno } from '../../../simulator/errno.ts';
import type { Program } from '../../program.ts';
import { bind, listen, setsockopt, socket } from '../../socket-calls.ts';

export type Listeners =
  | { readonly ok: true; readonly fds: readonly number[] }
  | { readonly ok: false; readonly errno: Errno };

/** Each IPv6 listener takes IPv6 only, so that both wildcards fit on one port. */
export function* openListeners(
  addresses: readonly string[],
  port: number,
  backlog: number,
): Program<Listeners> {
  const fds: number[] = [];
  for (const address of addresses) {
    const opened = yield* openListener(socketAddress(address, port), backlog);
    if (typeof opened !== 'number') return { ok: false, errno: opened };
    fds.push(opened);
  }
  return { ok: true, fds };
}

function* openListener(local: SocketAddress, backlog: number): Program<number | Errno> {
  const opened = yield* socket(local.family, 'SOCK_STREAM');
  if (!opened.ok) return opened.errno;
  const fd = opened.value;
  yield* setsockopt(fd, 'SO_REUSEADDR', 1);
  if (local.family === 'AF_INET6') yield* setsockopt(fd, 'IPV6_V6ONLY', 1);
  const bound = yield* bind(fd, local);
  if (!bound.ok) return bound.errno;
  const listening = yield* listen(fd, backlog);
  return listening.ok ? fd : listening.errno;
}

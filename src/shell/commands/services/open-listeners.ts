/** The start of a server that has one listener for each of its addresses. */

import { socketAddress } from '../../../simulator/address.ts';
import type { Errno } from '../../../simulator/errno.ts';
import type { Program } from '../../program.ts';
import { bind, close, listen, setsockopt, socket } from '../../socket-calls.ts';

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
    const opened = yield* openListener(address, port, backlog);
    if (typeof opened !== 'number') return { ok: false, errno: opened };
    fds.push(opened);
  }
  return { ok: true, fds };
}

/** One listener, for its own family only. @returns its descriptor, or why there is none */
export function* openListener(address: string, port: number, backlog: number): Program<number | Errno> {
  const local = socketAddress(address, port);
  const opened = yield* socket(local.family, 'SOCK_STREAM');
  if (!opened.ok) return opened.errno;
  const fd = opened.value;
  yield* setsockopt(fd, 'SO_REUSEADDR', 1);
  if (local.family === 'AF_INET6') yield* setsockopt(fd, 'IPV6_V6ONLY', 1);
  const bound = yield* bind(fd, local);
  const listening = bound.ok ? yield* listen(fd, backlog) : bound;
  if (listening.ok) return fd;
  yield* close(fd);
  return listening.errno;
}

/** server.listen of Node, call by call as libuv makes them. */
import { familyOf, type SocketAddress } from '../../../simulator/address.ts';
import type { Program } from '../../program.ts';
import { resolveName } from '../../resolve-name.ts';
import { bind, close, getsockname, listen, setsockopt, socket } from '../../socket-calls.ts';
import { self } from '../../syscalls.ts';
import type { ListenFailure } from './node-errors.ts';

export interface Listening {
  readonly fd: number;
  readonly local: SocketAddress;
}

/**
 * Without a host: the IPv6 wildcard, which takes IPv4 too; 0.0.0.0 where bind refuses that. A port in use is told by
 * listen only, so it never leads to 0.0.0.0. A name stands for its first address.
 */
export function* listenOn(port: number, host: string | undefined): Program<Listening | ListenFailure> {
  if (host !== undefined) {
    const [address = host] = resolveName(yield* self(), host);
    return yield* openListener({ family: familyOf(address), address, port });
  }
  const first = yield* openListener({ family: 'AF_INET6', address: '::', port });
  if ('fd' in first || first.late) return first;
  return yield* openListener({ family: 'AF_INET', address: '0.0.0.0', port });
}

/** One listener, with the options that libuv sets. */
export function* openListener(local: SocketAddress): Program<Listening | ListenFailure> {
  const opened = yield* socket(local.family, 'SOCK_STREAM');
  const system = (yield* self()).around.host.system.name;
  if (!opened.ok) return { system, errno: opened.errno, local, late: false };
  const fd = opened.value;
  // Not on Windows, where it would let a second server in (libuv, src/win/tcp.c).
  if (system !== 'windows') yield* setsockopt(fd, 'SO_REUSEADDR', 1);
  if (local.family === 'AF_INET6') yield* setsockopt(fd, 'IPV6_V6ONLY', 0);
  const bound = yield* bind(fd, local);
  const result = bound.ok ? yield* listen(fd, 511) : bound;
  if (result.ok) {
    const name = yield* getsockname(fd);
    return { fd, local: name.ok ? name.value : local };
  }
  yield* close(fd);
  return { system, errno: result.errno, local, late: bound.ok || result.errno === 'EADDRINUSE' };
}

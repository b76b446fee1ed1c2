/**
 * docker-proxy: the process that holds a published port on the host. What the rules translate never comes to it; the host's own
 * loopback, other containers and IPv6 do.
 *
 * Documented, not run (moby, cmd/docker-proxy). Differs from Docker: for UDP it holds the port and passes nothing on.
 */
import { socketAddress } from '../../../simulator/address.ts';
import type { Errno } from '../../../simulator/errno.ts';
import { joinConnections } from '../../join-connections.ts';
import { ask, blocked, type Program } from '../../program.ts';
import { accept, bind, close, connect, listen, setsockopt, socket } from '../../socket-calls.ts';
import { startThread } from '../../syscalls.ts';

export interface ProxyEnds {
  readonly protocol: 'tcp' | 'udp';
  readonly address: string;
  readonly hostPort: number;
  readonly container: string;
  readonly port: number;
}

export function proxyArguments(ends: ProxyEnds): readonly string[] {
  const { protocol, address, hostPort, container, port } = ends;
  const host = `-proto ${protocol} -host-ip ${address} -host-port ${hostPort}`;
  return `/usr/bin/docker-proxy ${host} -container-ip ${container} -container-port ${port} -use-listen-fd`.split(
    ' ',
  );
}

/** @param told how it went, once: undefined when the port is held */
export function* dockerProxy(ends: ProxyEnds, told: (errno: Errno | undefined) => void): Program {
  const { protocol, address, hostPort } = ends;
  const held = yield* holdPort(address, hostPort, protocol);
  told(typeof held === 'number' ? undefined : held);
  if (typeof held !== 'number') return 1;
  if (protocol === 'udp') return yield* ask<number>('recvmsg', () => blocked);
  for (;;) {
    const client = yield* accept(held);
    if (client.ok) yield* startThread(passOn(client.value, ends));
  }
}

function* holdPort(address: string, port: number, protocol: 'tcp' | 'udp'): Program<number | Errno> {
  const local = socketAddress(address, port);
  const opened = yield* socket(local.family, protocol === 'tcp' ? 'SOCK_STREAM' : 'SOCK_DGRAM');
  if (!opened.ok) return opened.errno;
  const fd = opened.value;
  if (protocol === 'tcp') yield* setsockopt(fd, 'SO_REUSEADDR', 1);
  if (local.family === 'AF_INET6') yield* setsockopt(fd, 'IPV6_V6ONLY', 1);
  const bound = yield* bind(fd, local);
  if (!bound.ok) return bound.errno;
  const listening = protocol === 'tcp' ? yield* listen(fd, 4096) : bound;
  return listening.ok ? fd : listening.errno;
}

/** Where the container's port is closed the client has been let in already: all that is left is to drop it. */
function* passOn(client: number, { container, port }: ProxyEnds): Program {
  const opened = yield* socket('AF_INET', 'SOCK_STREAM');
  if (!opened.ok) {
    yield* close(client);
    return 0;
  }
  const reached = yield* connect(opened.value, socketAddress(container, port));
  if (reached === 'timeout' || !reached.ok) {
    yield* close(opened.value);
    yield* close(client);
    return 0;
  }
  yield* joinConnections(client, opened.value);
  return 0;
}

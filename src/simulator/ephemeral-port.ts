/**
 * Which port the host picks when a program leaves it the choice (RFC 6056).
 *
 * Linux starts at a random place in net.ipv4.ip_local_port_range and goes up in steps of two: bind(2) tries the
 * ports at an odd distance from the start of the range first, connect(2) those at an even distance, so that they
 * seldom meet. @see inet_csk_find_open_port, __inet_hash_connect
 */
import type { Host } from './host.ts';
import type { Socket } from './socket.ts';

export type Chooser = 'bind' | 'connect';

/** @returns a port for which `isFree` says yes, or undefined when the range is exhausted */
export function pickEphemeralPort(
  host: Host,
  socket: Socket,
  chooser: Chooser,
  isFree: (port: number) => boolean,
): number | undefined {
  const [low, high] = rangeOf(host, socket);
  const reserved = host.sysctls.ipLocalReservedPorts;
  const size = high - low + 1;
  const pairs = Math.ceil(size / 2);
  const start = host.network.random.below(pairs);
  const parities = chooser === 'bind' ? [1, 0] : [0, 1];
  for (const parity of parities) {
    for (let step = 0; step < pairs; step += 1) {
      const port = low + ((start + step) % pairs) * 2 + parity;
      if (port <= high && !reserved.has(port) && isFree(port)) return port;
    }
  }
  return undefined;
}

/** IP_LOCAL_PORT_RANGE narrows the host's range; a bound that lies outside it is passed over. */
function rangeOf(host: Host, socket: Socket): readonly [number, number] {
  const [low, high] = host.sysctls.ipLocalPortRange;
  const within = (bound: number): boolean => low <= bound && bound <= high;
  const [from, to] = socket.localPortRange;
  return [within(from) ? from : low, within(to) ? to : high];
}

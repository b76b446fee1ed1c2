/**
 * Which port the host picks when a program leaves it the choice (RFC 6056).
 *
 * Linux starts at a random place in net.ipv4.ip_local_port_range and goes up in steps of two: bind(2) tries the
 * ports at an odd distance from the start of the range first, connect(2) those at an even distance, so that they
 * seldom meet. @see inet_csk_find_open_port, __inet_hash_connect
 */
import type { Host } from './host.ts';

export type Chooser = 'bind' | 'connect';

/** @returns a port for which `isFree` says yes, or undefined when the range is exhausted */
export function pickEphemeralPort(
  host: Host,
  chooser: Chooser,
  isFree: (port: number) => boolean,
): number | undefined {
  const [low, high] = host.sysctls.ipLocalPortRange;
  const size = high - low + 1;
  const pairs = Math.ceil(size / 2);
  const start = host.network.random.below(pairs);
  const parities = chooser === 'bind' ? [1, 0] : [0, 1];
  for (const parity of parities) {
    for (let step = 0; step < pairs; step += 1) {
      const port = low + ((start + step) % pairs) * 2 + parity;
      if (port <= high && isFree(port)) return port;
    }
  }
  return undefined;
}

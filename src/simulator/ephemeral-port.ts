/**
 * Which port the host picks when a program leaves it the choice (RFC 6056).
 *
 * Linux starts at a random place in net.ipv4.ip_local_port_range and goes up in steps of two: bind(2) tries the
 * ports at an odd distance from the start of the range first, connect(2) those at an even distance, so that they
 * seldom meet. UDP takes any, and so does connect with an IP_LOCAL_PORT_RANGE. @see inet_csk_find_open_port, __inet_hash_connect, udp_lib_get_port
 */
import type { Host } from './host.ts';
import { nextMissing, type PortSet } from './port-set.ts';
import { portsBarredToConnect } from './port-table.ts';
import type { Socket } from './socket.ts';

export type Chooser = 'bind' | 'connect' | 'datagram';

interface Wish {
  /** Ports that need not be asked about: with thousands taken, asking about each would take most of the time. */
  readonly barred: readonly PortSet[];
  readonly mayTake: (port: number) => boolean;
}

/** @returns a port for which `isHeld` says no, or undefined when the range is exhausted */
export function pickEphemeralPort(
  host: Host,
  socket: Socket,
  chooser: Chooser,
  isHeld: (port: number) => boolean,
): number | undefined {
  const reserved = host.sysctls.ipLocalReservedPorts;
  const wish: Wish = {
    barred: chooser === 'connect' ? portsBarredToConnect(host.tcp, socket, host.network.now) : [],
    mayTake: (port) => !reserved.has(port) && !isHeld(port),
  };
  const [low, high] = rangeOf(host, socket);
  const size = high - low + 1;
  const own = socket.localPortRange.some((bound) => bound !== 0);
  if (chooser === 'datagram' || (chooser === 'connect' && own)) return scan(host, low, size, 1, [0], wish);
  const parities = chooser === 'bind' ? [1, 0] : [0, 1];
  if (chooser === 'connect' || !socket.reuseAddr || size < 4) {
    return scan(host, low, wholePairs(size), 2, parities, wish);
  }
  // With SO_REUSEADDR bind fills the lower half first, and leaves the upper one to those who cannot share.
  const half = (size >> 2) << 1;
  return (
    scan(host, low, wholePairs(half), 2, parities, wish) ??
    scan(host, low + half, wholePairs(size - half), 2, parities, wish)
  );
}

/** The last port of a range of odd size is never chosen, unless it is the only one. */
function wholePairs(size: number): number {
  return size > 1 ? size & ~1 : size;
}

/** Goes round the range once for each offset, in steps, from a random place. */
function scan(
  host: Host,
  low: number,
  size: number,
  step: number,
  offsets: readonly number[],
  { barred, mayTake }: Wish,
): number | undefined {
  const places = Math.ceil(size / step);
  const start = host.network.random.below(places);
  for (const offset of offsets) {
    const stretches = [
      [low + start * step + offset, low + size - 1],
      [low + offset, low + (start - 1) * step + offset],
    ] as const;
    for (const [first, last] of stretches) {
      let port = nextMissing(barred, first, last, step);
      while (port !== undefined) {
        if (mayTake(port)) return port;
        port = nextMissing(barred, port + step, last, step);
      }
    }
  }
  return undefined;
}

/** IP_LOCAL_PORT_RANGE narrows the host's range; a bound that lies outside it is passed over. */
function rangeOf(host: Host, socket: Socket): readonly [number, number] {
  const [low, high] = host.sysctls.ipLocalPortRange;
  const [from, to] = socket.localPortRange;
  const first = low <= from && from <= high ? from : low;
  return [first, first <= to && to <= high ? to : high];
}

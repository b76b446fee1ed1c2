import { isWildcard, mappedIPv4, onTheWire } from '../address.ts';
import { localHalves, overlapWith } from '../address-overlap.ts';
import type { Socket } from '../socket.ts';
import { type Objection, optionsWith, type SystemRules } from './system-rules.ts';

/**
 * As the source of macOS 15 has it (XNU 11417, in_pcbbind and in6_pcbbind); nobody ran it on a Mac for this.
 *
 * Without SO_REUSEADDR or SO_REUSEPORT on the second socket any socket that overlaps keeps it out. With either, only an
 * unconnected one with the very same address does, unless both have SO_REUSEPORT. The options of the first do not matter
 * otherwise. listen(2) never refuses.
 */
export const macos: SystemRules = {
  name: 'macos',
  evidence: 'documented',
  objections(socket) {
    const overlaps = overlapWith(socket);
    return (other) => object(socket, other, overlaps(other));
  },
  listenAsksAgain: false,
  wholeLoopbackNetwork: false,
  // Since 10.14 anybody may bind the wildcard address below 1024.
  guardsPrivilegedPorts: (address) => !isWildcard(address),
  options: optionsWith('SO_REUSEPORT'),
  v6onlyByDefault: false,
  // 2 MSL of 15 seconds (TCPTV_MSL in bsd/netinet/tcp_timer.h).
  timeWait: 30_000,
  portZero: { errno: 'EADDRNOTAVAIL', rule: 'macos-port-zero' },
  wildcardDestination: undefined,
  pidStep: 1,
  settings: { ipLocalPortRange: [49152, 65535], somaxconn: 128 },
};

function object(socket: Socket, other: Socket, overlaps: boolean): Objection | undefined {
  // in6_pcbbind is not known well enough to say what ::ffff:0.0.0.0 meets.
  if (isMappedWildcard(socket) || isMappedWildcard(other))
    return { errno: 'EOPNOTSUPP', rule: 'not-documented' };
  if (!overlaps || passesOver(socket, other)) return undefined;
  const inUse = { errno: 'EADDRINUSE' } as const;
  if (socket.uid !== 0 && socket.uid !== other.uid) {
    const bothWild = isWildcard(socket.local.address) && isWildcard(other.local.address);
    if (bothWild && socket.reusePort && other.reusePort) return undefined;
    return { ...inUse, rule: 'macos-other-user' };
  }
  if (!socket.reuseAddr && !socket.reusePort) return { ...inUse, rule: 'macos-second-needs-option' };
  if (socket.reusePort && other.reusePort) return undefined;
  return !other.peer && isSameAddress(socket, other) ? { ...inUse, rule: 'macos-same-address' } : undefined;
}

function isMappedWildcard({ local: { address } }: Socket): boolean {
  return mappedIPv4(address) !== undefined && isWildcard(address);
}

/** A dual-stack `::` after 0.0.0.0 is let in; the other way round is not. */
function passesOver(socket: Socket, other: Socket): boolean {
  return other.family === 'AF_INET' && isWildcard(other.local.address) && socket.local.address === '::';
}

function isSameAddress(socket: Socket, other: Socket): boolean {
  const one = onTheWire(socket.local.address);
  const two = onTheWire(other.local.address);
  if (one === two) return true;
  // A dual-stack `::` holds 0.0.0.0 as well.
  const dual = other.local.address === '::' && !localHalves(other).v6only;
  return dual && one === '0.0.0.0';
}

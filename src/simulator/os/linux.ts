import { overlapWith } from '../address-overlap.ts';
import type { RuleId } from '../rules.ts';
import { isRemains, type Socket } from '../socket.ts';
import { optionsWith, type SystemRules } from './system-rules.ts';

/**
 * Two questions, in this order: do the two local addresses overlap, and if so, do the options of both sockets allow it?
 *
 * @see net/ipv4/inet_connection_sock.c: inet_bind_conflict; net/ipv4/udp.c: udp_lib_lport_inuse
 */
export const linux: SystemRules = {
  name: 'linux',
  evidence: 'measured',
  objections(socket) {
    const overlaps = overlapWith(socket);
    return (other) => {
      const rule = overlaps(other) ? refusedBy(socket, other) : undefined;
      return rule && { errno: 'EADDRINUSE', rule };
    };
  },
  listenAsksAgain: true,
  wholeLoopbackNetwork: true,
  guardsPrivilegedPorts: () => true,
  options: optionsWith(
    'SO_REUSEPORT',
    'IP_BIND_ADDRESS_NO_PORT',
    'IP_FREEBIND',
    'IP_LOCAL_PORT_RANGE',
    'TCP_LINGER2',
  ),
  v6onlyByDefault: false,
  // TCP_TIMEWAIT_LEN: a constant (RFC 9293 §3.4.2 would have it 2 MSL, four minutes).
  timeWait: 60_000,
  portZero: undefined,
  wildcardDestination: undefined,
  pidStep: 1,
  settings: {},
};

/** Why `other`, whose address overlaps, does not let `socket` have the port; undefined when it does. */
function refusedBy(socket: Socket, other: Socket): RuleId | undefined {
  const blocksReuse = socket.protocol === 'tcp' && other.state === 'LISTEN';
  if (socket.reuseAddr && other.reuseAddr && !blocksReuse) return undefined;
  if (socket.reusePort && other.reusePort && isSameUser(socket, other)) return undefined;

  if (socket.reusePort && other.reusePort) return 'reuseport-same-user';
  if (blocksReuse) return socket.state === 'LISTEN' ? 'one-listener' : 'port-held-by-listener';
  if (other.state === 'TIME-WAIT') return 'time-wait-holds-port';
  if (socket.reusePort !== other.reusePort && !socket.reuseAddr && !other.reuseAddr)
    return 'reuseport-on-both';
  if (socket.reuseAddr !== other.reuseAddr) return 'reuseaddr-on-both';
  return other.peer ? 'connection-holds-port' : 'port-held';
}

export function isSameUser(socket: Socket, other: Socket): boolean {
  return isRemains(other) || socket.uid === other.uid;
}

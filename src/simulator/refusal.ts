/** A refusal: the errno that a program sees, and the reason that a learner sees. */
import type { SocketAddress } from './address.ts';
import type { Errno } from './errno.ts';
import type { RuleId } from './rules.ts';
import type { Socket, TcpState } from './socket.ts';

/** What a refused call met: enough of a socket to name it and to find it in a list. */
export interface SocketMet {
  readonly id: number;
  readonly protocol: 'tcp' | 'udp';
  readonly local: SocketAddress;
  readonly peer?: SocketAddress;
  readonly state: TcpState;
  readonly uid: number;
}

export interface Refusal {
  readonly ok: false;
  readonly errno: Errno;
  /** The rule that decided; its sentence and source are in rules.ts. */
  readonly rule: RuleId;
  /** The sockets that stood in the way, the deciding one first. */
  readonly met: readonly SocketMet[];
}

export function refuse(errno: Errno, rule: RuleId, met: readonly Socket[] = []): Refusal {
  return { ok: false, errno, rule, met: met.map(describe) };
}

function describe(socket: Socket): SocketMet {
  return {
    id: socket.id,
    protocol: socket.protocol,
    local: { family: socket.family, ...socket.local },
    ...(socket.peer && { peer: { family: socket.family, ...socket.peer } }),
    state: socket.state,
    uid: socket.uid,
  };
}

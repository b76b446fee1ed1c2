import { isWildcard, onTheWire } from '../address.ts';
import type { Socket } from '../socket.ts';
import { type Objection, optionsWith, type SystemRules } from './system-rules.ts';

/**
 * As Microsoft's "Using SO_REUSEADDR and SO_EXCLUSIVEADDRUSE" has it, for Windows Server 2003 and later. There is no
 * SO_REUSEPORT, there are no privileged ports, and the tables speak of bind alone.
 */
export const windows: SystemRules = {
  name: 'windows',
  evidence: 'documented',
  objections: (socket) => (other) => object(socket, other),
  listenAsksAgain: false,
  wholeLoopbackNetwork: true,
  guardsPrivilegedPorts: () => false,
  options: optionsWith('SO_EXCLUSIVEADDRUSE'),
  v6onlyByDefault: true,
  // TcpTimedWaitDelay.
  timeWait: 120_000,
  portZero: { errno: 'EADDRNOTAVAIL', rule: 'windows-no-such-destination' },
  wildcardDestination: { errno: 'EADDRNOTAVAIL', rule: 'windows-no-such-destination' },
  pidStep: 4,
  settings: { ipLocalPortRange: [49152, 65535], ipUnprivilegedPortStart: 0, ipDefaultTtl: 128 },
};

type Answer = 'S' | 'I' | 'A';

/**
 * Rows: the first socket; columns: the second; default, SO_REUSEADDR and SO_EXCLUSIVEADDRUSE, each on the wildcard and on a
 * specific address. S succeeds, I is WSAEADDRINUSE, A is WSAEACCES.
 */
const sameUser = ['ISASIS', 'SISAII', 'ISSSIS', 'SISSII', 'IAAAIA', 'SISAII'] as const;
const differentUsers = ['IAAAIA', 'SISAII', 'IASSIA', 'SISSII', 'IAAAIA', 'SISAII'] as const;

function object(socket: Socket, other: Socket): Objection | undefined {
  const answers = stacks.flatMap((stack): readonly Answer[] => {
    const mine = stack(socket);
    const theirs = stack(other);
    if (mine === undefined || theirs === undefined) return [];
    const apart = !isWildcard(mine) && !isWildcard(theirs) && mine !== theirs;
    return apart ? [] : [answer(socket, mine, other, theirs)];
  });
  if (answers.length === 0) return undefined;
  if (other.peer || other.state === 'TIME-WAIT') return aboutConnection(other);
  // A dual-stack socket must pass on both stacks.
  if (answers.includes('A')) return { errno: 'EACCES', rule: 'windows-forbidden' };
  return answers.includes('I') ? { errno: 'EADDRINUSE', rule: 'windows-in-use' } : undefined;
}

/** The tables are about sockets that are only bound; of connections one sentence speaks. */
function aboutConnection(other: Socket): Objection {
  return other.exclusiveAddr
    ? { errno: 'EADDRINUSE', rule: 'windows-exclusive-connection' }
    : { errno: 'EOPNOTSUPP', rule: 'not-documented' };
}

/** What a socket's address is to IPv4 and to IPv6; undefined where it has no part. */
const stacks: readonly ((socket: Socket) => string | undefined)[] = [
  ({ family, local: { address }, v6only }) => {
    const wire = onTheWire(address);
    if (family === 'AF_INET' || !wire.includes(':')) return wire;
    return wire === '::' && !v6only ? '0.0.0.0' : undefined;
  },
  ({ local: { address } }) => (onTheWire(address).includes(':') ? address : undefined),
];

function answer(socket: Socket, mine: string, other: Socket, theirs: string): Answer {
  const table = socket.uid === other.uid ? sameUser : differentUsers;
  const found = table[kindOf(other, theirs)]?.[kindOf(socket, mine)];
  return found === 'S' || found === 'A' ? found : 'I';
}

function kindOf({ reuseAddr, exclusiveAddr }: Socket, address: string): number {
  return (exclusiveAddr ? 4 : reuseAddr ? 2 : 0) + (isWildcard(address) ? 0 : 1);
}

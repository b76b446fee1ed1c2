/**
 * Sockets that send echo requests and hear the answers: SOCK_DGRAM with IPPROTO_ICMP (net/ipv4/ping.c), and SOCK_RAW as far
 * as ping(8) uses it.
 *
 * Differs from Linux: they take no other calls than these, the trace does not show them, and no list of sockets does.
 */
import { type Family, familyOf } from './address.ts';
import type { Host } from './host.ts';
import { settle } from './network.ts';
import type { Echo, UnreachableKind } from './packet.ts';
import { openDescriptor, type Process } from './process.ts';
import { type Refusal, refuse } from './refusal.ts';
import { sourceFor, transmit } from './route.ts';
import { ok, type Result } from './system-call.ts';

/** What came for an echo request that was sent. */
export type EchoAnswer =
  | {
      readonly kind: 'reply';
      readonly from: string;
      readonly sequence: number;
      readonly hopLimit: number;
      /** Bytes of data. */
      readonly size: number;
    }
  /** What MSG_ERRQUEUE tells (IP_RECVERR in ip(7)): an ICMP error, and who sent it. */
  | {
      readonly kind: 'error';
      readonly from: string;
      readonly sequence: number;
      readonly error: UnreachableKind;
    };

export interface PingSocket {
  /** Unique on its host, as an inode number is. */
  readonly id: number;
  readonly family: Family;
  /** Tells the replies for this socket from those for others, as a port would; 0 until it first sends. */
  identifier: number;
  /** In the order in which they came. */
  readonly answers: EchoAnswer[];
  /** An ICMP error that nobody has read yet is told to the next sendto, once. */
  error: Refusal | undefined;
}

/**
 * socket(2) for pinging. SOCK_DGRAM needs a group in net.ipv4.ping_group_range, SOCK_RAW the right CAP_NET_RAW, which
 * Debian gives the program ping (capabilities(7)): the caller answers for it. A user's group here has the user's number.
 *
 * @returns a descriptor · EACCES
 */
export function openPingSocket(
  host: Host,
  process: Process,
  family: Family,
  type: 'SOCK_DGRAM' | 'SOCK_RAW',
): Result<number> {
  const [first, last] = host.sysctls.pingGroupRange;
  if (type === 'SOCK_DGRAM' && (process.uid < first || process.uid > last)) {
    return refuse('EACCES', 'ping-group-range');
  }
  const socket: PingSocket = { id: host.nextSocketId, family, identifier: 0, answers: [], error: undefined };
  host.nextSocketId += 1;
  host.pingSockets.add(socket);
  const release = (): void => void host.pingSockets.delete(socket);
  return ok(openDescriptor(process, { kind: 'ping', socket, release }));
}

export interface EchoRequest {
  readonly sequence: number;
  /** Bytes of data. */
  readonly size: number;
  /** IP_TTL, IPV6_UNICAST_HOPS; left out for the host's own. */
  readonly hopLimit?: number | undefined;
  /** An address of the host, where the program chose one. */
  readonly source?: string;
}

/**
 * sendto(2) on a ping socket: an echo request, and everything that follows from it at once.
 *
 * @returns the message's bytes · an error that waited to be told, once · ENETUNREACH no route · EPERM the packet filter stopped it · EAFNOSUPPORT, EINVAL the address is of the
 *   other family
 */
export function sendEcho(
  host: Host,
  process: Process,
  fd: number,
  address: string,
  { sequence, size, hopLimit, source }: EchoRequest,
): Result<number> {
  const found = pingSocketOf(process, fd);
  if (!found.ok) return found;
  const { socket } = found;
  if (familyOf(address) !== socket.family) {
    return refuse(socket.family === 'AF_INET' ? 'EAFNOSUPPORT' : 'EINVAL', 'wrong-family');
  }
  const own = sourceFor(host, address);
  if (!own.ok) return own;
  const { error } = socket;
  socket.error = undefined;
  if (error) return error;
  if (socket.identifier === 0) socket.identifier = freeIdentifier(host);
  const request: Echo = {
    protocol: 'echo',
    kind: 'request',
    source: { address: source ?? own.address, port: socket.identifier },
    destination: { address, port: 0 },
    sequence,
    size,
    ...(hopLimit !== undefined && { hopLimit }),
  };
  const sent = transmit(host, request);
  settle(host.network);
  host.network.activity += 1;
  return sent ? ok(size + 8) : refuse('EPERM', 'packet-filter-drops');
}

/** ping_get_port: any that no other socket has. */
function freeIdentifier({ pingSockets, network }: Host): number {
  const taken = new Set([...pingSockets].map(({ identifier }) => identifier));
  let identifier = 1 + network.random.below(65_535);
  while (taken.has(identifier)) identifier = (identifier % 65_535) + 1;
  return identifier;
}

/** recvmsg(2), the error queue included: the next answer. @returns EAGAIN when nothing has come */
export function takeEchoAnswer(process: Process, fd: number): Result<EchoAnswer> {
  const found = pingSocketOf(process, fd);
  if (!found.ok) return found;
  const { answers } = found.socket;
  const answer = answers.shift();
  if (answer?.kind === 'error' && !answers.some(({ kind }) => kind === 'error'))
    found.socket.error = undefined;
  return answer ? ok(answer) : refuse('EAGAIN', 'nothing-to-receive');
}

function pingSocketOf(process: Process, fd: number): { ok: true; socket: PingSocket } | Refusal {
  const file = process.files.get(fd);
  if (!file) return refuse('EBADF', 'no-such-descriptor');
  return file.kind === 'ping' ? { ok: true, socket: file.socket } : refuse('ENOTSOCK', 'not-a-socket');
}

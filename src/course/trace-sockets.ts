/** Short names for the sockets of a trace, and for the ports that the host picked for them. */
import type { SocketAddress } from '../simulator/address.ts';
import type { PortPattern, PortRange, PortReference } from '../simulator/notation/case.ts';
import type { TraceEntry } from '../simulator/system-call.ts';
import { type Asked, descriptorOf } from './trace-waits.ts';

/** One socket from its socket() or accept() on; its name outlives its descriptor. */
interface TracedSocket {
  readonly name: string;
  readonly protocol: 'tcp' | 'udp' | undefined;
  /** The last port that it had; 0 for none yet. */
  port: number;
  /** Whether the host picked that port, for this socket or for the one that it comes from; else a program chose it. */
  picked: boolean;
}

export interface NamedCall extends Asked {
  /** The socket that the call is for; undefined when the trace does not know the descriptor. */
  readonly subject: string | undefined;
  /** The socket that it made. */
  readonly makes: string | undefined;
  /** The port in the call's address. */
  readonly portAsked: PortReference;
  /** The port in the result's address. */
  readonly portTold: PortPattern;
}

/** a, b, … z, a2, b2, … */
function nameNumbered(index: number): string {
  const letter = String.fromCharCode(97 + (index % 26));
  return index < 26 ? letter : `${letter}${Math.floor(index / 26) + 1}`;
}

/**
 * @param picked the range that the host picks ports from: such a port is then said by whose it is, because another run gets
 *   another one. Without it every port is the number that it was.
 */
export function nameSockets(asked: readonly Asked[], picked: PortRange | undefined): readonly NamedCall[] {
  const open = new Map<string, TracedSocket>();
  /** By protocol and port that the host picked: who had it, from itself or through another. */
  const owners = new Map<string, TracedSocket[]>();
  let count = 0;
  const create = (protocol: TracedSocket['protocol']): TracedSocket => {
    count += 1;
    return { name: nameNumbered(count - 1), protocol, port: 0, picked: false };
  };
  const ownersOf = (subject: TracedSocket | undefined, port: number): readonly TracedSocket[] =>
    (picked && owners.get(`${subject?.protocol} ${port}`)) || [];
  const give = (socket: TracedSocket, port: number, isPicked: boolean): void => {
    socket.port = port;
    socket.picked = isPicked;
    if (isPicked) owners.set(`${socket.protocol} ${port}`, [...ownersOf(socket, port), socket]);
  };

  const portTold = (entry: TraceEntry, subject: TracedSocket | undefined): PortPattern => {
    const port = addressTold(entry)?.port ?? 0;
    const isOwn = entry.call.name === 'getsockname' && subject?.port === port;
    const had = isOwn && !subject.picked ? [] : ownersOf(subject, port);
    if (had.length === 0 || !picked) return port;
    const owner = had.find((socket) => socket.port === port);
    if (isOwn && (owner === subject || !owner)) return picked;
    return owner ? { portOf: owner.name } : '*';
  };

  return asked.map((one) => {
    const { entry } = one;
    const { call, result, localPort } = entry;
    const subject = open.get(descriptorOf(entry) ?? '');
    const port = addressAsked(entry)?.port ?? 0;
    const named = ownersOf(subject, port).find((owner) => owner.port === port);
    let made: TracedSocket | undefined;
    if (call.name === 'socket') made = create(call.type === 'SOCK_STREAM' ? 'tcp' : 'udp');
    else if (call.name === 'accept' && subject && result.ok) {
      made = create(subject.protocol);
      give(made, localPort, subject.picked);
    } else if (subject && localPort !== 0 && localPort !== subject.port) {
      give(subject, localPort, named !== undefined || call.name !== 'bind' || port === 0);
    }
    if (made && result.ok) open.set(`${entry.pid} ${result.value}`, made);
    return {
      ...one,
      subject: subject?.name,
      makes: made?.name,
      portAsked: named ? { portOf: named.name } : port,
      portTold: portTold(entry, subject),
    };
  });
}

export function addressAsked({ call }: TraceEntry): SocketAddress | undefined {
  return 'address' in call && call.address !== 'AF_UNSPEC' ? call.address : undefined;
}

export function addressTold({ result }: TraceEntry): SocketAddress | undefined {
  if (!result.ok || typeof result.value === 'number') return undefined;
  return 'data' in result.value ? result.value.from : result.value;
}

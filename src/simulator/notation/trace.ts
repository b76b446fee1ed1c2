/** From what programs asked the kernel to a case in the notation. */
import type { SocketAddress } from '../address.ts';
import type { CallResult, SystemCall, TraceEntry } from '../system-call.ts';
import type { Call, CallLine, Case, EndpointArgument, EndpointPattern, Outcome, PortRange } from './case.ts';
import { errnoNameOf } from './errno-names.ts';
import { socketNames } from './trace-names.ts';

export interface TraceOptions {
  readonly name: string;
  /**
   * The range that the host picks ports from: results then say it instead of the number that was picked, and calls say
   * `port(NAME)`, so that the case runs anywhere. Without it every number is as it happened.
   */
  readonly anyPortOf?: PortRange;
}

/**
 * The calls as a case, with a name for every socket.
 *
 * A call that a program asked again and again while it waited is one line, and so is a connect with its outcome.
 *
 * @param entries of one host, oldest first
 * Differs from a recording: a call on a descriptor that never was a socket cannot be written, and is left out; sockets
 * that ended with their process were closed without a call.
 */
export function traceCase(entries: readonly TraceEntry[], { name, anyPortOf }: TraceOptions): Case {
  const asked = withoutWaiting(entries);
  const nameOf = socketNames(asked.map(({ entry }) => entry));
  const ports = anyPortOf ? pickedPorts(asked, nameOf) : undefined;
  const calls: CallLine[] = [];
  let now = entries[0]?.at ?? 0;
  for (const { entry, decided } of asked) {
    if (entry.at > now) calls.push(line({ name: 'advance', milliseconds: entry.at - now }));
    now = Math.max(now, entry.at);
    const call = callOf(entry, decided, nameOf, ports);
    if (!call) continue;
    const made = entry.result.ok && (entry.call.name === 'socket' || entry.call.name === 'accept');
    calls.push({
      ...line(call),
      makes: made ? nameOf(entry, 'made') : entry.call.name === 'socket' ? 'unmade' : undefined,
      uid: entry.uid === 0 ? undefined : entry.uid,
      expected: [outcomeOf(entry, nameOf, ports, anyPortOf)],
    });
  }
  return { name, comments: [], headers: [], calls, closing: [] };
}

function line(call: Call): CallLine {
  return { makes: undefined, uid: undefined, call, expected: [], comments: [], note: undefined };
}

interface Asked {
  readonly entry: TraceEntry;
  /** A connect together with its outcome. */
  readonly decided: boolean;
}

function isSameCall(one: SystemCall, other: SystemCall): boolean {
  return one.name === other.name && 'fd' in one && 'fd' in other && one.fd === other.fd;
}

function withoutWaiting(entries: readonly TraceEntry[]): readonly Asked[] {
  const asked: Asked[] = [];
  const told = new Set<TraceEntry>();
  for (const [index, entry] of entries.entries()) {
    if (told.has(entry)) continue;
    const next = entries.slice(index + 1).find(({ pid }) => pid === entry.pid);
    const errno = entry.result.ok ? undefined : entry.result.errno;
    const again = next !== undefined && isSameCall(next.call, entry.call);
    if (again && errno === 'EAGAIN') continue;
    if (again && entry.call.name === 'connect' && errno === 'EINPROGRESS' && next.at === entry.at) {
      told.add(next);
      asked.push({ entry: { ...entry, result: next.result }, decided: true });
    } else asked.push({ entry, decided: false });
  }
  return asked;
}

type NameOf = ReturnType<typeof socketNames>;
/** Which socket has a port that the host picked; undefined for one whose socket never said so. */
type PickedPorts = ReadonlyMap<number, string | undefined>;

function endpointIn({ call, result }: TraceEntry): readonly SocketAddress[] {
  const found: SocketAddress[] = [];
  if ('address' in call && call.address !== 'AF_UNSPEC') found.push(call.address);
  if (result.ok && typeof result.value === 'object') {
    if ('from' in result.value && result.value.from) found.push(result.value.from);
    if ('port' in result.value) found.push(result.value);
  }
  return found;
}

/** A port is picked when it was told by the host before any program asked for it. */
function pickedPorts(asked: readonly Asked[], nameOf: NameOf): PickedPorts {
  const named = new Set<number>();
  const picked = new Map<number, string | undefined>();
  for (const { entry } of asked) {
    const { call, result } = entry;
    if ('address' in call && call.address !== 'AF_UNSPEC' && !picked.has(call.address.port)) {
      named.add(call.address.port);
    }
    const own = call.name === 'getsockname' && result.ok ? nameOf(entry, 'subject') : undefined;
    for (const { port } of endpointIn(entry)) {
      if (port !== 0 && !named.has(port) && picked.get(port) === undefined) picked.set(port, own);
    }
  }
  return picked;
}

function argument({ address, port }: SocketAddress, ports: PickedPorts | undefined): EndpointArgument {
  const portOf = ports?.get(port);
  return { address, port: portOf === undefined ? port : { portOf } };
}

function callOf(
  entry: TraceEntry,
  decided: boolean,
  nameOf: NameOf,
  ports: PickedPorts | undefined,
): Call | undefined {
  const { call } = entry;
  if (call.name === 'socket') return { name: 'socket', domain: call.domain, type: call.type };
  const socket = nameOf(entry, 'subject');
  if (socket === undefined) return undefined;
  switch (call.name) {
    case 'setsockopt': {
      const { option, value } = call;
      if (option !== 'IP_LOCAL_PORT_RANGE') return { name: 'setsockopt', socket, option, value };
      return { name: 'setsockopt', socket, option, value: { low: value & 0xffff, high: value >>> 16 } };
    }
    case 'getsockopt':
      return { name: 'getsockopt', socket, option: call.option };
    case 'bind':
      return { name: 'bind', socket, address: argument(call.address, ports) };
    case 'listen':
      return { name: 'listen', socket, backlog: call.backlog };
    case 'connect':
      if (call.address === 'AF_UNSPEC') return { name: 'connect', socket, address: 'unspec', wait: 'usual' };
      return {
        name: 'connect',
        socket,
        address: argument(call.address, ports),
        wait: decided || entry.result.ok ? 'usual' : 'nonblocking',
      };
    case 'send':
      return { name: 'send', socket, data: call.data };
    case 'sendto':
      return { name: 'sendto', socket, address: argument(call.address, ports), data: call.data };
    case 'recv':
      return { name: 'recv', socket, limit: call.length >= 65536 ? undefined : { bytes: call.length } };
    case 'shutdown':
      return { name: 'shutdown', socket, how: call.how };
    case 'accept':
    case 'getsockname':
    case 'getpeername':
    case 'close':
      return { name: call.name, socket };
  }
}

function outcomeOf(
  entry: TraceEntry,
  nameOf: NameOf,
  ports: PickedPorts | undefined,
  range: PortRange | undefined,
): Outcome {
  const { call, result } = entry;
  if (!result.ok) return { kind: 'errno', errno: result.errno };
  const endpoint = ({ address, port }: SocketAddress, own: boolean): EndpointPattern => {
    if (!ports?.has(port) || !range) return { address, port };
    const portOf = ports.get(port);
    if (own && portOf === nameOf(entry, 'subject')) return { address, port: range };
    return { address, port: portOf === undefined ? '*' : { portOf } };
  };
  const { value } = result;
  if (typeof value === 'number') return numberOutcome(call, value);
  if ('data' in value) {
    return { kind: 'text', data: value.data, from: value.from && endpoint(value.from, false) };
  }
  return { kind: 'endpoint', endpoint: endpoint(value, call.name === 'getsockname') };
}

function numberOutcome(
  call: SystemCall,
  value: Extract<CallResult, { ok: true }>['value'] & number,
): Outcome {
  if (call.name === 'socket' || call.name === 'accept') return { kind: 'number', value: 0 };
  if (call.name === 'getsockopt' && call.option === 'IP_LOCAL_PORT_RANGE') {
    return { kind: 'range', range: { low: value & 0xffff, high: value >>> 16 } };
  }
  const errno = call.name === 'getsockopt' && call.option === 'SO_ERROR' ? errnoNameOf(value) : undefined;
  return errno === undefined ? { kind: 'number', value } : { kind: 'errno', errno };
}

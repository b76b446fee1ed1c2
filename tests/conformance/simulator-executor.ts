/** Runs a case on the simulator, through the same door as every program on a page. */
import { type Family, socketAddress } from '../../src/simulator/address.ts';
import type { Host } from '../../src/simulator/host.ts';
import { systemCall } from '../../src/simulator/kernel.ts';
import { advance, createNetwork, type Network } from '../../src/simulator/network.ts';
import {
  type Call,
  type CallLine,
  type Case,
  type EndpointArgument,
  type Outcome,
  usualConnectWait,
} from '../../src/simulator/notation/case.ts';
import { errnoNameOf } from '../../src/simulator/notation/errno-names.ts';
import { openPingSocket } from '../../src/simulator/ping-socket.ts';
import { createProcess, type Process } from '../../src/simulator/process.ts';
import { createRandom, type Random } from '../../src/simulator/random.ts';
import type {
  CallResult,
  CallValue,
  Result,
  SystemCall,
  TraceEntry,
} from '../../src/simulator/system-call.ts';
import { openUnixSocket, unixName } from '../../src/simulator/unix-calls.ts';
import { portMayChange, type RunSeen, type StepSeen } from './run-result.ts';
import { createHosts } from './simulator-hosts.ts';
import { echo } from './simulator-ping.ts';
import { isReadable, NotSupported, optionOf, socketNamed } from './simulator-support.ts';
import { type CaseFiles, caseFiles, isUnixReadable, unixCall } from './simulator-unix.ts';

const zero: Outcome = { kind: 'number', value: 0 };

/** A host of a case, and the program that makes its calls there. */
interface Place {
  readonly host: Host;
  readonly root: Process;
}

/** A case under way: its hosts, and which descriptor each name has on which of them. */
interface Run {
  readonly network: Network;
  readonly places: ReadonlyMap<string | undefined, Place>;
  readonly placeOf: Map<string, Place>;
  readonly fds: Map<string, number>;
  readonly ports: Map<string, number>;
  readonly files: CaseFiles;
  /** How many echo requests were sent. */
  echoes: number;
}

/**
 * @param random what the host draws its ephemeral ports from
 * @param beforeCall told the number of each call before it is made
 * @param onCall told of every system call after it was answered, with the reason of a refusal
 */
export function runOnSimulator(
  program: Case,
  random: Random = createRandom(1),
  beforeCall?: (index: number) => void,
  onCall?: (entry: TraceEntry) => void,
): RunSeen {
  const steps: StepSeen[] = [];
  try {
    const run = start(program, random, onCall);
    for (const [index, line] of program.calls.entries()) {
      beforeCall?.(index);
      steps.push(step(run, line));
    }
    return { kind: 'ran', steps };
  } catch (error) {
    if (error instanceof NotSupported) return { kind: 'not run', reason: error.message };
    throw error;
  }
}

function start({ headers }: Case, random: Random, onCall?: (entry: TraceEntry) => void): Run {
  const network: Network = { ...createNetwork({ seed: 1, ...(onCall && { onCall }) }), random };
  const hosts = createHosts(network, headers);
  const places = new Map(
    [...hosts].map(([name, host]) => [name, { host, root: createProcess(host, { uid: 0, argv: ['case'] }) }]),
  );
  return {
    network,
    places,
    placeOf: new Map(),
    fds: new Map(),
    ports: new Map(),
    files: caseFiles(),
    echoes: 0,
  };
}

function step(run: Run, line: CallLine): StepSeen {
  const { makes, host, uid = 0, call } = line;
  const place = placeFor(run, call, host);
  if (makes !== undefined) run.placeOf.set(makes, place);
  const { root } = place;
  // The same descriptors, another effective user.
  const process: Process = uid === 0 ? root : { ...root, uid };
  const outcome = make(run, { host: place.host, root: process }, call, makes);
  const subject = portMayChange(call) ? (makes ?? ('socket' in call ? call.socket : undefined)) : undefined;
  const port = subject === undefined ? 0 : (socketOf(run, subject)?.local.port ?? 0);
  if (subject !== undefined && port !== 0) run.ports.set(subject, port);
  return { outcome, port };
}

/** A call is made where its socket is. */
function placeFor(run: Run, call: Call, host: string | undefined): Place {
  const [first] = run.places.values();
  const place =
    call.name === 'socket' || call.name === 'ping socket'
      ? run.places.get(host)
      : 'socket' in call && run.placeOf.get(call.socket);
  const found = place || first;
  if (!found) throw new Error('a case has a host');
  return found;
}

function socketOf(run: Run, name: string): ReturnType<typeof socketNamed> {
  const place = run.placeOf.get(name);
  return place && socketNamed(place.root, run.fds.get(name));
}

function make(run: Run, { host, root }: Place, call: Call, makes: string | undefined): Outcome {
  const ask = <C extends SystemCall>(asked: C): Result<CallValue[C['name']]> => systemCall(host, root, asked);
  const fdOf = (name: string): number => run.fds.get(name) ?? -1;
  const opened = (result: Result<number>): Outcome => {
    if (result.ok && makes !== undefined) run.fds.set(makes, result.value);
    return result.ok ? zero : failed(result);
  };
  switch (call.name) {
    case 'socket':
      return opened(ask({ name: 'socket', domain: call.domain, type: call.type }));
    case 'accept':
      return opened(ask({ name: 'accept', fd: fdOf(call.socket) }));
    case 'setsockopt':
      return plain(ask({ name: 'setsockopt', fd: fdOf(call.socket), ...optionOf(call) }));
    case 'getsockopt': {
      const result = ask({
        name: 'getsockopt',
        fd: fdOf(call.socket),
        option: call.option,
      });
      if (!result.ok) return failed(result);
      const errno = call.option === 'SO_ERROR' ? errnoNameOf(result.value) : undefined;
      if (errno !== undefined) return { kind: 'errno', errno };
      if (call.option !== 'IP_LOCAL_PORT_RANGE') return { kind: 'number', value: result.value };
      const range = { low: result.value % 65536, high: Math.floor(result.value / 65536) };
      return { kind: 'range', range };
    }
    case 'bind':
      return plain(ask({ name: 'bind', fd: fdOf(call.socket), address: sockaddr(run, call.address) }));
    case 'listen':
      return plain(ask({ name: 'listen', fd: fdOf(call.socket), backlog: call.backlog }));
    case 'connect':
      return connect(run, call, () => {
        const address = call.address === 'unspec' ? 'AF_UNSPEC' : sockaddr(run, call.address);
        return ask({ name: 'connect', fd: fdOf(call.socket), address });
      });
    case 'send':
      return plain(ask({ name: 'send', fd: fdOf(call.socket), data: call.data }));
    case 'sendto': {
      const address = sockaddr(run, call.address);
      return plain(ask({ name: 'sendto', fd: fdOf(call.socket), address, data: call.data }));
    }
    case 'recv': {
      const length = call.limit && 'bytes' in call.limit ? call.limit.bytes : 65536;
      return receive(run, call, () => ask({ name: 'recv', fd: fdOf(call.socket), length }));
    }
    case 'shutdown':
      return plain(ask({ name: 'shutdown', fd: fdOf(call.socket), how: call.how }));
    case 'getsockname':
    case 'getpeername': {
      if (root.files.get(fdOf(call.socket))?.kind === 'unix') {
        const name = unixName(root, fdOf(call.socket), call.name);
        return name.ok ? { kind: 'path', path: name.value } : failed(name);
      }
      const result = ask({ name: call.name, fd: fdOf(call.socket) });
      if (!result.ok) return failed(result);
      return { kind: 'endpoint', endpoint: { address: result.value.address, port: result.value.port } };
    }
    case 'close': {
      const result = ask({ name: 'close', fd: fdOf(call.socket) });
      run.fds.delete(call.socket);
      return plain(result);
    }
    case 'state': {
      const socket = socketOf(run, call.socket);
      if (!socket) return { kind: 'errno', errno: 'EBADF' };
      if (socket.protocol === 'tcp') return { kind: 'state', state: socket.state };
      return { kind: 'errno', errno: socket.family === 'AF_INET' ? 'EOPNOTSUPP' : 'ENOPROTOOPT' };
    }
    case 'readable': {
      const names = call.sockets.filter((name) => {
        const socket = socketOf(run, name);
        return socket ? isReadable(socket) : isUnixReadable(root, run.fds.get(name));
      });
      return { kind: 'sockets', names };
    }
    case 'advance':
      advance(run.network, call.milliseconds);
      return zero;
    case 'ping socket':
      return opened(openPingSocket(host, root, call.domain, 'SOCK_DGRAM'));
    case 'echo': {
      run.echoes += 1;
      const wait = call.wait === 'usual' ? usualConnectWait : call.wait;
      return echo({ host, root }, fdOf(call.socket), call, run.echoes, (isPending) =>
        until(run, wait, isPending),
      );
    }
    case 'unix socket':
      return opened({ ok: true, value: openUnixSocket(host, root) });
    case 'unix bind':
    case 'unix connect':
      return plain(unixCall({ host, process: root, files: run.files }, call, fdOf(call.socket)));
    default: {
      const errno = run.files.call(root.uid, call);
      return errno === undefined ? zero : { kind: 'errno', errno };
    }
  }
}

function failed(refusal: Extract<CallResult, { ok: false }>): Outcome {
  return { kind: 'errno', errno: refusal.errno };
}

function plain(result: Result<number>): Outcome {
  return result.ok ? { kind: 'number', value: result.value } : failed(result);
}

function sockaddr(
  run: Run,
  { address, port }: EndpointArgument,
): { family: Family; address: string; port: number } {
  return socketAddress(address, typeof port === 'number' ? port : (run.ports.get(port.portOf) ?? 0));
}

/** Lets time pass timer by timer until `attempt` gives something else, for `wait` milliseconds at most. */
function until(run: Run, wait: number, isPending: () => boolean): void {
  const deadline = run.network.now + wait;
  while (isPending()) {
    const next = run.network.timers.next();
    if (next === undefined || next > deadline) {
      advance(run.network, deadline - run.network.now);
      return;
    }
    advance(run.network, next - run.network.now);
  }
}

/** A second call gives what a blocking connect would have, as on the real kernel. */
function connect(run: Run, call: Extract<Call, { name: 'connect' }>, ask: () => Result<0>): Outcome {
  const isUndecided = (result: Result<0>): boolean =>
    !result.ok && (result.errno === 'EINPROGRESS' || result.errno === 'EALREADY');
  const first = ask();
  if (call.wait === 'nonblocking' || !isUndecided(first)) return plain(first);
  let latest = ask();
  until(run, call.wait === 'usual' ? usualConnectWait : call.wait, () => {
    if (isUndecided(latest)) latest = ask();
    return isUndecided(latest);
  });
  return plain(isUndecided(latest) ? first : latest);
}

function receive(
  run: Run,
  call: Extract<Call, { name: 'recv' }>,
  ask: () => Result<CallValue['recv']>,
): Outcome {
  let latest = ask();
  const isEmpty = (): boolean => !latest.ok && latest.errno === 'EAGAIN';
  if (call.limit && 'wait' in call.limit) {
    const { wait } = call.limit;
    until(run, wait, () => {
      if (isEmpty()) latest = ask();
      return isEmpty();
    });
    if (isEmpty()) latest = ask();
  }
  if (!latest.ok) return failed(latest);
  const { data, from } = latest.value;
  return { kind: 'text', data, from: from && { address: from.address, port: from.port } };
}

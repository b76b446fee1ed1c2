/** Makes one call of the notation on the real kernel. */
import type { Call, EndpointArgument, Outcome, StateName } from '../../../src/simulator/notation/case.ts';
import { usualConnectWait } from '../../../src/simulator/notation/case.ts';
import { errnoNameOf } from '../../../src/simulator/notation/errno-names.ts';
import {
  lastErrno,
  libcAccept4,
  libcBind,
  libcClose,
  libcConnect,
  libcGetpeername,
  libcGetsockname,
  libcGetsockopt,
  libcListen,
  libcPoll,
  libcRecvfrom,
  libcSend,
  libcSendto,
  libcSetsockopt,
  libcShutdown,
  libcSocket,
} from './libc.ts';
import { lengthOf } from './netlink.ts';
import { optionNumbers } from './option-levels.ts';
import { AF_INET, AF_INET6, decodeSockaddr, encodeSockaddr, unspecified } from './sockaddr.ts';

const SOCK_NONBLOCK_CLOEXEC = 0o2004000;
const MSG_NOSIGNAL = 0x4000;
const POLLIN = 1;
const POLLOUT = 4;

/** What a run keeps about its sockets. */
export interface CallContext {
  /** -1 for a socket that is closed or was never made, which gives EBADF. */
  readonly fdOf: (name: string) => number;
  readonly portOf: (name: string) => number;
  readonly keep: (fd: number) => void;
  readonly drop: (name: string) => void;
  /** Runs a system call as the line's user. */
  readonly as: <T>(act: () => T) => T;
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Lets the packets arrive that are on links; undefined where there are none. */
  readonly settle: (() => Promise<void>) | undefined;
}

const zero: Outcome = { kind: 'number', value: 0 };

/** Only calls that may have to wait give a promise: a program of thousands stays fast. */
export function kernelCall(call: Call, context: CallContext): Outcome | Promise<Outcome> {
  const { fdOf, as } = context;
  const answer = (act: () => number): Outcome => as(() => (act() < 0 ? failed() : zero));
  switch (call.name) {
    case 'socket':
      return opened(context, () =>
        libcSocket(
          call.domain === 'AF_INET' ? AF_INET : AF_INET6,
          (call.type === 'SOCK_STREAM' ? 1 : 2) | SOCK_NONBLOCK_CLOEXEC,
          0,
        ),
      );
    case 'accept':
      return opened(context, () =>
        libcAccept4(fdOf(call.socket), Buffer.alloc(28), lengthOf(28), SOCK_NONBLOCK_CLOEXEC),
      );
    case 'setsockopt': {
      const [level, name] = optionNumbers[call.option];
      const value = optionBytes(call);
      return answer(() => libcSetsockopt(fdOf(call.socket), level, name, value, value.length));
    }
    case 'getsockopt':
      return as(() => readOption(fdOf(call.socket), call.option));
    case 'bind': {
      const address = sockaddr(call.address, context);
      return answer(() => libcBind(fdOf(call.socket), address, address.length));
    }
    case 'listen':
      return answer(() => libcListen(fdOf(call.socket), call.backlog));
    case 'connect':
      return connect(call, context);
    case 'send': {
      const bytes = Buffer.from(call.data, 'latin1');
      return as(() => counted(libcSend(fdOf(call.socket), bytes, bytes.length, MSG_NOSIGNAL)));
    }
    case 'sendto': {
      const bytes = Buffer.from(call.data, 'latin1');
      const to = sockaddr(call.address, context);
      return as(() =>
        counted(libcSendto(fdOf(call.socket), bytes, bytes.length, MSG_NOSIGNAL, to, to.length)),
      );
    }
    case 'recv':
      return receive(call, context);
    case 'shutdown': {
      const how = ['SHUT_RD', 'SHUT_WR', 'SHUT_RDWR'].indexOf(call.how);
      return answer(() => libcShutdown(fdOf(call.socket), how));
    }
    case 'getsockname':
      return as(() => endpoint(libcGetsockname, fdOf(call.socket)));
    case 'getpeername':
      return as(() => endpoint(libcGetpeername, fdOf(call.socket)));
    case 'close': {
      const result = answer(() => libcClose(fdOf(call.socket)));
      context.drop(call.socket);
      return result;
    }
    case 'state':
      return state(fdOf(call.socket), context);
    case 'readable': {
      const ready = call.sockets.filter((name) => poll(fdOf(name), POLLIN) !== 0);
      return { kind: 'sockets', names: ready };
    }
    case 'advance':
      return context.pause(call.milliseconds).then(() => zero);
  }
}

function failed(): Outcome {
  return { kind: 'errno', errno: lastErrno() };
}

function counted(result: number): Outcome {
  return result < 0 ? failed() : { kind: 'number', value: Number(result) };
}

function opened({ as, keep }: CallContext, act: () => number): Outcome {
  return as(() => {
    const fd = act();
    if (fd < 0) return failed();
    keep(fd);
    return zero;
  });
}

function sockaddr({ address, port }: EndpointArgument, { portOf }: CallContext): Buffer {
  return encodeSockaddr(address, typeof port === 'number' ? port : portOf(port.portOf));
}

function optionBytes(call: Extract<Call, { name: 'setsockopt' }>): Buffer {
  if (call.option === 'SO_LINGER') {
    const bytes = Buffer.alloc(8);
    bytes.writeInt32LE(call.value < 0 ? 0 : 1, 0);
    bytes.writeInt32LE(Math.max(call.value, 0), 4);
    return bytes;
  }
  const bytes = Buffer.alloc(4);
  if (call.option === 'IP_LOCAL_PORT_RANGE') {
    bytes.writeUInt16LE(call.value.low, 0);
    bytes.writeUInt16LE(call.value.high, 2);
  } else bytes.writeInt32LE(call.value, 0);
  return bytes;
}

function readOption(fd: number, option: Extract<Call, { name: 'getsockopt' }>['option']): Outcome {
  const [level, name] = optionNumbers[option];
  const value = Buffer.alloc(8);
  if (libcGetsockopt(fd, level, name, value, lengthOf(option === 'SO_LINGER' ? 8 : 4)) < 0) return failed();
  const first = value.readInt32LE(0);
  if (option === 'SO_LINGER') return { kind: 'number', value: first === 0 ? -1 : value.readInt32LE(4) };
  if (option === 'IP_LOCAL_PORT_RANGE') {
    return { kind: 'range', range: { low: value.readUInt16LE(0), high: value.readUInt16LE(2) } };
  }
  const errno = option === 'SO_ERROR' && first !== 0 ? errnoNameOf(first) : undefined;
  return errno === undefined ? { kind: 'number', value: first } : { kind: 'errno', errno };
}

function endpoint(call: typeof libcGetsockname, fd: number): Outcome {
  const bytes = Buffer.alloc(28);
  if (call(fd, bytes, lengthOf(28)) < 0) return failed();
  return { kind: 'endpoint', endpoint: decodeSockaddr(bytes) };
}

/** The events that poll(2) sees at once, 0 for none. A descriptor of -1 has none. */
function poll(fd: number, events: number): number {
  const entry = Buffer.alloc(8);
  entry.writeInt32LE(fd, 0);
  entry.writeInt16LE(events, 4);
  libcPoll(entry, 1, 0);
  return entry.readInt16LE(6);
}

/** Waits without holding up the other cases of this worker. @returns whether it came */
async function until(
  condition: () => boolean,
  wait: number,
  { pause, settle }: CallContext,
): Promise<boolean> {
  const deadline = performance.now() + wait;
  for (let step = 1; !condition(); step = Math.min(step * 2, 20)) {
    const left = deadline - performance.now();
    if (left <= 0) {
      // A busy machine may be late with a frame, which is no silence.
      await settle?.();
      return condition();
    }
    await pause(Math.min(step, left));
  }
  return true;
}

function connect(call: Extract<Call, { name: 'connect' }>, context: CallContext): Outcome | Promise<Outcome> {
  const fd = context.fdOf(call.socket);
  const address = call.address === 'unspec' ? unspecified : sockaddr(call.address, context);
  const attempt = (): Outcome =>
    context.as(() => (libcConnect(fd, address, address.length) < 0 ? failed() : zero));
  const first = attempt();
  if (call.wait === 'nonblocking' || !isPending(first)) return first;
  // A second call gives what a blocking connect would have: the outcome, which is then told. poll may report an error that
  // does not end the connect, such as an ICMP message that came while the SYN was being sent.
  let latest = first;
  const decided = (): boolean => {
    if (poll(fd, POLLOUT) !== 0) latest = attempt();
    return !isPending(latest);
  };
  if (decided()) return latest;
  const wait = call.wait === 'usual' ? usualConnectWait : call.wait;
  return until(decided, wait, context).then((came) => (came ? latest : first));
}

function isPending(outcome: Outcome): boolean {
  return outcome.kind === 'errno' && (outcome.errno === 'EINPROGRESS' || outcome.errno === 'EALREADY');
}

function receive(call: Extract<Call, { name: 'recv' }>, context: CallContext): Outcome | Promise<Outcome> {
  const fd = context.fdOf(call.socket);
  const length = call.limit && 'bytes' in call.limit ? Math.min(call.limit.bytes, 1 << 20) : 65536;
  const attempt = (): Outcome =>
    context.as(() => {
      const data = Buffer.alloc(Math.max(length, 1));
      const from = Buffer.alloc(28);
      const fromLength = lengthOf(28);
      const count = Number(libcRecvfrom(fd, data, length, 0, from, fromLength));
      if (count < 0) return failed();
      const sender = fromLength.readUInt32LE(0) >= 16 ? decodeSockaddr(from) : undefined;
      return { kind: 'text', data: data.toString('latin1', 0, count), from: sender };
    });
  const first = attempt();
  const isEmpty = first.kind === 'errno' && first.errno === 'EAGAIN';
  if (!isEmpty || !call.limit || !('wait' in call.limit)) return first;
  return until(() => poll(fd, POLLIN) !== 0, call.limit.wait, context).then((came) =>
    came ? attempt() : first,
  );
}

/** enum in include/net/tcp_states.h, by number. */
const states: readonly (StateName | undefined)[] = [
  undefined,
  'ESTABLISHED',
  'SYN-SENT',
  'SYN-RECEIVED',
  'FIN-WAIT-1',
  'FIN-WAIT-2',
  'TIME-WAIT',
  'CLOSED',
  'CLOSE-WAIT',
  'LAST-ACK',
  'LISTEN',
  'CLOSING',
];
const passing: readonly StateName[] = ['SYN-RECEIVED', 'FIN-WAIT-1', 'LAST-ACK', 'CLOSING'];

/** A FIN's acknowledgement may be delayed by 40 ms (RFC 1122 §4.2.3.2), so a passing state gets time to pass. */
function state(fd: number, context: CallContext): Outcome | Promise<Outcome> {
  const [level, name] = optionNumbers.TCP_INFO;
  const information = Buffer.alloc(8);
  const ask = (): Outcome => {
    if (libcGetsockopt(fd, level, name, information, lengthOf(8)) < 0) return failed();
    const found = states[information[0] ?? 0];
    if (!found) throw new Error(`TCP_INFO gave state ${information[0]}`);
    return { kind: 'state', state: found };
  };
  let latest = ask();
  const hasPassed = (): boolean => {
    latest = ask();
    return latest.kind !== 'state' || !passing.includes(latest.state);
  };
  return hasPassed() ? latest : until(hasPassed, 300, context).then(() => latest);
}

/** Makes one call of the notation on the real kernel. */
import type { Call, EndpointArgument, Outcome } from '../../../src/simulator/notation/case.ts';
import { usualConnectWait } from '../../../src/simulator/notation/case.ts';
import { optionBytes, readOption } from './kernel-options.ts';
import {
  lastErrno,
  libcAccept4,
  libcBind,
  libcClose,
  libcConnect,
  libcGetpeername,
  libcGetsockname,
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
import { sendEchoRequest, takeEcho } from './ping-kernel-calls.ts';
import {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  decodeSockaddr,
  encodeSockaddr,
  encodeUnixPath,
  unspecified,
} from './sockaddr.ts';
import { passingStates, readState } from './tcp-state.ts';
import { fileCall, readName } from './unix-kernel-calls.ts';

const SOCK_NONBLOCK_CLOEXEC = 0o2004000;
const MSG_NOSIGNAL = 0x4000;
const POLLIN = 1;
const POLLOUT = 4;
const IPPROTO_ICMP = 1;
const IPPROTO_ICMPV6 = 58;

/** What a run keeps about its sockets. */
export interface CallContext {
  /** -1 for a socket that is closed or was never made, which gives EBADF. */
  readonly fdOf: (name: string) => number;
  readonly portOf: (name: string) => number;
  readonly keep: (fd: number) => void;
  readonly drop: (name: string) => void;
  /** Runs a system call as the line's user. */
  readonly as: <T>(act: () => T) => T;
  /** Where the paths of this case begin: a folder of its own. */
  readonly root: string;
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
      return as(() => endpoint(libcGetsockname, fdOf(call.socket), context));
    case 'getpeername':
      return as(() => endpoint(libcGetpeername, fdOf(call.socket), context));
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
    case 'ping socket':
      return opened(context, () =>
        libcSocket(
          call.domain === 'AF_INET' ? AF_INET : AF_INET6,
          2 | SOCK_NONBLOCK_CLOEXEC,
          call.domain === 'AF_INET' ? IPPROTO_ICMP : IPPROTO_ICMPV6,
        ),
      );
    case 'echo':
      return echo(call, context);
    case 'unix socket':
      return opened(context, () => libcSocket(AF_UNIX, 1 | SOCK_NONBLOCK_CLOEXEC, 0));
    case 'unix bind':
    case 'unix connect': {
      const address = encodeUnixPath(context.root + call.path);
      const act = call.name === 'unix bind' ? libcBind : libcConnect;
      return answer(() => act(fdOf(call.socket), address, address.length));
    }
    case 'mkdir':
    case 'chmod':
    case 'creat':
    case 'chown':
    case 'unlink':
    case 'rename':
      return answer(() => fileCall(call, context.root));
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

function endpoint(call: typeof libcGetsockname, fd: number, { root }: CallContext): Outcome {
  const bytes = Buffer.alloc(128);
  const length = lengthOf(128);
  if (call(fd, bytes, length) < 0) return failed();
  if (bytes.readUInt16LE(0) === AF_UNIX) {
    return { kind: 'path', path: readName(bytes.subarray(0, length.readUInt32LE(0)), root) };
  }
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

let echoes = 0;

function echo(call: Extract<Call, { name: 'echo' }>, context: CallContext): Outcome | Promise<Outcome> {
  const fd = context.fdOf(call.socket);
  echoes = (echoes % 65_535) + 1;
  const sequence = echoes;
  const sent = context.as(() =>
    sendEchoRequest(fd, call.to, sequence, call.hopLimit) ? undefined : failed(),
  );
  if (sent) return sent;
  let seen: Outcome | undefined;
  const decided = (): boolean => {
    seen ??= takeEcho(fd, sequence);
    return seen !== undefined;
  };
  const wait = call.wait === 'usual' ? usualConnectWait : call.wait;
  return until(decided, wait, context).then(() => seen ?? { kind: 'errno', errno: 'EAGAIN' });
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
      const isPath = from.readUInt16LE(0) === AF_UNIX;
      const sender = fromLength.readUInt32LE(0) >= 16 && !isPath ? decodeSockaddr(from) : undefined;
      return { kind: 'text', data: data.toString('latin1', 0, count), from: sender };
    });
  const first = attempt();
  const isEmpty = first.kind === 'errno' && first.errno === 'EAGAIN';
  if (!isEmpty || !call.limit || !('wait' in call.limit)) return first;
  return until(() => poll(fd, POLLIN) !== 0, call.limit.wait, context).then((came) =>
    came ? attempt() : first,
  );
}

/** A FIN's acknowledgement may be delayed by 40 ms (RFC 1122 §4.2.3.2), so a passing state gets time to pass. */
function state(fd: number, context: CallContext): Outcome | Promise<Outcome> {
  let latest = readState(fd);
  const hasPassed = (): boolean => {
    latest = readState(fd);
    return latest.kind !== 'state' || !passingStates.includes(latest.state);
  };
  return hasPassed() ? latest : until(hasPassed, 300, context).then(() => latest);
}

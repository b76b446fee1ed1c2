/** Makes calls as a test writes them: results as errno names, values as text. */
import { formatEndpoint, parseAddress, socketAddress } from '../../../src/simulator/address.ts';
import { createHost, type Host, type HostOptions } from '../../../src/simulator/host.ts';
import { systemCall } from '../../../src/simulator/kernel.ts';
import { advance, createNetwork } from '../../../src/simulator/network.ts';
import { createProcess, type Process } from '../../../src/simulator/process.ts';
import type { Refusal } from '../../../src/simulator/refusal.ts';
import { listSockets } from '../../../src/simulator/socket-list.ts';
import type {
  CallResult,
  CallValue,
  Result,
  Shutdown,
  SocketOption,
  SystemCall,
} from '../../../src/simulator/system-call.ts';

export interface Probe {
  readonly host: Host;
  readonly lastRefusal: () => Refusal | undefined;
  socket(domain?: 'AF_INET' | 'AF_INET6', type?: 'SOCK_STREAM' | 'SOCK_DGRAM', as?: Process): Held;
  user(uid: number): Process;
  advance(seconds: number): void;
  states(): readonly string[];
}

/** A descriptor of a process. Each method makes one call; 'ok' is 0. */
export interface Held {
  readonly fd: number;
  set(option: SocketOption, value?: number): string;
  bind(endpoint: string): string;
  listen(backlog?: number): string;
  /** Asks until it is decided, or stays EINPROGRESS. */
  connect(endpoint: string): string;
  /** One raw non-blocking call. */
  connectOnce(endpoint: string): string;
  accept(): Held | string;
  send(data: string): string;
  sendto(endpoint: string, data: string): string;
  recv(length?: number): string;
  shutdown(how: Shutdown): string;
  name(): string;
  peer(): string;
  close(): string;
  state(): string;
}

export function readEndpoint(text: string): ReturnType<typeof socketAddress> {
  const at = text.lastIndexOf(':');
  const address = parseAddress(text.slice(0, at).replace(/^\[|\]$/g, ''));
  if (!address) throw new Error(`${text} is no endpoint`);
  return socketAddress(address, Number(text.slice(at + 1)));
}

export function createProbe(options: Partial<HostOptions> = {}, seed = 1): Probe {
  const network = createNetwork({ seed });
  const host = createHost(network, {
    name: 'test',
    interfaces: { lo: ['127.0.0.1/8', '::1/128'], eth0: ['192.0.2.10/24'] },
    ...options,
  });
  let refusal: Refusal | undefined;
  const users = new Map<number, Process>();
  const user = (uid: number): Process => {
    const there = users.get(uid) ?? createProcess(host, { uid, argv: ['test'] });
    users.set(uid, there);
    return there;
  };

  function held(process: Process, fd: number): Held {
    const make = <C extends SystemCall>(call: C): Result<CallValue[C['name']]> => {
      const result = systemCall(host, process, call);
      refusal = result.ok ? undefined : result;
      return result;
    };
    const say = (result: CallResult): string =>
      result.ok ? (result.value === 0 ? 'ok' : String(result.value)) : result.errno;
    const address = (result: Result<CallValue['getsockname']>): string =>
      result.ok ? formatEndpoint(result.value) : result.errno;
    const file = process.files.get(fd);
    return {
      fd,
      set: (option, value = 1) => say(make({ name: 'setsockopt', fd, option, value })),
      bind: (endpoint) => say(make({ name: 'bind', fd, address: readEndpoint(endpoint) })),
      listen: (backlog = 5) => say(make({ name: 'listen', fd, backlog })),
      connectOnce: (endpoint) => say(make({ name: 'connect', fd, address: readEndpoint(endpoint) })),
      connect: (endpoint) => {
        const call = { name: 'connect', fd, address: readEndpoint(endpoint) } as const;
        const first = make(call);
        if (first.ok || first.errno !== 'EINPROGRESS') return say(first);
        const second = make(call);
        return !second.ok && second.errno === 'EALREADY' ? 'EINPROGRESS' : say(second);
      },
      accept: () => {
        const result = make({ name: 'accept', fd });
        return result.ok ? held(process, result.value) : result.errno;
      },
      send: (data) => say(make({ name: 'send', fd, data })),
      sendto: (endpoint, data) => say(make({ name: 'sendto', fd, address: readEndpoint(endpoint), data })),
      recv: (length = 65536) => {
        const result = make({ name: 'recv', fd, length });
        if (!result.ok) return result.errno;
        const { data, from } = result.value;
        return from ? `"${data}" from ${formatEndpoint(from)}` : `"${data}"`;
      },
      shutdown: (how) => say(make({ name: 'shutdown', fd, how })),
      name: () => address(make({ name: 'getsockname', fd })),
      peer: () => address(make({ name: 'getpeername', fd })),
      close: () => say(make({ name: 'close', fd })),
      state: () => (file?.kind === 'socket' ? file.socket.state : 'none'),
    };
  }

  return {
    host,
    lastRefusal: () => refusal,
    user,
    socket: (domain = 'AF_INET', type = 'SOCK_STREAM', as = user(0)) => {
      const result = systemCall(host, as, { name: 'socket', domain, type });
      if (!result.ok) throw new Error(result.errno);
      return held(as, result.value);
    },
    advance: (seconds) => advance(network, seconds * 1000),
    states: () => listSockets(host).map(({ state, local }) => `${state} ${formatEndpoint(local)}`),
  };
}

export function accepted(result: Held | string): Held {
  if (typeof result === 'string') throw new Error(`accept: ${result}`);
  return result;
}

/** A connection over 127.0.0.1:8080; with `reuse` the listener has SO_REUSEADDR. */
export function connected(probe: Probe, reuse = false): { server: Held; client: Held; connection: Held } {
  const server = probe.socket();
  if (reuse) server.set('SO_REUSEADDR');
  server.bind('127.0.0.1:8080');
  server.listen();
  const client = probe.socket();
  client.connect('127.0.0.1:8080');
  return { server, client, connection: accepted(server.accept()) };
}

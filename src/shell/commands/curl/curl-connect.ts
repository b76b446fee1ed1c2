/** curl's way to a connection: which addresses it tries, in which order, and what it says when none answers. */
import { type Family, familyOf, type SocketAddress, socketAddress } from '../../../simulator/address.ts';
import { strerror } from '../../../simulator/errno.ts';
import { errnoNumberOf, strerrorOf } from '../../../simulator/os/error-names.ts';
import { sourceFor } from '../../../simulator/route.ts';
import type { Program } from '../../program.ts';
import { parseNumericAddress, resolveName } from '../../resolve-name.ts';
import { bind, close, connectAndPoll, getpeername, getsockname, socket } from '../../socket-calls.ts';
import { now, self } from '../../syscalls.ts';
import type { Task } from '../../task.ts';
import { openConnection } from '../../unix-calls.ts';
import { curlOf } from './curl-release.ts';
import type { CurlUrl } from './curl-url.ts';

export interface CurlFailure {
  readonly ok: false;
  readonly code: number;
  readonly reason: string;
}

export interface Connection {
  readonly ok: true;
  readonly fd: number;
  readonly local: SocketAddress;
  readonly remote: SocketAddress;
}

export interface ConnectOptions {
  readonly family: 'ipv4' | 'ipv6' | undefined;
  readonly startedAt: number;
  /** Milliseconds. */
  readonly connectTimeout: number | undefined;
  readonly maxTime: number | undefined;
  /** `HOST:PORT` to addresses, of `--resolve`. */
  readonly known: ReadonlyMap<string, readonly string[]>;
  /** Where `--connect-to` leads instead. */
  readonly instead: { readonly host: string; readonly port: number } | undefined;
  readonly interface: string | undefined;
  readonly localPorts: readonly [low: number, high: number] | undefined;
  /** A line of `-v`, without its `* `. */
  say(line: string): Program<void>;
}

/** `localhost` and `*.localhost` are not asked of the resolver. */
function addressesOf(task: Task, host: string): readonly string[] {
  return /^(.+\.)?localhost\.?$/i.test(host)
    ? curlOf(task.around.host.system.name).localhost
    : resolveName(task, host);
}

/** The name and port that are asked for, and its addresses. */
function* lookUp(url: CurlUrl, options: ConnectOptions): Program<readonly string[]> {
  const { instead, known, say } = options;
  const { host, port } = instead ?? url;
  if (instead) {
    yield* say(`Connecting to hostname: ${host}`);
    yield* say(`Connecting to port: ${port}`);
  }
  const cached = known.get(`${host.toLowerCase()}:${port}`) ?? known.get(`*:${port}`);
  if (cached) yield* say(`Hostname ${host} was found in DNS cache`);
  if (cached) return cached;
  const task = yield* self();
  const found = addressesOf(task, host);
  if (found.length > 0 && parseNumericAddress(host) === undefined) {
    for (const line of curlOf(task.around.host.system.name).resolved(host, port, found)) yield* say(line);
  }
  return found;
}

export function* connectTo(url: CurlUrl, options: ConnectOptions): Program<Connection | CurlFailure> {
  const { say, startedAt } = options;
  const all = yield* lookUp(url, options);
  const { host, port } = options.instead ?? url;
  if (all.length === 0) {
    const reason = `Could not resolve host: ${host}`;
    yield* say(reason);
    return { ok: false, code: 6, reason };
  }
  const wanted = { ipv4: 'AF_INET', ipv6: 'AF_INET6', any: undefined }[options.family ?? 'any'];
  const addresses = all.filter((address) => wanted === undefined || familyOf(address) === wanted);
  if (addresses.length === 0) return { ok: false, code: 7, reason: "Couldn't connect to server" };

  const { connectTimeout, maxTime } = options;
  const limit = Math.min(connectTimeout ?? Infinity, maxTime ?? Infinity, 300_000);
  let code = 7;
  let why = "Couldn't connect to server";
  let told: string | undefined;
  for (const address of addresses) {
    const shown = address.includes(':') ? `[${address}]` : address;
    yield* say(`  Trying ${shown}:${port}...`);
    const opened = yield* socket(familyOf(address), 'SOCK_STREAM');
    if (!opened.ok) continue;
    const fd = opened.value;
    const refusal = yield* bindLocal(fd, familyOf(address), options);
    if (refusal !== undefined) {
      yield* close(fd);
      code = 45;
      why = 'Failed binding local connection end';
      told = refusal;
      continue;
    }
    const before = yield* now();
    const result = yield* connectAndPoll(fd, socketAddress(address, port), startedAt + limit);
    if (result !== 'timeout' && result.ok) {
      const local = yield* getsockname(fd);
      const remote = yield* getpeername(fd);
      const unknown = socketAddress(address, port);
      return {
        ok: true,
        fd,
        local: local.ok ? local.value : unknown,
        remote: remote.ok ? remote.value : unknown,
      };
    }
    const from = yield* fromText(fd, address);
    yield* close(fd);
    if (result === 'timeout') {
      if (maxTime !== undefined && limit === maxTime) {
        // The alarm of -m rings a little late, as everywhere.
        return { ok: false, code: 28, reason: `Connection timed out after ${maxTime + 1} milliseconds` };
      }
      yield* say(
        `${familyOf(address) === 'AF_INET' ? 'ipv4' : 'ipv6'} connect timeout after ${limit}ms, move on!`,
      );
      code = 28;
      why = 'Timeout was reached';
      break;
    }
    if (result.errno === 'ETIMEDOUT') code = 28;
    const text = strerrorOf((yield* self()).around.host.system.name, result.errno);
    const immediate = (yield* now()) === before && result.errno !== 'ECONNREFUSED';
    yield* say(
      immediate
        ? `Immediate connect fail for ${address}: ${text}`
        : `connect to ${address} port ${port}${from} failed: ${text}`,
    );
  }
  const elapsed = (yield* now()) - startedAt + (why.startsWith('Timeout') ? 1 : 0);
  const reason = `Failed to connect to ${host} port ${port} after ${elapsed} ms: ${why}`;
  yield* say(reason);
  return { ok: false, code, reason: told ?? reason };
}

/** `--unix-socket`: the URL's host is not looked up and its port not asked for. */
export function connectToPath(
  path: string,
): (url: CurlUrl, options: ConnectOptions) => Program<Connection | CurlFailure> {
  return function* connectUnix({ host, port }, { say, startedAt, connectTimeout, maxTime }) {
    const limit = Math.min(connectTimeout ?? Infinity, maxTime ?? Infinity, 300_000);
    yield* say(`  Trying ${path}:0...`);
    const connection = yield* openConnection(path, startedAt + limit);
    // curl shows the path where others have an address, and the URL's port.
    const place: SocketAddress = { family: 'AF_INET', address: path, port };
    if (connection !== 'timeout' && connection.ok) {
      return { ok: true, fd: connection.value, local: { ...place, address: '', port: 0 }, remote: place };
    }
    if (connection !== 'timeout') {
      yield* say(`Immediate connect fail for ${path}: ${strerror(connection.errno)}`);
    }
    const reason = `Failed to connect to ${host} port ${port} after ${(yield* now()) - startedAt} ms: Couldn't connect to server`;
    yield* say(reason);
    return { ok: false, code: connection === 'timeout' ? 28 : 7, reason };
  };
}

/** `--interface` and `--local-port`; why this end cannot be bound so. */
function* bindLocal(fd: number, family: Family, options: ConnectOptions): Program<string | undefined> {
  const { interface: place, localPorts, say } = options;
  if (place === undefined && !localPorts) return undefined;
  const task = yield* self();
  const device = task.around.host.interfaces.find(({ name }) => name === place);
  let address: string | undefined = family === 'AF_INET' ? '0.0.0.0' : '::';
  if (place !== undefined && !device) {
    address = resolveName(task, place).find((one) => familyOf(one) === family);
    if (address === undefined) {
      yield* say(`Could not resolve host: ${place}`);
      const reason = `Couldn't bind to '${place}'`;
      yield* say(reason);
      return reason;
    }
    const number = family === 'AF_INET' ? 2 : 10;
    yield* say(`Name '${place}' family ${number} resolved to '${address}' family ${number}`);
  } else if (device) {
    address = device.addresses.find((prefix) => familyOf(prefix.address) === family)?.address ?? address;
  }
  const [low, high] = localPorts ?? [0, 0];
  for (let port = low; ; port += 1) {
    const bound = yield* bind(fd, { family, address, port });
    if (bound.ok) {
      if (!device || localPorts) yield* say(`Local port: ${port}`);
      return undefined;
    }
    if (port < high) {
      yield* say(`Bind to local port ${port} failed, trying next`);
      continue;
    }
    const reason = `bind failed with errno ${errnoNumberOf(task.around.host.system.name, bound.errno)}: ${strerrorOf(task.around.host.system.name, bound.errno)}`;
    yield* say(reason);
    return reason;
  }
}

/** This end of an attempt that failed, where curl tells it. */
function* fromText(fd: number, to: string): Program<string> {
  const { host } = (yield* self()).around;
  const release = curlOf(host.system.name);
  if (release.from === undefined) return '';
  const local = yield* getsockname(fd);
  const source = sourceFor(host, to);
  return local.ok && source.ok ? release.from(source.address, local.value.port) : '';
}

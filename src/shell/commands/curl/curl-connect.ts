/** curl's way to a connection: which addresses it tries, in which order, and what it says when none answers. */
import { familyOf, type SocketAddress, socketAddress } from '../../../simulator/address.ts';
import { strerror } from '../../../simulator/errno.ts';
import type { Program } from '../../program.ts';
import { resolveName } from '../../resolve-name.ts';
import { close, connect, getpeername, getsockname, now, self, socket } from '../../syscalls.ts';
import type { Task } from '../../task.ts';
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
  /** A line of `-v`, without its `* `. */
  say(line: string): Program<void>;
}

/** `localhost` and `*.localhost` are not asked of the resolver: 127.0.0.1 first (7.78 to 8.2). */
function addressesOf(task: Task, host: string): readonly string[] {
  return /^(.+\.)?localhost\.?$/i.test(host) ? ['127.0.0.1', '::1'] : resolveName(task, host);
}

export function* connectTo(url: CurlUrl, options: ConnectOptions): Program<Connection | CurlFailure> {
  const { say, startedAt } = options;
  const all = addressesOf(yield* self(), url.host);
  if (all.length === 0) {
    yield* say(`Could not resolve host: ${url.host}`);
    return { ok: false, code: 6, reason: `Could not resolve host: ${url.host}` };
  }
  const wanted = { ipv4: 'AF_INET', ipv6: 'AF_INET6', any: undefined }[options.family ?? 'any'];
  const addresses = all.filter((address) => wanted === undefined || familyOf(address) === wanted);
  if (addresses.length === 0) return { ok: false, code: 7, reason: "Couldn't connect to server" };

  const { connectTimeout, maxTime } = options;
  const limit = Math.min(connectTimeout ?? Infinity, maxTime ?? Infinity, 300_000);
  let code = 7;
  let why = "Couldn't connect to server";
  for (const address of addresses) {
    const shown = address.includes(':') ? `[${address}]` : address;
    yield* say(`  Trying ${shown}:${url.port}...`);
    const opened = yield* socket(familyOf(address), 'SOCK_STREAM');
    if (!opened.ok) continue;
    const fd = opened.value;
    const before = yield* now();
    const result = yield* connect(fd, socketAddress(address, url.port), startedAt + limit);
    if (result !== 'timeout' && result.ok) {
      const local = yield* getsockname(fd);
      const remote = yield* getpeername(fd);
      const unknown = socketAddress(address, url.port);
      return {
        ok: true,
        fd,
        local: local.ok ? local.value : unknown,
        remote: remote.ok ? remote.value : unknown,
      };
    }
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
    const text = strerror(result.errno);
    const immediate = (yield* now()) === before && result.errno !== 'ECONNREFUSED';
    yield* say(
      immediate
        ? `Immediate connect fail for ${address}: ${text}`
        : `connect to ${address} port ${url.port} failed: ${text}`,
    );
  }
  const elapsed = (yield* now()) - startedAt + (why.startsWith('Timeout') ? 1 : 0);
  const reason = `Failed to connect to ${url.host} port ${url.port} after ${elapsed} ms: ${why}`;
  yield* say(reason);
  return { ok: false, code, reason };
}

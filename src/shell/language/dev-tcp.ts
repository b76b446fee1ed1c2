/** `/dev/tcp/HOST/PORT`: bash itself opens a connection for a redirection to such a name (bash(1), REDIRECTION). */
import { familyOf, socketAddress } from '../../simulator/address.ts';
import { systemCall } from '../../simulator/kernel.ts';
import { strerrorOf } from '../../simulator/os/error-names.ts';
import { blocked, type Program } from '../program.ts';
import { resolveName } from '../resolve-name.ts';
import { findService, readServices } from '../services-file.ts';
import { close, connect, socket } from '../socket-calls.ts';
import type { Stream } from '../stream.ts';
import { self } from '../syscalls.ts';
import type { Task } from '../task.ts';
import { fromBytes, toBytes } from '../utf-8.ts';

type Opened =
  | { readonly ok: true; readonly stream: Stream }
  /** `call` is said first, as `bash: connect: Connection refused`. */
  | { readonly ok: false; readonly call: string | undefined; readonly reason: string };

/** How much one read takes. */
const readSize = 4096;

/** Undefined when the path is no such name. */
export function* openNetworkPath(path: string): Program<Opened | undefined> {
  const match = /^\/dev\/(tcp|udp)\/([^/]+)\/([^/]+)$/.exec(path);
  if (!match) return undefined;
  const [, protocol = 'tcp', host = '', service = ''] = match;
  const task = yield* self();
  const port = /^\d+$/.test(service)
    ? Number(service) & 65535
    : findService(readServices(task.around.files), service, protocol)?.port;
  const addresses = resolveName(task, host);
  if (addresses.length === 0) {
    return { ok: false, call: `${host}: Name or service not known`, reason: 'Invalid argument' };
  }
  if (port === undefined)
    return { ok: false, call: `${service}: Servname not supported`, reason: 'Invalid argument' };
  let failed: Opened | undefined;
  for (const address of addresses) {
    const opened = yield* openAddress(task, address, port, protocol);
    if (opened.ok) return opened;
    failed = opened;
  }
  return failed;
}

function* openAddress(task: Task, address: string, port: number, protocol: string): Program<Opened> {
  const made = yield* socket(familyOf(address), protocol === 'tcp' ? 'SOCK_STREAM' : 'SOCK_DGRAM');
  if (!made.ok)
    return { ok: false, call: 'socket', reason: strerrorOf(task.around.host.system.name, made.errno) };
  const connected = yield* connect(made.value, socketAddress(address, port));
  if (connected !== 'timeout' && connected.ok) return { ok: true, stream: socketStream(task, made.value) };
  yield* close(made.value);
  const errno = connected === 'timeout' ? 'ETIMEDOUT' : connected.ok ? 'EINVAL' : connected.errno;
  return { ok: false, call: 'connect', reason: strerrorOf(task.around.host.system.name, errno) };
}

/** The connection as an open file; it stays a descriptor of the process that opened it. */
function socketStream(owner: Task, fd: number): Stream {
  const { around, process } = owner;
  let users = 1;
  let waiting = '';
  return {
    path: 'socket:',
    terminal: undefined,
    read(_task, size) {
      while (!(size === 'line' ? waiting.includes('\n') : waiting !== '')) {
        const received = systemCall(around.host, process, { name: 'recv', fd, length: readSize });
        if (!received.ok && received.errno === 'EAGAIN') return blocked;
        const text = received.ok ? fromBytes(received.value.data) : '';
        if (text === '') break;
        waiting += text;
      }
      const cut = size === 'line' ? waiting.indexOf('\n') + 1 || waiting.length : (size ?? waiting.length);
      const part = waiting.slice(0, cut);
      waiting = waiting.slice(part.length);
      return part;
    },
    write(_task, text) {
      const sent = systemCall(around.host, process, { name: 'send', fd, data: toBytes(text) });
      return sent.ok ? { ok: true } : { ok: false, errno: sent.errno };
    },
    retain() {
      users += 1;
    },
    release() {
      users -= 1;
      if (users === 0 && process.files.has(fd)) systemCall(around.host, process, { name: 'close', fd });
    },
  };
}

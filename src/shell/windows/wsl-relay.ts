/**
 * wslrelay.exe, of WSL 2 in NAT mode (localhostForwarding): for each TCP port that Linux listens on at the wildcard or at
 * localhost it listens on localhost of Windows, and hands connections to a helper inside Linux that connects there.
 *
 * @see microsoft/WSL, src/windows/wslrelay/localhost.cpp: a listener of IPv4 gives 127.0.0.1, one of IPv6 gives ::1; it sets
 *   SO_REUSEADDR; where the port is taken nothing is said.
 */
import { onTheWire, socketAddress } from '../../simulator/address.ts';
import { wslRules } from '../../simulator/os/documented-windows.ts';
import { ask, blocked, type Program } from '../program.ts';
import { addRelay } from '../relays.ts';
import {
  accept,
  bind,
  close,
  connect,
  listen,
  recv,
  send,
  setsockopt,
  shutdown,
  socket,
} from '../socket-calls.ts';
import { createPipe, nullStream, type Stream } from '../stream.ts';
import { self, startThread } from '../syscalls.ts';
import type { Surroundings } from '../task.ts';

interface Wanted {
  readonly address: '127.0.0.1' | '::1';
  readonly port: number;
}

const localhosts = { '127.0.0.1': ['127.0.0.1', '0.0.0.0'], '::1': ['::1', '::'] } as const;

/** Ignored in mirrored mode. */
export function* wslRelay(guest: Surroundings): Program {
  const open = new Map<string, number>();
  let seen = '';
  for (;;) {
    const wanted = yield* ask('poll', () => {
      const now = wantedOf(guest);
      const key = now.map(nameOf).join();
      if (key === seen) return blocked;
      seen = key;
      return now;
    });
    const names = new Set(wanted.map(nameOf));
    for (const [name, fd] of open) {
      if (names.has(name)) continue;
      yield* close(fd);
      open.delete(name);
    }
    for (const one of wanted) {
      if (open.has(nameOf(one))) continue;
      const fd = yield* listenFor(one);
      if (fd === undefined) continue;
      open.set(nameOf(one), fd);
      const task = yield* self();
      const { host } = task.around;
      addRelay(task, {
        program: 'wslrelay.exe',
        at: host,
        port: one.port,
        name: undefined,
        from: guest.host,
        to: [one.address],
        toPort: one.port,
        says: `${wslRules['localhost-forwarding'].sentence} (${wslRules['localhost-forwarding'].source.label}.)`,
      });
      yield* startThread(acceptFor(fd, one, guest));
    }
  }
}

function nameOf({ address, port }: Wanted): string {
  return `${address} ${port}`;
}

/** Each family and port once. */
function wantedOf({ host }: Surroundings): readonly Wanted[] {
  const found = new Map<string, Wanted>();
  if (host.wsl?.mode === 'mirrored') return [];
  for (const { protocol, state, local } of host.sockets) {
    if (protocol !== 'tcp' || state !== 'LISTEN') continue;
    for (const address of ['127.0.0.1', '::1'] as const) {
      if (!localhosts[address].some((one) => one === onTheWire(local.address))) continue;
      found.set(`${address} ${local.port}`, { address, port: local.port });
    }
  }
  return [...found.values()];
}

function* listenFor({ address, port }: Wanted): Program<number | undefined> {
  const local = socketAddress(address, port);
  const opened = yield* socket(local.family, 'SOCK_STREAM');
  if (!opened.ok) return undefined;
  yield* setsockopt(opened.value, 'SO_REUSEADDR', 1);
  const bound = yield* bind(opened.value, local);
  if (bound.ok && (yield* listen(opened.value, 128)).ok) return opened.value;
  yield* close(opened.value);
  return undefined;
}

function* acceptFor(fd: number, wanted: Wanted, guest: Surroundings): Program {
  for (;;) {
    const client = yield* accept(fd);
    if (!client.ok) return 0;
    const [inward, outward] = [createPipe(), createPipe()];
    guest.scheduler.spawn({
      around: guest,
      uid: 0,
      argv: ['localhost'],
      program: connectInside(wanted, inward.readEnd, outward.writeEnd),
      cwd: '/',
      environment: new Map(),
      streams: new Map([0, 1, 2].map((one) => [one, nullStream])),
    });
    yield* startThread(carry(client.value, outward.readEnd, inward.writeEnd));
  }
}

/** The helper inside Linux. */
function* connectInside({ address, port }: Wanted, from: Stream, to: Stream): Program {
  const target = socketAddress(address, port);
  const opened = yield* socket(target.family, 'SOCK_STREAM');
  const reached = opened.ok ? yield* connect(opened.value, target) : 'timeout';
  if (!opened.ok || reached === 'timeout' || !reached.ok) {
    to.release();
    from.release();
    return 1;
  }
  return yield* carry(opened.value, from, to);
}

/** A connection and a channel of Hyper-V made one, until both ways are over. */
function* carry(fd: number, from: Stream, to: Stream): Program {
  let ways = 2;
  function* outOf(): Program {
    for (;;) {
      const piece = yield* recv(fd, 32_768);
      if (piece === 'timeout' || !piece.ok || piece.value.data === '') break;
      const { data } = piece.value;
      yield* ask('write', (task) => to.write(task, data));
    }
    to.release();
    return yield* ended();
  }
  function* ended(): Program {
    ways -= 1;
    if (ways === 0) yield* close(fd);
    return 0;
  }
  yield* startThread(outOf());
  for (;;) {
    const text = yield* ask('read', (task) => from.read(task));
    if (text === '') break;
    const sent = yield* send(fd, text);
    if (!sent.ok) break;
  }
  from.release();
  yield* shutdown(fd, 'SHUT_WR');
  yield* ended();
  // The other way may still be going on: a process lives as long as its first thread.
  return yield* ask('wait', () => (ways === 0 ? 0 : blocked));
}

/**
 * The public side of quick tunnels: whoever asks for a tunnel's name is handed to the program that opened it.
 *
 * Documented, not run: developers.cloudflare.com, "Quick Tunnels"; 502 and 530 (1033) as its error pages number them.
 */
import { isLoopback } from '../../../simulator/address.ts';
import type { Bytes } from '../../../simulator/system-call.ts';
import { httpDate } from '../../civil-time.ts';
import { pollListeners } from '../../poll.ts';
import type { Program } from '../../program.ts';
import { publishName } from '../../relays.ts';
import { accept, close, recv, send } from '../../socket-calls.ts';
import { self, startThread, timeOfDay } from '../../syscalls.ts';
import { acceptEach } from '../http/http-connection.ts';
import { type Channels, endAll, handleFrame } from '../ssh/channels.ts';
import { frameReader, sendFrame } from '../ssh/frames.ts';
import { edgeName, edgePort } from '../tunnels/edge-name.ts';
import { openListeners } from './open-listeners.ts';
import { root, type Service } from './service.ts';

interface Tunnel {
  readonly name: string;
  readonly hostHeader: string;
  readonly channels: Channels;
  /** Heads that were read to learn the name, by channel: sent on once it is open. */
  readonly heads: Map<string, Bytes>;
}

const words =
  'amber brook cedar dune ember fjord grove heath inlet jetty keel ledge mist north oak pier quay reef sand tide'.split(
    ' ',
  );

export const tunnelEdge: Service = {
  name: 'tunnel-edge',
  description: 'The public side of quick tunnels',
  documentation: undefined,
  main: { user: root, title: 'tunnel-edge' },
  children: [],
  *run(ready): Program {
    const inside = yield* openListeners(['0.0.0.0', '::'], edgePort, 128);
    const plain = yield* openListeners(['0.0.0.0', '::'], 80, 511);
    const safe = yield* openListeners(['0.0.0.0', '::'], 443, 511);
    if (!inside.ok || !plain.ok || !safe.ok) return 1;
    ready();
    const task = yield* self();
    const addresses = task.around.host.interfaces
      .flatMap((one) => one.addresses.map(({ address }) => address))
      .filter((address) => !isLoopback(address));
    publishName(task, edgeName, addresses);
    const tunnels = new Map<string, Tunnel>();
    let asked = 0;
    const openTunnel = (fd: number): Program => {
      asked += 1;
      return serveTunnel(fd, nameOf(asked), tunnels, addresses);
    };
    yield* startThread(acceptEach(inside.fds, openTunnel));
    const outside = [...plain.fds, ...safe.fds];
    let count = 0;
    for (;;) {
      const connection = yield* accept(yield* pollListeners(outside));
      if (!connection.ok) continue;
      count += 1;
      yield* startThread(serveVisitor(connection.value, tunnels, `e${count}`));
    }
  },
};

/**
 * The name of the nth tunnel, from 1.
 * Differs from Cloudflare: the names come in one order, so that a lesson knows the first.
 */
function nameOf(count: number): string {
  const round = Math.floor(count / words.length);
  const places = [0, 1, 2, 3].map((place) => words[(count * 7 + place * (9 + round)) % words.length]);
  return `${places.join('-')}.trycloudflare.com`;
}

function* serveTunnel(
  fd: number,
  name: string,
  tunnels: Map<string, Tunnel>,
  addresses: readonly string[],
): Program {
  const next = frameReader(fd);
  const hello = yield* next();
  if (hello?.kind !== 'hello') {
    yield* close(fd);
    return 0;
  }
  const task = yield* self();
  const heads = new Map<string, Bytes>();
  const channels: Channels = { fd, open: new Map(), waiting: new Map(), *onRefused() {} };
  const tunnel: Tunnel = { name, hostHeader: hello.text, channels, heads };
  tunnels.set(name, tunnel);
  publishName(task, name, addresses);
  yield* sendFrame(fd, 'welcome', '-', `${name} ${addresses[0] ?? ''}`);
  for (let frame = yield* next(); frame; frame = yield* next()) {
    const waiting = channels.waiting.get(frame.channel);
    const head = heads.get(frame.channel);
    if (frame.kind === 'refused' && waiting !== undefined)
      yield* send(waiting, yield* page('502 Bad Gateway'));
    yield* handleFrame(channels, frame);
    if (frame.kind === 'opened' && head !== undefined) yield* sendFrame(fd, 'data', frame.channel, head);
    if (frame.kind === 'opened' || frame.kind === 'refused') heads.delete(frame.channel);
  }
  tunnels.delete(name);
  yield* endAll(channels);
  yield* close(fd);
  return 0;
}

function* serveVisitor(fd: number, tunnels: ReadonlyMap<string, Tunnel>, channel: string): Program {
  const head = yield* readToName(fd);
  const asked = /^host:[ \t]*([^\s:]+)/im.exec(head ?? '')?.[1]?.toLowerCase();
  const tunnel = asked === undefined ? undefined : tunnels.get(asked);
  if (head === undefined || !tunnel) {
    if (head !== undefined) yield* send(fd, yield* page('530 Origin DNS Error'));
    yield* close(fd);
    return 0;
  }
  const { channels, heads, hostHeader } = tunnel;
  heads.set(
    channel,
    hostHeader === '' ? head : head.replace(/^(host:[ \t]*).*?(?=\r?$)/im, `$1${hostHeader}`),
  );
  channels.waiting.set(channel, fd);
  yield* sendFrame(channels.fd, 'forwarded', channel, '-');
  return 0;
}

/** The head of the first request; the beginning of TLS before it is answered, and means no more here. */
function* readToName(fd: number): Program<Bytes | undefined> {
  let received = '';
  while (!/\r?\n\r?\n/.test(received)) {
    if (received.length > 16_384) return undefined;
    const piece = yield* recv(fd, 16_384);
    if (piece === 'timeout' || !piece.ok || piece.value.data === '') return undefined;
    received += piece.value.data;
    if (received.startsWith('\x16\x03')) {
      received = '';
      yield* send(fd, '\x16\x03\x03\n');
    }
  }
  return received;
}

function* page(status: string): Program<Bytes> {
  const body = `error code: ${status.startsWith('530') ? '1033' : status.slice(0, 3)}\n`;
  const date = httpDate(yield* timeOfDay());
  const head = [
    `HTTP/1.1 ${status}`,
    `Date: ${date}`,
    'Content-Type: text/plain; charset=UTF-8',
    `Content-Length: ${body.length}`,
    'Server: cloudflare',
    'Connection: close',
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

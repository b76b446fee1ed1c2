/** The channels of one connection, on either side of it: each is a TCP connection here that goes on over there. */
import { socketAddress } from '../../../simulator/address.ts';
import { strerror } from '../../../simulator/errno.ts';
import { pollListeners } from '../../poll.ts';
import { ask, blocked, type Program } from '../../program.ts';
import { resolveName } from '../../resolve-name.ts';
import { accept, close, connect, recv, send, shutdown, socket } from '../../socket-calls.ts';
import { complain, self, sleep, startThread } from '../../syscalls.ts';
import { type Frame, sendFrame } from './frames.ts';

interface Channel {
  readonly fd: number;
  /** Nothing more comes from over there. */
  ended: boolean;
}

export interface Channels {
  /** Between ssh and sshd. */
  readonly fd: number;
  readonly open: Map<string, Channel>;
  /** Accepted here, and not answered over there yet. */
  readonly waiting: Map<string, number>;
  /** Told why the other side could not connect. */
  readonly onRefused: (channel: string, reason: string) => Program<void>;
}

/** What both sides do with a frame in the same way. */
export function* handleFrame(channels: Channels, { kind, channel, text }: Frame): Program<void> {
  const { fd, open, waiting } = channels;
  const known = open.get(channel);
  switch (kind) {
    case 'opened': {
      const accepted = waiting.get(channel);
      waiting.delete(channel);
      if (accepted !== undefined) yield* carry(channels, channel, accepted);
      return;
    }
    case 'refused': {
      const accepted = waiting.get(channel);
      waiting.delete(channel);
      yield* channels.onRefused(channel, text);
      if (accepted !== undefined) yield* close(accepted);
      return;
    }
    case 'data': {
      const sent = known && (yield* send(known.fd, text));
      if (sent && !sent.ok) yield* sendFrame(fd, 'close', channel);
      return;
    }
    case 'eof':
    case 'close':
      if (!known) return;
      known.ended = true;
      yield* shutdown(known.fd, kind === 'eof' ? 'SHUT_WR' : 'SHUT_RDWR');
      return;
    default:
      return;
  }
}

/** Takes a TCP connection along as a channel, until both sides have ended it. */
function* carry(channels: Channels, name: string, fd: number): Program<void> {
  const channel: Channel = { fd, ended: false };
  channels.open.set(name, channel);
  yield* startThread(readInto(channels, name, channel));
}

function* readInto(channels: Channels, name: string, channel: Channel): Program {
  for (;;) {
    const piece = yield* recv(channel.fd, 32768);
    const whole = piece !== 'timeout' && piece.ok;
    if (whole && piece.value.data !== '') {
      yield* sendFrame(channels.fd, 'data', name, piece.value.data);
      continue;
    }
    yield* sendFrame(channels.fd, whole ? 'eof' : 'close', name);
    // The descriptor stays taken until nothing can come for it any more.
    if (whole) yield* ask('poll', () => (channel.ended ? true : blocked));
    channels.open.delete(name);
    yield* close(channel.fd);
    return 0;
  }
}

/** Accepts for as long as the listener is there, and asks the other side to go on. */
export function* acceptInto(
  channels: Channels,
  listener: number,
  kind: 'open' | 'forwarded',
  text: string,
  newName: () => string,
  onAccepted: () => Program<unknown> = function* () {},
): Program {
  for (;;) {
    if (yield* isFull()) {
      // OpenSSH tries, says so, and looks again a second later.
      yield* pollListeners([listener]);
      if (!(yield* isFull())) continue;
      yield* complain('accept: Too many open files\n');
      yield* sleep(1000);
      continue;
    }
    const accepted = yield* accept(listener);
    if (!accepted.ok && accepted.errno !== 'ECONNABORTED') return 0;
    if (!accepted.ok) continue;
    const name = newName();
    yield* onAccepted();
    channels.waiting.set(name, accepted.value);
    yield* sendFrame(channels.fd, kind, name, text);
  }
}

/**
 * RLIMIT_NOFILE: where a tunnel that leads to its own beginning ends, with the message that OpenSSH 9.2 then gives each second.
 *
 * Differs from Debian: 1024 there. The same thing happens, with fewer connections.
 */
const mostDescriptors = 256;

function* isFull(): Program<boolean> {
  const { process, streams } = yield* self();
  // All sessions of an sshd are one process here, which has more.
  return process.files.size >= (streams.size > 0 ? mostDescriptors : 4 * mostDescriptors);
}

/** Connects from this side, and tells the other one how it went. */
export function* dial(channels: Channels, name: string, host: string, port: number): Program {
  let reason = 'Temporary failure in name resolution';
  for (const address of resolveName(yield* self(), host)) {
    const local = socketAddress(address, port);
    const opened = yield* socket(local.family, 'SOCK_STREAM');
    if (!opened.ok) return 0;
    const reached = yield* connect(opened.value, local);
    if (reached !== 'timeout' && reached.ok) {
      yield* carry(channels, name, opened.value);
      yield* sendFrame(channels.fd, 'opened', name);
      return 0;
    }
    if (reached !== 'timeout') reason = strerror(reached.errno);
    yield* close(opened.value);
  }
  yield* sendFrame(channels.fd, 'refused', name, `connect failed: ${reason}`);
  return 0;
}

/** The connection between the two sides is over, and so is all that went through it. */
export function* endAll({ open, waiting }: Channels): Program<void> {
  for (const channel of open.values()) {
    channel.ended = true;
    yield* shutdown(channel.fd, 'SHUT_RDWR');
  }
  for (const fd of waiting.values()) yield* close(fd);
  waiting.clear();
}

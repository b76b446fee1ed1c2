/**
 * What goes over a connection between ssh and sshd: frames of many channels on one connection (RFC 4254).
 *
 * Differs from SSH: the frames are written in a notation of their own, and nothing is encrypted.
 */
import type { Bytes } from '../../../simulator/system-call.ts';
import type { Program } from '../../program.ts';
import { recv, send } from '../../socket-calls.ts';

export type FrameKind =
  /** Who logs in; the answers to it. */
  | 'hello'
  | 'welcome'
  | 'denied'
  /** A request to listen (tcpip-forward); the answers, with the port or without. */
  | 'listen'
  | 'listening'
  | 'failed'
  /** A channel to an address (direct-tcpip), or one that came in at a listener (forwarded-tcpip); the answers. */
  | 'open'
  | 'forwarded'
  | 'opened'
  | 'refused'
  | 'data'
  | 'eof'
  | 'close'
  /** A command, or a shell at a terminal of so many columns and rows, and of which kind; keys for it, what it writes, and its status. */
  | 'exec'
  | 'shell'
  | 'stdin'
  | 'stdout'
  | 'stderr'
  | 'exit';

const kinds: readonly string[] =
  'hello welcome denied listen listening failed open forwarded opened refused data eof close exec shell stdin stdout stderr exit'.split(
    ' ',
  );

export interface Frame {
  readonly kind: FrameKind;
  /** Named by the side that opens it. */
  readonly channel: string;
  readonly text: Bytes;
}

export function* sendFrame(fd: number, kind: FrameKind, channel = '-', text: Bytes = ''): Program<void> {
  yield* send(fd, `${kind} ${channel} ${text.length}\n${text}`);
}

/** Gives the next frame each time; undefined when the connection is over. */
export function frameReader(fd: number): () => Program<Frame | undefined> {
  let received = '';
  return function* next() {
    for (;;) {
      const [head, kind = '', channel = '', length = ''] = /^(\w+) (\S+) (\d+)\n/.exec(received) ?? [];
      const size = (head?.length ?? 0) + Number(length);
      if (head !== undefined && received.length >= size) {
        const text = received.slice(head.length, size);
        received = received.slice(size);
        return isKind(kind) ? { kind, channel, text } : undefined;
      }
      // Whoever speaks another protocol is not listened to.
      if (head === undefined && received.length > 200) return undefined;
      const piece = yield* recv(fd, 65536);
      if (piece === 'timeout' || !piece.ok || piece.value.data === '') return undefined;
      received += piece.value.data;
    }
  };
}

function isKind(word: string): word is FrameKind {
  return kinds.includes(word);
}

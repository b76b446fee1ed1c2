/** The answer as curl takes it in: status line, headers, body, and all the ways in which it may fall short. */
import { strerrorOf } from '../../../simulator/os/error-names.ts';
import type { Bytes } from '../../../simulator/system-call.ts';
import type { Program } from '../../program.ts';
import { recv } from '../../socket-calls.ts';
import { now, self } from '../../syscalls.ts';
import type { CurlFailure } from './curl-connect.ts';

export interface ResponseHead {
  readonly ok: true;
  readonly status: number;
  /** `1.0` */
  readonly version: string;
  /** Each with its line end, the empty line included. */
  readonly lines: readonly string[];
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  /** What came along of the body. */
  readonly rest: Bytes;
}

export interface Waiting {
  readonly fd: number;
  readonly startedAt: number;
  readonly maxTime: number | undefined;
}

const pieceSize = 16384;

function* receive(
  { fd, startedAt, maxTime }: Waiting,
  progress: () => string,
): Program<{ readonly ok: true; readonly data: Bytes } | CurlFailure> {
  const got = yield* recv(fd, pieceSize, maxTime === undefined ? undefined : startedAt + maxTime);
  if (got === 'timeout') {
    const elapsed = (yield* now()) - startedAt + 1;
    return {
      ok: false,
      code: 28,
      reason: `Operation timed out after ${elapsed} milliseconds with ${progress()} received`,
    };
  }
  if (!got.ok) {
    const { host } = (yield* self()).around;
    return { ok: false, code: 56, reason: `Recv failure: ${strerrorOf(host.system.name, got.errno)}` };
  }
  return { ok: true, data: got.value.data };
}

/** `http0.9`: the answer has no head at all. */
export function* readHead(waiting: Waiting, allowHttp09: boolean): Program<ResponseHead | CurlFailure> {
  let received = '';
  for (;;) {
    const looksWrong = received !== '' && !'HTTP/'.startsWith(received.slice(0, 5));
    if (looksWrong && !received.startsWith('HTTP/')) {
      if (!allowHttp09) return { ok: false, code: 1, reason: 'Received HTTP/0.9 when not allowed' };
      return { ok: true, status: 0, version: '0.9', lines: [], headers: new Map(), rest: received };
    }
    const end = /\r?\n\r?\n/.exec(received);
    if (end) return toHead(received, end.index + end[0].length);
    const piece = yield* receive(waiting, () => '0 bytes');
    if (!piece.ok) return piece;
    if (piece.data === '') {
      return received === ''
        ? { ok: false, code: 52, reason: 'Empty reply from server' }
        : toHead(`${received}\r\n\r\n`, received.length + 4);
    }
    received += piece.data;
  }
}

function toHead(received: Bytes, length: number): ResponseHead {
  const lines = received.slice(0, length).match(/[^\n]*\n/g) ?? [];
  const [, version = '1.0', status = '0'] = /^HTTP\/([\d.]+)\s+(\d+)/.exec(received) ?? [];
  const headers = new Map<string, string>();
  for (const line of lines.slice(1)) {
    const cut = line.indexOf(':');
    if (cut > 0) headers.set(line.slice(0, cut).toLowerCase(), line.slice(cut + 1).trim());
  }
  return { ok: true, status: Number(status), version, lines, headers, rest: received.slice(length) };
}

/**
 * The body, to its announced length or to the end of the stream; handed on piece by piece.
 *
 * @returns a failure when it is cut short or takes too long
 */
export function* readBody(
  waiting: Waiting,
  head: ResponseHead,
  take: (piece: Bytes) => Program<void>,
): Program<CurlFailure | undefined> {
  if (head.headers.get('transfer-encoding')?.toLowerCase() === 'chunked') {
    return yield* readChunks(waiting, head, take);
  }
  const announced = head.headers.get('content-length');
  const size = announced !== undefined && /^\d+$/.test(announced) ? Number(announced) : undefined;
  let count = 0;
  for (let piece = head.rest; ; ) {
    const kept = size === undefined ? piece : piece.slice(0, size - count);
    count += kept.length;
    if (kept !== '') yield* take(kept);
    if (size !== undefined && count >= size) return undefined;
    const next = yield* receive(
      waiting,
      () => `${count}${size === undefined ? '' : ` out of ${size}`} bytes`,
    );
    if (!next.ok) return next;
    if (next.data === '') {
      if (size === undefined) return undefined;
      return { ok: false, code: 18, reason: `transfer closed with ${size - count} bytes remaining to read` };
    }
    piece = next.data;
  }
}

/** RFC 9112 §7.1 */
function* readChunks(
  waiting: Waiting,
  head: ResponseHead,
  take: (piece: Bytes) => Program<void>,
): Program<CurlFailure | undefined> {
  let { rest } = head;
  let count = 0;
  for (;;) {
    const [, start = '', digits] = /^(([0-9a-f]+)[^\n]*\n)/i.exec(rest) ?? [];
    const size = Number.parseInt(digits ?? '0', 16);
    const end = start.length + size;
    if (digits !== undefined && rest.length >= end + 2) {
      if (size === 0) return undefined;
      yield* take(rest.slice(start.length, end));
      count += size;
      rest = rest.slice(end + 2);
      continue;
    }
    if (digits === undefined && rest.includes('\n')) {
      return { ok: false, code: 56, reason: 'Illegal or missing hexadecimal sequence' };
    }
    const next = yield* receive(waiting, () => `${count} bytes`);
    if (!next.ok) return next;
    if (next.data === '') {
      return { ok: false, code: 18, reason: 'transfer closed with outstanding read data remaining' };
    }
    rest += next.data;
  }
}

/** A server's side of HTTP/1.1 (RFC 9112) on one connection: requests in, answers out, until one of the two ends it. */
import type { SocketAddress } from '../../../simulator/address.ts';
import type { Bytes } from '../../../simulator/system-call.ts';
import { httpDate } from '../../civil-time.ts';
import { pollListeners } from '../../poll.ts';
import type { Program } from '../../program.ts';
import { accept, close, getpeername, recv, send, shutdown } from '../../socket-calls.ts';
import { now, print, startThread, timeOfDay } from '../../syscalls.ts';

export interface HttpRequest {
  readonly method: string;
  readonly target: string;
  /** HTTP/0.9 has no version in its line, and its answer no head. */
  readonly version: '0.9' | '1.0' | '1.1';
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
}

export interface HttpReply {
  /** `200 OK` */
  readonly status: string;
  readonly headers: readonly string[];
  readonly body: Bytes;
  /** This answer is the last one. */
  readonly closes: boolean;
}

export interface HttpServer {
  /** @param date the time as the Date header has it */
  answer(request: HttpRequest, date: string): HttpReply;
  /** What a client is told that sent no request. */
  refuse(received: Bytes, date: string): HttpReply;
  /** What is printed about a request before it is answered. */
  log?(request: HttpRequest): string;
  /** The methods that are requests at all. */
  readonly methods: RegExp;
  /** Milliseconds after an answer in which the next request has to begin. */
  readonly idle: number;
  /** What a client is told that takes a minute over a request; without it, nothing. */
  readonly tooLate?: HttpReply;
}

/** Accepts for ever; each connection is served beside the others. */
export function* acceptEach(
  listeners: readonly number[],
  serve: (fd: number, client: SocketAddress) => Program,
): Program<never> {
  const [only = 0] = listeners;
  for (;;) {
    const connection = yield* accept(listeners.length === 1 ? only : yield* pollListeners(listeners));
    if (!connection.ok) continue;
    const peer = yield* getpeername(connection.value);
    const client = peer.ok ? peer.value : ({ family: 'AF_INET', address: '0.0.0.0', port: 0 } as const);
    yield* startThread(serve(connection.value, client));
  }
}

/** Milliseconds that a request may take. */
const patience = 60_000;
/** The longest request that is read. */
const requestLimit = 1_048_576;

/** Serves one connection to its end. */
export function* serveHttp(fd: number, server: HttpServer): Program {
  let received = '';
  let ended = false;
  let until = (yield* now()) + patience;
  let idleUntil: number | undefined;
  for (;;) {
    const request = takeRequest(received, server.methods);
    if (request === 'incomplete' && !ended && received.length < requestLimit) {
      const piece = yield* recv(fd, 65536, until);
      const late = piece === 'timeout' && until !== idleUntil ? server.tooLate : undefined;
      if (late) yield* send(fd, replyBytes(late, undefined));
      if (piece === 'timeout' || !piece.ok) break;
      if (until === idleUntil) until = (yield* now()) + patience;
      ended = piece.value.data === '';
      if (ended && received === '') break;
      received += piece.value.data;
      continue;
    }
    const known = typeof request === 'object';
    const date = httpDate(yield* timeOfDay());
    if (known && server.log) yield* print(server.log(request));
    const reply = known ? server.answer(request, date) : server.refuse(received, date);
    const sent = yield* send(fd, replyBytes(reply, known ? request : undefined));
    if (!known || !sent.ok || reply.closes) break;
    received = request.rest;
    idleUntil = (yield* now()) + server.idle;
    until = idleUntil;
  }
  yield* shutdown(fd, 'SHUT_WR');
  yield* close(fd);
  return 0;
}

function replyBytes({ status, headers, body }: HttpReply, request: HttpRequest | undefined): Bytes {
  const shown = request?.method === 'HEAD' ? '' : body;
  return request?.version === '0.9' ? shown : [`HTTP/1.1 ${status}`, ...headers, '', shown].join('\r\n');
}

/** The first request and what came after it. */
function takeRequest(
  received: Bytes,
  methods: RegExp,
): (HttpRequest & { readonly rest: Bytes }) | 'incomplete' | 'wrong' {
  const line = /^(?:\r?\n)*([^\n]*)\n/.exec(received);
  if (!line) return received === '' || methods.test(received) ? 'incomplete' : 'wrong';
  const [start, text = ''] = line;
  const [, method = '', target = '', version = '0.9'] =
    /^([A-Z]+) (\S+)(?: HTTP\/(\d\.\d))?\r?$/.exec(text) ?? [];
  if (!methods.test(`${method} `)) return 'wrong';
  const rest = received.slice(start.length);
  if (version === '0.9') return { method, target, version, headers: new Map(), rest };
  if (version !== '1.0' && version !== '1.1') return 'wrong';
  const end = /(?:^|\n)\r?\n/.exec(rest);
  if (!end) return 'incomplete';
  const headers = new Map<string, string>();
  for (const header of rest.slice(0, end.index).split(/\r?\n/)) {
    const cut = header.indexOf(':');
    if (cut > 0) headers.set(header.slice(0, cut).toLowerCase(), header.slice(cut + 1).trim());
  }
  const body = rest.slice(end.index + end[0].length);
  const length = Number(headers.get('content-length') ?? 0);
  if (body.length < length) return 'incomplete';
  return { method, target, version, headers, rest: body.slice(length) };
}

/** Whether the client lets the connection stay for another request. */
export function staysOpen({ version, headers }: HttpRequest): boolean {
  const wish = headers.get('connection')?.toLowerCase();
  return version === '1.1' && wish !== 'close';
}

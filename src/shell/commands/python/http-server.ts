/** The serving half of `python3 -m http.server`: accept, read, answer, log, each connection in a thread. */
import type { SocketAddress } from '../../../simulator/address.ts';
import type { Errno } from '../../../simulator/errno.ts';
import type { SystemName } from '../../../simulator/os/system-rules.ts';
import { httpDate, logTime } from '../../civil-time.ts';
import type { Program } from '../../program.ts';
import { close, recv, send, shutdown } from '../../socket-calls.ts';
import { complain, self, timeOfDay } from '../../syscalls.ts';
import { acceptEach } from '../http/http-connection.ts';
import { answerFromFolder, errorAnswer, type HttpAnswer } from './http-files.ts';
import { parseRequest, takeHead } from './http-request.ts';
import { requestTraceback } from './python-traceback.ts';

/** Debian 12's; python.org's 3.11 on Windows; Apple's command line tools bring 3.9. */
export function pythonVersion(system: SystemName): string {
  return system === 'macos' ? '3.9.6' : '3.11.2';
}

export interface ServerOptions {
  /** An absolute path. */
  readonly directory: string;
  /** `HTTP/1.0` */
  readonly protocol: string;
}

/** Serves for ever; ends by a signal. */
export function serveForever(listener: number, options: ServerOptions): Program<never> {
  return acceptEach([listener], (fd, client) => handle(fd, client, options));
}

/** One connection, to its end. */
function* handle(fd: number, client: SocketAddress, options: ServerOptions): Program {
  const failure = yield* answerRequests(fd, client, options);
  if (failure) {
    const system = (yield* self()).around.host.system.name;
    yield* complain(requestTraceback(system, client, failure.during, failure.errno));
  }
  yield* shutdown(fd, 'SHUT_WR');
  yield* close(fd);
  return 0;
}

interface Failure {
  readonly during: 'reading' | 'writing';
  readonly errno: Errno;
}

/** The longest head of a request that is read. */
const headLimit = 65536;

function* answerRequests(
  fd: number,
  client: SocketAddress,
  { directory, protocol }: ServerOptions,
): Program<Failure | undefined> {
  let received = '';
  for (;;) {
    let head = takeHead(received);
    while (!head) {
      const piece = yield* recv(fd, 8192);
      if (piece === 'timeout') return undefined;
      if (!piece.ok) return { during: 'reading', errno: piece.errno };
      if (piece.value.data === '' && received === '') return undefined;
      // The end of the stream ends the line and the head as well.
      const ended = piece.value.data === '';
      received += ended ? '\r\n\r\n' : piece.value.data;
      if (received.length > headLimit) return undefined;
      head = takeHead(received);
    }
    received = head.rest;
    const request = parseRequest(head.requestLine, head.headerLines, protocol);
    if (!request.ok && request.kind === 'empty') return undefined;
    const { files } = (yield* self()).around;
    const { uid } = (yield* self()).process;
    const known = request.ok && (request.method === 'GET' || request.method === 'HEAD');
    const answer = !request.ok
      ? errorAnswer(request.code, request.message)
      : known
        ? answerFromFolder({ files, directory, uid }, request.target, request.headers)
        : errorAnswer(501, `Unsupported method ('${request.method}')`);
    const withHead = request.version !== 'HTTP/0.9';
    const withBody = !(request.ok && request.method === 'HEAD');
    yield* log(client, head.requestLine, answer);
    const errno = yield* respond(fd, answer, { protocol, withHead, withBody });
    if (errno) return { during: 'writing', errno };
    const closes = answer.headers.some(([name, value]) => name === 'Connection' && value === 'close');
    if (!request.ok || !request.keepAlive || closes) return undefined;
  }
}

function* log(client: SocketAddress, requestLine: string, { code, message }: HttpAnswer): Program<void> {
  const start = `${client.address} - - [${logTime(yield* timeOfDay())}]`;
  const escaped = (text: string): string =>
    text
      .replaceAll('\\', '\\\\')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: a log must not hold control characters.
      .replace(/[\x00-\x1f\x7f-\x9f]/g, (raw) => `\\x${raw.charCodeAt(0).toString(16).padStart(2, '0')}`);
  if (message !== undefined) yield* complain(`${start} code ${code}, message ${escaped(message)}\n`);
  yield* complain(`${start} "${escaped(requestLine)}" ${code} -\n`);
}

/** Head and body are written one after the other, as CPython does: a client that left is noticed at the second. */
function* respond(
  fd: number,
  answer: HttpAnswer,
  form: { readonly protocol: string; readonly withHead: boolean; readonly withBody: boolean },
): Program<Errno | undefined> {
  if (form.withHead) {
    const lines = [
      `${form.protocol} ${answer.code} ${answer.phrase}`,
      `Server: SimpleHTTP/0.6 Python/${pythonVersion((yield* self()).around.host.system.name)}`,
      `Date: ${httpDate(yield* timeOfDay())}`,
      ...answer.headers.map(([name, value]) => `${name}: ${value}`),
    ];
    const sent = yield* send(fd, `${lines.join('\r\n')}\r\n\r\n`);
    if (!sent.ok) return sent.errno;
  }
  if (form.withBody && answer.body !== '') {
    const sent = yield* send(fd, answer.body);
    if (!sent.ok) return sent.errno;
  }
  return undefined;
}

/** `Serving HTTP on 0.0.0.0 port 62893 (http://0.0.0.0:62893/) ...` */
export function servingLine({ address, port }: SocketAddress): string {
  const host = address.includes(':') ? `[${address}]` : address;
  return `Serving HTTP on ${address} port ${port} (http://${host}:${port}/) ...\n`;
}

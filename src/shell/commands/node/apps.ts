/** The programs of app-sources.ts as they run here. */
import type { SocketAddress } from '../../../simulator/address.ts';
import type { Bytes } from '../../../simulator/system-call.ts';
import type { Program } from '../../program.ts';
import { close, recv, send, shutdown } from '../../socket-calls.ts';
import { print } from '../../syscalls.ts';
import { toBytes } from '../../utf-8.ts';
import {
  acceptEach,
  type HttpReply,
  type HttpRequest,
  type HttpServer,
  serveHttp,
  staysOpen,
} from '../http/http-connection.ts';
import type { AppName } from './app-sources.ts';
import { paintedValue } from './node-errors.ts';

export interface App {
  /** The port without PORT in the environment, which only some look at. */
  readonly port: number;
  readonly readsPort: boolean;
  readonly host: string | undefined;
  /** Line and column of `listen` in the source. */
  readonly site: string;
  /** What it prints when it listens. */
  started(local: SocketAddress, onTerminal: boolean): string;
  serve(listener: number): Program<never>;
}

export const nodeMethods = /^(?:GET|HEAD|POST|PUT|DELETE|OPTIONS|PATCH|CONNECT|TRACE) /;

export interface Answer {
  readonly status: string;
  readonly type?: string;
  readonly body: Bytes;
  /** writeHead was called: the head is written before the length of the body is known. */
  readonly headFirst?: boolean;
  /** More headers. */
  readonly more?: readonly string[];
}

function serveNode(
  answer: (request: HttpRequest) => Answer,
  log?: (request: HttpRequest) => string,
): (listener: number) => Program<never> {
  const server: HttpServer = {
    methods: nodeMethods,
    idle: 5000,
    answer(request, date) {
      if (request.version !== '1.1' || request.headers.has('host')) {
        return nodeReply(request, answer(request), date);
      }
      const headers = ['Connection: close', `Date: ${date}`, 'Transfer-Encoding: chunked'];
      return { status: '400 Bad Request', headers, body: '0\r\n\r\n', closes: true };
    },
    refuse: () => refused('400 Bad Request'),
    tooLate: refused('408 Request Timeout'),
    ...(log && { log }),
  };
  return (listener) => acceptEach([listener], (fd) => serveHttp(fd, server));
}

export function refused(status: string): HttpReply {
  return { status, headers: ['Connection: close'], body: '', closes: true };
}

export function nodeReply(
  request: HttpRequest,
  { status, type, body, headFirst, more = [] }: Answer,
  date: string,
): HttpReply {
  const stays = staysOpen(request);
  const headers = [
    ...(type === undefined ? [] : [`Content-Type: ${type}`]),
    ...more,
    `Date: ${date}`,
    ...(stays ? ['Connection: keep-alive', 'Keep-Alive: timeout=5'] : ['Connection: close']),
  ];
  if (request.method === 'HEAD' || request.version !== '1.1') {
    return { status, headers, body, closes: !stays };
  }
  const chunked = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
  headers.push(headFirst ? 'Transfer-Encoding: chunked' : `Content-Length: ${body.length}`);
  return { status, headers, body: headFirst ? chunked : body, closes: !stays };
}

const ports = [
  { port: 3000, program: 'hello' },
  { port: 4000, program: 'api' },
];

function apiAnswer({ method, target }: HttpRequest): readonly [status: string, value: unknown] {
  if (method !== 'GET') return ['405 Method Not Allowed', { error: 'only GET' }];
  if (target === '/ports') return ['200 OK', ports];
  if (target === '/health') return ['200 OK', { ok: true }];
  return ['404 Not Found', { error: 'not found' }];
}

function* echo(fd: number, client: SocketAddress): Program {
  yield* print(`connected ${client.address} ${client.port}\n`);
  for (;;) {
    const got = yield* recv(fd, 65536);
    if (got === 'timeout') break;
    if (!got.ok) yield* print(`${got.errno}\n`);
    if (!got.ok || got.value.data === '') break;
    const sent = yield* send(fd, got.value.data);
    if (!sent.ok) break;
  }
  yield* shutdown(fd, 'SHUT_WR');
  yield* close(fd);
  yield* print('closed\n');
  return 0;
}

/** The one that listens on a path. */
export const socketApp = {
  site: '10:8',
  defaultPath: '/tmp/app.sock',
  serve: serveNode(() => ({ status: '200 OK', body: 'Whoever may write to my file can read this.\n' })),
} as const;

export const apps: Readonly<Record<Exclude<AppName, 'socket'>, App>> = {
  hello: {
    port: 3000,
    readsPort: false,
    host: undefined,
    site: '9:8',
    started: () => 'Listening on port 3000\n',
    serve: serveNode(({ target }) => ({
      status: '200 OK',
      type: 'text/plain; charset=utf-8',
      body: toBytes(`Hello, you asked for ${target}\n`),
    })),
  },
  loopback: {
    port: 8080,
    readsPort: true,
    host: '127.0.0.1',
    site: '10:8',
    started: ({ port }) => `Listening on http://127.0.0.1:${port}/\n`,
    serve: serveNode(() => ({ status: '200 OK', body: 'Only programs on this host can read this.\n' })),
  },
  api: {
    port: 4000,
    readsPort: true,
    host: 'localhost',
    site: '22:8',
    started({ address, family, port }, onTerminal) {
      const [shownAddress, shownFamily, shownPort] = [
        `'${address}'`,
        family === 'AF_INET' ? "'IPv4'" : "'IPv6'",
        String(port),
      ].map((value) => (onTerminal ? paintedValue(value) : value));
      return `API at { address: ${shownAddress}, family: ${shownFamily}, port: ${shownPort} }\n`;
    },
    serve: serveNode(
      (request) => {
        const [status, value] = apiAnswer(request);
        const body = toBytes(`${JSON.stringify(value)}\n`);
        return { status, type: 'application/json', body, headFirst: true };
      },
      ({ method, target }) => `${method} ${target}\n`,
    ),
  },
  echo: {
    port: 7007,
    readsPort: false,
    host: '0.0.0.0',
    site: '10:8',
    started: () => '',
    serve: (listener) => acceptEach([listener], echo),
  },
};

/**
 * The development server of Vite 8.3.8, as far as a port can tell: where it listens, which port it takes, what it prints,
 * and that it serves the files of a folder. Recorded from the real one.
 */
import { isLoopback } from '../../../simulator/address.ts';
import { readContent, resolvePath } from '../../file-system.ts';
import type { Program } from '../../program.ts';
import { parseNumericAddress } from '../../resolve-name.ts';
import { close } from '../../socket-calls.ts';
import { complain, print, self, sleep } from '../../syscalls.ts';
import type { Surroundings } from '../../task.ts';
import { toBytes } from '../../utf-8.ts';
import {
  acceptEach,
  type HttpReply,
  type HttpRequest,
  type HttpServer,
  serveHttp,
} from '../http/http-connection.ts';
import { nodeMethods, nodeReply, refused } from './apps.ts';
import { listenOn, openListener } from './listen.ts';
import { type ListenFailure, listenFrames } from './node-errors.ts';

interface ViteRequest {
  /** Undefined: localhost; '' is every address. */
  readonly host: string | undefined;
  readonly port: number;
  readonly strict: boolean;
}

const library = 'file:///home/dev/apps/web/node_modules/vite/dist/node';

export function* vite(args: readonly string[]): Program {
  const request = readArguments(args);
  if (request === 'version') {
    yield* print('vite/8.3.8 linux-x64 node-v22.23.2\n');
    return 0;
  }
  if (typeof request === 'string') return yield* fail(request);
  // Time in which the real one reads its configuration.
  yield* sleep(307);
  const host = request.host === undefined ? 'localhost' : request.host === '' ? undefined : request.host;
  for (let { port } = request; port < 65536; port += 1) {
    const taken = yield* isTaken(port);
    const listening = taken ? undefined : yield* listenOn(port, host);
    if (listening && 'fd' in listening) {
      yield* print(yield* startText(request, port));
      const { around, cwd } = yield* self();
      return yield* acceptEach([listening.fd], (fd) => serveHttp(fd, developmentServer(around, cwd)));
    }
    if (listening && listening.errno !== 'EADDRINUSE') return yield* fail(listenText(listening, host));
    if (request.strict) return yield* fail(strictText(port));
    yield* print(`Port ${port} is in use, trying another one...\n`);
  }
  return yield* fail(`Error: No available ports found between ${request.port} and 65535\n`);
}

function* fail(text: string): Program {
  const onTerminal = (yield* self()).streams.get(2)?.terminal !== undefined;
  const whole = `error when starting dev server:\n${text.trimEnd()}`;
  yield* complain(onTerminal ? `\x1b[31m${whole}\x1b[39m\n` : `${whole}\n`);
  return 1;
}

/** @returns the request, 'version', or what is wrong */
function readArguments(args: readonly string[]): ViteRequest | 'version' | string {
  let host: string | undefined;
  let port = 5173;
  let strict = false;
  const rest = [...args];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [name = '', attached] = word.split('=', 2);
    const [next] = rest;
    const value = attached ?? (next !== undefined && !next.startsWith('-') ? rest.shift() : undefined);
    if (name === '--version' || name === '-v') return 'version';
    if (name === '--host') host = value ?? '';
    else if (name === '--strictPort') strict = true;
    else if (name === '--port') {
      if (!/^\d{1,5}$/.test(value ?? ''))
        return `Error: No available ports found between ${value} and 65535\n`;
      port = Number(value);
    } else if (word !== 'dev' && word !== 'serve') return `CACError: Unknown option \`${name}\`\n`;
  }
  return { host, port, strict };
}

/** It tries both wildcard addresses first, so that a port counts as taken whoever has it, wherever. */
function* isTaken(port: number): Program<boolean> {
  for (const [family, address] of [
    ['AF_INET', '0.0.0.0'],
    ['AF_INET6', '::'],
  ] as const) {
    const opened = yield* openListener({ family, address, port });
    if ('fd' in opened) yield* close(opened.fd);
    else if (opened.errno === 'EADDRINUSE') return true;
  }
  return false;
}

function* startText({ host }: ViteRequest, port: number): Program<string> {
  const { around, streams } = yield* self();
  const onTerminal = streams.get(1)?.terminal !== undefined;
  const paint = (code: number, text: string): string =>
    onTerminal ? `\x1b[${code}m${text}\x1b[${code < 10 ? 22 : 39}m` : text;
  const url = (name: string): string => paint(36, `http://${name}:${paint(1, String(port))}/`);
  const arrow = paint(32, '➜');
  const everywhere = host === '' || host === '0.0.0.0' || host === '::';
  const local = host === undefined || everywhere ? 'localhost' : host;
  const lines = [
    `  ${paint(32, `${paint(1, 'VITE')} v8.3.8`)}  ${paint(2, `ready in ${onTerminal ? '\x1b[0m' : ''}${paint(1, '307')}${onTerminal ? '\x1b[2m\x1b[0m' : ''} ms`)}`,
    '',
  ];
  if (host === undefined || everywhere || isLoopback(parseNumericAddress(local) ?? '')) {
    lines.push(`  ${arrow}  ${paint(1, 'Local')}:   ${url(local)}`);
  } else lines.push(`  ${arrow}  ${paint(1, 'Network')}: ${url(local)}`);
  if (host === undefined) {
    const how = onTerminal ? '\x1b[22m\x1b[1m--host\x1b[22m\x1b[2m' : '--host';
    lines.push(
      paint(2, `  ${arrow}  ${paint(1, 'Network')}${onTerminal ? '\x1b[2m' : ''}: use ${how} to expose`),
    );
  }
  for (const { name, addresses } of everywhere ? around.host.interfaces : []) {
    for (const { address } of addresses) {
      if (name === 'lo' || address.includes(':')) continue;
      lines.push(`  ${arrow}  ${paint(1, 'Network')}: ${url(address)}  ${paint(2, name)}`);
    }
  }
  if (onTerminal) {
    lines.push(
      `${paint(2, paint(32, '  ➜'))}${paint(2, '  press ')}${paint(1, 'h + enter')}${paint(2, ' to show help')}`,
    );
  }
  return `\n${lines.join('\n')}\n`;
}

function listenText(failure: ListenFailure, host: string | undefined): string {
  const written = host === undefined ? 'none' : parseNumericAddress(host) === undefined ? 'name' : 'number';
  return listenFrames(failure, written);
}

function strictText(port: number): string {
  return `Error: Port ${port} is already in use
    at httpServerStart (${library}/chunks/node.js:14673:10)
    at process.processTicksAndRejections (node:internal/process/task_queues:103:5)
    at async startServer (${library}/chunks/node.js:25081:30)
    at async Object.listen (${library}/chunks/node.js:24887:4)
    at async CAC.<anonymous> (${library}/cli.js:734:3)
`;
}

const types: ReadonlyMap<string, string> = new Map([
  ['css', 'text/css'],
  ['html', 'text/html'],
  ['js', 'text/javascript'],
  ['svg', 'image/svg+xml'],
]);

/** Files of the folder; any other path is the page, as an application with routes of its own wants it. */
function developmentServer({ files }: Surroundings, folder: string): HttpServer {
  const read = (path: string): string | undefined => {
    const found = files.find('/', resolvePath('/', `${folder}/${resolvePath('/', path)}`), 0);
    return found.ok && found.value.kind === 'file' ? readContent(found.value) : undefined;
  };
  return {
    methods: nodeMethods,
    idle: 5000,
    answer(request, date) {
      const name = hostName(request);
      if (!/^(?:.*\.)?localhost$/.test(name) && parseNumericAddress(name) === undefined) {
        const body = `Blocked request. This host (${JSON.stringify(name)}) is not allowed.\nTo allow this host, add ${JSON.stringify(name)} to \`server.allowedHosts\` in vite.config.js.`;
        return varied(request, { status: '403 Forbidden', type: 'text/plain', body, headFirst: true }, date);
      }
      const path = request.target.replace(/[?#].*$/s, '');
      const text = path === '/@vite/client' ? clientScript : path === '/' ? undefined : read(path);
      const shown = text ?? injected(read('/index.html') ?? '');
      const ending = path === '/@vite/client' ? 'js' : (/\.(\w+)$/.exec(path)?.[1] ?? '');
      const type = (text !== undefined && types.get(ending)) || 'text/html';
      return varied(
        request,
        { status: '200 OK', type, body: toBytes(shown), more: ['Cache-Control: no-cache'] },
        date,
      );
    },
    refuse: () => refused('400 Bad Request'),
    tooLate: refused('408 Request Timeout'),
  };
}

function varied(request: HttpRequest, answer: Parameters<typeof nodeReply>[1], date: string): HttpReply {
  const reply = nodeReply(request, answer, date);
  return { ...reply, headers: ['Vary: Origin', ...reply.headers] };
}

function hostName({ headers }: HttpRequest): string {
  return (headers.get('host') ?? 'localhost').replace(/:\d*$/, '').replace(/^\[(.*)\]$/, '$1');
}

const clientScript = '// The real one keeps the page and its sources together here, over a WebSocket.\n';

function injected(page: string): string {
  return page.replace('<head>\n', '<head>\n    <script type="module" src="/@vite/client"></script>\n\n');
}

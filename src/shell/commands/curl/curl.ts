import type { ProgramFile } from '../../command.ts';
import type { Program } from '../../program.ts';
import { close, complain, now, print, self, send } from '../../syscalls.ts';
import { toBytes } from '../../utf-8.ts';
import {
  type CurlRequest,
  curlHelp,
  curlOptions,
  curlVersion,
  parseCurlArguments,
} from './curl-arguments.ts';
import { type CurlFailure, connectTo } from './curl-connect.ts';
import { CurlOutput } from './curl-output.ts';
import { meterHeader, meterLine, type Transfer, writeOut } from './curl-report.ts';
import { requestHead } from './curl-request.ts';
import { type ResponseHead, readBody, readHead } from './curl-response.ts';
import { type CurlUrl, followLocation, parseUrl } from './curl-url.ts';

/** curl(1), as Debian's 7.88.1 speaks HTTP. */
export const curl: ProgramFile = {
  name: 'curl',
  summary: 'fetch a URL: curl http://127.0.0.1:62893/',
  options: curlOptions,
  *run([, ...args]) {
    const request = parseCurlArguments(args);
    switch (request.kind) {
      case 'help':
        yield* print(curlHelp());
        return 0;
      case 'version':
        yield* print(curlVersion);
        return 0;
      case 'error':
        yield* complain(request.text);
        return 2;
      case 'fetch': {
        let status = 0;
        for (const [index, url] of request.urls.entries()) {
          status = yield* fetchUrl(request, url, request.outputs[index]);
        }
        return status;
      }
    }
  },
};

/** What is being done for one URL, redirects included. */
interface Progress {
  readonly request: CurlRequest;
  readonly startedAt: number;
  readonly meter: boolean;
  /** Output to a terminal is shown line by line, other output is counted in `-v`. */
  readonly toTerminal: boolean;
  readonly output: CurlOutput;
  transfer: Transfer;
}

const redirectLimit = 50;

function* fetchUrl(request: CurlRequest, text: string, output: CurlRequest['outputs'][number]): Program {
  const task = yield* self();
  const { flags } = request;
  const startedAt = yield* now();
  const path = typeof output === 'object' ? remoteName(text) : output === '-' ? undefined : output;
  if (path === '') {
    yield* complain(
      'curl: Remote file name has no length!\ncurl: (23) Failed writing received data to disk/application\n',
    );
    return 23;
  }
  const toTerminal = path === undefined && task.streams.get(1)?.terminal !== undefined;
  const progress: Progress = {
    request,
    startedAt,
    meter: !flags.has('silent') && !toTerminal,
    toTerminal,
    output: new CurlOutput(path, flags.has('silent')),
    transfer: nothingYet(text),
  };
  const failure = yield* followUrls(progress, text);
  yield* progress.output.close();
  if (failure && (!flags.has('silent') || flags.has('show-error'))) {
    yield* complain(`curl: (${failure.code}) ${failure.reason}\n`);
  }
  if (request.writeOut !== undefined) {
    const { text: report, unknown } = writeOut(request.writeOut, {
      ...progress.transfer,
      exitCode: failure?.code ?? 0,
      error: failure?.reason ?? '',
      totalTime: (yield* now()) - startedAt,
    });
    for (const name of unknown) yield* complain(`curl: unknown --write-out variable: '${name}'\n`);
    yield* print(report);
  }
  return failure?.code ?? 0;
}

function remoteName(url: string): string {
  return (
    url
      .replace(/^[a-z]+:\/\//i, '')
      .replace(/[?#].*$/, '')
      .replace(/^[^/]*\/?/, '')
      .split('/')
      .at(-1) ?? ''
  );
}

function nothingYet(url: string): Transfer {
  return {
    status: 0,
    url,
    urlEffective: url,
    scheme: 'http',
    method: 'GET',
    httpVersion: '0',
    contentType: '',
    remoteIp: '',
    remotePort: 0,
    localIp: '',
    localPort: 0,
    connects: 0,
    redirects: 0,
    redirectUrl: '',
    downloaded: 0,
    uploaded: 0,
    exitCode: 0,
    error: '',
    connectTime: 0,
    totalTime: 0,
  };
}

function* followUrls(progress: Progress, first: string): Program<CurlFailure | undefined> {
  const { request } = progress;
  let next = first;
  for (let count = 0; ; count += 1) {
    const url = parseUrl(next);
    if ('error' in url) return { ok: false, code: url.error, reason: url.reason };
    if (progress.meter && count === 0) yield* complain(meterHeader + meterLine(0, 0, 0));
    const outcome = yield* transferOnce(progress, url, count);
    yield* say(progress, outcome.closing);
    if (outcome.failure) return outcome.failure;
    const location = outcome.head?.headers.get('location');
    const status = outcome.head?.status ?? 0;
    if (location === undefined || status < 300 || status > 399) return undefined;
    next = followLocation(url, location);
    progress.transfer = { ...progress.transfer, redirectUrl: next };
    if (!request.flags.has('location')) return undefined;
    if (count === redirectLimit) {
      return { ok: false, code: 47, reason: `Maximum (${redirectLimit}) redirects followed` };
    }
    yield* say(progress, `Issue another request to this URL: '${next}'`);
    const followed = parseUrl(next);
    if (!('error' in followed) && followed.host === url.host) {
      yield* say(progress, `Hostname ${url.host} was found in DNS cache`);
    }
    progress.transfer = { ...progress.transfer, redirects: count + 1, redirectUrl: '' };
  }
}

/** A line of `-v`. */
function* say({ request }: Progress, line: string, mark = '*'): Program<void> {
  if (request.flags.has('verbose')) yield* complain(`${mark} ${line}\n`);
}

interface Outcome {
  readonly failure: CurlFailure | undefined;
  readonly head?: ResponseHead;
  /** What `-v` says at the end. */
  readonly closing: string;
}

function* transferOnce(progress: Progress, url: CurlUrl, count: number): Program<Outcome> {
  const { request, startedAt } = progress;
  const { flags, maxTime, connectTimeout } = request;
  const closing = `Closing connection ${count}`;
  const data = toBytes(request.data ?? '');
  const asGet = flags.has('get');
  const target = asGet && data !== '' ? url.path + (url.path.includes('?') ? '&' : '?') + data : url.path;
  const body = asGet ? '' : data;

  const connection = yield* connectTo(url, {
    family: flags.has('ipv4') ? 'ipv4' : flags.has('ipv6') ? 'ipv6' : undefined,
    startedAt,
    connectTimeout,
    maxTime,
    say: (line) => say(progress, line),
  });
  if (!connection.ok) {
    if (progress.meter && connection.code !== 6) yield* complain(`${meterLine(0, 0, 0)}\n`);
    return { failure: connection, closing };
  }
  const { fd, local, remote } = connection;
  const method =
    request.method ?? (flags.has('head') ? 'HEAD' : request.data !== undefined && !asGet ? 'POST' : 'GET');
  progress.transfer = {
    ...progress.transfer,
    urlEffective: url.text,
    scheme: url.scheme,
    method,
    remoteIp: remote.address,
    remotePort: remote.port,
    localIp: local.address,
    localPort: local.port,
    connects: progress.transfer.connects + 1,
    connectTime: (yield* now()) - startedAt,
  };
  yield* say(progress, `Connected to ${url.host} (${remote.address}) port ${url.port} (#${count})`);
  if (url.scheme === 'https') return { failure: yield* failHandshake(fd), closing };

  const version = count > 0 && progress.transfer.httpVersion === '1.0' ? '1.0' : '1.1';
  const head = requestHead(request, url, `${method} ${target} HTTP/${version}`, body);
  for (const line of head) yield* say(progress, line, '>');
  yield* say(progress, '', '>');
  yield* send(fd, toBytes(`${head.join('\r\n')}\r\n\r\n`) + body);
  if (body !== '' && !progress.toTerminal) yield* say(progress, `[${body.length} bytes data]`, '}');
  const outcome = yield* takeAnswer(progress, fd, { method, sent: body.length });
  yield* close(fd);
  const kept = outcome.head?.version === '1.1' && !outcome.failure;
  return { ...outcome, closing: kept ? `Connection #${count} to host ${url.host} left intact` : closing };
}

/** No TLS here: what comes back from a server that speaks plain HTTP is no answer to a Client Hello. */
function* failHandshake(fd: number): Program<CurlFailure> {
  yield* send(fd, '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\x00\n');
  const answer = yield* readHead({ fd, startedAt: 0, maxTime: undefined }, true);
  yield* close(fd);
  const reason = answer.ok
    ? 'OpenSSL/3.0.19: error:0A00010B:SSL routines::wrong version number'
    : 'OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to the server';
  return { ok: false, code: 35, reason };
}

function* takeAnswer(
  progress: Progress,
  fd: number,
  { method, sent }: { readonly method: string; readonly sent: number },
): Program<Omit<Outcome, 'closing'>> {
  const { request, startedAt } = progress;
  const { flags, maxTime } = request;
  const waiting = { fd, startedAt, maxTime };
  const head = yield* readHead(waiting, flags.has('http0.9'));
  if (!head.ok) {
    yield* say(progress, head.reason);
    if (progress.meter) yield* complain(`${meterLine(0, 0, sent)}\n`);
    return { failure: head };
  }
  const announced = Number(head.headers.get('content-length') ?? 0);
  progress.transfer = {
    ...progress.transfer,
    status: head.status,
    httpVersion: head.version,
    contentType: head.headers.get('content-type') ?? '',
    downloaded: 0,
    uploaded: sent,
  };
  if (head.version === '1.0') yield* say(progress, 'HTTP 1.0, assume close after body');
  if (head.version === '1.1') yield* say(progress, 'Mark bundle as not supporting multiuse');
  const refused = flags.has('fail') && head.status >= 400;
  for (const line of head.lines) {
    const text = line.replace(/\r?\n$/, '');
    if (!(refused && text === '')) yield* say(progress, text, '<');
  }
  if (refused) {
    const reason = `The requested URL returned error: ${head.status}`;
    yield* say(progress, reason);
    if (progress.meter) yield* complain(`${meterLine(announced, 0, 0)}\n`);
    return { failure: { ok: false, code: 22, reason }, head };
  }
  const { output } = progress;
  let failure: CurlFailure | undefined;
  if (flags.has('include') || flags.has('head')) failure = yield* output.take(head.lines.join(''));
  const redirects =
    head.status >= 300 && head.status < 400 && flags.has('location') && head.headers.has('location');
  const bodiless = method === 'HEAD' && flags.has('head');
  if (!failure && !bodiless && !flags.has('head') && head.status !== 204 && head.status !== 304) {
    const short = yield* readBody(waiting, head, function* (piece) {
      progress.transfer = { ...progress.transfer, downloaded: progress.transfer.downloaded + piece.length };
      if (!progress.toTerminal) yield* say(progress, `[${piece.length} bytes data]`, '{');
      if (!redirects) failure ??= yield* output.take(piece);
    });
    failure ??= short;
    if (short) yield* say(progress, short.reason);
  }
  yield* output.flush();
  if (progress.meter) {
    yield* complain(`${meterLine(announced, progress.transfer.downloaded, sent)}\n`);
  }
  return { failure, head };
}

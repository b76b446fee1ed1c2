/** One URL with its redirects: connect, ask, take the answer. */
import type { Program } from '../../program.ts';
import { close, send } from '../../socket-calls.ts';
import { complain, now, self } from '../../syscalls.ts';
import { toBytes } from '../../utf-8.ts';
import { takeAnswer } from './curl-answer.ts';
import { type CurlFailure, connectTo, connectToPath } from './curl-connect.ts';
import { type Outcome, type Progress, say } from './curl-progress.ts';
import { curlOf } from './curl-release.ts';
import { meterHeader, meterLine } from './curl-report.ts';
import { requestHead } from './curl-request.ts';
import { shakeHands } from './curl-tls.ts';
import { type CurlUrl, followLocation, parseUrl } from './curl-url.ts';

export function* followUrls(progress: Progress, first: string): Program<CurlFailure | undefined> {
  const { request } = progress;
  let next = first;
  for (let count = 0; ; count += 1) {
    const url = parseUrl(next, request.flags.has('path-as-is'));
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
    if (count === request.maxRedirects) {
      return { ok: false, code: 47, reason: `Maximum (${count}) redirects followed` };
    }
    yield* say(progress, `Issue another request to this URL: '${next}'`);
    const followed = parseUrl(next);
    if (!('error' in followed) && followed.host === url.host) {
      yield* say(progress, `Hostname ${url.host} was found in DNS cache`);
    }
    progress.transfer = { ...progress.transfer, redirects: count + 1, redirectUrl: '' };
  }
}

function* transferOnce(progress: Progress, url: CurlUrl, count: number): Program<Outcome> {
  const { request, startedAt } = progress;
  const { flags, maxTime, connectTimeout } = request;
  const { invocation } = progress;
  const number = invocation.connections;
  invocation.connections += 1;
  const release = curlOf((yield* self()).around.host.system.name);
  const closing = release.closing(number);
  const data = toBytes(invocation.data ?? '');
  const asGet = flags.has('get');
  const target = asGet && data !== '' ? url.path + (url.path.includes('?') ? '&' : '?') + data : url.path;
  const body = asGet || invocation.data === undefined ? undefined : data;

  const path = request.values.get('unix-socket');
  const connect = path === undefined ? connectTo : connectToPath(path);
  const connection = yield* connect(url, {
    family: flags.has('ipv4') ? 'ipv4' : flags.has('ipv6') ? 'ipv6' : undefined,
    startedAt,
    connectTimeout,
    maxTime,
    known: invocation.known,
    instead: invocation.instead.map((rule) => rule(url)).find((place) => place !== undefined),
    interface: request.interface,
    localPorts: request.localPorts,
    say: (line) => say(progress, line),
  });
  if (!connection.ok) {
    if (progress.meter && connection.code !== 6) yield* complain(`${meterLine(0, 0, 0)}\n`);
    return { failure: connection, closing };
  }
  const { fd, local, remote } = connection;
  const method = request.method ?? (flags.has('head') ? 'HEAD' : body !== undefined ? 'POST' : 'GET');
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
  yield* say(
    progress,
    release.connected(
      progress.invocation.instead.length > 0 ? '(nil)' : url.host,
      remote.address,
      remote.port,
      number,
    ),
  );
  if (url.scheme === 'https') {
    const failure = yield* shakeHands(fd, {
      insecure: flags.has('insecure'),
      toTerminal: progress.toTerminal,
      say: (line, mark) => say(progress, line, mark),
    });
    if (failure) return { failure, closing };
  }

  if (request.user !== undefined) {
    yield* say(progress, `Server auth using Basic with user '${request.user.replace(/:.*/s, '')}'`);
  }
  const version =
    flags.has('http1.0') || (count > 0 && progress.transfer.httpVersion === '1.0') ? '1.0' : '1.1';
  const head = requestHead(request, url, `${method} ${target} HTTP/${version}`, body);
  for (const line of head) yield* say(progress, line, '>');
  yield* say(progress, '', '>');
  const sentHead = toBytes(`${head.join('\r\n')}\r\n\r\n`);
  const sent = body?.length ?? 0;
  yield* send(fd, sentHead + (body ?? ''));
  progress.transfer = {
    ...progress.transfer,
    requestBytes: progress.transfer.requestBytes + sentHead.length + sent,
  };
  if (release.sentOff !== undefined) yield* say(progress, release.sentOff);
  if (sent > 0 && !progress.toTerminal) yield* say(progress, `[${sent} bytes data]`, '}');
  const outcome = yield* takeAnswer(progress, fd, { url, method, sent });
  yield* close(fd);
  const kept =
    outcome.head?.version === '1.1' &&
    outcome.head.headers.get('connection')?.toLowerCase() !== 'close' &&
    !outcome.failure;
  return { ...outcome, closing: kept ? `Connection #${number} to host ${url.host} left intact` : closing };
}

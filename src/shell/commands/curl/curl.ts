import type { ProgramFile } from '../../command.ts';
import type { Program } from '../../program.ts';
import { complain, now, print, self, write } from '../../syscalls.ts';
import { type CurlRequest, curlHelp, curlOptions, parseCurlArguments } from './curl-arguments.ts';
import { joinData } from './curl-data.ts';
import { CurlOutput } from './curl-output.ts';
import { parseConnectTo, parseResolve } from './curl-places.ts';
import { type Invocation, type Progress, say } from './curl-progress.ts';
import { curlOf } from './curl-release.ts';
import { joined, nothingYet, writeOut } from './curl-report.ts';
import { followUrls } from './curl-transfer.ts';
import { expandUrl } from './url-patterns.ts';

/** curl(1), as Debian's 7.88.1 speaks HTTP. */
export const curl: ProgramFile = {
  name: 'curl',
  summary: 'fetch a URL: curl http://127.0.0.1:62893/',
  options: curlOptions,
  operands: '[OPTION...] URL...',
  differs: 'It speaks http only, opens a connection for each request, and transfers take no time.',
  *run([, ...args]) {
    const request = parseCurlArguments(args);
    switch (request.kind) {
      case 'help':
        yield* print(curlHelp());
        return 0;
      case 'version':
        yield* print(curlOf((yield* self()).around.host.system.name).version);
        return 0;
      case 'error':
        yield* complain(request.text);
        return 2;
      case 'fetch': {
        return yield* fetchAll(yield* asSystemSays(request));
      }
    }
  },
};

/** Unless the person names another, the program names itself. */
function* asSystemSays(request: CurlRequest): Program<CurlRequest> {
  if (request.userAgent !== 'curl/7.88.1') return request;
  return { ...request, userAgent: curlOf((yield* self()).around.host.system.name).userAgent };
}

function* fetchAll(request: CurlRequest): Program {
  const known = new Map<string, readonly string[]>();
  for (const entry of request.resolve) {
    const parsed = parseResolve(entry);
    if (!parsed) {
      yield* complain(`curl: (49) Couldn't parse CURLOPT_RESOLVE entry '${entry}'\n`);
      return 49;
    }
    known.set(parsed.place, parsed.addresses);
  }
  const invocation: Invocation = {
    request,
    data: yield* joinData(request.data),
    known,
    instead: request.connectTo.map(parseConnectTo),
    connections: 0,
  };
  let status = 0;
  for (const [index, url] of request.urls.entries()) {
    const texts = request.flags.has('globoff') ? [url] : expandUrl(url);
    if ('reason' in texts) {
      yield* complain(`curl: (3) ${texts.reason}\n`);
      return 3;
    }
    for (const text of texts) status = yield* fetchUrl(invocation, text, request.outputs[index], index);
  }
  return status;
}

function* fetchUrl(
  invocation: Invocation,
  text: string,
  output: CurlRequest['outputs'][number],
  urlNumber: number,
): Program {
  const { request } = invocation;
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
    invocation,
    request,
    startedAt,
    meter: !flags.has('silent') && !toTerminal,
    toTerminal,
    output: new CurlOutput(path, flags.has('silent')),
    transfer: { ...nothingYet, url: text, urlEffective: text, outputFile: path ?? '', urlNumber },
  };
  for (const entry of urlNumber === 0 ? request.resolve : []) {
    yield* say(progress, `Added ${entry.replace(/^\+/, '')} to DNS cache`);
  }
  const failure = yield* followUrls(progress, text);
  yield* progress.output.close();
  if (failure && (!flags.has('silent') || flags.has('show-error'))) {
    yield* complain(`curl: (${failure.code}) ${failure.reason}\n`);
  }
  if (request.writeOut !== undefined) {
    const { pieces, unknown } = writeOut(request.writeOut, {
      ...progress.transfer,
      exitCode: failure?.code ?? 0,
      error: failure?.reason ?? '',
      totalTime: (yield* now()) - startedAt,
    });
    for (const name of unknown) yield* complain(`curl: unknown --write-out variable: '${name}'\n`);
    for (const { fd, text: piece } of joined(pieces)) yield* write(fd, piece);
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

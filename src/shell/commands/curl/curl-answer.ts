/** What curl does with an answer: shows, stores, counts, or refuses it. */
import type { Program } from '../../program.ts';
import { closeFile, complain, open, write } from '../../syscalls.ts';
import type { CurlFailure } from './curl-connect.ts';
import { type Outcome, type Progress, say } from './curl-progress.ts';
import { meterLine } from './curl-report.ts';
import { type ResponseHead, readBody, readHead } from './curl-response.ts';
import { type CurlUrl, followLocation } from './curl-url.ts';

export function* takeAnswer(
  progress: Progress,
  fd: number,
  { url, method, sent }: { readonly url: CurlUrl; readonly method: string; readonly sent: number },
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
    headers: head.headers,
    headBytes: progress.transfer.headBytes + head.lines.join('').length,
    headLines: Math.max(0, head.lines.length - 2),
    downloaded: 0,
    uploaded: sent,
  };
  if (head.version === '1.0') yield* say(progress, 'HTTP 1.0, assume close after body');
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
  if (flags.has('include') || flags.has('head')) {
    const lines = progress.toTerminal ? head.lines.map((line) => styled(line, url)) : head.lines;
    failure = yield* output.take(lines.join(''));
  }
  yield* dumpHead(progress, head);
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
  if (!failure && flags.has('fail-with-body') && head.status >= 400) {
    failure = { ok: false, code: 22, reason: `The requested URL returned error: ${head.status}` };
  }
  if (progress.meter) {
    yield* complain(`${meterLine(announced, progress.transfer.downloaded, sent)}\n`);
  }
  return { failure, head };
}

/** A terminal shows the names of headers in bold, and where a redirect leads as a link. */
function styled(line: string, url: CurlUrl): string {
  const [, name, value = ''] = /^([^:\s]+):([\s\S]*)$/.exec(line) ?? [];
  if (name === undefined) return line;
  const linked = name.toLowerCase() === 'location' && value.trim() !== '';
  const target = linked ? followLocation(url, value.trim()) : '';
  return `\x1b[1m${name}\x1b[0m:${linked ? `\x1b]8;;${target}\x1b\\${value}\x1b]8;;\x1b\\` : value}`;
}

/** `-D` */
function* dumpHead({ request }: Progress, head: ResponseHead): Program<void> {
  const { dumpHeader: path } = request;
  if (path === undefined) return;
  const opened = path === '-' ? ({ ok: true, value: 1 } as const) : yield* open(path, 'append');
  if (!opened.ok) return;
  yield* write(opened.value, head.lines.join(''));
  if (opened.value !== 1) yield* closeFile(opened.value);
}

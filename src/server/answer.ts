import type { IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { chooseEncoding, type Encoding } from './content-encoding.ts';
import { contentType } from './content-type.ts';
import { isLoopbackHost } from './host-header.ts';
import type { KeptFile } from './kept-file.ts';
import { findInSite, type Site } from './site-path.ts';

export type Question = {
  readonly method: string;
  /** The request target (RFC 9112 §3.2), as it came: `/lessons/?x=1`, or a whole URL. */
  readonly target: string;
  /** Every Host header that came; a good request has one. */
  readonly hosts: readonly string[];
  readonly headers: Pick<IncomingHttpHeaders, 'accept-encoding' | 'if-none-match'>;
};

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};

const COMPRESS_FROM_BYTES = 1000;

/**
 * Answers a request for a page or a file of the built site.
 *
 * @param readKept gives a file's bytes and digest
 * @returns 200, 302 to the path with its slash, 304, 400 without one Host header, 403 to a Host that is not a
 *   loopback name or address, 404 with the site's own page, 405 to anything but GET and HEAD
 */
export async function answer(
  site: Site,
  question: Question,
  readKept: (file: string) => Promise<KeptFile>,
): Promise<Answer> {
  const [host, ...otherHosts] = question.hosts;
  if (host === undefined || otherHosts.length > 0) {
    return plain(
      400,
      'This request has no Host header, or more than one, so it is not clear whom it is for.',
    );
  }
  const { path, query, host: targetHost } = readTarget(question.target);
  const foreign = [host, targetHost ?? host].find((name) => !isLoopbackHost(name));
  if (foreign !== undefined) return plain(403, refusal(foreign));
  if (question.method !== 'GET' && question.method !== 'HEAD') {
    return plain(405, 'This server only gives pages: it answers GET and HEAD.', { Allow: 'GET, HEAD' });
  }

  const found = await findInSite(site, path);
  switch (found.kind) {
    case 'redirect':
      return plain(302, `The page is at ${found.path}`, { Location: `${found.path}${query}` });
    case 'file':
      return fileAnswer(200, found.file, path.startsWith(`${site.base}_astro/`), question, readKept);
    case 'nothing':
      try {
        return await fileAnswer(404, join(site.folder, '404.html'), false, question, readKept);
      } catch {
        return plain(404, 'There is no such page here.');
      }
  }
}

function refusal(host: string): string {
  const shown = host.length > 100 ? `${host.slice(0, 100)}…` : host;
  return `Refused: this server answers only to this machine's own names, and the Host header says "${shown}".
Ask for localhost, 127.0.0.1 or [::1]. The check keeps a website that points its own name at 127.0.0.1 (DNS rebinding) from reading a local server.`;
}

function readTarget(target: string): { path: string; query: string; host: string | undefined } {
  const url = /^https?:\/\//i.test(target) && URL.canParse(target) ? new URL(target) : undefined;
  const [path = '', query] = (url === undefined ? target : url.pathname + url.search).split(/\?(.*)/s);
  return { path, query: query === undefined ? '' : `?${query}`, host: url?.host };
}

async function fileAnswer(
  status: 200 | 404,
  file: string,
  named: boolean,
  question: Question,
  readKept: (file: string) => Promise<KeptFile>,
): Promise<Answer> {
  const kept = await readKept(file);
  const type = contentType(file);
  const whole = await kept.bytes('identity');
  const worthIt = type.compressible && whole.length >= COMPRESS_FROM_BYTES;
  const encoding: Encoding = worthIt ? chooseEncoding(question.headers['accept-encoding']) : 'identity';
  const tag = `"${kept.digest}${encoding === 'identity' ? '' : `-${encoding}`}"`;
  const headers = {
    ETag: tag,
    // A name under _astro/ holds its content's digest, so it never needs asking for again.
    'Cache-Control': named ? 'public, max-age=31536000, immutable' : 'no-cache',
    ...(worthIt ? { Vary: 'Accept-Encoding' } : {}),
  };
  if (status === 200 && isKnown(tag, question.headers['if-none-match'])) {
    return { status: 304, headers, body: Buffer.alloc(0) };
  }
  return {
    status,
    headers: {
      ...headers,
      'Content-Type': type.value,
      ...(encoding === 'identity' ? {} : { 'Content-Encoding': encoding }),
    },
    body: await kept.bytes(encoding),
  };
}

function isKnown(tag: string, ifNoneMatch: string | undefined): boolean {
  const tags = (ifNoneMatch ?? '').split(',').map((known) => known.trim().replace(/^W\//, ''));
  return tags.includes(tag) || tags.includes('*');
}

function plain(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-cache', ...headers },
    body: Buffer.from(`${text}\n`),
  };
}

/** The head of curl's request: its own headers, and those of `-H` in their place. */
import type { Bytes } from '../../../simulator/system-call.ts';
import { toBytes } from '../../utf-8.ts';
import type { CurlRequest } from './curl-arguments.ts';
import type { CurlUrl } from './curl-url.ts';

/**
 * @param first the request line
 * @param body undefined: none is sent
 */
export function requestHead(
  request: CurlRequest,
  url: CurlUrl,
  first: string,
  body: Bytes | undefined,
): readonly string[] {
  const own = new Map<string, string>();
  for (const header of request.headers) {
    const [name = ''] = header.split(/[:;]/);
    own.set(name.toLowerCase(), /:\s*\S/.test(header) ? header : header.endsWith(';') ? `${name}:` : '');
  }
  const lines = [first];
  const { flags, values: given } = request;
  const add = (name: string, value: string | undefined): void => {
    if (value !== undefined && !own.has(name.toLowerCase())) lines.push(`${name}: ${value}`);
  };
  const host = own.get('host');
  lines.push(host ? host.replace(/^[^:]*/, 'Host') : `Host: ${url.authority}`);
  if (request.user !== undefined) add('Authorization', `Basic ${base64(request.user)}`);
  const range = given.get('range');
  if (range !== undefined) add('Range', `bytes=${range}`);
  if (request.userAgent !== '') add('User-Agent', request.userAgent);
  if (flags.has('json')) {
    add('Content-Type', 'application/json');
    add('Accept', 'application/json');
  } else add('Accept', '*/*');
  if (flags.has('compressed')) add('Accept-Encoding', 'deflate, gzip, br, zstd');
  add('Referer', given.get('referer'));
  add('Cookie', given.get('cookie'));
  for (const [name, line] of own) if (name !== 'host' && line !== '') lines.push(line);
  if (body !== undefined) {
    add('Content-Length', String(body.length));
    if (!flags.has('json')) add('Content-Type', 'application/x-www-form-urlencoded');
  }
  return lines;
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** RFC 4648 §4 */
function base64(text: string): string {
  const bits = [...toBytes(text)].map((byte) => byte.charCodeAt(0).toString(2).padStart(8, '0')).join('');
  const letters = (bits.match(/.{1,6}/g) ?? []).map((six) => digits[Number.parseInt(six.padEnd(6, '0'), 2)]);
  return letters.join('').padEnd(Math.ceil(letters.length / 4) * 4, '=');
}

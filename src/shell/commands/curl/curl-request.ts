/** The head of curl's request: its own headers, and those of `-H` in their place. */
import type { CurlRequest } from './curl-arguments.ts';
import type { CurlUrl } from './curl-url.ts';

/** @param first the request line */
export function requestHead(
  request: CurlRequest,
  url: CurlUrl,
  first: string,
  body: string,
): readonly string[] {
  const own = new Map<string, string>();
  for (const header of request.headers) {
    const [name = ''] = header.split(/[:;]/);
    own.set(name.toLowerCase(), /:\s*\S/.test(header) ? header : header.endsWith(';') ? `${name}:` : '');
  }
  const lines = [first];
  const add = (name: string, value: string): void => {
    if (!own.has(name.toLowerCase())) lines.push(`${name}: ${value}`);
  };
  const host = own.get('host');
  lines.push(host ? host.replace(/^[^:]*/, 'Host') : `Host: ${url.authority}`);
  add('User-Agent', request.userAgent);
  add('Accept', '*/*');
  for (const [name, line] of own) if (name !== 'host' && line !== '') lines.push(line);
  if (body !== '' || (request.data !== undefined && !request.flags.has('get'))) {
    add('Content-Length', String(body.length));
    add('Content-Type', 'application/x-www-form-urlencoded');
  }
  return lines;
}

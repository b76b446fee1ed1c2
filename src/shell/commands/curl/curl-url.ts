/** URLs as curl reads them: a missing scheme is http, a missing port the scheme's. */

export interface CurlUrl {
  readonly scheme: 'http' | 'https';
  /** As written, without brackets. */
  readonly host: string;
  readonly port: number;
  /** `127.0.0.1:62893` as it stands in the Host header. */
  readonly authority: string;
  readonly path: string;
  /** The URL in full, for `%{url_effective}`. */
  readonly text: string;
}

export type ParsedUrl = CurlUrl | { readonly error: 1 | 3; readonly reason: string };

const malformed = { error: 3, reason: 'URL using bad/illegal format or missing URL' } as const;

/** What the real one speaks as well. */
const others = new Set(
  'dict file ftp ftps gopher gophers imap imaps ldap ldaps mqtt pop3 pop3s rtmp rtsp scp sftp smb smbs smtp smtps telnet tftp'.split(
    ' ',
  ),
);

/** @param asIs leave `..` in the path */
export function parseUrl(text: string, asIs = false): ParsedUrl {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: curl refuses control characters and spaces.
  if (text === '' || /[\x00-\x20\x7f]/.test(text)) return malformed;
  const [, name = 'http', rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(text) ?? [];
  const scheme = name.toLowerCase();
  if (scheme !== 'http' && scheme !== 'https') {
    return others.has(scheme)
      ? { error: 1, reason: `Protocol "${scheme}" is real, but this host's curl speaks only http` }
      : { error: 1, reason: `Protocol "${scheme}" not supported or disabled in libcurl` };
  }
  const [, place = '', tail = ''] = /^([^/?#]*)([^#]*)/.exec(rest) ?? [];
  const [, host = '', digits] = /^(?:\[([0-9a-f:.%]+)\]|[^:[\]]*)(?::(.*))?$/i.exec(place.replace(/^.*@/, ''))
    ? splitPlace(place.replace(/^.*@/, ''))
    : [];
  if (host === '') return malformed;
  if (digits !== undefined && (!/^\d*$/.test(digits) || Number(digits) > 65535)) return malformed;
  const usual = scheme === 'https' ? 443 : 80;
  const port = digits ? Number(digits) : usual;
  const bracketed = host.includes(':') ? `[${host}]` : host;
  const authority = port === usual ? bracketed : `${bracketed}:${port}`;
  const [, folders = '', query = ''] = /^([^?]*)(.*)$/.exec(tail) ?? [];
  const path = (asIs ? folders || '/' : withoutDots(folders || '/')) + query;
  return { scheme, host, port, authority, path, text: `${scheme}://${authority}${path}` };
}

function splitPlace(place: string): readonly [string, string, string | undefined] {
  const match = /^\[(.+)\](?::(.*))?$/.exec(place) ?? /^([^:]*)(?::(.*))?$/.exec(place);
  return [place, match?.[1] ?? '', match?.[2]];
}

/** RFC 3986 §5.2.4 */
function withoutDots(path: string): string {
  const kept: string[] = [];
  const parts = path.split('/').slice(1);
  parts.forEach((part, index) => {
    const last = index === parts.length - 1;
    if (part === '..') kept.pop();
    else if (part !== '.') kept.push(part);
    if (last && (part === '..' || part === '.')) kept.push('');
  });
  return `/${kept.join('/')}`;
}

/** Where a Location header leads. */
export function followLocation(from: CurlUrl, location: string): string {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(location)) return location;
  const root = `${from.scheme}://${from.authority}`;
  if (location.startsWith('//')) return `${from.scheme}:${location}`;
  if (location.startsWith('/')) return root + location;
  const folder = from.path.replace(/[?#].*$/, '').replace(/[^/]*$/, '');
  return root + folder + location;
}

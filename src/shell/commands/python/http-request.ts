/** An HTTP request as CPython's BaseHTTPRequestHandler.parse_request reads it. */
import type { Bytes } from '../../../simulator/system-call.ts';

export interface HttpRequest {
  readonly ok: true;
  readonly method: string;
  readonly target: string;
  /** `HTTP/1.1`; `HTTP/0.9` when the line names none. */
  readonly version: string;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly keepAlive: boolean;
}

export type ParsedRequest =
  | HttpRequest
  | { readonly ok: false; readonly kind: 'empty' }
  | {
      readonly ok: false;
      readonly kind: 'refused';
      readonly code: 400 | 505;
      readonly message: string;
      readonly version: string;
    };

/** @param protocol what the server itself speaks, `HTTP/1.0` by default */
export function parseRequest(
  requestLine: string,
  headerLines: readonly string[],
  protocol: string,
): ParsedRequest {
  const words = requestLine.split(/\s+/).filter((word) => word !== '');
  const refused = (code: 400 | 505, message: string, version = 'HTTP/0.9'): ParsedRequest => ({
    ok: false,
    kind: 'refused',
    code,
    message,
    version,
  });
  if (words.length === 0) return { ok: false, kind: 'empty' };
  let version = 'HTTP/0.9';
  let keepAlive = false;
  if (words.length >= 3) {
    version = words.at(-1) ?? '';
    const match = /^HTTP\/(\d+)\.(\d+)$/.exec(version);
    if (!match) return refused(400, `Bad request version (${pythonRepr(version)})`);
    const [major, minor] = [Number(match[1]), Number(match[2])];
    keepAlive = (major > 1 || (major === 1 && minor >= 1)) && protocol >= 'HTTP/1.1';
    if (major >= 2) return refused(505, `Invalid HTTP version (${version.slice(5)})`);
  }
  if (words.length < 2 || words.length > 3) {
    return refused(400, `Bad request syntax (${pythonRepr(requestLine)})`, version);
  }
  const [method = '', target = ''] = words;
  if (words.length === 2 && method !== 'GET') {
    return refused(400, `Bad HTTP/0.9 request type (${pythonRepr(method)})`);
  }
  const headers = new Map<string, string>();
  for (const line of headerLines) {
    const cut = line.indexOf(':');
    if (cut > 0) headers.set(line.slice(0, cut).toLowerCase(), line.slice(cut + 1).trim());
  }
  const connection = headers.get('connection')?.toLowerCase();
  if (connection === 'close') keepAlive = false;
  else if (connection === 'keep-alive' && protocol >= 'HTTP/1.1') keepAlive = true;
  return { ok: true, method, target: target.replace(/^\/\/+/, '/'), version, headers, keepAlive };
}

/** The whole head of a request, up to and with its empty line; undefined while some of it is missing. */
export function takeHead(
  received: Bytes,
):
  | { readonly requestLine: string; readonly headerLines: readonly string[]; readonly rest: Bytes }
  | undefined {
  const first = /^[^\n]*\n/.exec(received)?.[0];
  if (first === undefined) return undefined;
  const requestLine = first.replace(/\r?\n$/, '');
  const words = requestLine.trim().split(/\s+/);
  // A line that is refused, or that HTTP/0.9 allows, is answered at once: nobody reads on.
  if (words.length !== 3 || !/^HTTP\/\d+\.\d+$/.test(words[2] ?? '')) {
    if (!(words.length === 2 && words[0] === 'GET')) {
      return { requestLine, headerLines: [], rest: received.slice(first.length) };
    }
  }
  const after = received.slice(first.length);
  const end = /(?:^|\n)\r?\n/.exec(after);
  if (!end) return undefined;
  const head = after.slice(0, end.index + end[0].length);
  return {
    requestLine,
    headerLines: head.split(/\r?\n/).filter((line) => line !== ''),
    rest: after.slice(head.length),
  };
}

/** repr() of a str in Latin-1, as messages quote what came over the wire. */
export function pythonRepr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let inner = '';
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (character === quote || character === '\\') inner += `\\${character}`;
    else if (character === '\n') inner += '\\n';
    else if (character === '\r') inner += '\\r';
    else if (character === '\t') inner += '\\t';
    else if (code < 32 || (code >= 127 && code < 161) || code === 173) {
      inner += `\\x${code.toString(16).padStart(2, '0')}`;
    } else inner += character;
  }
  return quote + inner + quote;
}

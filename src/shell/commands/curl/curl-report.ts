/** What curl prints about a transfer: the progress meter and the text of `-w`. */

export interface Transfer {
  readonly status: number;
  readonly url: string;
  readonly urlEffective: string;
  readonly scheme: string;
  readonly method: string;
  readonly httpVersion: string;
  readonly contentType: string;
  readonly remoteIp: string;
  readonly remotePort: number;
  readonly localIp: string;
  readonly localPort: number;
  readonly connects: number;
  readonly redirects: number;
  readonly redirectUrl: string;
  readonly downloaded: number;
  readonly uploaded: number;
  /** Bytes of all heads, sent and received, and the lines of the last one. */
  readonly requestBytes: number;
  readonly headBytes: number;
  readonly headLines: number;
  /** The headers of the last answer, names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly outputFile: string;
  /** Which URL of the command line this is, from 0. */
  readonly urlNumber: number;
  readonly exitCode: number;
  readonly error: string;
  /** Milliseconds. */
  readonly connectTime: number;
  readonly totalTime: number;
}

export const nothingYet: Transfer = {
  status: 0,
  url: '',
  urlEffective: '',
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
  requestBytes: 0,
  headBytes: 0,
  headLines: 0,
  headers: new Map(),
  outputFile: '',
  urlNumber: 0,
  exitCode: 0,
  error: '',
  connectTime: 0,
  totalTime: 0,
};

export const meterHeader = `  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current
                                 Dload  Upload   Total   Spent    Left  Speed
`;

/**
 * One line of the meter, from the start of its line. Nothing takes time inside one host, so the speed is that of a
 * transfer of two milliseconds.
 *
 * @param total bytes that were announced
 */
export function meterLine(total: number, received: number, sent: number): string {
  const all = total + sent;
  const percent = (part: number, whole: number): string =>
    String(whole === 0 ? 0 : Math.floor((part * 100) / whole)).padStart(3);
  const speed = received * 500;
  const numbers = [
    `${percent(received + sent, all)} ${amount(all)}`,
    `${percent(received, total)} ${amount(received)}`,
    `${percent(sent, sent)} ${amount(sent)}`,
    `${amount(speed)}  ${amount(sent * 500)}`,
  ];
  return `\r${numbers.join('  ')} --:--:-- --:--:-- --:--:-- ${amount((received + sent) * 500)}`;
}

/** A number in five characters: 99999, 1234k, 12.3M. */
function amount(value: number): string {
  if (value < 100_000) return String(value).padStart(5);
  if (value < 10_000 * 1024) return `${Math.floor(value / 1024)}k`.padStart(5);
  return `${(Math.floor((value * 10) / 1_048_576) / 10).toFixed(1)}M`.padStart(5);
}

/** A part of the text of `-w`, for one of the two outputs. */
export interface Piece {
  readonly fd: 1 | 2;
  readonly text: string;
}

/** The text of `-w`, and the names in it that curl does not know. */
export function writeOut(
  format: string,
  transfer: Transfer,
): { readonly pieces: readonly Piece[]; readonly unknown: readonly string[] } {
  const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(6);
  const values: Readonly<Record<string, string | number>> = {
    content_type: transfer.contentType,
    errormsg: transfer.error,
    exitcode: transfer.exitCode,
    filename_effective: transfer.outputFile,
    http_code: String(transfer.status).padStart(3, '0'),
    http_version: transfer.httpVersion.replace(/\.0$/, ''),
    local_ip: transfer.localIp,
    local_port: transfer.localPort,
    method: transfer.method,
    num_connects: transfer.connects,
    num_headers: transfer.headLines,
    num_redirects: transfer.redirects,
    redirect_url: transfer.redirectUrl,
    remote_ip: transfer.remoteIp,
    remote_port: transfer.remotePort,
    response_code: String(transfer.status).padStart(3, '0'),
    scheme: transfer.scheme.toUpperCase(),
    size_download: transfer.downloaded,
    size_header: transfer.headBytes,
    size_request: transfer.requestBytes,
    size_upload: transfer.uploaded,
    ssl_verify_result: 0,
    time_appconnect: seconds(0),
    time_connect: seconds(transfer.connectTime),
    time_namelookup: seconds(0),
    time_pretransfer: seconds(transfer.connectTime),
    time_redirect: seconds(0),
    time_starttransfer: seconds(transfer.totalTime),
    time_total: seconds(transfer.totalTime),
    url: transfer.url,
    url_effective: transfer.urlEffective,
    urlnum: transfer.urlNumber,
  };
  const unknown: string[] = [];
  const pieces: Piece[] = [];
  let fd: Piece['fd'] = 1;
  let quiet = false;
  for (const part of format.match(partPattern) ?? []) {
    const [, name, header] = /^%(?:\{(\w*)\}|header\{([^}]*)\})$/.exec(part) ?? [];
    let text = escapes.get(part) ?? part;
    if (header !== undefined) text = transfer.headers.get(header.toLowerCase()) ?? '';
    else if (name === 'stderr' || name === 'stdout') {
      fd = name === 'stderr' ? 2 : 1;
      text = '';
    } else if (name === 'onerror') {
      quiet = transfer.exitCode === 0;
      text = '';
    } else if (name !== undefined) {
      if (!Object.hasOwn(values, name)) unknown.push(name);
      text = String(values[name] ?? '');
    }
    if (quiet) break;
    pieces.push({ fd, text });
  }
  return { pieces, unknown };
}

const partPattern = /%%|%\{\w*\}|%header\{[^}]*\}|\\[nrt]|[\s\S]/g;
const escapes: ReadonlyMap<string, string> = new Map([
  ['%%', '%'],
  ['\\n', '\n'],
  ['\\r', '\r'],
  ['\\t', '\t'],
]);

/** Neighbours that go to the same place, in one piece. */
export function joined(pieces: readonly Piece[]): readonly Piece[] {
  const out: Piece[] = [];
  for (const piece of pieces) {
    const last = out.at(-1);
    if (last?.fd === piece.fd) out[out.length - 1] = { fd: last.fd, text: last.text + piece.text };
    else out.push(piece);
  }
  return out;
}

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
  readonly exitCode: number;
  readonly error: string;
  /** Milliseconds. */
  readonly connectTime: number;
  readonly totalTime: number;
}

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

/** The text of `-w`, and the names in it that curl does not know. */
export function writeOut(
  format: string,
  transfer: Transfer,
): { readonly text: string; readonly unknown: readonly string[] } {
  const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(6);
  const values: Readonly<Record<string, string | number>> = {
    content_type: transfer.contentType,
    errormsg: transfer.error,
    exitcode: transfer.exitCode,
    http_code: String(transfer.status).padStart(3, '0'),
    http_version: transfer.httpVersion,
    local_ip: transfer.localIp,
    local_port: transfer.localPort,
    method: transfer.method,
    num_connects: transfer.connects,
    num_redirects: transfer.redirects,
    redirect_url: transfer.redirectUrl,
    remote_ip: transfer.remoteIp,
    remote_port: transfer.remotePort,
    response_code: String(transfer.status).padStart(3, '0'),
    scheme: transfer.scheme.toUpperCase(),
    size_download: transfer.downloaded,
    size_upload: transfer.uploaded,
    time_connect: seconds(transfer.connectTime),
    time_namelookup: seconds(0),
    time_starttransfer: seconds(transfer.totalTime),
    time_total: seconds(transfer.totalTime),
    url: transfer.url,
    url_effective: transfer.urlEffective,
  };
  const unknown: string[] = [];
  const text = format.replace(/%%|%\{(\w*)\}|\\([nrt])/g, (all, name?: string, letter?: string) => {
    if (letter !== undefined) return { n: '\n', r: '\r', t: '\t' }[letter] ?? all;
    if (name === undefined) return '%';
    const value = values[name];
    if (value === undefined) unknown.push(name);
    return String(value ?? '');
  });
  return { text, unknown };
}

/** The arguments of curl 7.88, read and refused as it does. */
import type { Option, OptionTable } from '../../option-table.ts';

const seconds = 'fractional seconds';

export const curlOptions: OptionTable = {
  options: [
    { long: 'compressed', help: 'Request compressed response' },
    { long: 'connect-timeout', argument: seconds, help: 'Maximum time allowed for connection' },
    { long: 'connect-to', argument: 'HOST1:PORT1:HOST2:PORT2', help: 'Connect to host' },
    { short: 'b', long: 'cookie', argument: 'data|filename', help: 'Send cookies from string' },
    { short: 'd', long: 'data', argument: 'data', help: 'HTTP POST data' },
    { long: 'data-ascii', argument: 'data', help: 'HTTP POST ASCII data' },
    { long: 'data-binary', argument: 'data', help: 'HTTP POST binary data' },
    { long: 'data-raw', argument: 'data', help: "HTTP POST data, '@' allowed" },
    {
      short: 'D',
      long: 'dump-header',
      argument: 'filename',
      help: 'Write the received headers to <filename>',
    },
    { short: 'f', long: 'fail', help: 'Fail fast with no output on HTTP errors' },
    { long: 'fail-with-body', help: 'Fail on HTTP errors but save the body' },
    { short: 'G', long: 'get', help: 'Put the post data in the URL and use GET' },
    { short: 'g', long: 'globoff', help: 'Disable URL sequences and ranges using {} and []' },
    { short: 'I', long: 'head', help: 'Show document info only' },
    { short: 'H', long: 'header', argument: 'header/@file', help: 'Pass custom header(s) to server' },
    { short: 'h', long: 'help', help: 'Get help for commands' },
    { long: 'http0.9', help: 'Allow HTTP 0.9 responses' },
    { short: '0', long: 'http1.0', help: 'Use HTTP 1.0' },
    { long: 'http1.1', help: 'Use HTTP 1.1' },
    { short: 'i', long: 'include', help: 'Include protocol response headers in the output' },
    { short: 'k', long: 'insecure', help: 'Allow insecure server connections' },
    { long: 'interface', argument: 'name', help: 'Use network INTERFACE (or address)' },
    { short: '4', long: 'ipv4', help: 'Resolve names to IPv4 addresses' },
    { short: '6', long: 'ipv6', help: 'Resolve names to IPv6 addresses' },
    { long: 'json', argument: 'data', help: 'HTTP POST JSON' },
    { long: 'local-port', argument: 'num/range', help: 'Force use of RANGE for local port numbers' },
    { short: 'L', long: 'location', help: 'Follow redirects' },
    { long: 'max-redirs', argument: 'num', help: 'Maximum number of redirects allowed' },
    { short: 'm', long: 'max-time', argument: seconds, help: 'Maximum time allowed for transfer' },
    { short: 'N', long: 'no-buffer', help: 'Disable buffering of the output stream' },
    { long: 'noproxy', argument: 'no-proxy-list', help: 'List of hosts which do not use proxy' },
    { short: 'o', long: 'output', argument: 'file', help: 'Write to file instead of stdout' },
    { long: 'path-as-is', help: 'Do not squash .. sequences in URL path' },
    { short: 'r', long: 'range', argument: 'range', help: 'Retrieve only the bytes within RANGE' },
    { short: 'e', long: 'referer', argument: 'URL', help: 'Referrer URL' },
    { short: 'O', long: 'remote-name', help: 'Write output to a file named as the remote file' },
    { short: 'X', long: 'request', argument: 'method', help: 'Specify request method to use' },
    {
      long: 'resolve',
      argument: '[+]host:port:addr[,addr]...',
      help: 'Resolve the host+port to this address',
    },
    { short: 'S', long: 'show-error', help: 'Show error even when -s is used' },
    { short: 's', long: 'silent', help: 'Silent mode' },
    { long: 'unix-socket', argument: 'path', help: 'Connect through this Unix domain socket' },
    { long: 'url', argument: 'url', help: 'URL to work with' },
    { short: 'u', long: 'user', argument: 'user:password', help: 'Server user and password' },
    { short: 'A', long: 'user-agent', argument: 'name', help: 'Send User-Agent <name> to server' },
    { short: 'v', long: 'verbose', help: 'Make the operation more talkative' },
    { short: 'V', long: 'version', help: 'Show version number and quit' },
    { short: 'w', long: 'write-out', argument: 'format', help: 'Use output FORMAT after completion' },
  ],
  absent: 'aBcCEFjJKlMnpPqQRtTUxyYzZ#123:',
};

/** The most used of the real one's other long options. */
const absentNames =
  /^--(cacert|cert|cookie-jar|data-urlencode|form|http[23].*|key|limit-rate|next|oauth2-bearer|parallel|progress-bar|proxy|proxy-.*|retry.*|tls.*|trace.*|upload-file)$/;

export interface PostData {
  readonly text: string;
  readonly from: 'text' | 'file' | 'binary file';
}

export interface CurlRequest {
  readonly kind: 'fetch';
  readonly urls: readonly string[];
  /** `undefined` is standard output, `remote` takes the name from the URL; one for each URL. */
  readonly outputs: readonly (string | undefined | { readonly remote: true })[];
  readonly flags: ReadonlySet<string>;
  readonly headers: readonly string[];
  /** The other options with a value, by their long names. */
  readonly values: ReadonlyMap<string, string>;
  /** What `-d` and its relatives gave, joined by the one who reads the files. */
  readonly data: readonly PostData[];
  readonly method: string | undefined;
  readonly userAgent: string;
  readonly writeOut: string | undefined;
  readonly dumpHeader: string | undefined;
  readonly maxRedirects: number;
  /** Entries of `--resolve` and `--connect-to` as typed. */
  readonly resolve: readonly string[];
  readonly connectTo: readonly string[];
  readonly interface: string | undefined;
  readonly localPorts: readonly [low: number, high: number] | undefined;
  /** `name:password` */
  readonly user: string | undefined;
  /** Milliseconds. */
  readonly maxTime: number | undefined;
  readonly connectTimeout: number | undefined;
}

export type CurlArguments =
  | CurlRequest
  | { readonly kind: 'help' | 'version' }
  | { readonly kind: 'error'; readonly text: string };

const hint = "curl: try 'curl --help' or 'curl --manual' for more information\n";

export function parseCurlArguments(args: readonly string[]): CurlArguments {
  const flags = new Set<string>();
  const values = new Map<string, string>();
  const headers: string[] = [];
  const data: PostData[] = [];
  const resolve: string[] = [];
  const connectTo: string[] = [];
  const urls: string[] = [];
  const outputs: (string | { readonly remote: true })[] = [];
  const rest = [...args];

  /** Gives an error text, or undefined. */
  function take(option: Option, shown: string, attached: string | undefined): string | undefined {
    const name = option.long ?? '';
    if (!option.argument) {
      flags.add(name);
      if (name === 'remote-name') outputs.push({ remote: true });
      if (name === 'ipv4') flags.delete('ipv6');
      if (name === 'ipv6') flags.delete('ipv4');
      return undefined;
    }
    const value = attached ?? rest.shift();
    if (value === undefined) return `option ${shown}: requires parameter`;
    const problem = wrongValue(option, value);
    if (problem !== undefined) return `option ${shown}: ${problem}`;
    if (name === 'header') headers.push(value);
    else if (name.startsWith('data') || name === 'json') data.push(postData(name, value));
    else if (name === 'output') outputs.push(value);
    else if (name === 'url') urls.push(value);
    else if (name === 'resolve') resolve.push(value);
    else if (name === 'connect-to') connectTo.push(value);
    else values.set(name, value);
    if (name === 'json') flags.add('json');
    return undefined;
  }

  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') {
      urls.push(...rest.splice(0));
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      urls.push(word);
      continue;
    }
    const error = word.startsWith('--') ? takeLong(word, take) : takeLetters(word, take);
    if (error !== undefined) return { kind: 'error', text: error };
    if (flags.has('help')) return { kind: 'help' };
    if (flags.has('version')) return { kind: 'version' };
  }
  if (urls.length === 0) {
    return { kind: 'error', text: args.length === 0 ? hint : `curl: no URL specified!\n${hint}` };
  }
  if (flags.has('head') && data.length > 0 && !flags.has('get')) {
    const text =
      'Warning: You can only select one HTTP request method! You asked for both POST \nWarning: (-d, --data) and HEAD (-I, --head).\n';
    return { kind: 'error', text };
  }
  return {
    kind: 'fetch',
    urls,
    outputs: urls.map((_, index) => outputs[index]),
    flags,
    headers,
    values,
    data,
    method: values.get('request'),
    userAgent: values.get('user-agent') ?? 'curl/7.88.1',
    writeOut: values.get('write-out'),
    dumpHeader: values.get('dump-header'),
    maxRedirects: Number(values.get('max-redirs') ?? 50),
    resolve,
    connectTo,
    interface: values.get('interface'),
    localPorts: portRange(values.get('local-port')),
    user: values.get('user'),
    maxTime: milliseconds(values.get('max-time')),
    connectTimeout: milliseconds(values.get('connect-timeout')),
  };
}

/** Why an option does not take this value. */
function wrongValue({ long, argument }: Option, value: string): string | undefined {
  if (argument === seconds || long === 'max-redirs') {
    const number = argument === seconds ? /^-?(?:\d+(?:\.\d*)?|\.\d+)$/ : /^-?\d+$/;
    if (!number.test(value)) return 'expected a proper numerical parameter';
    const least = long === 'max-redirs' ? -1 : 0;
    return Number(value) < least ? 'expected a positive numerical parameter' : undefined;
  }
  if (long === 'local-port' && !portRange(value)) return 'is badly used here';
  return undefined;
}

/** `50000` or `50000-50010` */
function portRange(text = ''): readonly [number, number] | undefined {
  const [, low, high = low] = /^(\d{1,5})(?: *- *(\d{1,5}))?$/.exec(text) ?? [];
  const range = [Number(low), Number(high)] as const;
  return low !== undefined && range[0] <= range[1] && range[1] < 65536 ? range : undefined;
}

function postData(name: string, value: string): PostData {
  const binary = name === 'data-binary' || name === 'json';
  if (name === 'data-raw' || !value.startsWith('@')) return { text: value, from: 'text' };
  return { text: value.slice(1), from: binary ? 'binary file' : 'file' };
}

/** 0 means no limit. */
function milliseconds(seconds: string | undefined): number | undefined {
  const value = Math.round(Number(seconds ?? 0) * 1000);
  return value > 0 ? value : undefined;
}

type Take = (option: Option, shown: string, attached: string | undefined) => string | undefined;

function takeLong(word: string, take: Take): string | undefined {
  const name = word.slice(2);
  const candidates = curlOptions.options.filter(({ long }) => long?.startsWith(name));
  const exact = candidates.find(({ long }) => long === name);
  if (!exact && absentNames.test(word)) {
    return `curl: ${word} is a real option that this host does not have yet\n`;
  }
  if (!exact && candidates.length > 1) return `curl: option ${word}: is ambiguous\n${hint}`;
  const option = exact ?? candidates[0];
  const reason = option ? take(option, word, undefined) : `option ${word}: is unknown`;
  return reason && `curl: ${reason}\n${hint}`;
}

function takeLetters(word: string, take: Take): string | undefined {
  const letters = [...word.slice(1)];
  for (const [index, letter] of letters.entries()) {
    const option = curlOptions.options.find(({ short }) => short === letter);
    if (!option) {
      return curlOptions.absent?.includes(letter) && letters.length === 1
        ? `curl: -${letter} is a real option that this host does not have yet\n`
        : `curl: option ${word}: is unknown\n${hint}`;
    }
    const attached = letters.slice(index + 1).join('');
    const reason = take(option, word, option.argument && attached !== '' ? attached : undefined);
    if (reason) return `curl: ${reason}\n${hint}`;
    if (option.argument) return undefined;
  }
  return undefined;
}

export function curlHelp(): string {
  const lines = curlOptions.options.map(({ short, long, argument, help }) => {
    const name = `${short ? `-${short}, ` : '    '}--${long}${argument ? ` <${argument}>` : ''}`;
    return ` ${name.padEnd(38)} ${help}\n`;
  });
  return `Usage: curl [options...] <url>\n${lines.join('')}\nThese are the options that this host's curl has. It speaks http.\n`;
}

export const curlVersion = `curl 7.88.1 (x86_64-pc-linux-gnu) libcurl/7.88.1 OpenSSL/3.0.19 zlib/1.2.13
Release-Date: 2023-02-20
Protocols: http
Features: IPv6
`;

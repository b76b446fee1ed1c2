/** The arguments of curl 7.88, read and refused as it does. */
import type { Option, OptionTable } from '../../option-table.ts';

export const curlOptions: OptionTable = {
  options: [
    { long: 'connect-timeout', argument: 'fractional seconds', help: 'Maximum time allowed for connection' },
    { short: 'd', long: 'data', argument: 'data', help: 'HTTP POST data' },
    { short: 'f', long: 'fail', help: 'Fail fast with no output on HTTP errors' },
    { short: 'G', long: 'get', help: 'Put the post data in the URL and use GET' },
    { short: 'I', long: 'head', help: 'Show document info only' },
    { short: 'H', long: 'header', argument: 'header/@file', help: 'Pass custom header(s) to server' },
    { short: 'h', long: 'help', help: 'Get help for commands' },
    { long: 'http0.9', help: 'Allow HTTP 0.9 responses' },
    { short: 'i', long: 'include', help: 'Include protocol response headers in the output' },
    { short: '4', long: 'ipv4', help: 'Resolve names to IPv4 addresses' },
    { short: '6', long: 'ipv6', help: 'Resolve names to IPv6 addresses' },
    { short: 'L', long: 'location', help: 'Follow redirects' },
    {
      short: 'm',
      long: 'max-time',
      argument: 'fractional seconds',
      help: 'Maximum time allowed for transfer',
    },
    { short: 'o', long: 'output', argument: 'file', help: 'Write to file instead of stdout' },
    { short: 'O', long: 'remote-name', help: 'Write output to a file named as the remote file' },
    { short: 'X', long: 'request', argument: 'method', help: 'Specify request method to use' },
    { short: 'S', long: 'show-error', help: 'Show error even when -s is used' },
    { short: 's', long: 'silent', help: 'Silent mode' },
    { short: 'A', long: 'user-agent', argument: 'name', help: 'Send User-Agent <name> to server' },
    { short: 'v', long: 'verbose', help: 'Make the operation more talkative' },
    { short: 'V', long: 'version', help: 'Show version number and quit' },
    { short: 'w', long: 'write-out', argument: 'format', help: 'Use output FORMAT after completion' },
  ],
  absent: 'abBcCDeEFgjJkKlMnNpPqQrRtTuUxyYzZ#0123:',
};

/** The most used of the real one's other long options. */
const absentNames =
  /^--(compressed|cookie|data-.*|fail-with-body|form|http[12].*|insecure|json|max-redirs|proxy|resolve|retry|url|user)$/;

export interface CurlRequest {
  readonly kind: 'fetch';
  readonly urls: readonly string[];
  /** `undefined` is standard output, `remote` takes the name from the URL; one for each URL. */
  readonly outputs: readonly (string | undefined | { readonly remote: true })[];
  readonly flags: ReadonlySet<string>;
  readonly headers: readonly string[];
  readonly data: string | undefined;
  readonly method: string | undefined;
  readonly userAgent: string;
  readonly writeOut: string | undefined;
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
  const data: string[] = [];
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
    if (option.argument === 'fractional seconds' && !/^\d+(\.\d*)?$|^\.\d+$/.test(value)) {
      return `option ${shown}: expected a proper numerical parameter`;
    }
    if (name === 'header') headers.push(value);
    else if (name === 'data') data.push(value);
    else if (name === 'output') outputs.push(value);
    else values.set(name, value);
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
    data: data.length > 0 ? data.join('&') : undefined,
    method: values.get('request'),
    userAgent: values.get('user-agent') ?? 'curl/7.88.1',
    writeOut: values.get('write-out'),
    maxTime: milliseconds(values.get('max-time')),
    connectTimeout: milliseconds(values.get('connect-timeout')),
  };
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

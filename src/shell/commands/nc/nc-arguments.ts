/** The arguments of nc, read and refused as netcat-openbsd 1.219 does. */
import { type Option, type OptionTable, parseOptions } from '../../option-table.ts';
import { findService, type Service } from '../../services-file.ts';

const options: readonly Option[] = [
  { short: '4', help: 'Use IPv4' },
  { short: '6', help: 'Use IPv6' },
  { short: 'C', help: 'Send CRLF as line-ending' },
  { short: 'd', help: 'Detach from stdin' },
  { short: 'h', help: 'This help text' },
  { short: 'i', argument: 'interval', help: 'Delay interval for lines sent, ports scanned' },
  { short: 'k', help: 'Keep inbound sockets open for multiple connects' },
  { short: 'l', help: 'Listen mode, for inbound connects' },
  { short: 'N', help: 'Shutdown the network socket after EOF on stdin' },
  { short: 'n', help: 'Suppress name/port resolutions' },
  { short: 'p', argument: 'port', help: 'Specify local port for remote connects' },
  { short: 'q', argument: 'secs', help: 'quit after EOF on stdin and delay of secs' },
  { short: 'r', help: 'Randomize remote ports' },
  { short: 's', argument: 'sourceaddr', help: 'Local source address' },
  { short: 'U', help: 'Use UNIX domain socket' },
  { short: 'u', help: 'UDP mode' },
  { short: 'v', help: 'Verbose' },
  { short: 'W', argument: 'recvlimit', help: 'Terminate after receiving a number of packets' },
  { short: 'w', argument: 'timeout', help: 'Timeout for connects and final net reads' },
  { short: 'z', help: 'Zero-I/O mode [used for scanning]' },
];

export const ncOptions: OptionTable = { options, absent: 'bDFIMmOPSTtVXxZ' };

const usage = `usage: nc [-46CDdFhklNnrStUuvZz] [-I length] [-i interval] [-M ttl]
	  [-m minttl] [-O length] [-P proxy_username] [-p source_port]
	  [-q seconds] [-s sourceaddr] [-T keyword] [-V rtable] [-W recvlimit]
	  [-w timeout] [-X proxy_protocol] [-x proxy_address[:port]]
	  [destination] [port]
`;

/** `-h`; of the summary only what this nc does. */
export function ncHelp(): string {
  const lines = options.map(
    ({ short, argument, help }) => `\t\t-${short}${argument ? ` ${argument}` : '\t'}\t${help}\n`,
  );
  return `OpenBSD netcat (Debian patchlevel 1.219-1)\n${usage}\tCommand Summary:\n${lines.join('')}\tPort numbers can be individual or ranges: lo-hi [inclusive]\n`;
}

export interface NcRequest {
  readonly kind: 'run';
  readonly has: (letter: string) => boolean;
  readonly host: string | undefined;
  /** Each is a range, with both ends included; a name for listening or where it is looked up. */
  readonly ports: readonly number[];
  /** The port to listen on, as typed. */
  readonly service: string;
  readonly source: string | undefined;
  readonly sourcePort: string | undefined;
  /** Milliseconds; undefined waits for ever. */
  readonly timeout: number | undefined;
  readonly interval: number;
  /** Seconds after the end of the input; below 0 never. */
  readonly quit: number | undefined;
  readonly packets: number | undefined;
}

export type NcArguments =
  | NcRequest
  | { readonly kind: 'help' }
  | { readonly kind: 'error'; readonly text: string };

const refuse = (text: string): NcArguments => ({ kind: 'error', text: `nc: ${text}\n` });

export function parseNcArguments(args: readonly string[], services: readonly Service[]): NcArguments {
  const parsed = parseOptions(ncOptions, args);
  if (!parsed.ok) {
    if (parsed.kind === 'absent-letter') {
      return refuse(`-${parsed.letter} is a real option that this host does not have yet`);
    }
    if (parsed.kind === 'needs-argument') {
      return { kind: 'error', text: `nc: option requires an argument -- '${parsed.option}'\n${usage}` };
    }
    const letter = parsed.kind === 'unknown-letter' ? parsed.letter : '-';
    return { kind: 'error', text: `nc: invalid option -- '${letter}'\n${usage}` };
  }
  const { has, value, operands } = parsed;
  if (has('h')) return { kind: 'help' };
  const numbers: Record<string, number | undefined> = {};
  for (const [letter, name, low] of [
    ['i', 'interval', 0],
    ['q', 'quit timer', -Infinity],
    ['w', 'timeout', 0],
    ['W', 'receive limit', 1],
  ] as const) {
    const text = value(letter);
    if (text === undefined) continue;
    const number = Number(text);
    const wrong = !/^[+-]?\d+$/.test(text) ? 'invalid' : number < low ? 'too small' : '';
    if (wrong !== '') return refuse(`${name} ${wrong}: ${text}`);
    numbers[letter] = number;
  }
  const request = {
    kind: 'run',
    has,
    source: value('s'),
    sourcePort: value('p'),
    timeout: numbers['w'] === undefined ? undefined : numbers['w'] * 1000,
    interval: (numbers['i'] ?? 0) * 1000,
    quit: numbers['q'],
    packets: numbers['W'],
  } as const;
  if (has('U')) return pathRequest(request, operands);
  if (has('l')) return listenRequest(request, operands);
  const [first, ...rest] = operands;
  if (first === undefined)
    return args.length === 0 ? { kind: 'error', text: usage } : refuse('missing port number');
  if (rest.length === 0) return refuse('missing port number');
  if (has('k')) return refuse('must use -l with -k');
  const ports = readPorts(rest, services, has('u') ? 'udp' : 'tcp', has('n'));
  if (typeof ports === 'string') return refuse(ports);
  return { ...request, host: first, ports, service: '' };
}

type Common = Omit<NcRequest, 'host' | 'ports' | 'service'>;

/** `-U PATH`, `-lU PATH`: the path stands as the host. */
function pathRequest(request: Common, operands: readonly string[]): NcArguments {
  const { has } = request;
  const [path, port] = operands;
  if (has('u')) return refuse('datagrams over a path are not on this host');
  if (path === undefined)
    return has('l') ? refuse('missing socket pathname') : { kind: 'error', text: usage };
  if (port !== undefined) return refuse('cannot use port with -U');
  if (has('l') && has('z')) return refuse('cannot use -z and -l');
  if (has('k') && !has('l')) return refuse('must use -l with -k');
  return { ...request, host: path, ports: [], service: '' };
}

/** `-l PORT`, `-l ADDRESS PORT`, `-l -p PORT`, `-l -s ADDRESS -p PORT`. */
function listenRequest(request: Common, operands: readonly string[]): NcArguments {
  const { has, source, sourcePort } = request;
  const given = [...(source === undefined ? [] : [source]), ...operands];
  if (sourcePort !== undefined) given.push(sourcePort);
  if (given.length > 2 || (source !== undefined && sourcePort === undefined && operands.length > 0)) {
    return { kind: 'error', text: usage };
  }
  if (has('z')) return refuse('cannot use -z and -l');
  const service = given.pop();
  if (service === undefined || (source !== undefined && given.length === 0))
    return refuse('missing port number');
  if (sourcePort !== undefined && operands.length > 1) return { kind: 'error', text: usage };
  return { ...request, host: given[0], ports: [], service };
}

/** The ports to try in their order, or why they are none. */
function readPorts(
  words: readonly string[],
  services: readonly Service[],
  protocol: string,
  numeric: boolean,
): readonly number[] | string {
  const ports: number[] = [];
  for (const word of words) {
    const known = numeric || /^\d/.test(word) ? undefined : findService(services, word, protocol);
    if (known) {
      ports.push(known.port);
      continue;
    }
    const [low = '', high = low] = word.includes('-') && !word.startsWith('-') ? splitRange(word) : [word];
    const ends = [low, high].map(readPort);
    for (const end of ends) if (typeof end === 'string') return end;
    const [from = 0, to = 0] = ends.map(Number).sort((a, b) => a - b);
    for (let port = from; port <= to; port += 1) ports.push(port);
  }
  return ports;
}

function splitRange(word: string): readonly string[] {
  const cut = word.indexOf('-');
  return [word.slice(0, cut), word.slice(cut + 1)];
}

function readPort(text: string): number | string {
  if (!/^[+-]?\d+$/.test(text)) return `port number invalid: ${text}`;
  const port = Number(text);
  if (port < 1) return `port number too small: ${text}`;
  return port > 65535 ? `port number too large: ${text}` : port;
}

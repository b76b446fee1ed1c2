/** The filter language of `ss`: `state time-wait`, `( sport = :62893 or dport = :62893 ) and src 127.0.0.0/8`. */
import { familyOf, inPrefix, mappedIPv4, type Prefix, parseAddress } from '../../../simulator/address.ts';
import type { TcpState } from '../../../simulator/socket.ts';
import type { SocketRow } from '../../../simulator/socket-list.ts';

export type SsTest = (row: SocketRow) => boolean;

/** What the filter needs to know of the host. */
export interface SsNames {
  portOf(name: string): number | undefined;
  addressesOf(name: string): readonly string[];
  isEphemeral(port: number): boolean;
}

/** `usage` asks for the tool's usage after the text. */
export type SsMistake = { readonly text: string; readonly status: number; readonly usage: boolean };

/** One address or port, as it stands after src, dst, sport or dport. */
interface HostCondition {
  /** Empty for any address. */
  readonly prefixes: readonly Prefix[];
  readonly port: number | undefined;
}

class Mistake extends Error {
  readonly mistake: SsMistake;
  constructor(mistake: SsMistake) {
    super(mistake.text);
    this.mistake = mistake;
  }
}

const all: readonly TcpState[] = [
  'ESTABLISHED',
  'SYN-SENT',
  'SYN-RECEIVED',
  'FIN-WAIT-1',
  'FIN-WAIT-2',
  'TIME-WAIT',
  'CLOSED',
  'CLOSE-WAIT',
  'LAST-ACK',
  'LISTEN',
];
const connected = all.filter((state) => state !== 'LISTEN' && state !== 'CLOSED');

/** What `ss` shows of TCP without `-a` and `-l`. */
export const connectionStates: readonly TcpState[] = connected.filter(
  (state) => state !== 'TIME-WAIT' && state !== 'SYN-RECEIVED',
);
export const listeningStates: readonly TcpState[] = ['LISTEN', 'CLOSED'];
export const allStates = all;

const named: Readonly<Record<string, readonly TcpState[]>> = {
  all,
  connected,
  synchronized: connected.filter((state) => state !== 'SYN-SENT'),
  bucket: ['SYN-RECEIVED', 'TIME-WAIT'],
  big: all.filter((state) => state !== 'SYN-RECEIVED' && state !== 'TIME-WAIT'),
  established: ['ESTABLISHED'],
  'syn-sent': ['SYN-SENT'],
  'syn-recv': ['SYN-RECEIVED'],
  'syn-rcv': ['SYN-RECEIVED'],
  'fin-wait-1': ['FIN-WAIT-1'],
  'fin-wait-2': ['FIN-WAIT-2'],
  'time-wait': ['TIME-WAIT'],
  unconnected: ['CLOSED'],
  close: ['CLOSED'],
  closed: ['CLOSED'],
  'close-wait': ['CLOSE-WAIT'],
  'last-ack': ['LAST-ACK'],
  listening: ['LISTEN'],
  closing: [],
};

/** Takes `state X` and `exclude X` from the front of the words. */
export function takeStates(words: string[]): ReadonlySet<TcpState> | undefined | SsMistake {
  let states: Set<TcpState> | undefined;
  while (/^(state|excl|exclude)$/.test(words[0] ?? '')) {
    const excluding = words.shift() !== 'state';
    const name = words.shift();
    if (name === undefined) {
      return { text: 'Command line is not complete. Try option "help"\n', status: 255, usage: false };
    }
    const found = named[name.toLowerCase()];
    if (!found) return { text: `ss: wrong state name: ${name}\n`, status: 255, usage: false };
    states ??= new Set(excluding ? all : []);
    for (const state of found) {
      if (excluding) states.delete(state);
      else states.add(state);
    }
  }
  return states;
}

/** The words that are left, as a test of one socket. */
export function parseExpression(words: readonly string[], names: SsNames): SsTest | SsMistake {
  const tokens = words.flatMap((word) => word.split(/[ \t]+/).filter((token) => token !== ''));
  if (tokens.length === 0) return () => true;
  const parser = new Parser(tokens, names);
  try {
    const test = parser.list();
    return parser.next === undefined ? test : syntaxError();
  } catch (error) {
    if (!(error instanceof Mistake)) throw error;
    return error.mistake;
  }
}

function syntaxError(): SsMistake {
  const text = 'ss: bison bellows (while parsing filter): "syntax error!" Sorry.\n';
  return { text, status: 255, usage: true };
}

type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';
const comparisons: Readonly<Record<string, Comparison>> = {
  '=': '=',
  '==': '=',
  eq: '=',
  '!=': '!=',
  ne: '!=',
  neq: '!=',
  '<': '<',
  lt: '<',
  '<=': '<=',
  le: '<=',
  leq: '<=',
  '>': '>',
  gt: '>',
  '>=': '>=',
  ge: '>=',
  geq: '>=',
};

/** The grammar's own oddity is kept: `and` and `or` bind alike, from left to right, and may be left out. */
class Parser {
  readonly #tokens: string[];
  readonly #names: SsNames;
  constructor(tokens: readonly string[], names: SsNames) {
    this.#tokens = [...tokens];
    this.#names = names;
  }

  get next(): string | undefined {
    return this.#tokens[0];
  }

  list(): SsTest {
    let test = this.#one();
    while (this.next !== undefined && this.next !== ')') {
      const joint = /^(or|\|\|?)$/.test(this.next) ? 'or' : 'and';
      if (/^(and|or|&&?|\|\|?)$/.test(this.next)) this.#tokens.shift();
      const [left, right] = [test, this.#one()];
      test = joint === 'or' ? (row) => left(row) || right(row) : (row) => left(row) && right(row);
    }
    return test;
  }

  #one(): SsTest {
    const word = this.#tokens.shift();
    switch (word) {
      case '!':
      case 'not': {
        const inner = this.#one();
        return (row) => !inner(row);
      }
      case '(': {
        const inner = this.list();
        if (this.#tokens.shift() !== ')') throw new Mistake(syntaxError());
        return inner;
      }
      case 'src':
      case 'dst':
      case 'sport':
      case 'dport':
        return this.#condition(word);
      case 'autobound':
        return ({ local }) => this.#names.isEphemeral(local.port);
      case 'dev':
      case 'fwmark':
      case 'cgroup':
        throw new Mistake({ text: `ss: the filter ${word} is not here\n`, status: 1, usage: false });
      default:
        if (word !== undefined && !isWord(word)) hostCondition(word, false, this.#names);
        throw new Mistake(syntaxError());
    }
  }

  #condition(kind: 'src' | 'dst' | 'sport' | 'dport'): SsTest {
    const ofPort = kind.endsWith('port');
    const given = comparisons[this.next ?? ''];
    if (given) this.#tokens.shift();
    const operator = given ?? '=';
    const word = this.#tokens.shift();
    if (word === undefined || isWord(word) || (!ofPort && operator !== '=')) throw new Mistake(syntaxError());
    const condition = hostCondition(word, ofPort, this.#names);
    const end = (row: SocketRow) =>
      kind.startsWith('s') ? row.local : (row.peer ?? { address: wildcard(row), port: 0 });
    return (row) => compare(end(row), operator, condition);
  }
}

function wildcard({ family }: SocketRow): string {
  return family === 'AF_INET' ? '0.0.0.0' : '::';
}

/** A word of the language itself, which stands for no address. */
function isWord(word: string): boolean {
  const words = /^(!|not|&&?|and|\|\|?|or|\(|\)|src|dst|sport|dport|dev|fwmark|cgroup|autobound)$/;
  return words.test(word) || comparisons[word] !== undefined;
}

function compare(end: SocketRow['local'], operator: Comparison, condition: HostCondition): boolean {
  const port = condition.port ?? -1;
  switch (operator) {
    case '=':
      return meets(end, condition);
    case '!=':
      return !meets(end, condition);
    case '<':
      return end.port < port;
    case '<=':
      return end.port <= port;
    case '>':
      return end.port > port;
    case '>=':
      return end.port >= port;
  }
}

function meets({ address, port }: SocketRow['local'], { prefixes, port: wanted }: HostCondition): boolean {
  if (wanted !== undefined && wanted !== port) return false;
  return prefixes.length === 0 || prefixes.some((prefix) => inMappedPrefix(address, prefix));
}

/** An IPv4 condition is met by an IPv4-mapped address too. */
function inMappedPrefix(address: string, prefix: Prefix): boolean {
  if (prefix.length === 0) return true;
  const plain = familyOf(prefix.address) === 'AF_INET' ? (mappedIPv4(address) ?? address) : address;
  return inPrefix(plain, prefix);
}

function hostCondition(word: string, ofPort: boolean, names: SsNames): HostCondition {
  if (ofPort) return { prefixes: [], port: portNumber(word.replace(/^:/, ''), names) };
  const { host, port } = splitHost(word);
  return {
    prefixes: host === '' || host.startsWith('*') ? [] : prefixesOf(host, names),
    port: portNumber(port.replace(/^:/, ''), names),
  };
}

/** The last colon divides, unless brackets do. */
function splitHost(word: string): { readonly host: string; readonly port: string } {
  if (word.startsWith('[')) {
    const close = word.indexOf(']');
    if (close < 0) throw new Mistake(badAddress(''));
    return { host: word.slice(1, close), port: word.slice(close + 1) };
  }
  if (word.startsWith('*')) return { host: '*', port: word.slice(1) };
  const colon = word.lastIndexOf(':');
  const slash = word.indexOf('/');
  return colon < 0 || colon < slash
    ? { host: word, port: '' }
    : { host: word.slice(0, colon), port: word.slice(colon + 1) };
}

function portNumber(text: string, names: SsNames): number | undefined {
  if (text === '' || text.startsWith('*')) return undefined;
  const number = /^(0x[\da-f]+|\d+)$/i.test(text) ? Number(text) : names.portOf(text);
  if (number === undefined) throw new Mistake(badAddress(`Error: "${text}" does not look like a port.\n`));
  return number;
}

function prefixesOf(host: string, names: SsNames): readonly Prefix[] {
  const [text = '', length] = host.split('/');
  const address = parseAddress(text);
  const bits = address?.includes(':') ? 128 : 32;
  if (address !== undefined && (length === undefined || (/^\d+$/.test(length) && Number(length) <= bits))) {
    return [{ address, length: length === undefined ? bits : Number(length) }];
  }
  const found = names.addressesOf(host);
  if (found.length === 0) {
    throw new Mistake(badAddress(`Error: an inet prefix is expected rather than "${host}".\n`));
  }
  return found.map((known) => ({ address: known, length: known.includes(':') ? 128 : 32 }));
}

function badAddress(text: string): SsMistake {
  return { text: `${text}Cannot parse dst/src address.\n`, status: 1, usage: false };
}

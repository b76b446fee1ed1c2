/** The filters of `ss`: `state time-wait`, `sport = :62893 or dport = :62893`. */

import type { TcpState } from '../../../simulator/socket.ts';
import type { SocketRow } from '../../../simulator/socket-list.ts';

export interface SsFilter {
  /** Undefined when the words name no state. */
  readonly states: ReadonlySet<TcpState> | undefined;
  matches(row: SocketRow): boolean;
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

/** What `ss` shows without `-a` and `-l`. */
export const establishedStates: readonly TcpState[] = connected.filter(
  (state) => state !== 'TIME-WAIT' && state !== 'SYN-RECEIVED',
);
export const listeningStates: readonly TcpState[] = ['LISTEN', 'CLOSED'];
export const allStates = all;

const named: Readonly<Record<string, readonly TcpState[]>> = {
  all,
  connected,
  synchronized: connected.filter((state) => state !== 'SYN-SENT'),
  bucket: ['SYN-RECEIVED', 'TIME-WAIT'],
  established: ['ESTABLISHED'],
  'syn-sent': ['SYN-SENT'],
  'syn-recv': ['SYN-RECEIVED'],
  'fin-wait-1': ['FIN-WAIT-1'],
  'fin-wait-2': ['FIN-WAIT-2'],
  'time-wait': ['TIME-WAIT'],
  closed: ['CLOSED'],
  'close-wait': ['CLOSE-WAIT'],
  'last-ack': ['LAST-ACK'],
  listening: ['LISTEN'],
  listen: ['LISTEN'],
};

type Test = (row: SocketRow) => boolean;

/** @returns an error text where the words are no filter that is known here */
export function parseFilter(
  words: readonly string[],
  portOf: (name: string) => number | undefined,
): SsFilter | string {
  const rest = words.flatMap((word) => word.match(/[()!]|<=|>=|==|!=|[=<>]|&&?|\|\|?|[^\s()!=<>&|]+/g) ?? []);
  let states: Set<TcpState> | undefined;
  while (rest[0] === 'state' || rest[0] === 'exclude') {
    const excluding = rest.shift() === 'exclude';
    const name = rest.shift() ?? '';
    const found = named[name];
    if (!found) return `ss: wrong state name: ${name}\n`;
    states ??= new Set(excluding ? all : []);
    for (const state of found) {
      if (excluding) states.delete(state);
      else states.add(state);
    }
  }
  const parser = { rest, portOf, error: '' };
  const test = rest.length === 0 ? () => true : anyOf(parser);
  if (parser.error === '' && rest.length > 0) parser.error = wrong(rest[0] ?? '');
  return parser.error === '' ? { states, matches: test } : parser.error;
}

interface Parser {
  readonly rest: string[];
  readonly portOf: (name: string) => number | undefined;
  error: string;
}

function wrong(word: string): string {
  return `ss: the filter ends at "${word}": here it knows state, sport, dport, and, or, not\n`;
}

function anyOf(parser: Parser): Test {
  let test = allOf(parser);
  while (['or', '|', '||'].includes(parser.rest[0] ?? '')) {
    parser.rest.shift();
    const [left, right] = [test, allOf(parser)];
    test = (row) => left(row) || right(row);
  }
  return test;
}

function allOf(parser: Parser): Test {
  let test = one(parser);
  for (
    let [next = ''] = parser.rest;
    /^(and|&&?|sport|dport|not|!|\()$/.test(next);
    [next = ''] = parser.rest
  ) {
    if (/^(and|&&?)$/.test(next)) parser.rest.shift();
    const [left, right] = [test, one(parser)];
    test = (row) => left(row) && right(row);
  }
  return test;
}

function one(parser: Parser): Test {
  const word = parser.rest.shift() ?? '';
  if (word === 'not' || word === '!') {
    const inner = one(parser);
    return (row) => !inner(row);
  }
  if (word === '(') {
    const inner = anyOf(parser);
    if (parser.rest.shift() !== ')') parser.error ||= wrong(word);
    return inner;
  }
  if (word !== 'sport' && word !== 'dport') {
    parser.error ||= wrong(word);
    return () => false;
  }
  const operator = /^([=!<>]+|eq|neq?|g[et]|l[et])$/.test(parser.rest[0] ?? '') ? parser.rest.shift() : '=';
  const text = (parser.rest.shift() ?? '').replace(/^.*:/, '');
  const port = /^\d+$/.test(text) ? Number(text) : parser.portOf(text);
  if (port === undefined) {
    parser.error ||= `Error: an inet prefix is expected rather than "${text}".\nCannot parse dst/src address.\n`;
  }
  const of = (row: SocketRow): number => (word === 'sport' ? row.local.port : (row.peer?.port ?? 0));
  return (row) => compare(of(row), operator ?? '=', port ?? 0);
}

function compare(value: number, operator: string, port: number): boolean {
  switch (operator) {
    case '!=':
    case 'ne':
    case 'neq':
      return value !== port;
    case '<':
    case 'lt':
      return value < port;
    case '<=':
    case 'le':
      return value <= port;
    case '>':
    case 'gt':
      return value > port;
    case '>=':
    case 'ge':
      return value >= port;
    default:
      return value === port;
  }
}

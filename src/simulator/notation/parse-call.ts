/** One call line of the notation. */
import type { Call, CallLine, NotationCallName, Outcome } from './case.ts';
import { type LineReader, readLine } from './line-reader.ts';
import { integerOptions, readableNames } from './option-names.ts';
import { parseOutcomes } from './parse-outcome.ts';
import { echoForm, readEcho, takeIcmp } from './ping-call.ts';
import { quotedPattern, unquote } from './quoted-text.ts';
import { fileCallForms, isFileCallName, readFileCall, takeUnixPath } from './unix-call.ts';
import { shown, unreadable } from './unreadable.ts';
import {
  expectEnd,
  type KnownSocket,
  knownHost,
  milliseconds,
  mustBe,
  namePattern,
  readEndpoint,
  readInteger,
  readOneOf,
  readRange,
  readSocketName,
  timePattern,
} from './words.ts';

/** The form of every call, as errors and the help show it. */
export const callForms: Readonly<Record<NotationCallName, string>> = {
  socket:
    'NAME = socket(AF_INET or AF_INET6 or AF_UNIX, SOCK_STREAM or SOCK_DGRAM), NAME = socket(AF_INET, SOCK_DGRAM, IPPROTO_ICMP)',
  setsockopt: 'setsockopt(NAME, OPTION, INTEGER), setsockopt(NAME, IP_LOCAL_PORT_RANGE, LOW-HIGH)',
  getsockopt: 'getsockopt(NAME, OPTION)',
  bind: 'bind(NAME, ADDRESS:PORT), bind(NAME, unix:PATH)',
  listen: 'listen(NAME, BACKLOG)',
  connect:
    'connect(NAME, ADDRESS:PORT), connect(NAME, ADDRESS:PORT, nonblocking), connect(NAME, ADDRESS:PORT, 2.5s), connect(NAME, unspec), connect(NAME, unix:PATH)',
  accept: 'NEW = accept(NAME)',
  send: 'send(NAME, "TEXT")',
  sendto: 'sendto(NAME, ADDRESS:PORT, "TEXT")',
  recv: 'recv(NAME), recv(NAME, BYTES), recv(NAME, 1.5s)',
  shutdown: 'shutdown(NAME, SHUT_RD or SHUT_WR or SHUT_RDWR)',
  getsockname: 'getsockname(NAME)',
  getpeername: 'getpeername(NAME)',
  close: 'close(NAME)',
  state: 'state(NAME)',
  readable: 'readable(NAME, NAME, …)',
  echo: echoForm,
  advance: 'advance(1.5s)',
  ...fileCallForms,
};

function isCallName(text: string): text is NotationCallName {
  return Object.hasOwn(callForms, text);
}

const int32 = 2 ** 31;

export interface ParsedCall {
  readonly line: Omit<CallLine, 'comments' | 'note'>;
  /** The column behind the call's closing parenthesis, where its result may follow. */
  readonly callEnd: number;
}

/**
 * @param hosts the names of the case's hosts; empty when it has the one host without a name
 * @throws Unreadable
 */
export function parseCall(code: string, known: KnownSocket, hosts: ReadonlySet<string>): ParsedCall {
  const reader = readLine(code);
  const makes = /^\s*[A-Za-z_][A-Za-z0-9_-]*\s*=/.test(code) ? reader.take(namePattern) : undefined;
  if (makes !== undefined) reader.take(/=/);
  const host = readHost(reader, hosts);
  const as = reader.take(/as\s+\d+\s*:/);
  const uid = as === undefined ? undefined : Number(/\d+/.exec(as)?.[0]);
  mustBe(uid === undefined || uid < 2 ** 32 - 1, `${uid} is no user id: 0 to 4294967294`);
  const name = reader.take(/[A-Za-z_]+/) ?? '';
  if (!isCallName(name)) {
    throw unreadable(
      `${shown(name || reader.rest())} is no call.`,
      name === 'on' ? 'on HOST: before as UID:' : Object.keys(callForms),
    );
  }
  const form = callForms[name];
  mustBe(
    makes === undefined || name === 'socket' || name === 'accept',
    `${name} makes no socket to be named "${makes}": only socket and accept do`,
  );
  mustBe(makes !== undefined || name !== 'socket', `the new socket needs a name: ${form}`);
  checkHost(name, host, hosts);
  reader.expect(/\(/, form);
  const call = readArguments(reader, name, known);
  reader.expect(/\)/, form);
  const callEnd = reader.at();
  const expected = readResult(reader, call, known);
  return { line: { makes, ...(host !== undefined && { host }), uid, call, expected }, callEnd };
}

/** `on HOST:`. */
function readHost(reader: LineReader, hosts: ReadonlySet<string>): string | undefined {
  if (reader.take(/on(?=\s)/) === undefined) return undefined;
  const name = reader.expect(namePattern, [...hosts]);
  reader.expect(/:/, `on ${name}: CALL`);
  mustBe(
    hosts.size > 0,
    `"on ${name}:" needs a line "host ${name} …" above: without one the case has one host, which has no name`,
  );
  return knownHost(name, hosts);
}

/** Only a new socket is put somewhere, so that no line can contradict the socket that it names. */
function checkHost(name: NotationCallName, host: string | undefined, hosts: ReadonlySet<string>): void {
  if (name === 'socket') {
    if (host === undefined && hosts.size > 0) {
      throw unreadable(
        'The new socket needs its host.',
        `NAME = on HOST: socket(…), with ${[...hosts].join(' or ')}`,
      );
    }
  } else mustBe(host === undefined, `${name} takes no host: it is made on the host of its socket`);
}

function readResult(reader: LineReader, call: Call, known: KnownSocket): readonly Outcome[] {
  if (reader.atEnd()) return [];
  reader.expect(/=/, 'the end of the line, or = RESULT');
  const outcomes = parseOutcomes(reader, call, known);
  expectEnd(reader, 'the end of the line, or another result after "or"');
  return outcomes;
}

function readArguments(reader: LineReader, name: NotationCallName, known: KnownSocket): Call {
  const socket = (): string => readSocketName(reader, known);
  const comma = (): unknown => reader.expect(/,/, callForms[name]);
  if (isFileCallName(name)) return readFileCall(reader, name);
  switch (name) {
    case 'socket': {
      const domain = readOneOf(reader, ['AF_INET', 'AF_INET6', 'AF_UNIX']);
      comma();
      if (domain === 'AF_UNIX') {
        readOneOf(reader, ['SOCK_STREAM']);
        return { name: 'unix socket' };
      }
      const type = readOneOf(reader, ['SOCK_STREAM', 'SOCK_DGRAM']);
      const pinging = type === 'SOCK_DGRAM' ? takeIcmp(reader, domain) : undefined;
      return pinging ?? { name, domain, type };
    }
    case 'setsockopt': {
      const subject = socket();
      comma();
      const option = readOneOf(reader, [...integerOptions, 'IP_LOCAL_PORT_RANGE']);
      comma();
      if (option === 'IP_LOCAL_PORT_RANGE') {
        const value = readRange(reader.expect(/\d+-\d+/, 'LOW-HIGH, such as 40000-40003'));
        return { name, socket: subject, option, value };
      }
      return { name, socket: subject, option, value: readInteger(reader, -int32, int32 - 1, 'integer') };
    }
    case 'getsockopt': {
      const subject = socket();
      comma();
      return { name, socket: subject, option: readOneOf(reader, readableNames) };
    }
    case 'bind': {
      const subject = socket();
      comma();
      const path = takeUnixPath(reader);
      if (path !== undefined) return { name: 'unix bind', socket: subject, path };
      return { name, socket: subject, address: readEndpoint(reader, known) };
    }
    case 'listen': {
      const subject = socket();
      comma();
      return { name, socket: subject, backlog: readInteger(reader, -int32, int32 - 1, 'backlog') };
    }
    case 'connect': {
      const subject = socket();
      comma();
      const path = takeUnixPath(reader);
      if (path !== undefined) return { name: 'unix connect', socket: subject, path };
      if (reader.take(/unspec/)) return { name, socket: subject, address: 'unspec', wait: 'usual' };
      const address = readEndpoint(reader, known);
      return { name, socket: subject, address, wait: reader.take(/,/) ? readWait(reader) : 'usual' };
    }
    case 'send': {
      const subject = socket();
      comma();
      return { name, socket: subject, data: readText(reader) };
    }
    case 'sendto': {
      const subject = socket();
      comma();
      const address = readEndpoint(reader, known);
      comma();
      return { name, socket: subject, address, data: readText(reader) };
    }
    case 'recv': {
      const subject = socket();
      return { name, socket: subject, limit: reader.take(/,/) ? readLimit(reader) : undefined };
    }
    case 'shutdown': {
      const subject = socket();
      comma();
      return { name, socket: subject, how: readOneOf(reader, ['SHUT_RD', 'SHUT_WR', 'SHUT_RDWR']) };
    }
    case 'accept':
    case 'getsockname':
    case 'getpeername':
    case 'close':
    case 'state':
      return { name, socket: socket() };
    case 'readable': {
      const sockets = [socket()];
      while (reader.take(/,/)) sockets.push(socket());
      return { name, sockets };
    }
    case 'echo':
      return readEcho(reader, socket());
    case 'advance':
      return { name, milliseconds: milliseconds(reader.expect(timePattern, 'a time such as 1.5s')) };
  }
}

function readWait(reader: LineReader): 'nonblocking' | number {
  const time = reader.take(timePattern);
  if (time !== undefined) return milliseconds(time);
  reader.expect(/nonblocking/, ['nonblocking', 'a time such as 2.5s']);
  return 'nonblocking';
}

function readLimit(reader: LineReader): { bytes: number } | { wait: number } {
  const time = reader.take(timePattern);
  if (time !== undefined) return { wait: milliseconds(time) };
  const bytes = reader.expect(/\d+(?![.\ds])/, ['a number of bytes', 'a time such as 1.5s']);
  return { bytes: Number(bytes) };
}

function readText(reader: LineReader): string {
  return unquote(reader.expect(quotedPattern, 'text in quotes, such as "hello"'));
}

/** The result behind a call's `=`: one outcome, or several with `or` between them. */
import type { Call, EndpointPattern, Outcome, PortPattern } from './case.ts';
import { tcpStates } from './case.ts';
import { errnoNames, isErrnoName } from './errno-names.ts';
import type { LineReader } from './line-reader.ts';
import { echoResults, readEchoOutcome } from './ping-call.ts';
import { quotedPattern, unquote } from './quoted-text.ts';
import { takeUnixPath } from './unix-call.ts';
import { shown, unreadable } from './unreadable.ts';
import { type KnownSocket, mustBe, readAddress, readPort, readRange } from './words.ts';

const endpointResults =
  '127.0.0.1:80, [::1]:port(NAME), 127.0.0.1:32768-60999, 127.0.0.1:not port(NAME), 127.0.0.1:*, *:80, unix:PATH';

/** What each call gives when it succeeds; errors say it. */
function successOf(call: Call): string {
  switch (call.name) {
    case 'send':
    case 'sendto':
      return 'the number of bytes';
    case 'getsockopt':
      return call.option === 'IP_LOCAL_PORT_RANGE' ? 'LOW-HIGH' : 'an integer';
    case 'recv':
      return '"TEXT", "TEXT" from ADDRESS:PORT';
    case 'getsockname':
    case 'getpeername':
      return endpointResults;
    case 'state':
      return tcpStates.join(', ');
    case 'echo':
      return echoResults;
    case 'readable':
      return 'the names of sockets that were asked for, none, or 2 of them';
    case 'socket':
    case 'setsockopt':
    case 'bind':
    case 'listen':
    case 'connect':
    case 'accept':
    case 'shutdown':
    case 'close':
    case 'advance':
    case 'ping socket':
    case 'unix socket':
    case 'unix bind':
    case 'unix connect':
    case 'mkdir':
    case 'chmod':
    case 'creat':
    case 'chown':
    case 'unlink':
    case 'rename':
      return '0';
  }
}

/** @throws Unreadable */
export function parseOutcomes(reader: LineReader, call: Call, known: KnownSocket): readonly Outcome[] {
  const outcomes: Outcome[] = [];
  do outcomes.push(parseOutcome(reader, call, known));
  while (reader.take(/or(?![A-Za-z0-9_-])/));
  return outcomes;
}

function parseOutcome(reader: LineReader, call: Call, known: KnownSocket): Outcome {
  const word = reader.take(/E[A-Z0-9]+(?![A-Za-z0-9_-])/);
  if (word !== undefined && isErrnoName(word)) return { kind: 'errno', errno: word };
  const success = word === undefined ? parseSuccess(reader, call, known) : parseUpperCase(reader, call, word);
  if (success) return success;
  throw unreadable(
    `${shown(reader.rest())} is no result of ${call.name}.`,
    `${successOf(call)}, or an errno`,
  );
}

/** A word that looks like an errno and may be something else. */
function parseUpperCase(reader: LineReader, call: Call, word: string): Outcome | undefined {
  if (call.name === 'state' && word === 'ESTABLISHED') return { kind: 'state', state: word };
  if (call.name === 'readable' && call.sockets.includes(word)) return readNames(reader, call.sockets, word);
  throw unreadable(`"${word}" is no errno.`, errnoNames);
}

function parseSuccess(reader: LineReader, call: Call, known: KnownSocket): Outcome | undefined {
  switch (call.name) {
    case 'send':
    case 'sendto':
      return takeNumber(reader, /\d+(?![\w.:-])/);
    case 'getsockopt': {
      const range = reader.take(/\d+-\d+(?![\w.:-])/);
      if (range !== undefined) return { kind: 'range', range: readRange(range) };
      return takeNumber(reader, /-?\d+(?![\w.:-])/);
    }
    case 'recv':
      return readText(reader, known);
    case 'getsockname':
    case 'getpeername':
      if (reader.take(/unix:(?=\s|$)/)) return { kind: 'path', path: undefined };
      return readPath(reader) ?? { kind: 'endpoint', endpoint: readEndpointPattern(reader, known) };
    case 'state': {
      const text = reader.take(/[A-Z0-9-]+(?![A-Za-z])/);
      const state = tcpStates.find((name) => name === text);
      if (text !== undefined && !state) throw unreadable(`"${text}" is no TCP state.`, tcpStates);
      return state && { kind: 'state', state };
    }
    case 'echo':
      return readEchoOutcome(reader);
    case 'readable': {
      const count = reader.take(/\d+\s+of\s+them(?!\w)/);
      if (count !== undefined) return { kind: 'how many', count: Number.parseInt(count, 10) };
      if (reader.take(/none(?![\w-])/)) return { kind: 'sockets', names: [] };
      return readNames(reader, call.sockets, undefined);
    }
    case 'socket':
    case 'setsockopt':
    case 'bind':
    case 'listen':
    case 'connect':
    case 'accept':
    case 'shutdown':
    case 'close':
    case 'advance':
    case 'ping socket':
    case 'unix socket':
    case 'unix bind':
    case 'unix connect':
    case 'mkdir':
    case 'chmod':
    case 'creat':
    case 'chown':
    case 'unlink':
    case 'rename':
      return takeNumber(reader, /0(?![\w.:-])/);
  }
}

function readPath(reader: LineReader): Outcome | undefined {
  const path = takeUnixPath(reader);
  return path === undefined ? undefined : { kind: 'path', path };
}

function takeNumber(reader: LineReader, pattern: RegExp): Outcome | undefined {
  const text = reader.take(pattern);
  return text === undefined ? undefined : { kind: 'number', value: Number(text) };
}

function readText(reader: LineReader, known: KnownSocket): Outcome | undefined {
  const text = reader.take(quotedPattern);
  if (text === undefined) return undefined;
  const from = reader.take(/from(?!\w)/) ? readEndpointPattern(reader, known) : undefined;
  return { kind: 'text', data: unquote(text), from };
}

function readNames(
  reader: LineReader,
  asked: readonly string[],
  first: string | undefined,
): Outcome | undefined {
  const names: string[] = first === undefined ? [] : [first];
  for (;;) {
    const name = reader.take(/(?!or(?![\w-]))[A-Za-z_][A-Za-z0-9_-]*/);
    if (name === undefined) break;
    if (!asked.includes(name))
      throw unreadable(`"${name}" was not asked for.`, [...asked, 'none', '2 of them']);
    names.push(name);
  }
  const positions = names.map((name) => asked.indexOf(name));
  const inOrder = positions.every(
    (position, index) => index === 0 || position > (positions[index - 1] ?? -1),
  );
  mustBe(inOrder, `readable names sockets in the order in which they were asked for: ${asked.join(' ')}`);
  return names.length === 0 ? undefined : { kind: 'sockets', names };
}

function readEndpointPattern(reader: LineReader, known: KnownSocket): EndpointPattern {
  const address = reader.take(/\*:/) ? '*' : readAddress(reader, endpointResults);
  return { address, port: readPortPattern(reader, known) };
}

function readPortPattern(reader: LineReader, known: KnownSocket): PortPattern {
  if (reader.take(/\*/)) return '*';
  const range = reader.take(/\d+-\d+/);
  if (range !== undefined) return readRange(range);
  const number = reader.take(/\d+/);
  if (number !== undefined) return readPort(number);
  const not = reader.take(/not\s+port\([^)\s]*\)/);
  if (not !== undefined) return { notPortOf: known(not.slice(not.indexOf('(') + 1, -1)) };
  const port = reader.expect(/port\([^)\s]*\)/, [
    'a port number',
    'LOW-HIGH',
    'port(NAME)',
    'not port(NAME)',
    '*',
  ]);
  return { portOf: known(port.slice(5, -1)) };
}

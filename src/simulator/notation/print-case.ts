/** Writes cases in the notation; what `parseCases` reads back is the same data. */
import type { Call, CallLine, Case, EndpointPattern, Header, Outcome, PortPattern } from './case.ts';
import { pingArguments, printEchoOutcome } from './ping-call.ts';
import { quote } from './quoted-text.ts';
import { callWord, printUnixPath, unixArguments } from './unix-call.ts';
import { formatTime } from './words.ts';

export function printCase(printed: Case): string {
  const lines = [
    `case ${printed.name}`,
    ...printed.comments.map(comment),
    ...printed.headers.map(printHeader),
    ...printed.calls.flatMap((line) => [...line.comments.map(comment), printCallLine(line)]),
    ...printed.closing.map(comment),
  ];
  return `${lines.join('\n')}\n`;
}

function comment(text: string): string {
  return text === '' ? '#' : `# ${text}`;
}

export function printHeader(header: Header): string {
  switch (header.kind) {
    case 'recorded':
    case 'source':
    case 'gap':
      return `${header.kind} ${header.text}`;
    case 'address':
    case 'loopback-address':
      return `${header.kind} ${header.address}/${header.prefixLength}`;
    case 'no-ipv6':
      return 'no-ipv6';
    case 'host':
      return [
        `host ${header.host}`,
        ...header.addresses.map(({ address, prefixLength, link }) => `${address}/${prefixLength}@${link}`),
      ].join(' ');
    case 'route': {
      const { address, length } = header.destination;
      return `route ${header.host} ${length === 0 ? 'default' : `${address}/${length}`} via ${header.via}`;
    }
    case 'sysctl':
      return `sysctl ${hostWord(header.host)}${header.name} ${header.value}`;
    case 'iptables':
    case 'ip6tables':
      return `${header.kind} ${hostWord(header.host)}${header.words.map(printWord).join(' ')}`;
  }
}

function hostWord(host: string | undefined): string {
  return host === undefined ? '' : `${host} `;
}

function printWord(word: string): string {
  return /^[!-~]+$/.test(word) && !/["#]/.test(word) ? word : quote(word);
}

export function printCallLine({ makes, host, uid, call, expected, note }: CallLine): string {
  const name = makes === undefined ? '' : `${makes} = `;
  const place = host === undefined ? '' : `on ${host}: `;
  const user = uid === undefined ? '' : `as ${uid}: `;
  const result = expected.length === 0 ? '' : ` = ${expected.map(printOutcome).join(' or ')}`;
  const behind = note === undefined ? '' : ` ${comment(note)}`;
  return `${name}${place}${user}${printCall(call)}${result}${behind}`;
}

export function printCall(call: Call): string {
  return `${callWord(call.name)}(${argumentsOf(call).join(', ')})`;
}

function argumentsOf(call: Call): readonly string[] {
  switch (call.name) {
    case 'socket':
      return [call.domain, call.type];
    case 'setsockopt': {
      const { option, value } = call;
      return [call.socket, option, typeof value === 'number' ? String(value) : printPort(value)];
    }
    case 'getsockopt':
      return [call.socket, call.option];
    case 'bind':
      return [call.socket, printEndpoint(call.address)];
    case 'listen':
      return [call.socket, String(call.backlog)];
    case 'connect': {
      const address = call.address === 'unspec' ? 'unspec' : printEndpoint(call.address);
      if (call.wait === 'usual') return [call.socket, address];
      return [call.socket, address, call.wait === 'nonblocking' ? call.wait : formatTime(call.wait)];
    }
    case 'send':
      return [call.socket, quote(call.data)];
    case 'sendto':
      return [call.socket, printEndpoint(call.address), quote(call.data)];
    case 'recv': {
      const { limit } = call;
      if (!limit) return [call.socket];
      return [call.socket, 'bytes' in limit ? String(limit.bytes) : formatTime(limit.wait)];
    }
    case 'shutdown':
      return [call.socket, call.how];
    case 'accept':
    case 'getsockname':
    case 'getpeername':
    case 'close':
    case 'state':
      return [call.socket];
    case 'readable':
      return call.sockets;
    case 'ping socket':
    case 'echo':
      return pingArguments(call);
    case 'advance':
      return [formatTime(call.milliseconds)];
    default:
      return unixArguments(call);
  }
}

export function printOutcome(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'errno':
      return outcome.errno;
    case 'number':
      return String(outcome.value);
    case 'range':
      return printPort(outcome.range);
    case 'text':
      return `${quote(outcome.data)}${outcome.from ? ` from ${printEndpoint(outcome.from)}` : ''}`;
    case 'endpoint':
      return printEndpoint(outcome.endpoint);
    case 'path':
      return printUnixPath(outcome.path);
    case 'state':
      return outcome.state;
    case 'reply':
    case 'icmp error':
      return printEchoOutcome(outcome);
    case 'sockets':
      return outcome.names.length === 0 ? 'none' : outcome.names.join(' ');
    case 'how many':
      return `${outcome.count} of them`;
  }
}

export function printEndpoint({ address, port }: EndpointPattern): string {
  return `${address.includes(':') ? `[${address}]` : address}:${printPort(port)}`;
}

function printPort(port: PortPattern): string {
  if (typeof port !== 'object') return String(port);
  if ('portOf' in port) return `port(${port.portOf})`;
  if ('notPortOf' in port) return `not port(${port.notPortOf})`;
  return `${port.low}-${port.high}`;
}

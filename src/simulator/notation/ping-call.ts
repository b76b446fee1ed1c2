/** The calls of the notation that ping: a socket for echo requests, and a request with what comes back. */
import { type Family, parseAddress } from '../address.ts';
import type { UnreachableKind } from '../packet.ts';
import type { LineReader } from './line-reader.ts';
import { shown, unreadable } from './unreadable.ts';
import { formatTime, milliseconds, readInteger, timePattern } from './words.ts';

export type PingCall =
  /** socket(AF_INET or AF_INET6, SOCK_DGRAM, IPPROTO_ICMP or IPPROTO_ICMPV6) */
  | { readonly name: 'ping socket'; readonly domain: Family }
  /** Sends one request and waits for what comes: as long as connect does, or so many milliseconds. */
  | {
      readonly name: 'echo';
      readonly socket: string;
      readonly to: string;
      /** IP_TTL, IPV6_UNICAST_HOPS. */
      readonly hopLimit: number | undefined;
      readonly wait: 'usual' | number;
    };

/** What came for a request: the reply with its hop limit, or an ICMP error and who sent it. */
export type EchoOutcome =
  | { readonly kind: 'reply'; readonly from: string; readonly hopLimit: number }
  | { readonly kind: 'icmp error'; readonly error: UnreachableKind; readonly from: string };

export const echoForm = 'echo(NAME, ADDRESS), echo(NAME, ADDRESS, ttl 3), echo(NAME, ADDRESS, 4s)';
export const echoResults =
  'reply from ADDRESS ttl 63, time-exceeded from ADDRESS, icmp-host-unreachable from ADDRESS';

/** The third argument of socket, where one stands. */
export function takeIcmp(reader: LineReader, domain: Family): PingCall | undefined {
  if (!reader.take(/,/)) return undefined;
  const protocol = domain === 'AF_INET' ? 'IPPROTO_ICMP' : 'IPPROTO_ICMPV6';
  reader.expect(new RegExp(`${protocol}(?!\\w)`), protocol);
  return { name: 'ping socket', domain };
}

export function readEcho(reader: LineReader, socket: string): PingCall {
  reader.expect(/,/, echoForm);
  const to = readBareAddress(reader);
  let hopLimit: number | undefined;
  let wait: 'usual' | number = 'usual';
  while (reader.take(/,/)) {
    if (reader.take(/ttl(?=\s)/)) hopLimit = readInteger(reader, 1, 255, 'ttl');
    else wait = milliseconds(reader.expect(timePattern, ['ttl 3', 'a time such as 2.5s']));
  }
  return { name: 'echo', socket, to, hopLimit, wait };
}

function readBareAddress(reader: LineReader): string {
  const text = reader.expect(/[0-9A-Za-z.:%]+/, 'an address');
  const address = parseAddress(text);
  if (address === undefined)
    throw unreadable(`${shown(text)} is no address.`, ['192.168.1.1', '2001:db8::1']);
  return address;
}

export function pingArguments(call: PingCall): readonly string[] {
  if (call.name === 'ping socket') {
    return [call.domain, 'SOCK_DGRAM', call.domain === 'AF_INET' ? 'IPPROTO_ICMP' : 'IPPROTO_ICMPV6'];
  }
  const { socket, to, hopLimit, wait } = call;
  return [
    socket,
    to,
    ...(hopLimit === undefined ? [] : [`ttl ${hopLimit}`]),
    ...(wait === 'usual' ? [] : [formatTime(wait)]),
  ];
}

const errors: readonly UnreachableKind[] = [
  'time-exceeded',
  'icmp-net-unreachable',
  'icmp-host-unreachable',
  'icmp-proto-unreachable',
  'icmp-port-unreachable',
  'icmp-net-prohibited',
  'icmp-host-prohibited',
  'icmp-admin-prohibited',
  'icmp6-no-route',
  'icmp6-adm-prohibited',
  'icmp6-addr-unreachable',
  'icmp6-port-unreachable',
  'icmp6-policy-fail',
  'icmp6-reject-route',
];

export function readEchoOutcome(reader: LineReader): EchoOutcome | undefined {
  const word = reader.take(/[a-z][a-z0-9-]*(?=\s+from\s)/);
  if (word === undefined) return undefined;
  reader.expect(/from/, echoResults);
  const from = readBareAddress(reader);
  if (word === 'reply') {
    reader.expect(/ttl(?=\s)/, echoResults);
    return { kind: 'reply', from, hopLimit: readInteger(reader, 1, 255, 'ttl') };
  }
  const error = errors.find((name) => name === word);
  if (error === undefined) throw unreadable(`"${word}" is no ICMP error.`, errors);
  return { kind: 'icmp error', error, from };
}

export function printEchoOutcome(outcome: EchoOutcome): string {
  return outcome.kind === 'reply'
    ? `reply from ${outcome.from} ttl ${outcome.hopLimit}`
    : `${outcome.error} from ${outcome.from}`;
}

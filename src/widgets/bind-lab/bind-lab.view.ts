/** What the bind lab decides: reading its form, the calls that follow, and the words about the last one. No DOM. */
import {
  type Family,
  familyOf,
  formatEndpoint,
  isLoopback,
  isWildcard,
  parseAddress,
} from '../../simulator/address.ts';
import { type Errno, strerror } from '../../simulator/errno.ts';
import { errorName } from '../../simulator/os/error-names.ts';
import type { SystemName } from '../../simulator/os/system-rules.ts';
import type { Refusal, SocketMet } from '../../simulator/refusal.ts';
import { measuredRules, type RuleId, rules, type Source } from '../../simulator/rules.ts';
import type { CallResult, SocketOption, SystemCall, TraceEntry } from '../../simulator/system-call.ts';

export interface FormFields {
  readonly protocol: string;
  readonly address: string;
  readonly port: string;
  readonly options: readonly SocketOption[];
  readonly system: SystemName;
}

/** What a button of the form asks for. */
export type Wish = 'bind' | 'listen' | 'connect';

export interface Plan {
  readonly wish: Wish;
  readonly protocol: 'tcp' | 'udp';
  readonly address: string;
  readonly port: number;
  readonly options: readonly SocketOption[];
  readonly system: SystemName;
}

export type ReadForm =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly field: 'address' | 'port'; readonly message: string };

export function readForm(wish: Wish, fields: FormFields): ReadForm {
  const written = fields.address.trim().replace(/^\[(.*)\]$/, '$1');
  const address = parseAddress(written);
  if (!address) return { ok: false, field: 'address', message: addressMistake(written) };
  const digits = fields.port.trim();
  if (!/^\d{1,6}$/.test(digits) || Number(digits) > 65535) {
    return { ok: false, field: 'port', message: portMistake(digits) };
  }
  const protocol = fields.protocol === 'udp' ? 'udp' : 'tcp';
  const { options, system } = fields;
  return { ok: true, plan: { wish, protocol, address, port: Number(digits), options, system } };
}

function addressMistake(written: string): string {
  if (written === '') return 'Write an address, for example 127.0.0.1.';
  if (/^localhost$/i.test(written)) {
    return 'localhost is a name, and bind takes an address: 127.0.0.1 or ::1.';
  }
  if (/^[\d.]+$/.test(written))
    return `${written} is no IPv4 address: four numbers from 0 to 255, as 127.0.0.1.`;
  return `${written} is no address. IPv4 looks like 127.0.0.1, IPv6 like ::1.`;
}

function portMistake(digits: string): string {
  if (digits === '') return 'Write a port: 1 to 65535, or 0 to let the host choose.';
  if (/^\d+$/.test(digits)) return `${digits} is too large: a port has 16 bits, so the last one is 65535.`;
  return `${digits} is no port: a whole number from 0 to 65535.`;
}

const backlog = 5;

interface Setting {
  readonly option: SocketOption;
  readonly value: 0 | 1;
}

/** What is ticked is switched on. On Windows IPV6_V6ONLY is on to begin with, so leaving it out switches it off. */
function optionsOf({ options, system }: Plan, family: Family): readonly Setting[] {
  const ticked = options
    .filter((option) => option !== 'IPV6_V6ONLY' || family === 'AF_INET6')
    .map((option): Setting => ({ option, value: 1 }));
  const offV6only = system === 'windows' && family === 'AF_INET6' && !options.includes('IPV6_V6ONLY');
  return offV6only ? [...ticked, { option: 'IPV6_V6ONLY', value: 0 }] : ticked;
}

/**
 * The calls of a plan, one after the other, each made when the one before it was answered. A refused call ends it, and the
 * socket is closed, as a program does that gives up.
 */
export function callsOf(plan: Plan): (last: CallResult | undefined) => SystemCall | undefined {
  const address = { family: familyOf(plan.address), address: plan.address, port: plan.port };
  const options = optionsOf(plan, address.family);
  let fd: number | undefined;
  let queue: ((fd: number) => SystemCall)[] = [
    ...options.map(
      ({ option, value }) =>
        (fd: number) =>
          ({ name: 'setsockopt', fd, option, value }) as const,
    ),
    ...(plan.wish === 'connect'
      ? [(fd: number) => ({ name: 'connect', fd, address }) as const]
      : [(fd: number) => ({ name: 'bind', fd, address }) as const]),
    ...(plan.wish === 'listen' ? [(fd: number) => ({ name: 'listen', fd, backlog }) as const] : []),
  ];
  return (last) => {
    if (!last) {
      return {
        name: 'socket',
        domain: address.family,
        type: plan.protocol === 'tcp' ? 'SOCK_STREAM' : 'SOCK_DGRAM',
      };
    }
    if (fd === undefined && last.ok && typeof last.value === 'number') fd = last.value;
    if (fd === undefined) return undefined;
    if (!last.ok && last.errno === 'EINPROGRESS') return { name: 'connect', fd, address };
    if (!last.ok) {
      queue = [];
      return last.errno === 'EALREADY' ? undefined : { name: 'close', fd };
    }
    const next = queue.shift();
    return next?.(fd);
  };
}

export interface Explanation {
  readonly outcome: 'done' | 'refused' | 'pending';
  /** As strace(1) writes it: `bind(3, 127.0.0.1:8080) = -1 EADDRINUSE`. */
  readonly call: string;
  readonly sentence: string;
  /** The rule that decided, where a call was refused. */
  readonly rule: RuleId | undefined;
  /** Whether recorded cases show it. */
  readonly recorded: boolean;
  readonly source: Source | undefined;
  readonly met: readonly SocketMet[];
}

/** The last call made by hand that matters: a close that follows a refusal is only its tidying up. */
export function lastByHand(calls: readonly TraceEntry[], hands: ReadonlySet<number>): TraceEntry | undefined {
  const mine = calls.filter(({ pid }) => hands.has(pid));
  const last = mine.at(-1);
  const before = mine.at(-2);
  return last?.call.name === 'close' && before && !before.result.ok ? before : last;
}

export function explain({ call, result }: TraceEntry, system: SystemName): Explanation {
  if (!result.ok) return explainRefusal(call, result, system);
  return {
    outcome: 'done',
    call: `${writeCall(call)} = ${resultText(call, result)}`,
    sentence: doneSentence(call),
    rule: undefined,
    recorded: false,
    source: undefined,
    met: [],
  };
}

function resultText(call: SystemCall, result: Extract<CallResult, { ok: true }>): string {
  return typeof result.value === 'number' && (call.name === 'accept' || call.name === 'socket')
    ? String(result.value)
    : '0';
}

function explainRefusal(call: SystemCall, refusal: Refusal, system: SystemName): Explanation {
  const { errno } = refusal;
  const rule = rules[refusal.rule];
  const pending = errno === 'EALREADY' || errno === 'EINPROGRESS';
  return {
    outcome: pending ? 'pending' : 'refused',
    call:
      refusal.rule === 'not-documented'
        ? `${writeCall(call)} = ?`
        : `${writeCall(call)} = -1 ${errorText(system, errno)}`,
    sentence: pending
      ? 'No answer has come yet. The host sends its SYN again after 1, 2, 3, 4, 5, 7 seconds and so on, and gives up after a little over two minutes.'
      : rule.sentence,
    rule: refusal.rule,
    recorded: system === 'linux' && Object.hasOwn(measuredRules, refusal.rule),
    source: rule.source,
    met: refusal.met,
  };
}

function errorText(system: SystemName, errno: Errno): string {
  const [name, number] = errorName(system, errno).split(' ');
  // Linux says it in words that anybody finds in a log; the other systems' words are their own.
  const more = [number, system === 'linux' ? strerror(errno) : undefined].filter(
    (part) => part !== undefined,
  );
  return more.length > 0 ? `${name} (${more.join(', ')})` : `${name}`;
}

export function writeCall(call: SystemCall): string {
  switch (call.name) {
    case 'socket':
      return `socket(${call.domain}, ${call.type})`;
    case 'setsockopt':
      return `setsockopt(${call.fd}, ${call.option}, ${call.value})`;
    case 'bind':
      return `bind(${call.fd}, ${formatEndpoint(call.address)})`;
    case 'connect':
      return `connect(${call.fd}, ${call.address === 'AF_UNSPEC' ? 'unspec' : formatEndpoint(call.address)})`;
    case 'listen':
      return `listen(${call.fd}, ${call.backlog})`;
    default:
      return `${call.name}(${call.fd})`;
  }
}

function doneSentence(call: SystemCall): string {
  switch (call.name) {
    case 'bind':
      return call.address.port === 0
        ? 'The host chose a free port; the table shows which. Nobody is answered before the socket listens.'
        : `The socket holds port ${call.address.port} on ${addressWords(call.address.address)}. A TCP client is still refused: nothing listens yet.`;
    case 'listen':
      return 'It listens: from now on the host takes connections for it, even before the program accepts them.';
    case 'connect':
      return 'Connected. The host chose the client’s own address and port; the table shows both ends.';
    case 'accept':
      return 'The program has taken the connection that waited longest, with a descriptor of its own.';
    case 'close':
      return 'The socket is closed. If this end closed an open connection first, TIME-WAIT stays behind.';
    default:
      return 'Done.';
  }
}

export function addressWords(address: string): string {
  if (address === '::') return 'every address of this host, IPv4 and IPv6 (unless IPV6_V6ONLY is set)';
  if (isWildcard(address)) return 'every IPv4 address of this host';
  return isLoopback(address) ? `${address}, which only this host reaches` : address;
}

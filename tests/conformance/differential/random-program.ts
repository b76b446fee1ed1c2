/** Random programs of socket calls: few sockets, addresses and ports, so that they collide often. */
import fc from 'fast-check';
import type { Family } from '../../../src/simulator/address.ts';
import type {
  Call,
  Case,
  EndpointArgument,
  Header,
  NotationCallName,
  PortRange,
} from '../../../src/simulator/notation/case.ts';
import type { IntegerOption, ReadableName } from '../../../src/simulator/notation/option-names.ts';
import type { FileCallName } from '../../../src/simulator/notation/unix-call.ts';
import type { SocketType } from '../../../src/simulator/system-call.ts';
import { type Beginning, beginWith, connectWait, type Made, socketNames } from './program-beginnings.ts';
import { randomHosts } from './random-host.ts';

type Weighted<T> = readonly (readonly [number, T])[];

/** Every entry as often as its weight says; shrinks towards the first. */
function oneOf<T>(entries: Weighted<T>): fc.Arbitrary<T> {
  return fc.constantFrom(
    ...entries.flatMap(([weight, value]) => Array.from({ length: weight }, () => value)),
  );
}

const addressesOf: Readonly<Record<Family, Weighted<string>>> = {
  AF_INET: [
    [14, '127.0.0.1'],
    [8, '0.0.0.0'],
    [4, '192.0.2.10'],
    [2, '127.0.0.2'],
    [1, '192.0.2.99'],
    [1, '203.0.113.5'],
    [1, '192.0.2.255'],
    [1, '224.0.0.9'],
    [1, '255.255.255.255'],
  ],
  AF_INET6: [
    [10, '::1'],
    [8, '::'],
    [6, '::ffff:127.0.0.1'],
    [2, '::ffff:0.0.0.0'],
    [3, '2001:db8::10'],
    [1, '::ffff:192.0.2.10'],
    [1, '2001:db8::99'],
    [1, '::2'],
    [1, 'ff0e::9'],
    [1, 'fe80::1'],
  ],
};

const ports: Weighted<number | 'port of'> = [
  [12, 8080],
  [5, 0],
  [4, 'port of'],
  [2, 8081],
  [1, 80],
  [1, 40000],
  [1, 40001],
];

type OptionValue = { readonly option: IntegerOption; readonly value: number };
type RangeValue = { readonly option: 'IP_LOCAL_PORT_RANGE'; readonly value: PortRange };

const integers: Weighted<readonly [IntegerOption, number]> = [
  [10, ['SO_REUSEADDR', 1]],
  [6, ['SO_REUSEPORT', 1]],
  [4, ['IPV6_V6ONLY', 1]],
  [2, ['SO_LINGER', 0]],
  [2, ['IP_BIND_ADDRESS_NO_PORT', 1]],
  [1, ['SO_REUSEADDR', 0]],
  [1, ['SO_REUSEPORT', 0]],
  [1, ['IPV6_V6ONLY', 0]],
  [1, ['SO_BROADCAST', 1]],
  [1, ['IP_FREEBIND', 1]],
  [1, ['SO_LINGER', -1]],
  [1, ['TCP_LINGER2', 1]],
  [1, ['TCP_LINGER2', -1]],
];

const ranges: readonly PortRange[] = [
  { low: 40002, high: 40003 },
  { low: 40005, high: 0 },
  { low: 0, high: 40001 },
  { low: 40004, high: 40004 },
  { low: 50000, high: 50001 },
  { low: 40003, high: 40002 },
];

const options: Weighted<OptionValue | RangeValue> = [
  ...integers.map(([weight, [option, value]]) => [weight, { option, value }] as const),
  ...ranges.map((value) => [1, { option: 'IP_LOCAL_PORT_RANGE', value }] as const),
];

const readable: Weighted<ReadableName> = [
  [6, 'SO_ERROR'],
  [1, 'SO_ACCEPTCONN'],
  [1, 'SO_REUSEADDR'],
  [1, 'SO_REUSEPORT'],
  [1, 'IPV6_V6ONLY'],
  [1, 'SO_LINGER'],
  [1, 'TCP_LINGER2'],
  [1, 'IP_LOCAL_PORT_RANGE'],
  [1, 'IP_BIND_ADDRESS_NO_PORT'],
];

const kinds: Weighted<Exclude<NotationCallName, FileCallName | 'advance' | 'echo'>> = [
  [20, 'bind'],
  [16, 'connect'],
  [12, 'socket'],
  [12, 'setsockopt'],
  [10, 'listen'],
  [9, 'accept'],
  [8, 'close'],
  [6, 'recv'],
  [5, 'send'],
  [5, 'sendto'],
  [4, 'shutdown'],
  [4, 'getsockname'],
  [3, 'getsockopt'],
  [3, 'state'],
  [2, 'getpeername'],
  [2, 'readable'],
];

/** The raw material of one call; which socket it is for is a position in the list of those that exist. */
const step = fc.record({
  kind: oneOf(kinds),
  which: fc.nat(7),
  other: fc.nat(7),
  domain: oneOf<Family>([
    [3, 'AF_INET'],
    [2, 'AF_INET6'],
  ]),
  type: oneOf<SocketType>([
    [5, 'SOCK_STREAM'],
    [2, 'SOCK_DGRAM'],
  ]),
  foreign: fc.nat(11),
  ipv4: oneOf(addressesOf.AF_INET),
  ipv6: oneOf(addressesOf.AF_INET6),
  port: oneOf(ports),
  option: oneOf(options),
  readable: oneOf(readable),
  backlog: fc.constantFrom(5, 0, 1, 2, -1),
  how: fc.constantFrom('SHUT_WR', 'SHUT_RDWR', 'SHUT_RD'),
  text: fc.constantFrom('a', 'bc', ''),
  raw: fc.nat(3),
  uid: oneOf<number | undefined>([
    [16, undefined],
    [3, 1000],
    [1, 1001],
  ]),
  time: fc.nat(99),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const mostSockets = 8;
const mostPauses = 2;

function callOf(from: Step, sockets: readonly Made[]): Call | undefined {
  const subject = sockets[from.which % sockets.length];
  const other = sockets[from.other % sockets.length];
  if (from.kind === 'socket') return { name: 'socket', domain: from.domain, type: from.type };
  if (!subject || !other) return undefined;
  const socket = subject.name;
  const domain =
    from.foreign === 0 ? (subject.domain === 'AF_INET' ? 'AF_INET6' : 'AF_INET') : subject.domain;
  const address: EndpointArgument = {
    address: domain === 'AF_INET' ? from.ipv4 : from.ipv6,
    port: from.port === 'port of' ? { portOf: other.name } : from.port,
  };
  switch (from.kind) {
    case 'setsockopt': {
      return { name: 'setsockopt', socket, ...from.option };
    }
    case 'getsockopt':
      return { name: 'getsockopt', socket, option: from.readable };
    case 'bind':
      return { name: 'bind', socket, address };
    case 'listen':
      return { name: 'listen', socket, backlog: from.backlog };
    case 'connect':
      if (from.raw === 0 && from.other === 0) {
        return { name: 'connect', socket, address: 'unspec', wait: 'usual' };
      }
      return { name: 'connect', socket, address, wait: from.raw === 1 ? 'nonblocking' : connectWait };
    case 'accept':
      return { name: 'accept', socket };
    case 'send':
      return { name: 'send', socket, data: from.text };
    case 'sendto':
      return { name: 'sendto', socket, address, data: from.text };
    case 'recv':
      return {
        name: 'recv',
        socket,
        limit: from.raw === 0 ? { bytes: 1 } : from.raw === 1 ? { wait: 20 } : undefined,
      };
    case 'shutdown':
      return { name: 'shutdown', socket, how: from.how };
    case 'getsockname':
    case 'getpeername':
    case 'close':
    case 'state':
      return { name: from.kind, socket };
    case 'readable':
      return { name: 'readable', sockets: sockets.map(({ name }) => name) };
  }
}

function programOf(
  steps: readonly Step[],
  withTime: boolean,
  beginning: Beginning,
  headers: readonly Header[],
): Case {
  const { sockets, calls } = beginWith(beginning);
  let pauses = 0;
  const say = (call: Call, uid: number | undefined, makes: string | undefined): void => {
    calls.push({ makes, uid, call, expected: [], comments: [], note: undefined });
  };
  for (const [index, from] of steps.entries()) {
    // The first two make sockets, whatever they were meant to do.
    const raw = index < 2 && beginning === 'nothing' ? { ...from, kind: 'socket' as const } : from;
    const call = callOf(raw, sockets);
    if (!call) continue;
    const makesOne = call.name === 'socket' || call.name === 'accept';
    if (makesOne && sockets.length >= mostSockets) continue;
    const domain = call.name === 'socket' ? call.domain : 'AF_INET';
    const made = makesOne ? { name: socketNames[sockets.length] ?? 'z', domain } : undefined;
    if (made && call.name === 'accept') {
      const listener = sockets.find(({ name }) => name === call.socket);
      sockets.push({ ...made, domain: listener?.domain ?? domain });
    } else if (made) sockets.push(made);
    say(call, from.uid, made?.name);
    if (withTime && from.time < 12 && pauses < mostPauses) {
      pauses += 1;
      say({ name: 'advance', milliseconds: from.time < 8 ? 1100 : 50 }, undefined, undefined);
    }
  }
  return { name: 'random', comments: [], headers, calls, closing: [] };
}

const shareWithTime = 8;

const programs = fc
  .tuple(
    fc.array(step, { minLength: 4, maxLength: 24, size: 'max' }),
    fc.nat(99),
    oneOf<Beginning>([
      [6, 'nothing'],
      [3, 'connection'],
      [1, 'IPv6 connection'],
      [1, 'mapped connection'],
      [1, 'UDP pair'],
      [1, 'SO_REUSEPORT'],
      [1, 'SO_REUSEADDR'],
    ]),
    oneOf(randomHosts),
  )
  .map(([steps, time, beginning, headers]) => programOf(steps, time < shareWithTime, beginning, headers));

const batch = 50;

function asRootOnly(program: Case): Case {
  return { ...program, calls: program.calls.map((line) => ({ ...line, uid: undefined })) };
}

/**
 * Program number `index` of a seed.
 *
 * @param users whether calls may be made as other users than root
 */
export function* randomPrograms(
  seed: number,
  count: number,
  users = true,
): Generator<{ index: number; program: Case }> {
  for (let first = 0; first < count; first += batch) {
    const made = fc.sample(programs, { seed: seed + first / batch, numRuns: batch });
    for (const [offset, program] of made.entries()) {
      const one = users ? program : asRootOnly(program);
      if (first + offset < count) yield { index: first + offset, program: one };
    }
  }
}

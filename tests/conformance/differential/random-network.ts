/** Random programs whose sockets are on several hosts. */
import fc from 'fast-check';
import type { Family } from '../../../src/simulator/address.ts';
import type { Call, CallLine, Case, EndpointArgument } from '../../../src/simulator/notation/case.ts';
import type { SocketType } from '../../../src/simulator/system-call.ts';
import { socketNames } from './program-beginnings.ts';
import { randomScene, type Scene } from './random-scene.ts';

/** Short, because silence is frequent: what is on a link arrives all the same before a connect is given up. */
const networkWait = 10;

const kinds = [
  ...Array.from({ length: 8 }, () => 'connect' as const),
  ...Array.from({ length: 3 }, () => 'sendto' as const),
  ...Array.from({ length: 4 }, () => 'recv' as const),
  ...Array.from({ length: 3 }, () => 'accept' as const),
  ...Array.from({ length: 3 }, () => 'send' as const),
  ...Array.from({ length: 3 }, () => 'echo' as const),
  ...(['close', 'getpeername', 'getsockname', 'readable', 'SO_ERROR', 'state', 'listen'] as const),
  ...(['shutdown', 'SO_LINGER'] as const),
];

const step = fc.record({
  kind: fc.constantFrom(...kinds),
  which: fc.nat(11),
  host: fc.nat(2),
  type: fc.constantFrom<SocketType>('SOCK_STREAM', 'SOCK_STREAM', 'SOCK_DGRAM'),
  address: fc.nat(31),
  port: fc.constantFrom(80, 8080, 8080, 5353),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

interface Made {
  readonly name: string;
  readonly domain: Family;
  readonly type: SocketType;
}

function familyOf(address: string): Family {
  return address.includes(':') ? 'AF_INET6' : 'AF_INET';
}

function programOf(
  { headers, hosts, addresses }: Scene,
  steps: readonly Step[],
  servers: readonly Step[],
  pause: number,
): Case {
  const calls: CallLine[] = [];
  const sockets: Made[] = [];
  /** One socket a host and family, so that requests follow one another. */
  const pingers = new Map<string, string>();
  const reach = [
    ...addresses,
    ...addresses,
    '127.0.0.1',
    '::1',
    '192.168.1.99',
    '198.51.100.1',
    '2001:db8:9::1',
  ];
  const add = (call: Call, made?: Omit<Made, 'name'> & { readonly host?: string }): string => {
    const name = socketNames[sockets.length] ?? 'z';
    if (made) sockets.push({ name, domain: made.domain, type: made.type });
    const host = made?.host;
    calls.push({
      makes: made && name,
      ...(host !== undefined && { host }),
      uid: undefined,
      call,
      expected: [],
      comments: [],
      note: undefined,
    });
    return name;
  };
  const open = (domain: Family, { type, host }: Step): string => {
    const call: Call = { name: 'socket', domain, type };
    return add(call, { domain, type, host: hosts[host % hosts.length] ?? '' });
  };
  for (const server of servers) {
    const here = ['0.0.0.0', '::', '127.0.0.1', ...addresses];
    const address = here[server.address % here.length] ?? '::';
    const socket = open(familyOf(address), server);
    add({ name: 'bind', socket, address: { address, port: server.port } });
    if (server.type === 'SOCK_STREAM') add({ name: 'listen', socket, backlog: 5 });
  }
  for (const from of steps) {
    if (sockets.length > 12) break;
    const there = reach[from.address % reach.length] ?? '::1';
    const address: EndpointArgument = { address: there, port: from.port };
    const subject = sockets[from.which % sockets.length];
    if (from.kind === 'connect') {
      const socket = open(familyOf(there), from);
      add({ name: 'connect', socket, address, wait: networkWait });
    } else if (from.kind === 'sendto') {
      const socket = open(familyOf(there), { ...from, type: 'SOCK_DGRAM' });
      add({ name: 'sendto', socket, address, data: 'x' });
    } else if (from.kind === 'echo') {
      const domain = familyOf(there);
      const host = hosts[from.host % hosts.length] ?? '';
      const known = pingers.get(`${host} ${domain}`);
      const call: Call = { name: 'ping socket', domain };
      const socket = known ?? add(call, { domain, type: 'SOCK_DGRAM', host });
      pingers.set(`${host} ${domain}`, socket);
      const hopLimit = from.port === 80 ? 1 + (from.which % 3) : undefined;
      add({ name: 'echo', socket, to: there, hopLimit, wait: networkWait });
    } else if (subject && ![...pingers.values()].includes(subject.name)) addCall(from.kind, subject, add);
  }
  // Long enough for what was not answered to be sent again, and for a link to find out that nobody is there.
  if (pause > 0) add({ name: 'advance', milliseconds: pause });
  add({
    name: 'readable',
    sockets: sockets.map(({ name }) => name).filter((name) => ![...pingers.values()].includes(name)),
  });
  return { name: 'random', comments: [], headers, calls, closing: [] };
}

function addCall(
  kind: Exclude<Step['kind'], 'connect' | 'sendto' | 'echo'>,
  { name: socket, domain, type }: Made,
  add: (call: Call, made?: Omit<Made, 'name'>) => string,
): void {
  switch (kind) {
    case 'accept':
      add({ name: kind, socket }, { domain, type });
      break;
    case 'send':
      add({ name: kind, socket, data: 'yz' });
      break;
    case 'recv':
      add({ name: kind, socket, limit: undefined });
      break;
    case 'readable':
      add({ name: kind, sockets: [socket] });
      break;
    case 'SO_ERROR':
      add({ name: 'getsockopt', socket, option: kind });
      break;
    case 'SO_LINGER':
      add({ name: 'setsockopt', socket, option: kind, value: 0 });
      break;
    case 'shutdown':
      add({ name: kind, socket, how: 'SHUT_WR' });
      break;
    case 'listen':
      add({ name: kind, socket, backlog: 5 });
      break;
    case 'close':
    case 'getpeername':
    case 'getsockname':
    case 'state':
      add({ name: kind, socket });
      break;
  }
}

const programs = fc
  .tuple(
    randomScene,
    fc.array(step, { minLength: 4, maxLength: 12, size: 'max' }),
    fc.array(step, { minLength: 2, maxLength: 4, size: 'max' }),
    fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 0, 1200, 3300),
  )
  .map(([scene, steps, servers, pause]) => programOf(scene, steps, servers, pause));

const batch = 50;

/** Program number `index` of a seed. */
export function* randomNetworkPrograms(
  seed: number,
  count: number,
): Generator<{ index: number; program: Case }> {
  for (let first = 0; first < count; first += batch) {
    const made = fc.sample(programs, { seed: seed + first / batch, numRuns: batch });
    for (const [offset, program] of made.entries()) {
      if (first + offset < count) yield { index: first + offset, program };
    }
  }
}

/** Arbitrary cases in every form that the notation has, for properties of its parser and printer. */
import fc from 'fast-check';
import type {
  Call,
  CallLine,
  Case,
  EndpointArgument,
  EndpointPattern,
  Header,
  Outcome,
  PortPattern,
  PortReference,
} from '../../src/simulator/notation/case.ts';
import { tcpStates } from '../../src/simulator/notation/case.ts';
import { errnoNames } from '../../src/simulator/notation/errno-names.ts';
import { integerOptions, readableNames } from '../../src/simulator/notation/option-names.ts';

const sockets = ['a', 'server', 'client_2', 'or', 'E1'] as const;
const socket = fc.constantFrom(...sockets);
const port = fc.nat(65535);
const address = fc.constantFrom('127.0.0.1', '0.0.0.0', '::', '::1', '::ffff:127.0.0.1', '2001:db8::10');
const bytes = fc
  .array(fc.nat(255), { maxLength: 12 })
  .map((codes) => codes.map((code) => String.fromCharCode(code)).join(''));
const time = fc.nat(100_000);
const path = fc.constantFrom('/app.sock', '/run/a-b_c.sock', '/', '/tmp/..');
const comment = fc.constantFrom('', 'One rule, one case.', 'a # and a "quote"', 'case of nothing');

const portReference: fc.Arbitrary<PortReference> = fc.oneof(
  port,
  socket.map((portOf) => ({ portOf })),
);
const range = fc.record({ low: port, high: port });
const portPattern: fc.Arbitrary<PortPattern> = fc.oneof(
  portReference,
  fc.constant('*' as const),
  range,
  socket.map((notPortOf) => ({ notPortOf })),
);
const endpoint: fc.Arbitrary<EndpointArgument> = fc.record({ address, port: portReference });
const pattern: fc.Arbitrary<EndpointPattern> = fc.record({
  address: fc.oneof(address, fc.constant('*')),
  port: portPattern,
});
const errno: fc.Arbitrary<Outcome> = fc
  .constantFrom(...errnoNames)
  .map((name): Outcome => ({ kind: 'errno', errno: name }));
const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

const call: fc.Arbitrary<Call> = fc.oneof(
  fc.record({
    name: fc.constant('socket' as const),
    domain: fc.constantFrom('AF_INET', 'AF_INET6'),
    type: fc.constantFrom('SOCK_STREAM', 'SOCK_DGRAM'),
  }),
  fc.record({
    name: fc.constant('setsockopt' as const),
    socket,
    option: fc.constantFrom(...integerOptions),
    value: int32,
  }),
  fc.record({
    name: fc.constant('setsockopt' as const),
    socket,
    option: fc.constant('IP_LOCAL_PORT_RANGE' as const),
    value: range,
  }),
  fc.record({ name: fc.constant('getsockopt' as const), socket, option: fc.constantFrom(...readableNames) }),
  fc.record({ name: fc.constant('bind' as const), socket, address: endpoint }),
  fc.record({ name: fc.constant('listen' as const), socket, backlog: int32 }),
  fc.record({
    name: fc.constant('connect' as const),
    socket,
    address: endpoint,
    wait: fc.oneof(fc.constantFrom('usual' as const, 'nonblocking' as const), time),
  }),
  fc.record({
    name: fc.constant('connect' as const),
    socket,
    address: fc.constant('unspec' as const),
    wait: fc.constant('usual' as const),
  }),
  fc.record({ name: fc.constant('send' as const), socket, data: bytes }),
  fc.record({ name: fc.constant('sendto' as const), socket, address: endpoint, data: bytes }),
  fc.record({
    name: fc.constant('recv' as const),
    socket,
    limit: fc.oneof(fc.constant(undefined), fc.record({ bytes: fc.nat() }), fc.record({ wait: time })),
  }),
  fc.record({
    name: fc.constant('shutdown' as const),
    socket,
    how: fc.constantFrom('SHUT_RD', 'SHUT_WR', 'SHUT_RDWR'),
  }),
  fc.record({
    name: fc.constantFrom('accept', 'getsockname', 'getpeername', 'close', 'state'),
    socket,
  }),
  fc.record({ name: fc.constant('readable' as const), sockets: fc.subarray([...sockets], { minLength: 1 }) }),
  fc.record({ name: fc.constant('advance' as const), milliseconds: time }),
  fc.record({
    name: fc.constant('echo' as const),
    socket,
    to: fc.constantFrom('192.168.1.1', '2001:db8::1'),
    hopLimit: fc.option(fc.integer({ min: 1, max: 255 }), { nil: undefined }),
    wait: fc.oneof(fc.constant('usual' as const), time),
  }),
  fc.record({ name: fc.constantFrom('unix bind' as const, 'unix connect' as const), socket, path }),
  fc.record({ name: fc.constantFrom('mkdir', 'chmod', 'creat'), path, mode: fc.nat(0o7777) }),
  fc.record({ name: fc.constant('chown' as const), path, uid: fc.nat(70000) }),
  fc.record({ name: fc.constant('unlink' as const), path }),
  fc.record({ name: fc.constant('rename' as const), path, to: path }),
);

/** Results that the call may have. */
function outcomeOf(made: Call): fc.Arbitrary<Outcome> {
  const number = (values: fc.Arbitrary<number>): fc.Arbitrary<Outcome> =>
    values.map((value): Outcome => ({ kind: 'number', value }));
  switch (made.name) {
    case 'send':
    case 'sendto':
      return number(fc.nat());
    case 'getsockopt':
      return fc.oneof(
        number(fc.integer()),
        range.map((value): Outcome => ({ kind: 'range', range: value })),
      );
    case 'recv':
      return fc.record({
        kind: fc.constant('text' as const),
        data: bytes,
        from: fc.option(pattern, { nil: undefined }),
      });
    case 'getsockname':
    case 'getpeername':
      return fc.oneof(
        pattern.map((value): Outcome => ({ kind: 'endpoint', endpoint: value })),
        fc.option(path, { nil: undefined }).map((value): Outcome => ({ kind: 'path', path: value })),
      );
    case 'echo':
      return fc.oneof(
        fc
          .integer({ min: 1, max: 255 })
          .map((hopLimit): Outcome => ({ kind: 'reply', from: '192.168.1.1', hopLimit })),
        fc
          .constantFrom('time-exceeded' as const, 'icmp6-no-route' as const)
          .map((error): Outcome => ({ kind: 'icmp error', error, from: '2001:db8::1' })),
      );
    case 'state':
      return fc.constantFrom(...tcpStates).map((state): Outcome => ({ kind: 'state', state }));
    case 'readable':
      return fc.oneof(
        fc.nat(9).map((count): Outcome => ({ kind: 'how many', count })),
        fc
          .subarray(made.sockets.filter((name) => name !== 'or'))
          .map((names): Outcome => ({ kind: 'sockets', names })),
      );
    default:
      return number(fc.constant(0));
  }
}

const line: fc.Arbitrary<CallLine> = call
  .filter(({ name }) => name !== 'socket' && name !== 'unix socket')
  .chain((made) =>
    fc.record({
      makes: fc.constant(undefined),
      uid: fc.option(fc.nat(70000), { nil: undefined }),
      call: fc.constant(made),
      expected: fc.array(fc.oneof(outcomeOf(made), errno), { maxLength: 3 }),
      comments: fc.array(comment, { maxLength: 2 }),
      note: fc.option(comment, { nil: undefined }),
    }),
  );

/** @param hosts where the sockets are made, in turn; none where the case names no host */
function openingOn(hosts: readonly string[]): readonly CallLine[] {
  return sockets.map((makes, index): CallLine => {
    const host = hosts[index % Math.max(hosts.length, 1)];
    return {
      makes,
      ...(host !== undefined && { host }),
      uid: index === 1 ? 1000 : undefined,
      call: { name: 'socket', domain: index % 2 ? 'AF_INET' : 'AF_INET6', type: 'SOCK_STREAM' },
      expected: index % 2 ? [{ kind: 'number', value: 0 }] : [],
      comments: [],
      note: undefined,
    };
  });
}

const text: readonly Header[] = [
  { kind: 'recorded', text: 'Linux 6.18.44' },
  { kind: 'source', text: 'bind(2), "ERRORS"' },
  { kind: 'gap', text: 'not modelled yet' },
];

const ofOneHost: fc.Arbitrary<Header> = fc.constantFrom<Header>(
  ...text,
  { kind: 'address', address: '192.0.2.10', prefixLength: 24 },
  { kind: 'loopback-address', address: '2001:db8::1', prefixLength: 64 },
  { kind: 'no-ipv6' },
  { kind: 'sysctl', name: 'net.ipv4.ip_local_port_range', value: '40000 40003' },
  { kind: 'iptables', words: ['-P', 'INPUT', 'DROP'] },
);

const hosts: readonly Extract<Header, { kind: 'host' }>[] = [
  {
    kind: 'host',
    host: 'laptop',
    addresses: [
      { address: '192.168.1.20', prefixLength: 24, link: 'wifi' },
      { address: '2001:db8::20', prefixLength: 64, link: 'wifi' },
      { address: '10.9.9.9', prefixLength: 32, link: 'lo' },
    ],
  },
  { kind: 'host', host: 'on', addresses: [{ address: '192.168.1.1', prefixLength: 24, link: 'wifi' }] },
  { kind: 'host', host: 'alone_2', addresses: [] },
];

const rule: fc.Arbitrary<readonly string[]> = fc
  .array(fc.oneof(fc.constantFrom('-j', '!', 'a "word"', 'a # b', 'é', ''), fc.string({ maxLength: 4 })))
  .map((words) => ['-A', 'INPUT', ...words.map((word) => quotable(word))]);

/** Text that a file of one line each can hold; the parser reads text beyond ASCII as its UTF-8 bytes. */
function quotable(word: string): string {
  return [...word].filter((character) => character.charCodeAt(0) < 256).join('');
}

/** Headers that follow the `host` line of that name. */
function ofNamedHost(host: string): fc.Arbitrary<Header> {
  return fc.oneof(
    fc.constantFrom<Header>(
      ...text,
      { kind: 'sysctl', host, name: 'net.ipv4.ip_forward', value: '1' },
      { kind: 'route', host, destination: { address: '0.0.0.0', length: 0 }, via: '192.168.1.1' },
      { kind: 'route', host, destination: { address: '::', length: 0 }, via: '2001:db8::1' },
      { kind: 'route', host, destination: { address: '10.0.0.0', length: 8 }, via: '192.168.1.20' },
    ),
    fc.record({
      kind: fc.constantFrom('iptables' as const, 'ip6tables' as const),
      host: fc.constant(host),
      words: rule,
    }),
  );
}

interface Setting {
  readonly headers: readonly Header[];
  readonly hosts: readonly string[];
}

const setting: fc.Arbitrary<Setting> = fc.oneof(
  fc.array(ofOneHost, { maxLength: 4 }).map((headers) => ({ headers, hosts: [] })),
  fc
    .subarray([...hosts], { minLength: 1 })
    .chain((named) =>
      fc
        .array(fc.oneof(...named.map(({ host }) => ofNamedHost(host))), { maxLength: 5 })
        .map((others) => ({ headers: [...named, ...others], hosts: named.map(({ host }) => host) })),
    ),
);

export const anyCase: fc.Arbitrary<Case> = setting.chain(({ headers, hosts: named }) =>
  fc.record({
    name: fc.constantFrom('bind-twice', 'a.b_c', 'x1'),
    comments: fc.array(comment, { maxLength: 2 }),
    headers: fc.constant(headers),
    calls: fc.array(line, { maxLength: 10 }).map((lines) => [...openingOn(named), ...lines]),
    closing: fc.array(comment, { maxLength: 2 }),
  }),
);

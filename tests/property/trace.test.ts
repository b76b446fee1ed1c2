import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Scene } from '../../src/course/scene.ts';
import { traceCase } from '../../src/course/trace.ts';
import { socketAddress } from '../../src/simulator/address.ts';
import { createHost, type Host } from '../../src/simulator/host.ts';
import { systemCall } from '../../src/simulator/kernel.ts';
import { advance, createNetwork } from '../../src/simulator/network.ts';
import { parseCases } from '../../src/simulator/notation/parse-cases.ts';
import { printCase } from '../../src/simulator/notation/print-case.ts';
import { createProcess, exitProcess, type Process } from '../../src/simulator/process.ts';
import { createRandom } from '../../src/simulator/random.ts';
import { listSockets } from '../../src/simulator/socket-list.ts';
import type { SystemCall, TraceEntry } from '../../src/simulator/system-call.ts';
import { judge } from '../conformance/judge.ts';
import { runOnSimulator } from '../conformance/simulator-executor.ts';

const scene: Scene = {
  host: {
    name: 'h',
    interfaces: { lo: ['127.0.0.1/8', '::1/128', '203.0.113.1/32'], wlan0: ['192.0.2.10/24'] },
    sysctls: { ipUnprivilegedPortStart: 81, tcpFinTimeout: 30 },
  },
  user: 'root',
};

const here = fc.constantFrom(
  '127.0.0.1',
  '0.0.0.0',
  '192.0.2.10',
  '203.0.113.1',
  '::1',
  '::',
  '::ffff:127.0.0.1',
);
const nobodyAnswers = fc.constant('192.0.2.77');
/** A port, or `taken`: whatever port the nth socket of the host has. */
const port = fc.oneof(fc.constantFrom(0, 80, 8080, 8081), fc.record({ taken: fc.nat(9) }));
const fd = fc.integer({ min: 2, max: 6 });

type Port = number | { readonly taken: number };
type Act =
  | { readonly do: 'call'; readonly call: SystemCall }
  | {
      readonly do: 'bind' | 'connect' | 'sendto' | 'wait for connect';
      readonly fd: number;
      readonly address: string;
      readonly port: Port;
    }
  | { readonly do: 'exit' }
  | { readonly do: 'pass time'; readonly milliseconds: number };
type Event = { readonly who: number; readonly act: Act };

const call: fc.Arbitrary<SystemCall> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      name: fc.constant('socket' as const),
      domain: fc.constantFrom('AF_INET' as const, 'AF_INET6' as const),
      type: fc.constantFrom('SOCK_STREAM' as const, 'SOCK_STREAM' as const, 'SOCK_DGRAM' as const),
    }),
  },
  fc.record({
    name: fc.constant('setsockopt' as const),
    fd,
    option: fc.constantFrom('SO_REUSEADDR' as const, 'SO_REUSEPORT' as const, 'IPV6_V6ONLY' as const),
    value: fc.constantFrom(0, 1),
  }),
  fc.record({
    name: fc.constant('setsockopt' as const),
    fd,
    option: fc.constant('IP_LOCAL_PORT_RANGE' as const),
    value: fc.constant(60000 * 65536 + 40000),
  }),
  fc.record({
    name: fc.constant('getsockopt' as const),
    fd,
    option: fc.constantFrom('SO_ERROR' as const, 'SO_ACCEPTCONN' as const, 'IP_LOCAL_PORT_RANGE' as const),
  }),
  fc.record({ name: fc.constant('listen' as const), fd, backlog: fc.constantFrom(0, 5) }),
  { weight: 3, arbitrary: fc.record({ name: fc.constant('accept' as const), fd }) },
  fc.record({ name: fc.constant('connect' as const), fd, address: fc.constant('AF_UNSPEC' as const) }),
  fc.record({ name: fc.constant('send' as const), fd, data: fc.constantFrom('', 'a # "b"\r\n', '\u00ff') }),
  fc.record({ name: fc.constant('recv' as const), fd, length: fc.constantFrom(1, 65536) }),
  fc.record({
    name: fc.constant('shutdown' as const),
    fd,
    how: fc.constantFrom('SHUT_RD' as const, 'SHUT_WR' as const, 'SHUT_RDWR' as const),
  }),
  {
    weight: 3,
    arbitrary: fc.record({
      name: fc.constantFrom('close' as const, 'getsockname' as const, 'getpeername' as const),
      fd,
    }),
  },
);

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ do: fc.constant('call' as const), call }) },
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'bind' as const,
        'connect' as const,
        'sendto' as const,
        'wait for connect' as const,
      ),
      fd,
      address: here,
      port,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('wait for connect' as const), fd, address: nobodyAnswers, port }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'exit' as const }) },
  {
    weight: 2,
    // No sums of these come near the times that end something: 1 s, 30 s, 60 s.
    arbitrary: fc.record({
      do: fc.constant('pass time' as const),
      milliseconds: fc.constantFrom(1, 3, 700, 1537, 62_111),
    }),
  },
);

const events: fc.Arbitrary<readonly Event[]> = fc.array(fc.record({ who: fc.nat(2), act }), {
  maxLength: 60,
  size: 'max',
});

const uids = [0, 1000, 1001];

/** Sockets for everybody, so that few calls meet a descriptor that is nothing. */
const beginning: readonly Event[] = uids.flatMap((_, who) =>
  (['SOCK_STREAM', 'SOCK_STREAM', 'SOCK_DGRAM'] as const).map((type, index) => ({
    who,
    act: { do: 'call', call: { name: 'socket', domain: index === 1 ? 'AF_INET6' : 'AF_INET', type } },
  })),
);

function play(program: readonly Event[], seed: number): readonly TraceEntry[] {
  const entries: TraceEntry[] = [];
  const network = createNetwork({ seed, onCall: (entry) => entries.push(entry) });
  const host = createHost(network, scene.host);
  const alive = new Map<number, Process>();
  for (const { who, act } of [...beginning, ...program]) {
    const process =
      alive.get(who) ?? createProcess(host, { uid: uids[who] ?? 0, argv: [`program-${who}\n# x`] });
    alive.set(who, process);
    if (act.do === 'pass time') advance(network, act.milliseconds);
    else if (act.do === 'call') systemCall(host, process, act.call);
    else if (act.do === 'exit') {
      exitProcess(host, process);
      alive.delete(who);
    } else {
      const address = socketAddress(act.address, portOf(host, act.port));
      if (act.do === 'sendto') systemCall(host, process, { name: 'sendto', fd: act.fd, address, data: 'x' });
      else if (act.do === 'wait for connect') waitForConnect(host, process, act.fd, address);
      else systemCall(host, process, { name: act.do, fd: act.fd, address });
    }
  }
  return entries;
}

function portOf(host: Host, port: Port): number {
  if (typeof port === 'number') return port;
  const ports = listSockets(host).map(({ local }) => local.port);
  return ports[port.taken % Math.max(1, ports.length)] ?? 0;
}

/** As a blocking program does: asks again whenever something may have changed. */
function waitForConnect(
  host: Host,
  process: Process,
  fd: number,
  address: ReturnType<typeof socketAddress>,
): void {
  for (;;) {
    const result = systemCall(host, process, { name: 'connect', fd, address });
    if (result.ok || (result.errno !== 'EINPROGRESS' && result.errno !== 'EALREADY')) return;
    if (result.errno === 'EINPROGRESS') continue;
    const next = host.network.timers.next();
    if (next === undefined) return;
    advance(host.network, next - host.network.now);
  }
}

it('the trace of any calls is a case that gives the same results on a fresh host, where other ports are picked', () => {
  fc.assert(
    fc.property(events, fc.nat(), (program, seed) => {
      const entries = play(program, seed);
      const text = printCase(traceCase(entries, scene));
      const parsed = parseCases(text);
      expect(parsed.errors).toEqual([]);
      const [copied] = parsed.cases;
      if (!copied) throw new Error('nothing was read');
      const seen = runOnSimulator(copied, createRandom(seed + 1));
      expect(seen.kind === 'ran' ? judge(copied, seen.steps) : seen.reason, text).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

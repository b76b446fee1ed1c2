import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlapWith } from '../../src/simulator/address-overlap.ts';
import { systemCall } from '../../src/simulator/kernel.ts';
import { advance } from '../../src/simulator/network.ts';
import { nextMissing } from '../../src/simulator/port-set.ts';
import { findConnection, holdersOf, portsBarredToConnect } from '../../src/simulator/port-table.ts';
import { exitProcess } from '../../src/simulator/process.ts';
import { rules } from '../../src/simulator/rules.ts';
import { isRemains } from '../../src/simulator/socket.ts';
import { listSockets } from '../../src/simulator/socket-list.ts';
import type { CallResult, SystemCall } from '../../src/simulator/system-call.ts';
import { createProbe, type Probe, readEndpoint } from '../unit/simulator/probe.ts';

const range: readonly [number, number] = [40000, 40007];

const endpoint = fc
  .tuple(
    fc.constantFrom(
      '127.0.0.1',
      '127.0.0.2',
      '0.0.0.0',
      '192.0.2.10',
      '192.0.2.77',
      '[::1]',
      '[::]',
      '[::ffff:127.0.0.1]',
      '[::ffff:0.0.0.0]',
    ),
    fc.constantFrom(0, 80, 8080, 8081, 40000, 40001),
  )
  .map(([address, port]) => readEndpoint(`${address}:${port}`));

const fd = fc.integer({ min: 2, max: 10 });

const call: fc.Arbitrary<SystemCall> = fc.oneof(
  fc.record({
    name: fc.constant('socket' as const),
    domain: fc.constantFrom('AF_INET' as const, 'AF_INET6' as const),
    type: fc.constantFrom('SOCK_STREAM' as const, 'SOCK_DGRAM' as const),
  }),
  fc.record({
    name: fc.constant('setsockopt' as const),
    fd,
    option: fc.constantFrom(
      'SO_REUSEADDR' as const,
      'SO_REUSEPORT' as const,
      'IPV6_V6ONLY' as const,
      'SO_LINGER' as const,
      'SO_BROADCAST' as const,
    ),
    value: fc.constantFrom(0, 1, -1),
  }),
  fc.record({ name: fc.constant('bind' as const), fd, address: endpoint }),
  fc.record({ name: fc.constant('listen' as const), fd, backlog: fc.constantFrom(-1, 0, 1, 99999) }),
  fc.record({ name: fc.constant('accept' as const), fd }),
  fc.record({
    name: fc.constant('connect' as const),
    fd,
    address: fc.oneof(endpoint, fc.constant('AF_UNSPEC' as const)),
  }),
  fc.record({ name: fc.constant('send' as const), fd, data: fc.constantFrom('', 'data') }),
  fc.record({ name: fc.constant('sendto' as const), fd, address: endpoint, data: fc.constant('data') }),
  fc.record({ name: fc.constant('recv' as const), fd, length: fc.constantFrom(1, 100) }),
  fc.record({
    name: fc.constant('shutdown' as const),
    fd,
    how: fc.constantFrom('SHUT_RD' as const, 'SHUT_WR' as const, 'SHUT_RDWR' as const),
  }),
  fc.record({ name: fc.constantFrom('close' as const, 'getsockname' as const, 'getpeername' as const), fd }),
);

type Event = { readonly uid: number; readonly call: SystemCall } | { readonly seconds: number };

const events: fc.Arbitrary<readonly Event[]> = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: fc.record({ uid: fc.constantFrom(0, 1000), call }) },
    { weight: 1, arbitrary: fc.record({ seconds: fc.constantFrom(0.5, 1, 60, 140) }) },
  ),
  { maxLength: 60, size: 'max' },
);

function play(probe: Probe, program: readonly Event[]): readonly CallResult[] {
  const results: CallResult[] = [];
  for (const event of program) {
    if ('seconds' in event) advance(probe.host.network, event.seconds * 1000);
    else results.push(systemCall(probe.host, probe.user(event.uid), event.call));
  }
  return results;
}

const fresh = (): Probe => createProbe({ sysctls: { ipLocalPortRange: range } });

describe('for every sequence of calls', () => {
  it('the same calls give the same answers and the same world', () => {
    fc.assert(
      fc.property(events, (program) => {
        const [one, two] = [fresh(), fresh()];
        expect(play(one, program)).toEqual(play(two, program));
        expect(listSockets(one.host)).toEqual(listSockets(two.host));
      }),
    );
  });

  it('a refusal has a rule', () => {
    fc.assert(
      fc.property(events, (program) => {
        for (const result of play(fresh(), program))
          if (!result.ok) expect(rules).toHaveProperty(result.rule);
      }),
    );
  });

  it('two TCP listeners overlap only if both have SO_REUSEPORT and one user', () => {
    // Switched off again after bind, the option would not show what it was.
    const switchesOff = (event: Event): boolean =>
      'call' in event && event.call.name === 'setsockopt' && event.call.value === 0;
    fc.assert(
      fc.property(events, (program) => {
        const probe = fresh();
        play(
          probe,
          program.filter((event) => !switchesOff(event)),
        );
        const listeners = [...probe.host.sockets].filter(({ state }) => state === 'LISTEN');
        for (const one of listeners) {
          for (const two of listeners) {
            if (one === two || one.local.port !== two.local.port || !overlapWith(one)(two)) continue;
            expect([one.reusePort, two.reusePort, one.uid]).toEqual([true, true, two.uid]);
          }
        }
      }),
    );
  });

  it('a port that the host chose lies in its range', () => {
    fc.assert(
      fc.property(events, (program) => {
        const probe = fresh();
        play(probe, program);
        for (const { portBound, local, state } of probe.host.sockets) {
          const given = portBound || local.port === 0 || [80, 8080, 8081].includes(local.port);
          if (given || state === 'TIME-WAIT') continue;
          expect(local.port).toBeGreaterThanOrEqual(range[0]);
          expect(local.port).toBeLessThanOrEqual(range[1]);
        }
      }),
    );
  });

  it('no two connections have the same 4-tuple', () => {
    fc.assert(
      fc.property(events, (program) => {
        const probe = fresh();
        play(probe, program);
        const tuples = listSockets(probe.host)
          .filter(({ protocol, peer, state }) => protocol === 'tcp' && peer && state !== 'CLOSED')
          .map(({ local, peer }) => `${local.address} ${local.port} ${peer?.address} ${peer?.port}`);
        expect(new Set(tuples).size).toBe(tuples.length);
      }),
    );
  });

  it('connect passes over no port unasked that it could have', () => {
    fc.assert(
      fc.property(events, (program) => {
        const probe = fresh();
        play(probe, program);
        const { host } = probe;
        const { now } = host.network;
        for (const socket of host.sockets) {
          if (socket.protocol === 'udp' || !socket.peer) continue;
          const barred = portsBarredToConnect(host.tcp, socket, now);
          for (let port = range[0]; port <= range[1]; port += 1) {
            if (nextMissing(barred, port, port, 1) === port) continue;
            const bound = [...holdersOf(host.tcp, port)].some(({ portHeldBy }) => portHeldBy === 'bind');
            const there = findConnection(host.tcp, { address: socket.local.address, port }, socket.peer);
            const mayTakeOver = !there || (isRemains(there) && there.timeWaitSince + 1000 <= now);
            expect({ port, bound, mayTakeOver }).toEqual({ port, bound, mayTakeOver: bound && mayTakeOver });
          }
        }
      }),
    );
  });

  it('once every process has ended and time has passed, nothing holds a port', () => {
    fc.assert(
      fc.property(events, (program) => {
        const probe = fresh();
        play(probe, program);
        for (const process of [...probe.host.processes.values()]) exitProcess(probe.host, process);
        advance(probe.host.network, 300_000);
        expect(listSockets(probe.host)).toEqual([]);
        for (const table of [probe.host.tcp, probe.host.udp]) {
          expect([table.holders.size, table.listeners.size, table.connections.size]).toEqual([0, 0, 0]);
        }
        expect(probe.host.sockets.size).toBe(0);
      }),
    );
  });
});

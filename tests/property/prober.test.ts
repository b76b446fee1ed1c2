/** Probes that share their way say what each would have said alone. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { destinationsFor, doorsTo, forwardsOf } from '../../src/simulator/destinations.ts';
import { type Outcome, probePath } from '../../src/simulator/probe-path.ts';
import { createProber } from '../../src/simulator/prober.ts';
import { listenersOf, reach } from '../../src/simulator/reach.ts';
import { addresses, build, ports, world } from './random-home.ts';

function said(outcome: Outcome): string {
  if (outcome.kind === 'refused') return `${outcome.refusal.errno} ${outcome.refusal.rule}`;
  return outcome.kind === 'reached' ? `reached ${outcome.host.name} ${outcome.socket.id}` : outcome.kind;
}

test('a shared way ends as the way of each port alone, in any network of these', () => {
  fc.assert(
    fc.property(world, (made) => {
      const hosts = [...build(made).values()];
      const network = hosts[0]?.network;
      if (!network) return;
      const prober = createProber(network);
      for (const from of hosts) {
        for (const address of addresses) {
          for (const port of [...ports, 9, 10]) {
            for (const protocol of ['tcp', 'udp'] as const) {
              const attempt = { from, protocol, destination: { address, port } };
              const { like, socket } = prober.probe(from, protocol, address, port);
              const quick =
                socket && like.outcome.kind === 'reached' ? { ...like.outcome, socket } : like.outcome;
              expect(said(quick)).toBe(said(probePath(attempt).outcome));
            }
          }
        }
      }
    }),
    { numRuns: 100 },
  );
});

test('who reaches a listener does so by an address that leads there', () => {
  fc.assert(
    fc.property(world, (made) => {
      const hosts = [...build(made).values()];
      for (const listener of hosts.flatMap(listenersOf)) {
        for (const host of hosts) {
          const from = { host, family: 'AF_INET' } as const;
          const { through, tries } = reach(listener, from);
          const offered = destinationsFor(doorsTo(listener, forwardsOf(host.network)), from);
          expect(tries.map(({ destination }) => destination)).toEqual(offered.slice(0, tries.length));
          if (through) expect(tries.at(-1)).toBe(through);
        }
      }
    }),
    { numRuns: 100 },
  );
});

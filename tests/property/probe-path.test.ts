/** What a probe says would happen is what happens. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { socketAddress } from '../../src/simulator/address.ts';
import type { Host } from '../../src/simulator/host.ts';
import { systemCall } from '../../src/simulator/kernel.ts';
import { advance } from '../../src/simulator/network.ts';
import { openPingSocket, sendEcho, takeEchoAnswer } from '../../src/simulator/ping-socket.ts';
import { type EchoOutcome, type Outcome, probeEcho, probePath } from '../../src/simulator/probe-path.ts';
import { createProcess } from '../../src/simulator/process.ts';
import { build, world } from './random-home.ts';

/** Makes the connection and waits until it is decided, or for twenty seconds. */
function attempt(from: Host, to: string, at: number): string {
  const process = createProcess(from, { uid: 0, argv: ['client'] });
  const made = systemCall(from, process, { name: 'socket', domain: 'AF_INET', type: 'SOCK_STREAM' });
  const fd = made.ok ? made.value : -1;
  const address = socketAddress(to, at);
  let result = systemCall(from, process, { name: 'connect', fd, address });
  if (!result.ok && result.errno === 'EINPROGRESS') {
    advance(from.network, 20_000);
    result = systemCall(from, process, { name: 'connect', fd, address });
  }
  if (result.ok) return 'reached';
  return result.errno === 'EALREADY' ? 'silence' : `${result.errno} ${result.rule}`;
}

/** Pings, and waits for what comes, for twenty seconds. */
function ping(from: Host, to: string): string {
  const process = createProcess(from, { uid: 0, argv: ['ping'] });
  const made = openPingSocket(from, process, 'AF_INET', 'SOCK_RAW');
  const fd = made.ok ? made.value : -1;
  const sent = sendEcho(from, process, fd, to, { sequence: 1, size: 56 });
  advance(from.network, 20_000);
  const answer = takeEchoAnswer(process, fd);
  if (answer.ok && answer.value.kind === 'reply') return `answered ${answer.value.hopLimit}`;
  if (answer.ok && answer.value.kind === 'error') return `told ${answer.value.error} by ${answer.value.from}`;
  return sent.ok || sent.errno === 'EPERM' ? 'silence' : `refused ${sent.errno}`;
}

function saidOfPing(outcome: EchoOutcome): string {
  switch (outcome.kind) {
    case 'answered':
      return `answered ${outcome.hopLimit}`;
    case 'told':
      return `told ${outcome.error} by ${outcome.by}`;
    case 'refused':
      return `refused ${outcome.refusal.errno}`;
    case 'silence':
      return 'silence';
  }
}

function said(outcome: Outcome): string {
  return outcome.kind === 'refused' ? `${outcome.refusal.errno} ${outcome.refusal.rule}` : outcome.kind;
}

describe('a probe', () => {
  test('says what a connection would meet, in any network of these', () => {
    fc.assert(
      fc.property(world, (made) => {
        const host = build(made).get(made.from);
        if (!host) return;
        const probe = probePath({
          from: host,
          protocol: 'tcp',
          destination: { address: made.to, port: made.port },
        });
        expect(said(probe.outcome)).toBe(attempt(host, made.to, made.port));
      }),
      { numRuns: 1000 },
    );
  });

  test('says what a ping would meet', () => {
    fc.assert(
      fc.property(world, (made) => {
        const host = build(made).get(made.from);
        if (!host) return;
        const { outcome } = probeEcho({ from: host, address: made.to });
        expect(saidOfPing(outcome)).toBe(ping(host, made.to));
      }),
      { numRuns: 500 },
    );
  });

  test('leaves no trace: asked again, it says the same', () => {
    fc.assert(
      fc.property(world, (made) => {
        const hosts = build(made);
        const host = hosts.get(made.from);
        if (!host) return;
        const ask = (): unknown => {
          const { outcome, hops } = probePath({
            from: host,
            protocol: 'udp',
            destination: { address: made.to, port: made.port },
          });
          return [said(outcome), hops.map(({ kind, host: at }) => `${kind} ${at.name}`)];
        };
        const first = ask();
        expect(ask()).toEqual(first);
        for (const { nat, packetFilter } of hosts.values()) {
          expect(nat?.byOriginal.size ?? 0).toBe(0);
          expect(packetFilter?.flows.size ?? 0).toBe(0);
        }
      }),
      { numRuns: 300 },
    );
  });
});

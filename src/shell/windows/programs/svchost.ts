/** Services of a Windows host, by the names that a scene gives: `rpc` (port 135), `dns` (the resolver's mDNS, UDP 5353), `wsl`. */
import { type Family, socketAddress } from '../../../simulator/address.ts';
import { createNat } from '../../../simulator/nat.ts';
import type { ProgramFile } from '../../command.ts';
import { noOptions } from '../../option-table.ts';
import { ask, blocked, type Program } from '../../program.ts';
import { bind, listen, setsockopt, socket } from '../../socket-calls.ts';
import { startThread } from '../../syscalls.ts';
import { guestOf, isGuestWanted, startGuest, wslInterface } from '../wsl-guest.ts';
import { wslRelay } from '../wsl-relay.ts';

export const svchost: ProgramFile = {
  name: 'svchost',
  summary: 'what runs the services of Windows',
  options: noOptions,
  *run([, , name]) {
    switch (name) {
      case 'rpc':
        yield* hold('tcp', 135);
        break;
      case 'dns':
        yield* hold('udp', 5353);
        break;
      case 'wsl': {
        yield* translateForGuest();
        const guest = yield* ask('wait', ({ around }) => guestOf(around)?.around ?? blocked);
        yield* ask('start', ({ around }) => {
          startGuest(around);
          return true;
        });
        yield* startThread(startWhenWanted());
        return yield* wslRelay(guest);
      }
      default:
        throw new Error(`a scene names the service "${name}", which Windows does not have here`);
    }
    return yield* ask<number>('wait', () => blocked);
  },
};

function* startWhenWanted(): Program {
  for (;;) {
    yield* ask('wait', ({ around }) => {
      if (!isGuestWanted(around)) return blocked;
      startGuest(around);
      return true;
    });
  }
}

/** Windows' own NAT (WinNAT) between the switch of WSL and the networks outside, as the tables of this simulator have it. */
function* translateForGuest(): Program<void> {
  yield* ask('winnat', ({ around: { host } }) => {
    const inside = host.interfaces.find(({ name }) => name === wslInterface);
    const prefix = inside?.addresses[0];
    if (!prefix) return true;
    host.nat ??= createNat();
    host.nat.ipv4.get('POSTROUTING')?.rules.push({
      source: { not: false, value: prefix },
      outInterface: { not: true, value: wslInterface },
      matches: [],
      target: { kind: 'MASQUERADE', ports: undefined },
      packets: 0,
      bytes: 0,
    });
    return true;
  });
}

function* hold(protocol: 'tcp' | 'udp', port: number): Program<void> {
  for (const [family, address] of [
    ['AF_INET', '0.0.0.0'],
    ['AF_INET6', '::'],
  ] as const satisfies readonly (readonly [Family, string])[]) {
    const opened = yield* socket(family, protocol === 'tcp' ? 'SOCK_STREAM' : 'SOCK_DGRAM');
    if (!opened.ok) continue;
    yield* setsockopt(opened.value, 'SO_EXCLUSIVEADDRUSE', 1);
    const bound = yield* bind(opened.value, socketAddress(address, port));
    if (bound.ok && protocol === 'tcp') yield* listen(opened.value, 128);
  }
}

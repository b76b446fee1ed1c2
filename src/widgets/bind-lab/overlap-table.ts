/** Which pairs of addresses cannot share a port, asked of the simulator when the page is built. */
import { findScene } from '../../course/scenes/index.ts';
import { socketAddress } from '../../simulator/address.ts';
import { createHost } from '../../simulator/host.ts';
import { systemCall } from '../../simulator/kernel.ts';
import { createNetwork } from '../../simulator/network.ts';
import { createProcess } from '../../simulator/process.ts';
import { addresses } from './suggested-addresses.ts';

export interface OverlapRow {
  readonly address: string;
  /** One result for each address of the table, in its order. */
  readonly results: readonly string[];
}

export function overlapTable(): readonly OverlapRow[] {
  return addresses.map(({ address }) => ({
    address,
    results: addresses.map((second) => bindBoth(address, second.address)),
  }));
}

function bindBoth(first: string, second: string): string {
  const host = createHost(createNetwork({ seed: 1 }), findScene('laptop').host);
  const process = createProcess(host, { uid: 1000, argv: ['bind'] });
  const results = [first, second].map((text) => {
    const address = socketAddress(text, 8080);
    const socket = systemCall(host, process, { name: 'socket', domain: address.family, type: 'SOCK_STREAM' });
    if (!socket.ok) return socket.errno;
    const bound = systemCall(host, process, { name: 'bind', fd: socket.value, address });
    return bound.ok ? 'ok' : bound.errno;
  });
  return results[1] ?? '';
}

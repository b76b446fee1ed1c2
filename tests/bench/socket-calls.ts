/** The calls that are measured, the same for the simulator and for the real kernel. */
import { type SocketAddress, socketAddress } from '../../src/simulator/address.ts';
import { createHost, type Host } from '../../src/simulator/host.ts';
import { systemCall } from '../../src/simulator/kernel.ts';
import { createNetwork } from '../../src/simulator/network.ts';
import { createProcess } from '../../src/simulator/process.ts';
import type { Result } from '../../src/simulator/system-call.ts';

/**
 * IPv4 streams. `Address` is what one side wants an address to be; it is made before the clock runs, so that nothing
 * but the calls is measured. Every call throws when it is refused.
 */
export interface SocketCalls<Address> {
  address(text: string, port: number): Address;
  socket(): number;
  bind(fd: number, address: Address): void;
  listen(fd: number, backlog: number): void;
  /** Returns when the connection is established. */
  connect(fd: number, address: Address): void;
  accept(fd: number): number;
  close(fd: number): void;
}

export interface SimulatorCalls extends SocketCalls<SocketAddress> {
  readonly host: Host;
}

/** A new simulated host with one process, and Linux's default settings. */
export function simulatorCalls(): SimulatorCalls {
  const network = createNetwork({ seed: 1 });
  const host = createHost(network, { name: 'bench', interfaces: { lo: ['127.0.0.1/8', '::1/128'] } });
  const process = createProcess(host, { uid: 0, argv: ['bench'] });
  return {
    host,
    address: socketAddress,
    socket: () => must(systemCall(host, process, { name: 'socket', domain: 'AF_INET', type: 'SOCK_STREAM' })),
    bind: (fd, address) => {
      must(systemCall(host, process, { name: 'bind', fd, address }));
    },
    listen: (fd, backlog) => {
      must(systemCall(host, process, { name: 'listen', fd, backlog }));
    },
    connect: (fd, address) => {
      // As a blocking program on a page does: the call starts the connection, and asks again for its outcome.
      const first = systemCall(host, process, { name: 'connect', fd, address });
      if (!first.ok && first.errno !== 'EINPROGRESS') must(first);
      must(systemCall(host, process, { name: 'connect', fd, address }));
    },
    accept: (fd) => must(systemCall(host, process, { name: 'accept', fd })),
    close: (fd) => {
      must(systemCall(host, process, { name: 'close', fd }));
    },
  };
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`the simulator says ${result.errno}: ${result.rule}`);
  return result.value;
}

/** socket, bind, listen, close: what a server does that starts and stops. */
export function openAndClose<Address>(calls: SocketCalls<Address>, address: Address): void {
  const fd = calls.socket();
  calls.bind(fd, address);
  calls.listen(fd, 5);
  calls.close(fd);
}

/** The calls of `openAndClose`. */
export const callsPerServer = 4;

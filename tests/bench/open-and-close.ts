/** socket + bind + listen + close: against the real kernel, and as the number of open sockets grows. */
import { kernelCalls, onFreshKernelHost } from './kernel-socket-calls.ts';
import { type Contestant, race, ratio, timed } from './race.ts';
import { callsPerServer, openAndClose, type SocketCalls, simulatorCalls } from './socket-calls.ts';
import { microseconds, type Row, times } from './table.ts';

const serversPerRound = 20_000;
const rounds = { warmUp: 3, kept: 15 };

/** Ports that no open socket of the worlds below has. */
const freePorts = { first: 62_000, count: 1_000 };

function servers<Address>(name: string, calls: SocketCalls<Address>): Contestant {
  const addresses = Array.from({ length: freePorts.count }, (_, index) =>
    calls.address('127.0.0.1', freePorts.first + index),
  );
  const work = (): void => {
    for (let turn = 0; turn < serversPerRound; turn += 1) {
      const address = addresses[turn % addresses.length];
      if (address !== undefined) openAndClose(calls, address);
    }
  };
  return { name, run: () => timed(work) };
}

function perCall(seconds: number): string {
  return microseconds(seconds / serversPerRound / callsPerServer);
}

export function againstKernel(): readonly Row[] {
  const [kernel = [], simulator = []] = onFreshKernelHost(() =>
    race([servers('kernel', kernelCalls), servers('simulator', simulatorCalls())], rounds),
  );
  const rate = ratio(kernel, simulator);
  return [
    { what: 'kernel, a call', rounds: kernel, show: perCall },
    {
      what: 'simulator, a call',
      rounds: simulator,
      show: perCall,
      ratio: times(rate),
      aim: { text: '>= 5 x as fast', met: rate >= 5 },
    },
  ];
}

/** A host with so many listeners, each on a port and an address of its own; or all on one port. */
export function hostWithListeners(count: number, where: 'own ports' | 'one port' = 'own ports') {
  const calls = simulatorCalls();
  for (let index = 0; index < count; index += 1) {
    const fd = calls.socket();
    const own = index + 2;
    const text = `127.${(own >> 16) & 255}.${(own >> 8) & 255}.${own & 255}`;
    calls.bind(fd, calls.address(text, where === 'one port' ? freePorts.first : 1024 + index));
    calls.listen(fd, 5);
  }
  return calls;
}

const fewest = 10;
const sizes = [fewest, 1_000, 60_000];

export function asSocketsGrow(): readonly Row[] {
  const found = race(
    sizes.map((size) => servers(String(size), hostWithListeners(size))),
    rounds,
  );
  const least = found[0] ?? [];
  return sizes.map((size, index) => {
    const seconds = found[index] ?? [];
    const growth = ratio(seconds, least);
    return {
      what: `simulator, a call, ${size.toLocaleString('en')} sockets open`,
      rounds: seconds,
      show: perCall,
      ...(size !== fewest && {
        ratio: times(growth),
        aim: { text: `<= 1.5 x that at ${fewest}`, met: growth <= 1.5 },
      }),
    };
  });
}

/** A connection from every port of the ephemeral range to one listener, and then the same to a second one. */
import { readFileSync } from 'node:fs';
import { kernelCalls, onFreshKernelHost, resetOnKernel } from './kernel-socket-calls.ts';
import { median, race, ratio, timed } from './race.ts';
import { type SocketCalls, simulatorCalls } from './socket-calls.ts';
import { inSeconds, type Row, times } from './table.ts';

/** 32768 to 60999, Linux's default net.ipv4.ip_local_port_range. */
const lowest = 32_768;
const defaultPorts = 28_232;
const rounds = { warmUp: 1, kept: 5 };

interface Sweep {
  readonly seconds: number;
  readonly fds: readonly number[];
}

/** Connects until the range is used up, and accepts each connection. */
function sweep<Address>(calls: SocketCalls<Address>, listenerPort: number, connections: number): Sweep {
  const address = calls.address('127.0.0.1', listenerPort);
  const listener = calls.socket();
  calls.bind(listener, address);
  calls.listen(listener, 4096);
  const fds: number[] = [];
  const seconds = timed(() => {
    for (let turn = 0; turn < connections; turn += 1) {
      const client = calls.socket();
      calls.connect(client, address);
      fds.push(client, calls.accept(listener));
    }
  });
  return { seconds, fds: [...fds, listener] };
}

export function fullSweep(): readonly Row[] {
  const second: number[] = [];
  const run = (): number => {
    const calls = simulatorCalls();
    const { seconds } = sweep(calls, 8080, defaultPorts);
    second.push(sweep(calls, 8081, defaultPorts).seconds);
    return seconds;
  };
  const [first = []] = race([{ name: 'simulator', run }], rounds);
  return [
    { what: `simulator, ${defaultPorts.toLocaleString('en')} connections`, rounds: first },
    { what: 'simulator, as many to a second listener', rounds: second.slice(rounds.warmUp) },
  ].map((row) => ({ ...row, show: inSeconds, aim: { text: '< 1 s', met: median(row.rounds) < 1 } }));
}

/** The kernel's sockets take descriptors, two a connection, and a process has only so many: the range is cut to fit. */
export function sweepAgainstKernel(): readonly Row[] {
  const ports = Math.min(defaultPorts, Math.floor((descriptorLimit() - 100) / 2));
  const range = [lowest, lowest + ports - 1] as const;
  const onKernel = (): number =>
    onFreshKernelHost(() => {
      const { seconds, fds } = sweep(kernelCalls, 8080, ports);
      for (const fd of fds) resetOnKernel(fd);
      return seconds;
    }, [{ kind: 'sysctl', name: 'net.ipv4.ip_local_port_range', value: range.join(' ') }]);
  const onSimulator = (): number => {
    const calls = simulatorCalls();
    calls.host.sysctls.ipLocalPortRange = range;
    return sweep(calls, 8080, ports).seconds;
  };
  const [kernel = [], simulator = []] = race(
    [
      { name: 'kernel', run: onKernel },
      { name: 'simulator', run: onSimulator },
    ],
    rounds,
  );
  const count = ports.toLocaleString('en');
  return [
    { what: `kernel, ${count} connections`, rounds: kernel, show: inSeconds },
    {
      what: `simulator, ${count} connections`,
      rounds: simulator,
      show: inSeconds,
      ratio: `${times(ratio(kernel, simulator))} as fast`,
    },
  ];
}

function descriptorLimit(): number {
  const [, soft = '1024'] =
    /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'latin1')) ?? [];
  return Number(soft);
}

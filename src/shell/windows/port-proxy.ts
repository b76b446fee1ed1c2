/**
 * netsh interface portproxy: the IP Helper service listens on Windows and connects on, TCP over IPv4
 * (learn.microsoft.com, netsh interface portproxy).
 */
import { socketAddress } from '../../simulator/address.ts';
import type { Host } from '../../simulator/host.ts';
import { wslRules } from '../../simulator/os/documented-windows.ts';
import { joinConnections } from '../join-connections.ts';
import type { Program } from '../program.ts';
import { addRelay } from '../relays.ts';
import { accept, bind, close, connect, listen, socket } from '../socket-calls.ts';
import { nullStream } from '../stream.ts';
import { startThread } from '../syscalls.ts';
import type { Surroundings, Task } from '../task.ts';

export interface PortProxy {
  readonly listenAddress: string;
  readonly listenPort: number;
  readonly connectAddress: string;
  readonly connectPort: number;
}

const standing = new WeakMap<Host, (PortProxy & { readonly task: Task })[]>();

export function proxiesOf(host: Host): readonly PortProxy[] {
  return standing.get(host) ?? [];
}

export function startProxy(around: Surroundings, proxy: PortProxy): void {
  const task = around.scheduler.spawn({
    around,
    uid: 0,
    argv: ['svchost.exe', '-k', 'NetSvcs', '-s', 'iphlpsvc'],
    program: serve(proxy),
    cwd: '/',
    environment: new Map(),
    streams: new Map([0, 1, 2].map((fd) => [fd, nullStream])),
  });
  if (!task) return;
  const { host } = around;
  standing.set(host, [...(standing.get(host) ?? []), { ...proxy, task }]);
  const { listenPort: port, connectAddress, connectPort: toPort } = proxy;
  addRelay(task, {
    program: 'netsh portproxy',
    at: host,
    port,
    name: undefined,
    from: host,
    to: [connectAddress],
    toPort,
    ...(host.wsl && {
      says: `${wslRules.portproxy.sentence} (${wslRules.portproxy.source.label}.)`,
    }),
  });
}

export function stopProxy({ host, scheduler }: Surroundings, proxy: PortProxy): void {
  const all = standing.get(host) ?? [];
  for (const one of all) {
    if (one.listenAddress === proxy.listenAddress && one.listenPort === proxy.listenPort)
      scheduler.signal(one.task, 'SIGKILL');
  }
  standing.set(
    host,
    all.filter((one) => one.listenAddress !== proxy.listenAddress || one.listenPort !== proxy.listenPort),
  );
}

/** Where the port is taken the rule stands and nobody listens: netsh does not look. */
function* serve({ listenAddress, listenPort, connectAddress, connectPort }: PortProxy): Program {
  const opened = yield* socket('AF_INET', 'SOCK_STREAM');
  if (!opened.ok) return 1;
  const bound = yield* bind(opened.value, socketAddress(listenAddress, listenPort));
  if (!bound.ok || !(yield* listen(opened.value, 128)).ok) return 1;
  for (;;) {
    const client = yield* accept(opened.value);
    if (!client.ok) return 1;
    yield* startThread(passOn(client.value));
  }

  function* passOn(client: number): Program {
    const there = yield* socket('AF_INET', 'SOCK_STREAM');
    if (!there.ok) return 1;
    const reached = yield* connect(there.value, socketAddress(connectAddress, connectPort));
    if (reached !== 'timeout' && reached.ok) yield* joinConnections(client, there.value);
    else {
      yield* close(there.value);
      yield* close(client);
    }
    return 0;
  }
}

/** Starting and ending a container: its host, its published ports, and the processes that hold them. */
import { removeHost } from '../../../simulator/attach-interface.ts';
import type { Errno } from '../../../simulator/errno.ts';
import { createHost, type Host } from '../../../simulator/host.ts';
import { execve } from '../../exec.ts';
import type { Directory, Entry } from '../../file-system.ts';
import { exitStatus } from '../../jobs.ts';
import { createMachine, type Machine } from '../../machine.ts';
import { ask, blocked, type Program } from '../../program.ts';
import { nullStream, type Stream, sinkStream } from '../../stream.ts';
import { complain, onSignal } from '../../syscalls.ts';
import { hasEnded, type Surroundings, type Task } from '../../task.ts';
import { mainProcess } from '../services/units.ts';
import { dockerProxy, type ProxyEnds, proxyArguments } from './docker-proxy.ts';
import { addRules, type DockerRule, removeRules, rulesOf } from './docker-rules.ts';
import { type Container, type Engine, gateway, newId } from './engine.ts';
import { endText, hostAddresses, type PublishedPort } from './published-port.ts';

/** The most that a container's log keeps. */
const logLimit = 65536;

/** @returns what the daemon answers when it cannot */
export function* startContainer(engine: Engine, container: Container): Program<string | undefined> {
  const onBridge = container.network === 'bridge';
  const address = onBridge ? freeAddress(engine) : '';
  const proxies: Task[] = [];
  const rules: DockerRule[] = [];
  const published: PublishedPort[] = [];
  for (const asked of onBridge ? container.asked : []) {
    const one = asked.hostPort === 0 ? { ...asked, hostPort: freePort(engine, asked) } : asked;
    const problem = yield* publish(engine, one, address, proxies);
    const own = problem === undefined ? rulesOf(one, address) : [];
    rules.push(...own);
    published.push(one);
    const refused = problem ?? addRules(engine.around.host, own);
    if (refused === undefined) continue;
    withdraw(engine, proxies, rules);
    const endpoint = `endpoint ${container.name} (${newId(engine.random)})`;
    return `failed to set up container networking: driver failed programming external connectivity on ${endpoint}: ${refused}`;
  }
  const machine = onBridge ? containerMachine(engine, container, address) : undefined;
  const around = machine?.around ?? engine.around;
  const missing = missingCommand(around, container.command);
  const main = missing === undefined ? startMain(engine, container, around) : undefined;
  if (!main) {
    withdraw(engine, proxies, rules);
    if (machine) leave(engine, machine);
    return `failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "${missing}": executable file not found in $PATH`;
  }
  container.running = { around, machine, main, address, published, proxies, rules };
  container.state = 'running';
  container.changed = engine.around.host.network.now;
  startProcess(engine, shimArguments(container), shim(engine, container));
  return undefined;
}

function shimArguments({ id }: Container): readonly string[] {
  return `/usr/bin/containerd-shim-runc-v2 -namespace moby -id ${id} -address /run/containerd/containerd.sock`.split(
    ' ',
  );
}

function startProcess(engine: Engine, argv: readonly string[], program: Program): Task | undefined {
  const { around, daemon } = engine;
  return around.scheduler.spawn({
    around,
    uid: 0,
    argv,
    program,
    parent: daemon,
    cwd: '/',
    environment: new Map(),
    streams: new Map(),
  });
}

function freeAddress({ containers }: Engine): string {
  const taken = new Set(containers.map(({ running }) => running?.address));
  let last = 2;
  while (taken.has(`172.17.0.${last}`)) last += 1;
  return `172.17.0.${last}`;
}

/** From the first ephemeral port on, the first that no container has. */
function freePort({ around, containers }: Engine, { protocol }: PublishedPort): number {
  const taken = containers.flatMap(({ running }) => running?.published ?? []);
  let [port] = around.host.sysctls.ipLocalPortRange;
  while (taken.some((one) => one.protocol === protocol && one.hostPort === port)) port += 1;
  return port;
}

/** Holds the port on each of its addresses. @returns what the daemon says when it cannot */
function* publish(
  engine: Engine,
  published: PublishedPort,
  container: string,
  proxies: Task[],
): Program<string | undefined> {
  const { hostPort, port, protocol } = published;
  const { host } = engine.around;
  const hasIPv6 = host.interfaces.some(({ addresses }) => addresses.some((own) => own.address.includes(':')));
  for (const address of hostAddresses(published)) {
    if (address === '::' && published.address === '' && !hasIPv6) continue;
    if (isAllocated(engine, address, published)) {
      return `Bind for ${endText(address, hostPort)} failed: port is already allocated`;
    }
    const ends: ProxyEnds = { protocol, address, hostPort, container, port };
    const outcome: { told?: { readonly errno: Errno | undefined } } = {};
    const proxy = startProcess(
      engine,
      proxyArguments(ends),
      dockerProxy(ends, (errno) => {
        outcome.told = { errno };
      }),
    );
    if (!proxy) return 'failed to start userland proxy';
    const { errno } = yield* ask('wait4', () => outcome.told ?? blocked);
    if (errno !== undefined) {
      return `failed to bind host port ${endText(address, hostPort)}/${protocol}: ${reasons[errno] ?? errno}`;
    }
    proxies.push(proxy);
  }
  return undefined;
}

const reasons: Readonly<Partial<Record<Errno, string>>> = {
  EADDRINUSE: 'address already in use',
  EADDRNOTAVAIL: 'cannot assign requested address',
};

/** Docker's own book of ports, before it asks the kernel. */
function isAllocated(
  { containers }: Engine,
  address: string,
  { hostPort, protocol }: PublishedPort,
): boolean {
  const wildcard = address.includes(':') ? '::' : '0.0.0.0';
  return containers.some(({ running }) =>
    running?.published.some(
      (one) =>
        one.protocol === protocol &&
        one.hostPort === hostPort &&
        hostAddresses(one).some(
          (known) =>
            known === address ||
            known === wildcard ||
            (address === wildcard && known.includes(':') === address.includes(':')),
        ),
    ),
  );
}

function withdraw(engine: Engine, proxies: readonly Task[], rules: readonly DockerRule[]): void {
  for (const proxy of proxies) engine.around.scheduler.signal(proxy, 'SIGKILL');
  removeRules(engine.around.host, rules);
}

/** The container's own host, with its own loopback, and the programs of its image. It is a machine of the network like others. */
function containerMachine({ around, bridge }: Engine, container: Container, address: string): Machine {
  const { machines, epoch } = around;
  const name = container.id.slice(0, 12);
  const host: Host = createHost(around.host.network, {
    name,
    interfaces: {
      lo: ['127.0.0.1/8', '::1/128'],
      eth0: { link: bridge, addresses: [`${address}/16`] },
    },
    routes: [{ destination: '0.0.0.0/0', via: gateway }],
    sysctls: { ipUnprivilegedPortStart: 0 },
  });
  const outside = machines.find((known) => known.around === around);
  const machine = createMachine({
    host,
    user: { name: 'root', uid: 0 },
    epoch,
    tools: outside?.tools(),
    machines,
  });
  const { root } = machine.around.files;
  const programs = folderAt(root, ['usr', 'bin']);
  for (const program of container.image.lacks) programs?.entries.delete(program);
  const hosts = folderAt(root, ['etc'])?.entries.get('hosts');
  const lines = [
    '127.0.0.1\tlocalhost',
    '::1\tlocalhost ip6-localhost ip6-loopback',
    ...container.extraHosts,
  ];
  if (hosts?.kind === 'file') hosts.content = [...lines, `${address}\t${name}`, ''].join('\n');
  // The main program is the first process of its own process tree.
  host.processes.delete(1);
  host.nextPid = 1;
  return machine;
}

function leave({ around: { machines } }: Engine, machine: Machine): void {
  removeHost(machine.around.host);
  const index = machines.indexOf(machine);
  if (index >= 0) machines.splice(index, 1);
}

function folderAt(root: Directory, names: readonly string[]): Directory | undefined {
  let folder: Directory | undefined = root;
  for (const name of names) {
    const next: Entry | undefined = folder?.entries.get(name);
    folder = next?.kind === 'directory' ? next : undefined;
  }
  return folder;
}

function missingCommand({ files }: Surroundings, [name]: readonly string[]): string | undefined {
  if (name === undefined) return undefined;
  const path = name.includes('/') ? name : `/usr/bin/${name}`;
  return files.find('/', path, 0).ok ? undefined : name;
}

function startMain(engine: Engine, container: Container, around: Surroundings): Task | undefined {
  const { service } = container.image;
  const own = container.command.length > 0;
  const log = sinkStream('pipe:', (text) => {
    container.log = (container.log + text).slice(-logLimit);
    engine.around.host.network.activity += 1;
  });
  const streams = new Map<number, Stream>([
    [0, nullStream],
    [1, log],
    [2, log],
  ]);
  return around.scheduler.spawn({
    around,
    uid: own ? 0 : service.main.user.uid,
    argv: own ? container.command : [service.main.title],
    program: own ? runCommand(container.command) : mainProcess(service),
    cwd: '/',
    environment: environmentOf(container),
    streams,
  });
}

export function environmentOf({ id, environment }: Container): ReadonlyMap<string, string> {
  return new Map([
    ['PATH', '/usr/local/bin:/usr/bin:/bin'],
    ['HOSTNAME', id.slice(0, 12)],
    ['HOME', '/root'],
    ...environment,
  ]);
}

function* runCommand(argv: readonly string[]): Program {
  const run = yield* execve(argv);
  if (run.ok) return run.status;
  yield* complain(
    `exec ${argv[0]}: ${run.errno === 'EACCES' ? 'permission denied' : 'no such file or directory'}\n`,
  );
  return 127;
}

/**
 * containerd-shim: watches over one container, and lets its programs have their turns whenever those of the host have theirs.
 * Cleans up when the main program has ended.
 */
function* shim(engine: Engine, container: Container): Program {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) yield* onSignal(signal, 'ignore');
  const { running } = container;
  if (!running) return 1;
  const { main, machine } = running;
  for (;;) {
    const ended = yield* ask('epoll_wait', () => {
      if (hasEnded(main)) return true;
      // Who is busy has its slice already.
      return machine && !machine.around.scheduler.busy() && machine.runOwn() ? false : blocked;
    });
    if (ended) break;
  }
  withdraw(engine, running.proxies, running.rules);
  if (machine) {
    for (const task of [...machine.around.scheduler.tasks.values()]) {
      machine.around.scheduler.signal(task, 'SIGKILL');
    }
    leave(engine, machine);
  }
  container.running = undefined;
  container.state = 'exited';
  container.exitCode = main.status ? exitStatus(main.status) : 0;
  container.changed = engine.around.host.network.now;
  if (container.temporary) forget(engine, container);
  return 0;
}

export function forget({ containers }: Engine, container: Container): void {
  const index = containers.indexOf(container);
  if (index >= 0) containers.splice(index, 1);
}

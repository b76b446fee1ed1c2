/** `kubectl port-forward`: listeners here, and each connection goes on inside a pod. Its words are client-go's (portforward.go). */
import { formatEndpoint } from '../../../simulator/address.ts';
import { strerror } from '../../../simulator/errno.ts';
import { clockTimeSeconds, toCivil, twoDigits } from '../../civil-time.ts';
import type { Program } from '../../program.ts';
import { addRelay } from '../../relays.ts';
import { getsockname } from '../../socket-calls.ts';
import { complain, print, self, startThread, timeOfDay } from '../../syscalls.ts';
import { openListener } from '../services/open-listeners.ts';
import { acceptInto, type Channels, endAll, handleFrame } from '../ssh/channels.ts';
import { type Pod, servicePort } from './cluster-state.ts';
import type { Cluster } from './kubectl.ts';

interface Ports {
  /** 0: any free one. */
  readonly local: number;
  readonly remote: number;
}

/** @param operands TYPE/NAME and ports, as typed */
export function* portForward(
  cluster: Cluster | undefined,
  operands: readonly string[],
  addresses: string,
): Program {
  const [resource = '', ...portWords] = operands;
  if (!cluster) {
    yield* complain(
      "error: TYPE/NAME and list of ports are required for port-forward\nSee 'kubectl port-forward -h' for help and examples\n",
    );
    return 1;
  }
  const pod = findPod(cluster.pods, resource);
  const wanted = typeof pod === 'string' ? pod : readPorts(portWords, resource);
  if (typeof pod === 'string' || typeof wanted === 'string') {
    yield* complain(`${typeof pod === 'string' ? pod : wanted}\n`);
    return 1;
  }
  const local = addresses.split(',').flatMap((one) => (one === 'localhost' ? ['127.0.0.1', '::1'] : [one]));
  const wrong = local.find((one) => !/^[\d.]+$|:/.test(one));
  if (wrong !== undefined) {
    yield* complain(`error: error parsing address "${wrong}": ${wrong} is not a valid IP\n`);
    return 1;
  }
  const channels = channelsOf(cluster, pod);
  let listens = false;
  for (const ports of wanted) {
    if (yield* listenOn(channels, pod, ports, local, addresses === 'localhost')) listens = true;
  }
  if (!listens) {
    const all = wanted.map((ports) => `{${ports.local} ${ports.remote}}`).join(' ');
    yield* complain(`error: unable to listen on any of the requested ports: [${all}]\n`);
    return 1;
  }
  for (let frame = yield* cluster.next(); frame; frame = yield* cluster.next()) {
    yield* handleFrame(channels, frame);
    // Since 1.24 one connection that cannot be made ends them all.
    if (frame.kind === 'refused') break;
  }
  yield* endAll(channels);
  yield* complain('error: lost connection to pod\n');
  return 1;
}

function channelsOf({ fd }: Cluster, pod: Pod): Channels {
  return {
    fd,
    open: new Map(),
    waiting: new Map(),
    *onRefused(channel, reason) {
      const [local = '', remote = ''] = channel.split('-');
      const time = toCivil(yield* timeOfDay());
      const stamp = `E${twoDigits(time.month + 1)}${twoDigits(time.day)} ${clockTimeSeconds(time)}.000000 ${String((yield* self()).pid).padStart(7)}`;
      yield* complain(
        `${stamp} portforward.go:424] "Unhandled Error" err="an error occurred forwarding ${local} -> ${remote}: error forwarding port ${remote} to pod ${pod.name}: failed to connect to localhost:${remote} inside namespace: ${reason}"\n`,
      );
    },
  };
}

/** The pod, or what is said when there is none. */
function findPod(pods: readonly Pod[], resource: string): Pod | string {
  const [, type = 'pod', name = resource] = /^([a-z]+)\/(.*)$/.exec(resource) ?? [];
  const kinds: Readonly<Record<string, string>> = {
    pod: 'pods',
    pods: 'pods',
    po: 'pods',
    service: 'services',
    services: 'services',
    svc: 'services',
    deployment: 'deployments.apps',
    deployments: 'deployments.apps',
    deploy: 'deployments.apps',
  };
  const kind = kinds[type];
  if (kind === undefined) return `error: the server doesn't have a resource type "${type}"`;
  const found = pods.find((pod) => (kind === 'pods' ? pod.name : pod.app) === name);
  return found ?? `Error from server (NotFound): ${kind} "${name}" not found`;
}

/** The ports, or what is said of the first that is none. A service's port is its own, which leads to the same one of its pods. */
function readPorts(words: readonly string[], resource: string): readonly Ports[] | string {
  const found: Ports[] = [];
  for (const word of words) {
    const parts = word.split(':');
    if (parts.length > 2) return `error: invalid port format '${word}'`;
    const [first = '', second = first] = parts;
    const local = parts.length === 2 && first === '' ? 0 : toPort(first);
    const remote = toPort(second);
    if (local === undefined) return parseProblem('local', first);
    if (remote === undefined) return parseProblem('remote', second);
    if (remote === 0) return 'error: remote port must be > 0';
    if (/^(?:svc|services?)\//.test(resource) && remote !== servicePort) {
      return `error: Service ${resource.replace(/^.*\//, '')} does not have a service port ${remote}`;
    }
    found.push({ local, remote });
  }
  return found;
}

function toPort(text: string): number | undefined {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined;
}

function parseProblem(side: 'local' | 'remote', text: string): string {
  const why = /^\d+$/.test(text) ? 'value out of range' : 'invalid syntax';
  return `error: error parsing ${side} port '${text}': strconv.ParseUint: parsing "${text}": ${why}`;
}

/** False when nothing listens. Of localhost's two addresses one is enough. */
function* listenOn(
  channels: Channels,
  pod: Pod,
  { local, remote }: Ports,
  addresses: readonly string[],
  oneIsEnough: boolean,
): Program<boolean> {
  const task = yield* self();
  const { host } = task.around;
  const problems: string[] = [];
  const fds: number[] = [];
  let port = local;
  for (const address of addresses) {
    const opened = yield* openListener(address, port, 4096);
    if (typeof opened !== 'number') {
      const family = address.includes(':') ? 'tcp6' : 'tcp4';
      problems.push(
        `unable to create listener: Error listen ${family} ${formatEndpoint({ address, port })}: bind: ${strerror(opened).toLowerCase()}`,
      );
      continue;
    }
    const bound = yield* getsockname(opened);
    if (bound.ok) port = bound.value.port;
    fds.push(opened);
    yield* print(`Forwarding from ${formatEndpoint({ address, port })} -> ${remote}\n`);
  }
  if (fds.length === 0 || (problems.length > 0 && !oneIsEnough)) {
    yield* complain(
      `Unable to listen on port ${local}: Listeners failed to create with the following errors: [${problems.join(' ')}]\n`,
    );
    return false;
  }
  let count = 0;
  for (const fd of fds) {
    const named = (): string => {
      count += 1;
      return `${port}-${remote}-${count}`;
    };
    yield* startThread(
      acceptInto(channels, fd, 'open', `${pod.name} ${remote}`, named, () =>
        print(`Handling connection for ${port}\n`),
      ),
    );
  }
  const inside = task.around.machines.find(({ around }) => around.host.name === pod.name)?.around.host;
  if (inside) {
    addRelay(task, {
      program: 'kubectl',
      at: host,
      port,
      name: undefined,
      from: inside,
      to: ['127.0.0.1', '::1'],
      toPort: remote,
    });
  }
  return true;
}

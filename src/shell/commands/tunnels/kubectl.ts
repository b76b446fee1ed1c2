/**
 * kubectl of Kubernetes 1.32, as far as `port-forward` needs it.
 *
 * Documented, not run: kubernetes.io, reference of `kubectl port-forward`; its messages are those of client-go's portforward.go.
 * Without a cluster its answer was seen: "The connection to the server localhost:8080 was refused".
 */
import { socketAddress } from '../../../simulator/address.ts';
import type { ProgramFile } from '../../command.ts';
import { readContent } from '../../file-system.ts';
import { type OptionTable, parseOptions } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import { close, connect, socket } from '../../socket-calls.ts';
import { complain, print, self } from '../../syscalls.ts';
import { type Frame, frameReader, sendFrame } from '../ssh/frames.ts';
import { apiPort, type Pod, readPods, servicePort } from './cluster-state.ts';
import { portForward } from './port-forward.ts';

const table: OptionTable = {
  options: [
    {
      long: 'address',
      argument: 'ADDRESSES',
      help: 'addresses to listen on, with commas between (port-forward)',
    },
    { short: 'o', long: 'output', argument: 'FORMAT', help: 'wide (get)' },
    { short: 'h', long: 'help', help: 'show help' },
  ],
  absent: 'nAlLfkR',
  absentNames: ['namespace', 'all-namespaces', 'pod-running-timeout', 'context', 'kubeconfig', 'watch'],
};

const helpText = `kubectl controls the Kubernetes cluster manager.

  get pods | services | deployments       Display one or many resources
  port-forward TYPE/NAME [LOCAL_PORT:]REMOTE_PORT [--address ADDRESSES]
                                          Forward one or more local ports to a pod
`;

/** The API server, and what it told at the beginning. */
export interface Cluster {
  readonly fd: number;
  readonly next: () => Program<Frame | undefined>;
  readonly pods: readonly Pod[];
}

export const kubectl: ProgramFile = {
  name: 'kubectl',
  summary: 'a port here that leads into a pod: kubectl port-forward deployment/web 8080:80',
  options: table,
  operands: 'get|port-forward',
  differs: 'One namespace, whose pods are the hosts behind the node. Nothing is encrypted.',
  *run([, ...args]) {
    const parsed = parseOptions(table, args);
    if (!parsed.ok) {
      const wrong = args.find((word) => word.startsWith('-')) ?? '';
      const known =
        parsed.kind === 'absent-letter' ? 'a real option that this host does not have yet' : undefined;
      yield* complain(
        known
          ? `kubectl: -${parsed.kind === 'absent-letter' ? parsed.letter : ''} is ${known}\n`
          : `error: unknown ${wrong.startsWith('--') ? `flag: ${wrong}` : `shorthand flag: '${wrong.slice(1, 2)}' in ${wrong}`}\nSee 'kubectl --help' for usage.\n`,
      );
      return 1;
    }
    const [command, ...operands] = parsed.operands;
    if (command === undefined || parsed.has('help')) {
      yield* print(helpText);
      return 0;
    }
    if (command === 'get') return yield* get(operands, parsed.value('output') === 'wide');
    if (command === 'port-forward') {
      const cluster = operands.length < 2 ? undefined : yield* connectToCluster();
      if (typeof cluster === 'number') return cluster;
      return yield* portForward(cluster, operands, parsed.value('address') ?? 'localhost');
    }
    yield* complain(`error: unknown command "${command}" for "kubectl"\n`);
    return 1;
  },
};

/** A status when there is none. */
function* connectToCluster(): Program<Cluster | number> {
  const { host, port } = yield* serverOf();
  const address = host === 'localhost' ? '127.0.0.1' : host;
  const to = socketAddress(address, port);
  const opened = yield* socket(to.family, 'SOCK_STREAM');
  const reached = opened.ok ? yield* connect(opened.value, to) : opened;
  if (!opened.ok || reached === 'timeout' || !reached.ok) {
    const refused = reached !== 'timeout' && !reached.ok && reached.errno === 'ECONNREFUSED';
    yield* complain(
      refused
        ? `The connection to the server ${host}:${port} was refused - did you specify the right host or port?\n`
        : `Unable to connect to the server: dial tcp ${host}:${port}: i/o timeout\n`,
    );
    if (opened.ok) yield* close(opened.value);
    return 1;
  }
  const next = frameReader(opened.value);
  yield* sendFrame(opened.value, 'hello', '-', 'kubectl');
  const welcome = yield* next();
  if (welcome?.kind !== 'welcome') {
    yield* complain('Unable to connect to the server: EOF\n');
    return 1;
  }
  return { fd: opened.value, next, pods: readPods(welcome.text) };
}

/** The `server:` line of ~/.kube/config; without one localhost:8080. */
function* serverOf(): Program<{ readonly host: string; readonly port: number }> {
  const { around, cwd, environment, process } = yield* self();
  const found = around.files.find(cwd, `${environment.get('HOME') ?? '/root'}/.kube/config`, process.uid);
  const text = found.ok && found.value.kind === 'file' ? readContent(found.value) : '';
  const [, host, port] = /^\s*server:\s*https?:\/\/([\d.]+):(\d+)/m.exec(text) ?? [];
  return host === undefined ? { host: 'localhost', port: 8080 } : { host, port: Number(port ?? apiPort) };
}

function* get(operands: readonly string[], wide: boolean): Program {
  const [kind = ''] = operands;
  const rows = tables[kind];
  if (!rows) {
    yield* complain(
      kind === ''
        ? 'You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.\n'
        : `error: the server doesn't have a resource type "${kind}"\n`,
    );
    return 1;
  }
  const cluster = yield* connectToCluster();
  if (typeof cluster === 'number') return cluster;
  yield* close(cluster.fd);
  const lines = rows(cluster.pods, wide);
  yield* print(lines.length > 1 ? inColumns(lines) : 'No resources found in default namespace.\n');
  return 0;
}

type Rows = (pods: readonly Pod[], wide: boolean) => readonly (readonly string[])[];

const podRows: Rows = (pods, wide) => [
  ['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE', ...(wide ? ['IP'] : [])],
  ...pods.map(({ name, ip }) => [name, '1/1', 'Running', '0', '5d', ...(wide ? [ip] : [])]),
];
const serviceRows: Rows = (pods) => [
  ['NAME', 'TYPE', 'CLUSTER-IP', 'EXTERNAL-IP', 'PORT(S)', 'AGE'],
  ...appsOf(pods).map((app, index) => [
    app,
    'ClusterIP',
    `10.96.0.${20 + index}`,
    '<none>',
    `${servicePort}/TCP`,
    '5d',
  ]),
];
const deploymentRows: Rows = (pods) => [
  ['NAME', 'READY', 'UP-TO-DATE', 'AVAILABLE', 'AGE'],
  ...appsOf(pods).map((app) => {
    const count = pods.filter((pod) => pod.app === app).length;
    return [app, `${count}/${count}`, String(count), String(count), '5d'];
  }),
];
const tables: Readonly<Record<string, Rows>> = {
  pods: podRows,
  pod: podRows,
  po: podRows,
  services: serviceRows,
  service: serviceRows,
  svc: serviceRows,
  deployments: deploymentRows,
  deployment: deploymentRows,
  deploy: deploymentRows,
};

function appsOf(pods: readonly Pod[]): readonly string[] {
  return [...new Set(pods.map(({ app }) => app))];
}

/** Three spaces between, as kubectl prints. */
function inColumns(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  return lines
    .map((line) =>
      line
        .map((word, column) => word.padEnd((widths[column] ?? 0) + 3))
        .join('')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

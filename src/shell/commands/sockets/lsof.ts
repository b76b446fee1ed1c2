import type { Process } from '../../../simulator/process.ts';
import type { SocketRow } from '../../../simulator/socket-list.ts';
import type { ProgramFile } from '../../command.ts';
import { resolvePath } from '../../file-system.ts';
import type { Program } from '../../program.ts';
import { readServices, type Service } from '../../services-file.ts';
import { sockets } from '../../socket-calls.ts';
import { complain, print, self } from '../../syscalls.ts';
import type { Task } from '../../task.ts';
import { commandName } from '../processes/command-name.ts';
import { letOthersBegin } from '../processes/let-others-begin.ts';
import { type LsofRequest, missingPath, readLsofArguments } from './lsof-arguments.ts';
import { type OpenThing, openThings } from './lsof-files.ts';
import { isDescriptor, isInternet } from './lsof-match.ts';
import { lsofUsage } from './lsof-usage.ts';
import { hostNameOf, serviceName, unmapped } from './socket-names.ts';

const notHere = `
Here: -i -U -s -p -u -c -d -a -n -P -t -l -R -Q +c and names of files. Libraries (mem), other kinds of sockets and
the other options are not on this host.
`;

interface Row {
  readonly process: Process;
  readonly thing: OpenThing;
}

/** What lsof learns from the system that it runs on. */
export interface LsofSystem {
  readonly version: string;
  openThings: typeof openThings;
  commandName(argv: readonly string[]): string;
}

const linux: LsofSystem = { version: '4.95.0', openThings, commandName };

/** lsof(8) 4.95. */
export const lsof: ProgramFile = lsofOn(linux);

export function lsofOn(system: LsofSystem): ProgramFile {
  return {
    name: 'lsof',
    summary: 'list open files, sockets too: lsof -nP -i :62893',
    options: {
      options: [
        { short: 'i', argument: 'ADDRESS', help: 'Internet sockets: [46][tcp|udp][@host][:port]' },
        { short: 's', argument: 'STATES', help: 'only TCP sockets in these states: TCP:LISTEN' },
        { short: 'U', help: 'Unix domain sockets' },
        { short: 'n', help: 'addresses as numbers' },
        { short: 'P', help: 'ports as numbers' },
        { short: 't', help: 'process ids only' },
        { short: 'p', argument: 'PID', help: 'files of this process' },
        { short: 'u', argument: 'USER', help: 'files of this user' },
        { short: 'c', argument: 'NAME', help: 'files of commands that begin so' },
        { short: 'd', argument: 'FD', help: 'these descriptors' },
        { short: 'a', help: 'all that is asked must hold' },
      ],
    },
    *run([, ...args]) {
      const task = yield* self();
      const read = readLsofArguments(task, args);
      switch (read.kind) {
        case 'mistake':
          yield* complain(read.text + (read.usage ? lsofUsage : ''));
          return 1;
        case 'help':
          yield* complain(lsofUsage + notHere);
          return 0;
        case 'version':
          yield* complain(`lsof version information:\n    revision: ${system.version}\n`);
          return 0;
        case 'request':
          return yield* list(task, read.request, system);
      }
    },
  };
}

function* list(task: Task, request: LsofRequest, system: LsofSystem): Program {
  const paths: string[] = [];
  let status = 0;
  for (const path of request.paths) {
    if (task.around.files.find(task.cwd, path, task.process.uid).ok) paths.push(resolvePath(task.cwd, path));
    else {
      yield* complain(missingPath(path));
      status = 1;
    }
  }
  if (status === 1 && paths.length === 0) return 1;
  yield* letOthersBegin();
  const all = collect(task, request, system, paths, yield* sockets());
  // -t leaves out what it may not look into.
  const rows = request.terse ? all.filter(({ thing }) => thing.size !== '') : all;
  if (!foundAll(request, system, paths, rows)) status = request.quiet ? status : 1;
  if (request.terse) {
    yield* print([...new Set(rows.map(({ process }) => `${process.pid}\n`))].join(''));
  } else yield* print(table(task, request, system, rows));
  return status;
}

function collect(
  task: Task,
  request: LsofRequest,
  system: LsofSystem,
  paths: readonly string[],
  all: readonly SocketRow[],
): readonly Row[] {
  const held = new Map<number, Map<number, SocketRow>>();
  for (const row of all) {
    if (!row.holder) continue;
    const own = held.get(row.holder.pid) ?? new Map<number, SocketRow>();
    held.set(row.holder.pid, own.set(row.holder.fd, row));
  }
  const processes = [...task.around.host.processes.values()].sort((a, b) => a.pid - b.pid);
  return processes.flatMap((process) =>
    system
      .openThings(task, process, held.get(process.pid) ?? new Map())
      .filter((thing) => isWanted(request, system, paths, { process, thing }))
      .map((thing) => ({ process, thing })),
  );
}

function isWanted(
  request: LsofRequest,
  system: LsofSystem,
  paths: readonly string[],
  { process, thing }: Row,
): boolean {
  const { internet, states, pids, uids, commands, descriptors } = request;
  const begins = (name: string): boolean => system.commandName(process.argv).startsWith(name);
  if (pids.unwanted.includes(process.pid) || uids.unwanted.includes(process.uid)) return false;
  if (commands.unwanted.some(begins) || descriptors.unwanted.some((text) => isDescriptor(text, thing)))
    return false;
  const tests: boolean[] = [];
  if (pids.wanted.length > 0) tests.push(pids.wanted.includes(process.pid));
  if (uids.wanted.length > 0) tests.push(uids.wanted.includes(process.uid));
  if (commands.wanted.length > 0) tests.push(commands.wanted.some(begins));
  if (descriptors.wanted.length > 0) tests.push(descriptors.wanted.some((text) => isDescriptor(text, thing)));
  if (paths.length > 0) tests.push(paths.includes(thing.unixPath ?? thing.name));
  if (request.unix) tests.push(thing.unixPath !== undefined);
  if (internet) tests.push(isInternet(internet, thing.socket));
  const { socket } = thing;
  const stated = socket?.protocol === 'tcp' && (states.wanted.length > 0 || states.unwanted.length > 0);
  if (stated && states.unwanted.includes(socket.state)) return false;
  if (stated && states.wanted.length > 0 && !states.wanted.includes(socket.state)) return false;
  if (tests.length === 0) return true;
  return request.and ? tests.every((holds) => holds) : tests.some((holds) => holds);
}

/** Whether each thing that was looked for is there; else the status is 1, whatever was listed. */
function foundAll(
  request: LsofRequest,
  system: LsofSystem,
  paths: readonly string[],
  rows: readonly Row[],
): boolean {
  const { internet, states, pids, uids, commands } = request;
  const any = (test: (row: Row) => boolean): boolean => rows.some(test);
  return (
    rows.length > 0 &&
    (internet ?? []).every(
      (item) =>
        // A family or a protocol alone need not be there.
        (item.addresses.length === 0 && item.ports.length === 0) ||
        any(({ thing }) => isInternet([item], thing.socket)),
    ) &&
    states.wanted.every((state) => any(({ thing }) => thing.socket?.state === state)) &&
    pids.wanted.every((pid) => any(({ process }) => process.pid === pid)) &&
    (uids.wanted.length === 0 || any(({ process }) => uids.wanted.includes(process.uid))) &&
    commands.wanted.every((name) =>
      any(({ process }) => system.commandName(process.argv).startsWith(name)),
    ) &&
    paths.every((path) => any(({ thing }) => (thing.unixPath ?? thing.name) === path))
  );
}

function table(task: Task, request: LsofRequest, system: LsofSystem, rows: readonly Row[]): string {
  if (rows.length === 0) return '';
  const services = readServices(task.around.files);
  const cells = rows.map(({ process, thing }) => ({
    command: system.commandName(process.argv).slice(0, request.nameWidth),
    pid: String(process.pid),
    ppid: String(process.ppid),
    user: userText(task, request, process),
    thing,
    name: thing.socket ? socketName(task, request, thing.socket, services) : thing.name,
  }));
  const widest = (least: number, texts: readonly string[]): number =>
    Math.max(least, ...texts.map(({ length }) => length));
  const command = widest(
    7,
    cells.map((row) => row.command),
  );
  const pid = widest(
    3,
    cells.map((row) => row.pid),
  );
  const ppid = widest(
    4,
    cells.map((row) => row.ppid),
  );
  // Users as numbers get the room that a user's number may need.
  const user = widest(
    request.numericUsers ? 8 : 4,
    cells.map((row) => row.user),
  );
  const type = widest(
    4,
    cells.map((row) => row.thing.type),
  );
  const device = widest(
    6,
    cells.map((row) => row.thing.device),
  );
  const size = widest(
    8,
    cells.map((row) => row.thing.size),
  );
  const node = widest(
    4,
    cells.map((row) => row.thing.node),
  );
  const line = (parts: readonly string[]): string => `${parts.join(' ')}\n`;
  return [
    line([
      'COMMAND'.padEnd(command),
      'PID'.padStart(pid),
      ...(request.parents ? ['PPID'.padStart(ppid)] : []),
      'USER'.padStart(user),
      '  FD  ',
      'TYPE'.padStart(type),
      'DEVICE'.padStart(device),
      'SIZE/OFF'.padStart(size),
      'NODE'.padStart(node),
      'NAME',
    ]),
    ...cells.map((row) =>
      line([
        row.command.padEnd(command),
        row.pid.padStart(pid),
        ...(request.parents ? [row.ppid.padStart(ppid)] : []),
        row.user.padStart(user),
        `${row.thing.fd.padStart(4)}${row.thing.access} `,
        row.thing.type.padStart(type),
        row.thing.device.padStart(device),
        row.thing.size.padStart(size),
        row.thing.node.padStart(node),
        row.name,
      ]),
    ),
  ].join('');
}

function userText(task: Task, { numericUsers }: LsofRequest, { uid }: Process): string {
  const known = numericUsers ? undefined : task.around.host.users.find((user) => user.uid === uid);
  return (known?.name ?? String(uid)).slice(0, 8);
}

/** `localhost:62893->localhost:48084 (ESTABLISHED)` */
function socketName(
  task: Task,
  request: LsofRequest,
  socket: SocketRow,
  services: readonly Service[],
): string {
  const end = ({ address, port }: SocketRow['local']): string => {
    const service = request.numericPorts ? undefined : serviceName(services, port, socket.protocol);
    return `${hostText(task, request, address)}:${port === 0 ? '*' : (service ?? String(port))}`;
  };
  const peer = socket.peer ? `->${end(socket.peer)}` : '';
  const state = socket.protocol === 'tcp' ? `(${socket.state.replaceAll('-', '_')})` : '';
  const known = state.replace('FIN_WAIT_', 'FIN_WAIT').replace('RECEIVED', 'RECV');
  return `${end(socket.local)}${peer} ${known}`;
}

function hostText(task: Task, { numericHosts }: LsofRequest, address: string): string {
  const plain = unmapped(address);
  if (plain === '0.0.0.0' || plain === '::') return '*';
  const known = numericHosts ? undefined : hostNameOf(task, plain);
  return known ?? (plain.includes(':') ? `[${plain}]` : plain);
}

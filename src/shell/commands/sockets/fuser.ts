import { isWildcard } from '../../../simulator/address.ts';
import { strerror } from '../../../simulator/errno.ts';
import type { SocketRow } from '../../../simulator/socket-list.ts';
import type { ProgramFile } from '../../command.ts';
import { resolvePath } from '../../file-system.ts';
import type { Program } from '../../program.ts';
import { findService, readServices } from '../../services-file.ts';
import { sockets } from '../../socket-calls.ts';
import { complain, kill, print, read, self } from '../../syscalls.ts';
import type { Task } from '../../task.ts';
import { commandName } from '../processes/command-name.ts';
import { notSendable, sendable, signalList } from '../processes/signal-names.ts';
import { type FuserName, type FuserRequest, readFuserArguments } from './fuser-arguments.ts';
import { fuserUsage } from './fuser-usage.ts';
import { openThings } from './lsof-files.ts';
import { addressesOf, mayLookInto, unmapped } from './socket-names.ts';

/** A process that uses something, and how: `F....` for a socket, `..c..` for its directory. */
interface User {
  readonly pid: number;
  readonly access: string;
}

const version = `fuser (PSmisc) 23.6
Copyright (C) 1993-2022 Werner Almesberger and Craig Small

PSmisc comes with ABSOLUTELY NO WARRANTY.
This is free software, and you are welcome to redistribute it under
the terms of the GNU General Public License.
For more information about these matters, see the files named COPYING.
`;

/** fuser(1) of psmisc 23.6: process ids go to standard output, all the rest to standard error. */
export const fuser: ProgramFile = {
  name: 'fuser',
  summary: 'who uses a port: fuser -v 62893/tcp; -k ends them',
  options: {
    options: [
      { short: 'v', long: 'verbose', help: 'verbose output' },
      { short: 'k', long: 'kill', help: 'kill processes accessing the named file' },
      { short: 'n', long: 'namespace', argument: 'SPACE', help: 'file, udp, or tcp' },
      { short: 'i', long: 'interactive', help: 'ask before killing' },
      { short: 's', long: 'silent', help: 'silent operation' },
      { short: 'u', long: 'user', help: 'display user IDs' },
      { short: '4', long: 'ipv4', help: 'search IPv4 sockets only' },
      { short: '6', long: 'ipv6', help: 'search IPv6 sockets only' },
    ],
  },
  *run([, ...args]) {
    const read = readFuserArguments(args);
    switch (read.kind) {
      case 'mistake':
        yield* complain(read.text + (read.usage ? fuserUsage : ''));
        return 1;
      case 'list':
        yield* print(signalList);
        return 0;
      case 'version':
        yield* complain(version);
        return 0;
      case 'request':
        return yield* show(read.request);
    }
  },
};

function* show(request: FuserRequest): Program {
  const task = yield* self();
  const rows = yield* sockets();
  const signal = sendable(request.signal);
  if (request.kill && !signal) {
    yield* complain(notSendable('fuser', request.signal));
    return 1;
  }
  let status = 1;
  let header = request.verbose ? `${' '.repeat(21)}USER        PID ACCESS COMMAND\n` : '';
  for (const name of request.names) {
    const users = usersOf(task, request, name, rows);
    if (typeof users === 'string') {
      yield* complain(users);
      continue;
    }
    if (users.length > 0) status = 0;
    if (!request.silent && (users.length > 0 || request.all)) {
      yield* complain(header);
      header = '';
      yield* showUsers(task, request, labelOf(task, name), users);
    }
    if (request.kill && signal) {
      for (const { pid } of users) {
        if (pid === task.pid) continue;
        if (request.ask && !(yield* confirmed(pid))) continue;
        const result = yield* kill(pid, signal);
        if (result !== 'ok') yield* complain(`Could not kill process ${pid}: ${strerror(result)}\n`);
      }
    }
  }
  return status;
}

function* confirmed(pid: number): Program<boolean> {
  yield* complain(`Kill process ${pid} ? (y/N) `);
  return /^[yY]/.test(yield* read(0));
}

function labelOf(task: Task, { space, text }: FuserName): string {
  return space === 'file' ? resolvePath(task.cwd, text) : `${text}/${space}`;
}

/** The room for a name, its colon included. */
const nameField = 20;

function* showUsers(
  task: Task,
  { verbose, named }: FuserRequest,
  label: string,
  users: readonly User[],
): Program<void> {
  const start = `${label}:`;
  if (users.length === 0) {
    yield* complain(`${start}\n`);
    return;
  }
  if (!verbose) {
    yield* complain(start.padEnd(nameField));
    for (const { pid, access } of users) {
      yield* print(String(pid).padStart(6));
      yield* complain(access.replace(/[.Ff]/g, '') + (named ? `(${userName(task, pid)})` : ''));
    }
    yield* complain('\n');
    return;
  }
  yield* complain(start.length > nameField ? `${start}\n${' '.repeat(nameField)}` : start.padEnd(nameField));
  for (const [index, { pid, access }] of users.entries()) {
    const user = userName(task, pid);
    yield* complain(`${index === 0 ? '' : ' '.repeat(nameField)} ${user.padEnd(8)} `);
    yield* print(String(pid).padStart(6));
    const command = commandName(task.around.host.processes.get(pid)?.argv ?? []);
    yield* complain(` ${access} ${named ? `(${user})` : ''}${command}\n`);
  }
}

function userName(task: Task, pid: number): string {
  const { host } = task.around;
  const uid = host.processes.get(pid)?.uid;
  return host.users.find((user) => user.uid === uid)?.name ?? String(uid);
}

/** In the order of their numbers; else what is wrong with the name. */
function usersOf(
  task: Task,
  request: FuserRequest,
  name: FuserName,
  rows: readonly SocketRow[],
): readonly User[] | string {
  if (name.space === 'file') return fileUsers(task, name.text);
  const test = socketTest(task, request, name);
  if (typeof test === 'string') return test;
  const pids = new Set<number>();
  for (const row of rows) {
    const { holder } = row;
    if (!holder || row.protocol !== name.space || !test(row)) continue;
    if (mayLookInto(task, task.around.host.processes.get(holder.pid)?.uid)) pids.add(holder.pid);
  }
  return [...pids].sort((a, b) => a - b).map((pid) => ({ pid, access: 'F....' }));
}

/** `local_port,remote_host,remote_port`, each of which may be empty. */
function socketTest(
  task: Task,
  { ipv4, ipv6 }: FuserRequest,
  { text, space }: FuserName,
): ((row: SocketRow) => boolean) | string {
  const [local = '', remote = '', remotePort = ''] = text.split(',');
  const services = readServices(task.around.files);
  const portOf = (given: string): number | undefined =>
    /^\d+$/.test(given) ? Number(given) : findService(services, given, space)?.port;
  const [own, theirs] = [portOf(local), portOf(remotePort)];
  const unknown = (which: string, given: string): string =>
    `Cannot resolve ${which} port ${given}: Servname not supported for ai_socktype\n`;
  if (local !== '' && own === undefined) return unknown('local', local);
  if (remotePort !== '' && theirs === undefined) return unknown('remote', remotePort);
  const hosts = remote === '' ? undefined : [remote, ...addressesOf(task, remote)];
  return ({ family, local: at, peer }) => {
    if ((ipv4 && family !== 'AF_INET') || (ipv6 && family !== 'AF_INET6')) return false;
    if (own !== undefined && at.port !== own) return false;
    if (theirs !== undefined && peer?.port !== theirs) return false;
    if (!hosts) return true;
    return peer !== undefined && !isWildcard(peer.address) && hosts.includes(unmapped(peer.address));
  };
}

function fileUsers(task: Task, text: string): readonly User[] | string {
  const { host, files } = task.around;
  if (!files.find(task.cwd, text, task.process.uid).ok) return `Specified filename ${text} does not exist.\n`;
  const path = resolvePath(task.cwd, text);
  const users: User[] = [];
  for (const process of [...host.processes.values()].sort((a, b) => a.pid - b.pid)) {
    const uses = openThings(task, process, new Map()).filter(
      ({ name, unixPath = name }) => unixPath === path,
    );
    if (uses.length === 0) continue;
    const open = uses.find(({ fd }) => /^\d/.test(fd));
    const letters = [
      open ? (open.access === 'r' ? 'f' : 'F') : '.',
      ...(['rtd', 'cwd', 'txt'] as const).map((fd, place) =>
        uses.some((use) => use.fd === fd) ? ('rce'[place] ?? '.') : '.',
      ),
      '.',
    ];
    users.push({ pid: process.pid, access: letters.join('') });
  }
  return users;
}

import type { SocketRow } from '../../../simulator/socket-list.ts';
import type { UnixRow } from '../../../simulator/unix-socket.ts';
import type { ProgramFile } from '../../command.ts';
import { gnuOptionError, type OptionTable, type ParsedOptions, parseOptions } from '../../option-table.ts';
import { readServices, type Service } from '../../services-file.ts';
import { sockets } from '../../socket-calls.ts';
import { complain, print, self } from '../../syscalls.ts';
import type { Task } from '../../task.ts';
import { unixSockets } from '../../unix-calls.ts';
import { interfaceTable, routeTable } from './netstat-tables.ts';
import { programText, unixLines } from './netstat-unix.ts';
import { netstatUsage } from './netstat-usage.ts';
import { hostNameOf, serviceName, unmapped } from './socket-names.ts';

const options: OptionTable = {
  options: [
    { short: 'r', long: 'route', help: 'display routing table' },
    { short: 'i', long: 'interfaces', help: 'display interface table' },
    { short: 'v', long: 'verbose', help: 'be verbose' },
    { short: 'W', long: 'wide', help: "don't truncate IP addresses" },
    { short: 'n', long: 'numeric', help: "don't resolve names" },
    { long: 'numeric-hosts', help: "don't resolve host names" },
    { long: 'numeric-ports', help: "don't resolve port names" },
    { long: 'numeric-users', help: "don't resolve user names" },
    { short: 'e', long: 'extend', help: 'display other/more information' },
    { short: 'p', long: 'programs', help: 'display PID/Program name for sockets' },
    { short: 'o', long: 'timers', help: 'display timers' },
    { short: 'l', long: 'listening', help: 'display listening server sockets' },
    { short: 'a', long: 'all', help: 'display all sockets (default: connected)' },
    { short: 't', long: 'tcp', help: 'TCP sockets' },
    { short: 'u', long: 'udp', help: 'UDP sockets' },
    { short: 'w', long: 'raw', help: 'raw sockets' },
    { short: 'x', long: 'unix', help: 'Unix domain sockets' },
    { short: '4', long: 'inet', help: 'IPv4 only' },
    { short: '6', long: 'inet6', help: 'IPv6 only' },
    { short: 'A', long: 'protocol', argument: 'AF', help: 'inet or inet6' },
    { short: 'V', long: 'version', help: 'display version' },
    { short: 'h', long: 'help', help: 'display this help' },
  ],
  absent: 'gsMcNFCZUS',
};

const notHere = `
On this host: TCP, UDP and Unix domain stream sockets only, and -i counts no packets. Not here: -s, -g, -M, -c, -N, -F, -C, -Z.
`;

const version = `net-tools 2.10
Fred Baumgarten, Alan Cox, Bernd Eckenfels, Phil Blundell, Tuan Hoang, Brian Micek and others
+NEW_ADDRT +RTF_IRTT +RTF_REJECT +FW_MASQUERADE +I18N +SELINUX
AF: (inet) +UNIX +INET +INET6 +IPX +AX25 +NETROM +X25 +ATALK +ECONET +ROSE -BLUETOOTH
HW:  +ETHER +ARC +SLIP +PPP +TUNNEL -TR +AX25 +NETROM +X25 +FR +ROSE +ASH +SIT +FDDI +HIPPI +HDLC/LAPB +EUI64 
`;

const stateNames: Readonly<Record<SocketRow['state'], string>> = {
  CLOSED: '',
  LISTEN: 'LISTEN',
  'SYN-SENT': 'SYN_SENT',
  'SYN-RECEIVED': 'SYN_RECV',
  ESTABLISHED: 'ESTABLISHED',
  'FIN-WAIT-1': 'FIN_WAIT1',
  'FIN-WAIT-2': 'FIN_WAIT2',
  'CLOSE-WAIT': 'CLOSE_WAIT',
  'LAST-ACK': 'LAST_ACK',
  'TIME-WAIT': 'TIME_WAIT',
};

/** netstat(8) of net-tools 2.10. */
export const netstat: ProgramFile = {
  name: 'netstat',
  summary: 'list sockets as older guides do: netstat -tln',
  options,
  *run([, ...args]) {
    const parsed = parseOptions(options, args);
    if (!parsed.ok) {
      const usage = parsed.kind === 'absent-letter' ? '' : netstatUsage;
      yield* complain(gnuOptionError('netstat', parsed) + usage);
      return parsed.kind === 'absent-letter' ? 1 : 3;
    }
    if (parsed.has('help') || parsed.has('version')) {
      yield* print(parsed.has('help') ? netstatUsage + notHere : version);
      return 0;
    }
    const family = parsed.value('protocol');
    if (family !== undefined && family !== 'inet' && family !== 'inet6') {
      yield* complain(`Unknown address family \`${family}'.\n`);
      return 1;
    }
    const task = yield* self();
    if (parsed.has('route')) yield* print(routeTable(task.around.host));
    else if (parsed.has('interfaces')) yield* print(interfaceTable(task.around.host, parsed.has('all')));
    else {
      const unix = yield* unixSockets();
      // Of the first process it does not see, it complains once.
      if (parsed.has('programs') && task.process.uid !== 0) {
        yield* complain(`(Not all processes could be identified, non-owned process info
 will not be shown, you would have to be root to see it all.)
`);
      }
      yield* print(socketTables(task, yield* sockets(), unix, parsed));
    }
    return 0;
  },
};

function socketTables(
  task: Task,
  all: readonly SocketRow[],
  unixRows: readonly UnixRow[],
  parsed: ParsedOptions,
): string {
  const inetOnly = ['inet', 'inet6', 'protocol'].some((name) => parsed.has(name));
  const kinds = ['tcp', 'udp', 'raw', 'unix'].filter((name) => parsed.has(name));
  const kind = parsed.has('all')
    ? '(servers and established)'
    : parsed.has('listening')
      ? '(only servers)'
      : '(w/o servers)';
  const inet = kinds.length === 0 || kinds.some((name) => name !== 'unix');
  const unix = kinds.length === 0 ? !inetOnly : kinds.includes('unix');
  return (
    (inet ? `Active Internet connections ${kind}\n${inetTable(task, all, parsed)}` : '') +
    (unix ? `Active UNIX domain sockets ${kind}\n${unixLines(task, unixRows, parsed)}` : '')
  );
}

function inetTable(task: Task, all: readonly SocketRow[], parsed: ParsedOptions): string {
  const header = [
    'Proto Recv-Q Send-Q Local Address           Foreign Address         State      ',
    ...(parsed.has('extend') ? ['User       Inode     '] : []),
    ...(parsed.has('programs') ? ['PID/Program name    '] : []),
    ...(parsed.has('timers') ? ['Timer'] : []),
  ].join(' ');
  const services = readServices(task.around.files);
  const rows = all
    .filter((row) => isWanted(row, parsed))
    .sort((a, b) => rank(a) - rank(b))
    .map((row) => `${line(task, row, services, parsed)}\n`);
  return `${header}\n${rows.join('')}`;
}

function isWanted(row: SocketRow, parsed: ParsedOptions): boolean {
  const { protocol, family, state } = row;
  if (state === 'CLOSED' && protocol === 'tcp') return false;
  const kinds = parsed.has('tcp') || parsed.has('udp') || parsed.has('raw');
  if (kinds && !parsed.has(protocol)) return false;
  const asked = parsed.value('protocol');
  const ipv4 = parsed.has('inet') || asked === 'inet';
  const ipv6 = parsed.has('inet6') || asked === 'inet6';
  if ((ipv4 || ipv6) && !(family === 'AF_INET' ? ipv4 : ipv6)) return false;
  if (parsed.has('all')) return true;
  const serves = state === 'LISTEN' || state === 'CLOSED';
  return parsed.has('listening') ? serves : !serves;
}

/** The order of /proc/net: TCP first, each IPv4 first, listeners first. */
function rank({ protocol, family, state }: SocketRow): number {
  return (protocol === 'tcp' ? 0 : 4) + (family === 'AF_INET' ? 0 : 2) + (state === 'LISTEN' ? 0 : 1);
}

function line(task: Task, row: SocketRow, services: readonly Service[], parsed: ParsedOptions): string {
  const peer = row.peer ?? { address: row.family === 'AF_INET' ? '0.0.0.0' : '::', port: 0 };
  const end = (of: SocketRow['local']): string => endpointText(task, row, of, services, parsed);
  // A listener's backlog is nothing that netstat knows.
  const queues = [row.receiveQueue, row.state === 'LISTEN' ? 0 : row.sendQueue];
  return [
    `${row.protocol}${row.family === 'AF_INET6' ? '6' : ''}`.padEnd(6) +
      queues.map((bytes) => String(bytes).padStart(6)).join(' '),
    `${end(row.local).padEnd(23)} ${end(peer).padEnd(23)}`,
    stateNames[row.state].padEnd(11),
    ...(parsed.has('extend') ? [ownerText(task, row, parsed)] : []),
    ...(parsed.has('programs') ? [programText(task, row).padEnd(20)] : []),
    ...(parsed.has('timers') ? [timerText(task, row)] : []),
  ].join(' ');
}

function endpointText(
  task: Task,
  row: SocketRow,
  { address, port }: SocketRow['local'],
  services: readonly Service[],
  parsed: ParsedOptions,
): string {
  const numeric = parsed.has('numeric');
  const plain = unmapped(address);
  const names = !numeric && !parsed.has('numeric-hosts');
  const known = names && plain === address ? hostNameOf(task, plain) : undefined;
  const host = known ?? (names && plain === '::' ? '[::]' : plain);
  const service =
    numeric || parsed.has('numeric-ports') ? undefined : serviceName(services, port, row.protocol);
  const place = port === 0 ? '*' : (service ?? String(port));
  if (parsed.has('wide') || host.length + place.length <= 22) return `${host}:${place}`;
  const kept = Math.min(place.length, 18);
  return `${host.slice(0, 22 - kept)}:${place.slice(0, kept)}`;
}

function ownerText(task: Task, row: SocketRow, parsed: ParsedOptions): string {
  const remains = row.timer?.kind === 'timewait';
  const uid = remains ? 0 : row.uid;
  const named = !parsed.has('numeric') && !parsed.has('numeric-users');
  const user = task.around.host.users.find((known) => named && known.uid === uid)?.name ?? String(uid);
  return `${user.padEnd(10)} ${String(remains ? 0 : row.id).padEnd(10)}`;
}

function timerText(task: Task, { timer }: SocketRow): string {
  if (!timer) return 'off (0.00/0/0)';
  const left = Math.max(0, timer.endsAt - task.around.host.network.now - 10) / 1000;
  return `${timer.kind} (${left.toFixed(2)}/${timer.retransmits}/0)`;
}

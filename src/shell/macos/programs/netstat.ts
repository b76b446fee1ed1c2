/**
 * netstat(1) of macOS, as its source prints (network_cmds, netstat.tproj/inet.c), with the process column that macOS 14 and
 * later have. Everything after that column but the socket's own number is what an ordinary socket shows; here it never changes.
 */
import { mappedIPv4 } from '../../../simulator/address.ts';
import type { SocketRow } from '../../../simulator/socket-list.ts';
import type { ProgramFile } from '../../command.ts';
import { hostNameOf, serviceName } from '../../commands/sockets/socket-names.ts';
import { readServices, type Service } from '../../services-file.ts';
import { sockets } from '../../socket-calls.ts';
import { complain, print, self } from '../../syscalls.ts';
import type { Task } from '../../task.ts';
import { commandName } from './mac-process.ts';

interface Request {
  readonly letters: ReadonlySet<string>;
  readonly protocol: 'tcp' | 'udp' | undefined;
  readonly family: 'inet' | 'inet6' | undefined;
}

const stateNames: Readonly<Record<SocketRow['state'], string>> = {
  CLOSED: 'CLOSED',
  LISTEN: 'LISTEN',
  'SYN-SENT': 'SYN_SENT',
  'SYN-RECEIVED': 'SYN_RCVD',
  ESTABLISHED: 'ESTABLISHED',
  'FIN-WAIT-1': 'FIN_WAIT_1',
  'FIN-WAIT-2': 'FIN_WAIT_2',
  'CLOSE-WAIT': 'CLOSE_WAIT',
  'LAST-ACK': 'LAST_ACK',
  'TIME-WAIT': 'TIME_WAIT',
};

const usage = `Usage:\tnetstat [-AaLlnW] [-f address_family | -p protocol]
`;

export const netstat: ProgramFile = {
  name: 'netstat',
  summary: 'list sockets: netstat -an -p tcp, with -v whose they are',
  options: {
    options: [
      { short: 'a', help: 'listening sockets too' },
      { short: 'n', help: 'addresses and ports as numbers' },
      { short: 'v', help: 'say more: the process, and the size of the queues' },
      { short: 'p', argument: 'PROTOCOL', help: 'tcp or udp' },
      { short: 'f', argument: 'FAMILY', help: 'inet or inet6' },
    ],
  },
  differs:
    'Only Internet sockets are here: no routes (-r), interfaces (-i), statistics (-s), and no Unix-domain sockets.',
  *run([, ...args]) {
    const request = readArguments(args);
    if (typeof request === 'string') {
      yield* complain(`${request}\n${request.startsWith('netstat: illegal') ? usage : ''}`);
      return 1;
    }
    const task = yield* self();
    yield* print(tableOf(task, yield* sockets(), request));
    return 0;
  },
};

function readArguments(args: readonly string[]): Request | string {
  const letters = new Set<string>();
  const values = new Map<string, string>();
  const rest = [...args];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const given = [...word.replace(/^-/, '')];
    for (let letter = given.shift(); letter !== undefined; letter = given.shift()) {
      if ('anvlW'.includes(letter)) letters.add(letter);
      else if (letter === 'p' || letter === 'f') {
        const value = given.splice(0).join('') || rest.shift();
        if (value === undefined) return `netstat: option requires an argument -- ${letter}`;
        values.set(letter, value);
      } else if ('AbcdgIiLmMqRrSstwxz'.includes(letter)) {
        return `netstat: -${letter} is a real option that this host does not have yet`;
      } else return `netstat: illegal option -- ${letter}`;
    }
  }
  const protocol = values.get('p');
  if (protocol !== undefined && protocol !== 'tcp' && protocol !== 'udp') {
    return `netstat: ${protocol}: unknown or uninstrumented protocol`;
  }
  const family = values.get('f');
  if (family !== undefined && family !== 'inet' && family !== 'inet6') {
    return `netstat: ${family}: unknown address family`;
  }
  return { letters, protocol, family };
}

function tableOf(task: Task, all: readonly SocketRow[], request: Request): string {
  const { letters } = request;
  const services = readServices(task.around.files);
  // The kernel puts a new socket at the head of its list.
  const rows = [...all]
    .reverse()
    .filter((row) => isWanted(row, request))
    .sort((one, other) => (one.protocol === other.protocol ? 0 : one.protocol === 'tcp' ? -1 : 1));
  if (rows.length === 0) return '';
  const title = `Active Internet connections${letters.has('a') ? ' (including servers)' : ''}\n`;
  const head = `Proto Recv-Q Send-Q  ${'Local Address'.padEnd(22)} ${'Foreign Address'.padEnd(22)} ${'(state)'.padEnd(11)}`;
  const lines = rows.map((row) => line(task, row, services, letters));
  return `${title}${head}${letters.has('v') ? moreHead : ''}\n${lines.join('')}`;
}

const moreHead = ` ${'rxbytes'.padStart(12)} ${'txbytes'.padStart(12)} ${'rhiwat'.padStart(7)} ${'shiwat'.padStart(7)} ${'process'.padStart(16)}:${'pid'.padEnd(6)} ${'state'.padStart(5)} ${'options'.padStart(8)} ${'gencnt'.padStart(16)} ${'flags'.padStart(8)} ${'flags1'.padStart(8)} usecnt rtncnt fltrs`;

function isWanted({ protocol, state, family }: SocketRow, request: Request): boolean {
  if (request.protocol && protocol !== request.protocol) return false;
  if (request.family === 'inet' && family !== 'AF_INET') return false;
  if (request.family === 'inet6' && family !== 'AF_INET6') return false;
  return request.letters.has('a') || protocol === 'udp' || (state !== 'LISTEN' && state !== 'CLOSED');
}

function line(
  task: Task,
  row: SocketRow,
  services: readonly Service[],
  letters: ReadonlySet<string>,
): string {
  const end = (of: SocketRow['local'] | undefined): string => {
    if (!of) return '*.*'.padEnd(22);
    return endText(task, row, of, services, letters.has('n')).slice(0, 22).padEnd(22);
  };
  const listening = row.state === 'LISTEN';
  const queues = [row.receiveQueue, row.sendQueue].map((bytes) => String(listening ? 0 : bytes).padStart(6));
  const state = row.protocol === 'tcp' ? stateNames[row.state] : '';
  const start = `${row.protocol}${versionOf(row)} ${queues.join(' ')}  `;
  const more = letters.has('v') ? moreText(task, row) : '';
  return `${start}${end(row.local)} ${end(row.peer)} ${state.padEnd(11)}${more}\n`;
}

/** `46` takes both; a connection that came over IPv4 is plain 4. */
function versionOf({ family, local, v6only }: SocketRow): string {
  if (family === 'AF_INET' || mappedIPv4(local.address) !== undefined) return '4 ';
  return local.address === '::' && !v6only ? '46' : '6 ';
}

function endText(
  task: Task,
  { protocol }: SocketRow,
  { address, port }: SocketRow['local'],
  services: readonly Service[],
  numeric: boolean,
): string {
  const plain = mappedIPv4(address) ?? address;
  const wild = plain === '0.0.0.0' || plain === '::';
  const host = wild ? '*' : ((numeric ? undefined : hostNameOf(task, plain)) ?? plain);
  const service = numeric ? undefined : serviceName(services, port, protocol);
  return `${host.slice(0, 16)}.${port === 0 ? '*' : (service ?? port)}`;
}

function moreText(task: Task, { holder, id, state, receiveQueue }: SocketRow): string {
  const argv = task.around.host.processes.get(holder?.pid ?? -1)?.argv;
  const name = argv ? commandName(argv) : '';
  const listening = state === 'LISTEN';
  return [
    '',
    String(listening ? 0 : receiveQueue).padStart(12),
    '0'.padStart(12),
    ' 131072',
    ' 131072',
    `${name.padStart(16)}:${String(holder?.pid ?? 0).padEnd(6)}`,
    listening ? '00100' : '00102',
    listening ? '00000006' : '00000004',
    id.toString(16).padStart(16, '0'),
    '00000000',
    '00000900',
    (listening ? '1' : '2').padStart(6),
    '0'.padStart(6),
    '000000',
  ].join(' ');
}

import type { TcpState } from '../../../simulator/socket.ts';
import type { SocketRow } from '../../../simulator/socket-list.ts';
import type { ProgramFile } from '../../command.ts';
import { gnuOptionError, type OptionTable, type ParsedOptions, parseOptions } from '../../option-table.ts';
import { findService, readServices, type Service } from '../../services-file.ts';
import { complain, print, self, sockets } from '../../syscalls.ts';
import type { Task } from '../../task.ts';
import { allStates, establishedStates, listeningStates, parseFilter } from './ss-filter.ts';
import { renderTable, type SsCells } from './ss-table.ts';

const options: OptionTable = {
  options: [
    { short: 'h', long: 'help', help: 'this message' },
    { short: 'V', long: 'version', help: 'output version information' },
    { short: 'n', long: 'numeric', help: "don't resolve service names" },
    { short: 'a', long: 'all', help: 'display all sockets' },
    { short: 'l', long: 'listening', help: 'display listening sockets' },
    { short: 'p', long: 'processes', help: 'show process using socket' },
    { short: '4', long: 'ipv4', help: 'display only IP version 4 sockets' },
    { short: '6', long: 'ipv6', help: 'display only IP version 6 sockets' },
    { short: 't', long: 'tcp', help: 'display only TCP sockets' },
    { short: 'u', long: 'udp', help: 'display only UDP sockets' },
    { short: 'H', long: 'no-header', help: 'Suppress header line' },
  ],
  absent: 'roemTisbEZzN0MSdwxfKOADF',
};

/** The usage of the real one, with the options that work here. */
function usage(): string {
  const lines = options.options.map(
    ({ short, long, help }) => `   -${short}, --${`${long}`.padEnd(15)} ${help}\n`,
  );
  return `Usage: ss [ OPTIONS ]\n       ss [ OPTIONS ] [ FILTER ]\n${lines.join('')}   FILTER := [ state STATE ] [ sport = :PORT ] [ dport = :PORT ], joined by and, or, not\n`;
}

const stateNames: Readonly<Record<TcpState, string>> = {
  CLOSED: 'UNCONN',
  LISTEN: 'LISTEN',
  'SYN-SENT': 'SYN-SENT',
  'SYN-RECEIVED': 'SYN-RECV',
  ESTABLISHED: 'ESTAB',
  'FIN-WAIT-1': 'FIN-WAIT-1',
  'FIN-WAIT-2': 'FIN-WAIT-2',
  'CLOSE-WAIT': 'CLOSE-WAIT',
  'LAST-ACK': 'LAST-ACK',
  'TIME-WAIT': 'TIME-WAIT',
};

/** ss(8) of iproute2 6.1. */
export const ss: ProgramFile = {
  name: 'ss',
  summary: 'list sockets: ss -tln lists TCP listeners by number',
  options,
  *run([, ...args]) {
    const parsed = parseOptions(options, args);
    if (!parsed.ok) {
      yield* complain(gnuOptionError('ss', parsed) + (parsed.kind === 'absent-letter' ? '' : usage()));
      return 255;
    }
    if (parsed.has('help') || parsed.has('version')) {
      yield* print(parsed.has('help') ? usage() : 'ss utility, iproute2-6.1.0\n');
      return 0;
    }
    const task = yield* self();
    const services = readServices(task.around.files);
    const filter = parseFilter(parsed.operands, (name) => findService(services, name)?.port);
    if (typeof filter === 'string') {
      yield* complain(filter);
      return 1;
    }
    const states: ReadonlySet<TcpState> = filter.states ?? new Set(statesFor(parsed));
    const rows = (yield* sockets())
      .filter((row) => row.state !== 'CLOSED' || row.protocol === 'udp')
      .filter((row) => isWanted(row, parsed) && states.has(row.state) && filter.matches(row))
      .sort((a, b) => rank(a) - rank(b));
    const hidden = new Set<number>();
    if (parsed.has('tcp') !== parsed.has('udp')) hidden.add(0);
    if (states.size === 1) hidden.add(1);
    const names = parsed.has('numeric') ? [] : services;
    const cells = rows.map((row) => toCells(task, row, names, parsed.has('processes')));
    const screen = task.streams.get(1)?.terminal?.columns;
    yield* print(renderTable(cells, hidden, !parsed.has('no-header'), screen));
    return 0;
  },
};

function statesFor(parsed: ParsedOptions): readonly TcpState[] {
  if (parsed.has('all')) return allStates;
  return parsed.has('listening') ? listeningStates : establishedStates;
}

function isWanted({ protocol, family }: SocketRow, parsed: ParsedOptions): boolean {
  const protocols = parsed.has('tcp') || parsed.has('udp');
  const families = parsed.has('ipv4') || parsed.has('ipv6');
  return (
    (!protocols || parsed.has(protocol)) && (!families || parsed.has(family === 'AF_INET' ? 'ipv4' : 'ipv6'))
  );
}

/** UDP before TCP, IPv4 before IPv6, listeners before the rest: the order in which ss asks the kernel. */
function rank({ protocol, family, state }: SocketRow): number {
  return (protocol === 'udp' ? 0 : 4) + (family === 'AF_INET' ? 0 : 2) + (state === 'LISTEN' ? 0 : 1);
}

function toCells(task: Task, row: SocketRow, services: readonly Service[], processes: boolean): SsCells {
  const star = row.local.address === '::' && !row.v6only;
  const name = (address: string): string => {
    if (address === '::' && star) return '*';
    return address.includes(':') ? `[${address}]` : address;
  };
  const port = (value: number): string => {
    if (value === 0) return '*';
    const [low, high] = task.around.host.sysctls.ipLocalPortRange;
    if (value >= low && value <= high) return String(value);
    return findService(services, String(value), row.protocol)?.name ?? String(value);
  };
  const peer = row.peer ?? { address: row.family === 'AF_INET' ? '0.0.0.0' : '::', port: 0 };
  return [
    row.protocol,
    stateNames[row.state],
    String(row.receiveQueue).padEnd(6),
    String(row.sendQueue).padEnd(6),
    `${name(row.local.address)}:`,
    port(row.local.port),
    `${name(peer.address)}:`,
    port(peer.port),
    processes ? holderText(task, row) : '',
  ];
}

/** Only root may look into the processes of others. */
function holderText(task: Task, { holder }: SocketRow): string {
  const owner = holder && task.around.host.processes.get(holder.pid);
  const { uid } = task.process;
  if (!holder || (uid !== 0 && owner?.uid !== uid)) return '';
  const command = (holder.command.split('/').at(-1) ?? '').slice(0, 15);
  return ` users:(("${command}",pid=${holder.pid},fd=${holder.fd}))`;
}

import type { SocketRow } from '../../../simulator/socket-list.ts';
import type { ProgramFile } from '../../command.ts';
import { gnuOptionError, type OptionTable, type ParsedOptions, parseOptions } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import { findService, readServices, type Service } from '../../services-file.ts';
import { sockets } from '../../socket-calls.ts';
import { complain, print, self } from '../../syscalls.ts';
import type { Task } from '../../task.ts';
import { unixSockets } from '../../unix-calls.ts';
import { addressesOf, hostNameOf, serviceName } from './socket-names.ts';
import { allStates, parseExpression, type SsMistake, type SsTest, takeStates } from './ss-filter.ts';
import { readKinds, type SsRequest, statesFor } from './ss-kinds.ts';
import { ssSummary } from './ss-summary.ts';
import { renderTable, type SsCells } from './ss-table.ts';
import { holderText, unixCells } from './ss-unix.ts';
import { ssUsage } from './ss-usage.ts';

const options: OptionTable = {
  options: [
    { short: 'h', long: 'help', help: 'this message' },
    { short: 'V', long: 'version', help: 'output version information' },
    { short: 'n', long: 'numeric', help: "don't resolve service names" },
    { short: 'r', long: 'resolve', help: 'resolve host names' },
    { short: 'a', long: 'all', help: 'display all sockets' },
    { short: 'l', long: 'listening', help: 'display listening sockets' },
    { short: 'o', long: 'options', help: 'show timer information' },
    { short: 'e', long: 'extended', help: 'show detailed socket information' },
    { short: 'p', long: 'processes', help: 'show process using socket' },
    { short: 's', long: 'summary', help: 'show socket usage summary' },
    { short: '4', long: 'ipv4', help: 'display only IP version 4 sockets' },
    { short: '6', long: 'ipv6', help: 'display only IP version 6 sockets' },
    { short: '0', long: 'packet', help: 'display PACKET sockets' },
    { short: 't', long: 'tcp', help: 'display only TCP sockets' },
    { short: 'M', long: 'mptcp', help: 'display only MPTCP sockets' },
    { short: 'S', long: 'sctp', help: 'display only SCTP sockets' },
    { short: 'u', long: 'udp', help: 'display only UDP sockets' },
    { short: 'd', long: 'dccp', help: 'display only DCCP sockets' },
    { short: 'w', long: 'raw', help: 'display only RAW sockets' },
    { short: 'x', long: 'unix', help: 'display only Unix domain sockets' },
    { short: 'f', long: 'family', argument: 'FAMILY', help: 'display sockets of type FAMILY' },
    { short: 'H', long: 'no-header', help: 'Suppress header line' },
    { short: 'O', long: 'oneline', help: "socket's data printed on a single line" },
    { short: 'A', long: 'query', argument: 'QUERY', help: 'kinds of sockets, with commas between' },
  ],
  absent: 'mTibEzZNKDF',
};

const notHere = `
On this host: TCP, UDP and Unix domain stream sockets only, so the other kinds are always an empty list, and a
filter leaves Unix domain sockets out. Sockets of one kind stand in the order in which they were made; the kernel's
own order is that of its hash tables. Not here: -m, -i, -T, -b, -E, -Z, -z, -N, -K, -D, -F and the filters dev,
fwmark and cgroup.
`;

const stateNames: Readonly<Record<SocketRow['state'], string>> = {
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
      const usage = parsed.kind === 'absent-letter' ? '' : ssUsage;
      yield* complain(gnuOptionError('ss', parsed) + usage);
      return 255;
    }
    if (parsed.has('help') || parsed.has('version')) {
      yield* print(parsed.has('help') ? ssUsage + notHere : 'ss utility, iproute2-6.1.0\n');
      return 0;
    }
    if (parsed.has('summary')) {
      yield* print(ssSummary(yield* sockets(), (yield* unixSockets()).length));
      return 0;
    }
    const request = readKinds(parsed);
    if (!request.ok) return yield* fail({ text: request.text, status: 255, usage: true });
    const task = yield* self();
    const words = [...parsed.operands];
    const states = takeStates(words);
    if (states && 'text' in states) return yield* fail(states);
    const test = readExpression(task, words);
    if (typeof test !== 'function') return yield* fail(test);
    return yield* list(parsed, request, states, test);
  },
};

function* fail({ text, status, usage }: SsMistake): Program {
  yield* complain(text + (usage ? ssUsage : ''));
  return status;
}

function readExpression(task: Task, words: readonly string[]): SsTest | SsMistake {
  const services = readServices(task.around.files);
  return parseExpression(words, {
    portOf: (name) => findService(services, name)?.port,
    addressesOf: (name) => addressesOf(task, name),
    isEphemeral: (port) => isEphemeral(task, port),
  });
}

function isEphemeral(task: Task, port: number): boolean {
  const [low, high] = task.around.host.sysctls.ipLocalPortRange;
  return port >= low && port <= high;
}

function* list(
  parsed: ParsedOptions,
  { kinds, families }: SsRequest,
  given: ReadonlySet<SocketRow['state']> | undefined,
  test: SsTest,
): Program {
  const task = yield* self();
  const rows = (yield* sockets())
    .filter((row) => row.state !== 'CLOSED' || row.protocol === 'udp')
    .filter(({ protocol, family }) => kinds.has(protocol) && (families.size === 0 || families.has(family)))
    .filter((row) => (given ?? new Set(statesFor(row.protocol, parsed))).has(row.state) && test(row))
    .sort((a, b) => rank(a) - rank(b));
  const states = given ?? new Set([...kinds].flatMap((kind) => statesFor(kind, parsed)));
  const hidden = new Set<number>();
  if (kinds.size === 1) hidden.add(0);
  if (allStates.filter((state) => states.has(state)).length === 1) hidden.add(1);
  const names = parsed.has('numeric') ? [] : readServices(task.around.files);
  const cells = [
    // Words of the filter name addresses and ports, which these have not.
    ...(kinds.has('unix_stream') && parsed.operands.length === 0
      ? unixCells(task, yield* unixSockets(), parsed)
      : []),
    ...rows.map((row) => toCells(task, row, names, parsed)),
  ];
  const screen = task.streams.get(1)?.terminal?.columns;
  yield* print(renderTable(cells, hidden, !parsed.has('no-header'), screen));
  return 0;
}

/** UDP before TCP, IPv4 before IPv6, listeners before the rest: the order in which ss asks the kernel. */
function rank({ protocol, family, state }: SocketRow): number {
  return (protocol === 'udp' ? 0 : 4) + (family === 'AF_INET' ? 0 : 2) + (state === 'LISTEN' ? 0 : 1);
}

function toCells(task: Task, row: SocketRow, services: readonly Service[], parsed: ParsedOptions): SsCells {
  const name = (address: string): string => {
    if (address === '::' && !row.v6only) return '*';
    const found = parsed.has('resolve') ? hostNameOf(task, address.replace(/^::ffff:/, '')) : undefined;
    return found ?? (address.includes(':') ? `[${address}]` : address);
  };
  const port = (value: number): string => {
    if (value === 0) return '*';
    const known = isEphemeral(task, value) ? undefined : serviceName(services, value, row.protocol);
    return known ?? String(value);
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
    processText(task, row, parsed),
  ];
}

/** All that stands under Process: who holds the socket, its timer, its details. */
function processText(task: Task, row: SocketRow, parsed: ParsedOptions): string {
  const details = parsed.has('extended');
  const users = parsed.has('processes') ? holderText(task, row) : '';
  const timer = parsed.has('options') || details ? timerText(task, row) : '';
  return users + timer + (details ? detailText(row) : '');
}

function timerText(task: Task, { timer }: SocketRow): string {
  if (!timer) return '';
  // A tick has always passed by the time that ss asks.
  const left = Math.max(0, timer.endsAt - task.around.host.network.now - 4);
  return ` timer:(${timer.kind},${timeText(left)},${timer.retransmits})`;
}

/** `1min5sec`, `59sec`, `8.500ms`: as short as ss writes it. */
function timeText(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  const seconds = minutes > 9 ? 0 : Math.floor(milliseconds / 1000) % 60;
  const rest = minutes > 0 || seconds > 9 ? 0 : milliseconds % 1000;
  const parts = [minutes > 0 ? `${minutes}min` : ''];
  if (seconds > 0) parts.push(`${seconds}${rest > 0 ? '.' : 'sec'}`);
  if (rest > 0) parts.push(`${String(rest).padStart(3, '0')}ms`);
  return parts.join('');
}

function detailText(row: SocketRow): string {
  const remains = row.timer?.kind === 'timewait';
  const uid = row.uid === 0 || remains ? '' : ` uid:${row.uid}`;
  const cookie = ` sk:${row.id.toString(16)}`;
  if (remains) return ` ino:0${cookie}`;
  const unconnected = row.state === 'LISTEN' || row.state === 'CLOSED';
  const v6only = row.family === 'AF_INET6' && unconnected ? ` v6only:${Number(row.v6only)}` : '';
  return `${uid} ino:${row.id}${cookie} cgroup:/${v6only} ${directions(row.state)}`;
}

/** Which directions are open: `<` still reads, `>` still writes. */
function directions(state: SocketRow['state']): string {
  const read = state === 'CLOSE-WAIT' || state === 'LAST-ACK' ? '-' : '<';
  return `${read}-${state === 'FIN-WAIT-1' || state === 'FIN-WAIT-2' || state === 'LAST-ACK' ? '-' : '>'}`;
}

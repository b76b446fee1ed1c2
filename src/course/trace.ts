/** What programs asked the kernel, in the case notation: to read line by line, and to run elsewhere. */

import type { Sysctls } from '../simulator/host.ts';
import type { Call, CallLine, Case, Outcome, PortRange } from '../simulator/notation/case.ts';
import { errnoNameOf } from '../simulator/notation/errno-names.ts';
import { printCallLine } from '../simulator/notation/print-case.ts';
import type { TraceEntry } from '../simulator/system-call.ts';
import type { Scene } from './scene.ts';
import { headersOf } from './scene-headers.ts';
import { addressAsked, addressTold, type NamedCall, nameSockets } from './trace-sockets.ts';
import { isWaiting, withoutWaits } from './trace-waits.ts';

/** Time that passes between two calls is left out up to here, in milliseconds: a hand that types, not a rule. */
export const shortPause = 500;

export type TraceLine =
  | { readonly kind: 'time'; readonly milliseconds: number }
  /** `call` is undefined where the notation cannot say it: the descriptor is no socket of this trace. */
  | { readonly kind: 'call'; readonly entry: TraceEntry; readonly call: CallLine | undefined };

/**
 * Every call as a line, with names for descriptors. A call that a program repeated while it waited is one line.
 *
 * @param entries of one host, oldest first
 * @param picked see nameSockets
 */
export function traceLines(entries: readonly TraceEntry[], picked?: PortRange): readonly TraceLine[] {
  const lines: TraceLine[] = [];
  let now = entries[0]?.at ?? 0;
  for (const named of nameSockets(withoutWaits(entries), picked)) {
    const { entry, until } = named;
    const milliseconds = entry.at - now;
    if (milliseconds > shortPause) lines.push({ kind: 'time', milliseconds });
    now = until;
    lines.push({ kind: 'call', entry, call: callLine(named) });
  }
  return lines;
}

/** The line as the notation writes it. */
export function printTraceLine(line: TraceLine): string {
  if (line.kind === 'time') return printCallLine(advance(line.milliseconds));
  return line.call ? printCallLine(line.call) : unsaid(line.entry);
}

/** Linux's default, where a scene sets no other. */
const ephemeral: Sysctls['ipLocalPortRange'] = [32768, 60999];

/**
 * A case that asks the same again on a host like the scene's. A port that the host picked is said by the socket that got
 * it, so the case gives the same results where others are picked.
 *
 * @param entries of the scene's host, oldest first
 * @param cut whether older calls were dropped before them
 */
export function traceCase(entries: readonly TraceEntry[], scene: Scene, cut = false): Case {
  const [low, high] = scene.host.sysctls?.ipLocalPortRange ?? ephemeral;
  const calls: CallLine[] = [];
  let waiting: string[] = [];
  let pid: number | undefined;
  for (const line of traceLines(entries, { low, high })) {
    if (line.kind === 'time') {
      calls.push(advance(line.milliseconds));
      continue;
    }
    const { entry, call } = line;
    if (entry.pid !== pid) waiting.push(`${programOf(entry)}, pid ${entry.pid}`);
    pid = entry.pid;
    if (call) {
      const waits = isWaiting(entry) && { note: `${programOf(entry)} waits` };
      calls.push({ ...call, ...waits, comments: waiting });
      waiting = [];
    } else waiting.push(`left out, its descriptor is no socket of this case: ${unsaid(entry)}`);
  }
  return {
    name: 'trace',
    comments: [
      `What programs on ${scene.host.name} asked the kernel, copied from Homeport. The results are its simulator's.`,
      ...(cut
        ? ['The oldest calls are gone, and with them the calls on sockets that were made in them.']
        : []),
    ],
    headers: headersOf(scene.host),
    calls,
    closing: waiting,
  };
}

/** The program's name, in one line of text whatever was typed. */
export function programOf({ command }: TraceEntry): string {
  return command.replace(/[^\x20-\x7e]/g, '?');
}

function unsaid({ call, result }: TraceEntry): string {
  const fd = 'fd' in call ? call.fd : '';
  return `${call.name}(${fd})${result.ok ? '' : ` = ${result.errno}`}`;
}

function advance(milliseconds: number): CallLine {
  return withCall({ name: 'advance', milliseconds });
}

function withCall(call: Call): CallLine {
  return { makes: undefined, uid: undefined, call, expected: [], comments: [], note: undefined };
}

function callLine(named: NamedCall): CallLine | undefined {
  const { entry } = named;
  const call = callOf(named);
  // A descriptor that was closed and then opened as a file keeps its socket's name, which is closed.
  if (!call || (!entry.result.ok && entry.result.errno === 'ENOTSOCK')) return undefined;
  return {
    ...withCall(call),
    makes: named.makes,
    uid: entry.uid === 0 ? undefined : entry.uid,
    expected: [outcomeOf(named)],
    note: entry.atExit ? `by the kernel: ${programOf(entry)} ended` : undefined,
  };
}

function callOf(named: NamedCall): Call | undefined {
  const { entry, subject: socket, portAsked: port } = named;
  const { call } = entry;
  if (call.name === 'socket') return { name: 'socket', domain: call.domain, type: call.type };
  if (socket === undefined) return undefined;
  const address = { address: addressAsked(entry)?.address ?? '', port };
  switch (call.name) {
    case 'setsockopt': {
      const { option, value } = call;
      // The notation is Linux's.
      if (option === 'SO_EXCLUSIVEADDRUSE') return undefined;
      if (option !== 'IP_LOCAL_PORT_RANGE') return { name: 'setsockopt', socket, option, value };
      return { name: 'setsockopt', socket, option, value: rangeIn(value) };
    }
    case 'getsockopt': {
      const { option } = call;
      return option === 'SO_EXCLUSIVEADDRUSE' ? undefined : { name: 'getsockopt', socket, option };
    }
    case 'bind':
      return { name: 'bind', socket, address };
    case 'listen':
      return { name: 'listen', socket, backlog: call.backlog };
    case 'connect':
      if (call.address === 'AF_UNSPEC') return { name: 'connect', socket, address: 'unspec', wait: 'usual' };
      return { name: 'connect', socket, address, wait: named.wait };
    case 'send':
      return { name: 'send', socket, data: call.data };
    case 'sendto':
      return { name: 'sendto', socket, address, data: call.data };
    case 'recv':
      return { name: 'recv', socket, limit: call.length >= 65536 ? undefined : { bytes: call.length } };
    case 'shutdown':
      return { name: 'shutdown', socket, how: call.how };
    case 'accept':
    case 'getsockname':
    case 'getpeername':
    case 'close':
      return { name: call.name, socket };
  }
}

/** IP_LOCAL_PORT_RANGE as the kernel packs it: the upper bound in the upper 16 bits. */
function rangeIn(value: number): PortRange {
  return { low: value & 0xffff, high: value >>> 16 };
}

function outcomeOf({ entry, portTold: port }: NamedCall): Outcome {
  const { call, result } = entry;
  if (!result.ok) return { kind: 'errno', errno: result.errno };
  if (typeof result.value === 'number') return numberOutcome(call, result.value);
  const told = addressTold(entry);
  const endpoint = told && { address: told.address, port };
  if ('data' in result.value) return { kind: 'text', data: result.value.data, from: endpoint };
  return { kind: 'endpoint', endpoint: endpoint ?? { address: '*', port: '*' } };
}

function numberOutcome(call: TraceEntry['call'], value: number): Outcome {
  if (call.name === 'socket' || call.name === 'accept') return { kind: 'number', value: 0 };
  if (call.name !== 'getsockopt') return { kind: 'number', value };
  if (call.option === 'IP_LOCAL_PORT_RANGE') return { kind: 'range', range: rangeIn(value) };
  const errno = call.option === 'SO_ERROR' ? errnoNameOf(value) : undefined;
  return errno === undefined ? { kind: 'number', value } : { kind: 'errno', errno };
}

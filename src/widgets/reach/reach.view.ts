/** What "Who can reach this?" shows, as text: rows, cells, and what turned. No DOM. */
import {
  type Cell,
  localOf,
  type Matrix,
  type MatrixRow,
  type MatrixViewpoint,
  type Turn,
} from '../../course/reach-matrix.ts';
import { formatEndpoint } from '../../simulator/address.ts';
import type { Host } from '../../simulator/host.ts';
import type { PathRequest } from '../packet-path/path-request.ts';

export interface ShownCell {
  /** Where the caller is decides the colour of a yes: inside this host, or outside. */
  readonly kind: 'inside' | 'outside' | 'no';
  readonly word: 'Yes' | 'No';
  readonly short: string;
  /** What a screen reader adds to word and reason: which row and column this is. */
  readonly about: string;
}

export interface ShownRow {
  readonly key: string;
  readonly local: string;
  /** `TCP, python3, pid 1234` */
  readonly what: string;
  readonly cells: readonly ShownCell[];
}

export function toShownRow(row: MatrixRow, { viewpoints }: Matrix): ShownRow {
  return {
    key: row.key,
    local: localOf(row),
    what: whatOf(row, viewpoints),
    cells: row.cells.flatMap((cell, column): readonly ShownCell[] => {
      const viewpoint = viewpoints[column];
      return viewpoint ? [toShownCell(cell, viewpoint, row, ownHost(viewpoints))] : [];
    }),
  };
}

/** Which listeners and callers a table shows. */
export interface Part {
  /** Undefined: every one. */
  readonly protocol: 'tcp' | 'udp' | undefined;
  readonly port: number | undefined;
  /** Words of the callers' labels; none: every caller. */
  readonly callers: readonly string[];
}

/**
 * @param listener `tcp 8000`, `udp`, `8000`; anything that is neither a protocol nor a port is passed over
 * @param callers `phone; internet`
 */
export function readPart({
  listener = '',
  callers = '',
}: {
  readonly listener?: string;
  readonly callers?: string;
}): Part {
  const words = listener.toLowerCase().split(/\s+/);
  const port = words.find((word) => /^\d{1,5}$/.test(word));
  return {
    protocol: words.includes('tcp') ? 'tcp' : words.includes('udp') ? 'udp' : undefined,
    port: port === undefined ? undefined : Number(port),
    callers: callers
      .toLowerCase()
      .split(';')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  };
}

export function partOf({ viewpoints, rows }: Matrix, { protocol, port, callers }: Part): Matrix {
  const columns = [...viewpoints.keys()].filter((column) => {
    const label = viewpoints[column]?.label.toLowerCase() ?? '';
    return callers.length === 0 || callers.some((word) => label.includes(word));
  });
  const pick = <T>(all: readonly T[]): readonly T[] => all.filter((_, column) => columns.includes(column));
  return {
    viewpoints: pick(viewpoints),
    rows: rows
      .filter((row) => (protocol ?? row.protocol) === row.protocol && (port ?? row.port) === row.port)
      .map((row) => ({ ...row, cells: pick(row.cells) })),
  };
}

/** What stands in place of rows. */
export function nobodyThere({ protocol, port }: Part, host: string): string {
  const where = port === undefined ? '' : ` on port ${port}`;
  const name = protocol === undefined ? '' : `${protocol.toUpperCase()} `;
  return `No ${name}server of ${host} listens${where} now. Start one, and its row stands here.`;
}

function whatOf({ protocol, program, pid, host }: MatrixRow, viewpoints: readonly MatrixViewpoint[]): string {
  const name = program?.replace(/^.*\//, '').replace(/[: ].*$/, '') ?? 'no process';
  const own = ownHost(viewpoints) ?? host;
  const elsewhere =
    host === own ? [] : [isContainer(host) ? `container ${host.name.slice(0, 6)}` : `on ${host.name}`];
  const process = pid === undefined ? [] : [`pid ${pid}`];
  return [protocol.toUpperCase(), name, ...process, ...elsewhere].join(', ');
}

/** docker names a container's host after its id. */
function isContainer({ name }: Host): boolean {
  return /^[0-9a-f]{12}$/.test(name);
}

function ownHost(viewpoints: readonly MatrixViewpoint[]): Host | undefined {
  return viewpoints[0]?.host.network.hosts[0];
}

/** @param own the learner's host: it is inside of its containers too */
function toShownCell(
  cell: Cell,
  viewpoint: MatrixViewpoint,
  { protocol, port, host }: MatrixRow,
  own: Host | undefined,
): ShownCell {
  const inside = (viewpoint.host === host || viewpoint.host === own) && viewpoint.who !== 'website';
  return {
    kind: cell.answer === 'no' ? 'no' : inside ? 'inside' : 'outside',
    word: cell.answer === 'yes' ? 'Yes' : 'No',
    short: cell.short,
    about: `${viewpoint.label}, to ${protocol.toUpperCase()} port ${port}`,
  };
}

/** What is told when a cell is pressed. */
export function tellCell(
  cell: Cell,
  viewpoint: MatrixViewpoint,
): { readonly head: string; readonly reason: string } {
  const { attempt } = cell;
  const tried = attempt
    ? `${attempt.from.name} tries ${formatEndpoint(attempt.destination)}`
    : 'Nothing can be tried';
  return {
    head: `${viewpoint.label}: ${cell.answer}. ${tried}.`,
    reason: cell.reason,
  };
}

/** More than so many are counted, not listed. */
const mostListed = 3;

/** What the live region says after a change; empty when no cell turned. */
export function tellTurns(turns: readonly Turn[]): string {
  if (turns.length === 0) return '';
  const sentences = turns.slice(0, mostListed).map(({ row, viewpoint, now }) => {
    return `Port ${row.port} from ${lower(viewpoint.label)}: ${now} now.`;
  });
  const more = turns.length - sentences.length;
  return `${sentences.join(' ')}${more > 0 ? ` And ${more} more ${more === 1 ? 'cell' : 'cells'} turned.` : ''}`;
}

function lower(label: string): string {
  return /^(?:A|An|The|This|Another) /.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

/** The cell that an arrow key leads to, as row and column; undefined for every other key and at an edge. */
export function cellAfterKey(
  key: string,
  { row, column }: { readonly row: number; readonly column: number },
  size: { readonly rows: number; readonly columns: number },
): { readonly row: number; readonly column: number } | undefined {
  const moves: Readonly<Record<string, readonly [number, number]>> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
  };
  const move = moves[key];
  if (!move) return undefined;
  const next = { row: row + move[0], column: column + move[1] };
  const inside = next.row >= 0 && next.row < size.rows && next.column >= 0 && next.column < size.columns;
  return inside ? next : undefined;
}

/** The way that a cell shows; by its public name, where that is what was asked for. */
export function requestOf({ attempt, name }: Cell): PathRequest | undefined {
  if (!attempt) return undefined;
  const { from, protocol, destination } = attempt;
  return { from: from.name, protocol, to: name ?? destination.address, port: destination.port };
}

/** What the socket table shows of each socket, as text; no DOM. */
import { formatEndpoint, isLoopback, isWildcard } from '../../simulator/address.ts';
import type { SocketRow } from '../../simulator/socket-list.ts';

/** `kind` picks colour and mark; the word says the same. */
export type Kind = 'listening' | 'bound' | 'connected' | 'waiting';

export interface TableRow {
  readonly id: number;
  readonly protocol: 'TCP' | 'UDP';
  readonly local: string;
  readonly peer: string;
  readonly kind: Kind;
  readonly state: string;
  /** Who can reach it, for a socket that others may reach: a listener, or UDP. */
  readonly reach: 'this host only' | 'other hosts too' | '';
  readonly holder: string;
  /** The descriptor and user of a socket that was made by hand and can be worked on. */
  readonly inHand: { readonly fd: number; readonly uid: number } | undefined;
  readonly actions: readonly Action[];
}

export type Action = 'listen' | 'accept' | 'close';

export interface TableContext {
  /** The pids that make calls by hand. */
  readonly hands: ReadonlySet<number>;
  /** The world's time in milliseconds, for what ends. */
  readonly now: number;
  readonly userName: (uid: number) => string;
}

export function toTableRow(row: SocketRow, { hands, now, userName }: TableContext): TableRow {
  const byHand = row.holder !== undefined && hands.has(row.holder.pid);
  const kind = kindOf(row);
  return {
    id: row.id,
    protocol: row.protocol === 'tcp' ? 'TCP' : 'UDP',
    local: formatEndpoint(row.local) + (row.v6only && row.local.address === '::' ? ' IPv6 only' : ''),
    peer: row.peer ? formatEndpoint(row.peer) : '',
    kind,
    state: stateText(row, now),
    reach: reachOf(row),
    holder: holderText(row, byHand, userName),
    inHand: byHand && row.holder ? { fd: row.holder.fd, uid: row.uid } : undefined,
    actions: byHand ? actionsOf(row, kind) : [],
  };
}

export function kindOf(row: SocketRow): Kind {
  if (row.state === 'LISTEN') return 'listening';
  if (row.state === 'CLOSED') return row.protocol === 'udp' ? 'listening' : 'bound';
  return row.state === 'ESTABLISHED' ? 'connected' : 'waiting';
}

function stateText(row: SocketRow, now: number): string {
  if (row.protocol === 'udp') return row.state === 'ESTABLISHED' ? 'connected' : 'receives';
  if (row.state === 'CLOSED') return 'bound only';
  if (row.endsAt !== undefined) return `TIME-WAIT, ${Math.max(0, Math.ceil((row.endsAt - now) / 1000))} s`;
  if (row.state === 'LISTEN' && row.receiveQueue > 0) return `LISTEN, ${row.receiveQueue} waiting`;
  return row.state;
}

function reachOf(row: SocketRow): TableRow['reach'] {
  const open = row.state === 'LISTEN' || (row.protocol === 'udp' && row.state === 'CLOSED');
  if (!open) return '';
  return !isWildcard(row.local.address) && isLoopback(row.local.address)
    ? 'this host only'
    : 'other hosts too';
}

function holderText(row: SocketRow, byHand: boolean, userName: (uid: number) => string): string {
  if (!row.holder) return row.state === 'TIME-WAIT' ? 'the kernel' : 'waits for accept';
  const { command, pid, fd } = row.holder;
  return byHand ? `you, as ${userName(row.uid)} (fd ${fd})` : `${command} (pid ${pid})`;
}

function actionsOf(row: SocketRow, kind: Kind): readonly Action[] {
  if (row.protocol === 'tcp' && kind === 'bound') return ['listen', 'close'];
  return row.state === 'LISTEN' && row.receiveQueue > 0 ? ['accept', 'close'] : ['close'];
}

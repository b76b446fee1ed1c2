/** The sockets of a host as plain data: `ss` prints it, the page's table draws it. */
import type { Family } from './address.ts';
import { type Host, holders } from './host.ts';
import { type Endpoint, isRemains, type Socket, type TcpState } from './socket.ts';
import { timeWaitEnd } from './tcp-end.ts';

export interface SocketRow {
  readonly id: number;
  readonly protocol: 'tcp' | 'udp';
  readonly family: Family;
  /** For UDP: ESTABLISHED when connected, else CLOSED, which `ss` calls UNCONN. */
  readonly state: TcpState;
  /** Addresses as getsockname(2) gives them; an unbound socket has port 0. */
  readonly local: Endpoint;
  readonly peer: Endpoint | undefined;
  /** True for a `::` socket that takes no IPv4. */
  readonly v6only: boolean;
  /** Bytes waiting to be read, the peer's FIN among them; for a listener the connections waiting for accept(2). */
  readonly receiveQueue: number;
  /** For a listener its backlog, else 1 while a SYN or a FIN waits for its acknowledgement: what is sent arrives at once. */
  readonly sendQueue: number;
  readonly uid: number;
  /** The network's time at which a TIME-WAIT ends. */
  readonly endsAt: number | undefined;
  /** What runs for it, as `ss -o` tells: `timewait` is TIME-WAIT, and FIN-WAIT-2 once no descriptor is left. */
  readonly timer: SocketTimer | undefined;
  /** A connection in the accept queue of its listener: no process has it yet. */
  readonly waits: boolean;
  /** Undefined when no process has it any more: TIME-WAIT, or a connection that waits for accept(2). */
  readonly holder: { readonly pid: number; readonly fd: number; readonly command: string } | undefined;
}

export interface SocketTimer {
  readonly kind: 'on' | 'timewait';
  /** The network's time, in milliseconds. */
  readonly endsAt: number;
  /** How often it has run out before. */
  readonly retransmits: number;
}

/** Every socket that has a port, in the order in which they were made. */
export function listSockets(host: Host): readonly SocketRow[] {
  const held = holders(host);
  const rows: SocketRow[] = [];
  for (const socket of host.sockets) {
    if (socket.local.port === 0) continue;
    const holder = held.get(socket);
    const listening = socket.state === 'LISTEN';
    const datagrams = socket.datagrams.reduce((sum, { data }) => sum + data.length, 0);
    const fin = socket.state === 'CLOSE-WAIT' && !socket.readEnd ? 1 : 0;
    const waiting = socket.received.length + datagrams + fin;
    rows.push({
      id: socket.id,
      protocol: socket.protocol,
      family: socket.family,
      state: socket.state,
      local: socket.local,
      peer: socket.peer,
      v6only: socket.v6only,
      receiveQueue: listening ? socket.acceptQueue.length : waiting,
      sendQueue: listening ? socket.backlog : unacknowledged(socket),
      uid: socket.uid,
      endsAt: socket.state === 'TIME-WAIT' ? timeWaitEnd(host, socket) : undefined,
      timer: timerOf(host, socket),
      waits: socket.listener !== undefined,
      holder: holder && {
        pid: holder.process.pid,
        fd: holder.fd,
        command: holder.process.argv[0] ?? '',
      },
    });
  }
  return rows;
}

function unacknowledged({ state }: Socket): number {
  return state === 'SYN-SENT' || state === 'FIN-WAIT-1' || state === 'LAST-ACK' ? 1 : 0;
}

function timerOf(host: Host, socket: Socket): SocketTimer | undefined {
  if (socket.state === 'TIME-WAIT') {
    return { kind: 'timewait', endsAt: timeWaitEnd(host, socket), retransmits: 0 };
  }
  if (isRemains(socket)) {
    const seconds = socket.linger2 || host.sysctls.tcpFinTimeout;
    return { kind: 'timewait', endsAt: socket.timeWaitSince + seconds * 1000, retransmits: 0 };
  }
  const { synTimer } = socket;
  return synTimer && socket.state === 'SYN-SENT'
    ? { kind: 'on', endsAt: synTimer.endsAt, retransmits: synTimer.retransmits }
    : undefined;
}

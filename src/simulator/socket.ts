/** What the kernel keeps for one socket. Only the files of this folder change it. */
import type { Family } from './address.ts';
import type { Refusal } from './refusal.ts';
import type { Bytes } from './system-call.ts';

/**
 * RFC 9293 §3.3.2, spelled as there. CLOSING is missing: both ends close at the same instant only when packets
 * cross on the way, and here a packet arrives before the next call is made.
 */
export type TcpState =
  | 'CLOSED'
  | 'LISTEN'
  | 'SYN-SENT'
  | 'SYN-RECEIVED'
  | 'ESTABLISHED'
  | 'FIN-WAIT-1'
  | 'FIN-WAIT-2'
  | 'CLOSE-WAIT'
  | 'LAST-ACK'
  | 'TIME-WAIT';

/**
 * What connect(2) still has to tell, beside the TCP state (enum socket_state: SS_UNCONNECTED …). DISCONNECTING is where
 * shutdown leaves a connect whose outcome nobody had been told.
 */
export type ConnectPhase = 'UNCONNECTED' | 'CONNECTING' | 'CONNECTED' | 'DISCONNECTING';

/** An address and a port; the address is spelled in the socket's own family (IPv4-mapped on an IPv6 socket). */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

export interface Datagram {
  readonly from: Endpoint;
  readonly data: Bytes;
}

export interface Socket {
  /** Unique on its host, as an inode number is. */
  readonly id: number;
  readonly protocol: 'tcp' | 'udp';
  readonly family: Family;
  /** The effective user when the socket was made: what SO_REUSEPORT compares. */
  readonly uid: number;

  reuseAddr: boolean;
  reusePort: boolean;
  /** IP_ADD_MEMBERSHIP: the multicast groups that it has joined; undefined for none. */
  groups: Set<string> | undefined;
  /** SO_EXCLUSIVEADDRUSE, which only Windows has. */
  exclusiveAddr: boolean;
  broadcast: boolean;
  v6only: boolean;
  /** Seconds of SO_LINGER; undefined while it is off. */
  linger: number | undefined;
  /** TCP_LINGER2: seconds in FIN-WAIT-2; undefined leaves it to tcp_fin_timeout, -1 is none. */
  linger2: number | undefined;
  freebind: boolean;
  /** IP_BIND_ADDRESS_NO_PORT: bind with port 0 leaves the choice of a port to connect. */
  bindAddressNoPort: boolean;
  /** IP_LOCAL_PORT_RANGE; 0 is no bound of its own. */
  localPortRange: readonly [low: number, high: number];

  local: Endpoint;
  peer: Endpoint | undefined;
  /** The source address that connect chose where `local` is none: bound to a broadcast or multicast address. */
  source: string | undefined;
  /** Whether the address, and the port, were given to bind(2) and so outlive a failed connect. */
  addressBound: boolean;
  portBound: boolean;
  /** Which call put this socket in the port table: connect shares what connect chose, never what bind holds. */
  portHeldBy: 'bind' | 'connect' | undefined;

  /** UDP sockets are CLOSED, or ESTABLISHED when connected. */
  state: TcpState;
  phase: ConnectPhase;
  /** It has connected to an IPv4-mapped address before, see connect.ts. */
  tookIPv4: boolean;
  /** What a connect in progress met that did not end it; only SO_ERROR tells it (sk_err_soft). */
  softError: Refusal | undefined;
  /** An error to be told once, by the next call that looks. */
  error: Refusal | undefined;
  backlog: number;
  acceptQueue: Socket[];
  /** The listener in whose accept queue this connection waits. */
  listener: Socket | undefined;

  received: Bytes;
  datagrams: Datagram[];
  /** The peer's FIN has arrived. */
  ended: boolean;
  /** A program has read to that end: until then the FIN counts as a byte that waits. */
  readEnd: boolean;
  shutRead: boolean;
  shutWrite: boolean;
  /** No descriptor points here any more; the kernel finishes the connection alone. */
  orphan: boolean;
  /** When this end sent its FIN, in the network's milliseconds. */
  finSentAt: number;
  /** When TIME-WAIT began, in the network's milliseconds. */
  timeWaitSince: number;
  /** The retransmission timer of a SYN: since when and how long it runs, in the network's milliseconds, and how often it has before. */
  synTimer: { readonly sentAt: number; readonly endsAt: number; readonly retransmits: number } | undefined;
  /** Cancels the timer that runs for this socket (SYN retry, FIN-WAIT-2, TIME-WAIT). */
  cancelTimer: (() => void) | undefined;
}

/** One for all sockets: thousands may be open. */
const noBounds = [0, 0] as const;

export function createSocket(id: number, protocol: 'tcp' | 'udp', family: Family, uid: number): Socket {
  return {
    id,
    protocol,
    family,
    uid,
    reuseAddr: false,
    reusePort: false,
    groups: undefined,
    exclusiveAddr: false,
    broadcast: false,
    v6only: false,
    linger: undefined,
    linger2: undefined,
    freebind: false,
    bindAddressNoPort: false,
    localPortRange: noBounds,
    local: { address: wildcardOf(family), port: 0 },
    peer: undefined,
    source: undefined,
    addressBound: false,
    portBound: false,
    portHeldBy: undefined,
    state: 'CLOSED',
    phase: 'UNCONNECTED',
    tookIPv4: false,
    softError: undefined,
    error: undefined,
    backlog: 0,
    acceptQueue: [],
    listener: undefined,
    received: '',
    datagrams: [],
    ended: false,
    readEnd: false,
    shutRead: false,
    shutWrite: false,
    orphan: false,
    finSentAt: 0,
    timeWaitSince: 0,
    synTimer: undefined,
    cancelTimer: undefined,
  };
}

/**
 * What the kernel keeps of a connection when the rest of it is gone (struct inet_timewait_sock): TIME-WAIT, and FIN-WAIT-2
 * once no descriptor is left.
 */
export function isRemains({ state, orphan }: Socket): boolean {
  return state === 'TIME-WAIT' || (state === 'FIN-WAIT-2' && orphan);
}

export function wildcardOf(family: Family): string {
  return family === 'AF_INET' ? '0.0.0.0' : '::';
}

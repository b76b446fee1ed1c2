/**
 * The socket calls as plain data: what a program asks, what it gets.
 * One file a call implements them; kernel.ts sends each to its file.
 */
import type { Family, SocketAddress } from './address.ts';
import type { Refusal } from './refusal.ts';

export type SocketType = 'SOCK_STREAM' | 'SOCK_DGRAM';
export type SocketOption =
  | 'SO_REUSEADDR'
  | 'SO_REUSEPORT'
  | 'SO_EXCLUSIVEADDRUSE'
  | 'SO_BROADCAST'
  | 'SO_LINGER'
  | 'IPV6_V6ONLY'
  | 'IP_BIND_ADDRESS_NO_PORT'
  | 'IP_FREEBIND'
  | 'IP_LOCAL_PORT_RANGE'
  | 'TCP_LINGER2';
export type ReadableOption = SocketOption | 'SO_ERROR' | 'SO_ACCEPTCONN';
export type Shutdown = 'SHUT_RD' | 'SHUT_WR' | 'SHUT_RDWR';

/** Text in which each character is one byte, 0 to 255. */
export type Bytes = string;

export interface Received {
  /** Empty at the end of a stream. */
  readonly data: Bytes;
  /** The sender of a datagram. */
  readonly from?: SocketAddress;
}

/**
 * Every call is non-blocking here: `accept` and `recv` answer EAGAIN, `connect` answers EINPROGRESS, when a
 * blocking program would wait. Who runs programs asks again when something has happened.
 */
export type SystemCall =
  | { readonly name: 'socket'; readonly domain: Family; readonly type: SocketType }
  | {
      readonly name: 'setsockopt';
      readonly fd: number;
      readonly option: SocketOption;
      readonly value: number;
    }
  | { readonly name: 'getsockopt'; readonly fd: number; readonly option: ReadableOption }
  | { readonly name: 'bind'; readonly fd: number; readonly address: SocketAddress }
  | { readonly name: 'listen'; readonly fd: number; readonly backlog: number }
  | { readonly name: 'accept'; readonly fd: number }
  | { readonly name: 'connect'; readonly fd: number; readonly address: SocketAddress | 'AF_UNSPEC' }
  | { readonly name: 'send'; readonly fd: number; readonly data: Bytes }
  | { readonly name: 'sendto'; readonly fd: number; readonly address: SocketAddress; readonly data: Bytes }
  | { readonly name: 'recv'; readonly fd: number; readonly length: number }
  | { readonly name: 'shutdown'; readonly fd: number; readonly how: Shutdown }
  | { readonly name: 'getsockname'; readonly fd: number }
  | { readonly name: 'getpeername'; readonly fd: number }
  | { readonly name: 'close'; readonly fd: number };

export type CallName = SystemCall['name'];

/** What each call gives when it succeeds. `socket` and `accept` give a descriptor, `send` a number of bytes. */
export interface CallValue {
  socket: number;
  setsockopt: 0;
  getsockopt: number;
  bind: 0;
  listen: 0;
  accept: number;
  connect: 0;
  send: number;
  sendto: number;
  recv: Received;
  shutdown: 0;
  getsockname: SocketAddress;
  getpeername: SocketAddress;
  close: 0;
}

export type Result<T> = { readonly ok: true; readonly value: T } | Refusal;
export type CallResult = Result<CallValue[CallName]>;

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** One call that a process made and what the kernel answered, for whoever keeps a trace. */
export interface TraceEntry {
  readonly at: number;
  readonly host: string;
  readonly pid: number;
  readonly uid: number;
  /** The first word of the process's command line. */
  readonly command: string;
  readonly call: SystemCall;
  readonly result: CallResult;
  /** The local port of the call's socket afterwards, of the new one for `accept`; 0 for none. */
  readonly localPort: number;
  /** No program asked for this close: its process ended, and the kernel closed what it had open. */
  readonly atExit?: true;
}

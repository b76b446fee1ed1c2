/** A run of socket calls with their results, as plain data: what the notation writes and reads. */
import type { Family, Prefix } from '../address.ts';
import type { Bytes, Shutdown, SocketType } from '../system-call.ts';
import type { ErrnoName } from './errno-names.ts';
import type { IntegerOption, ReadableName } from './option-names.ts';
import type { EchoOutcome, PingCall } from './ping-call.ts';
import type { UnixCall } from './unix-call.ts';

/** A number, or the last non-zero local port of a socket that the case names. */
export type PortReference = number | { readonly portOf: string };

export interface EndpointArgument {
  /** Canonical text; with a colon inside it is a sockaddr_in6, else a sockaddr_in. */
  readonly address: string;
  readonly port: PortReference;
}

/** Both ends included; in IP_LOCAL_PORT_RANGE 0 is no bound. */
export interface PortRange {
  readonly low: number;
  readonly high: number;
}

export type Call =
  | UnixCall
  | PingCall
  | { readonly name: 'socket'; readonly domain: Family; readonly type: SocketType }
  | {
      readonly name: 'setsockopt';
      readonly socket: string;
      readonly option: IntegerOption;
      readonly value: number;
    }
  | {
      readonly name: 'setsockopt';
      readonly socket: string;
      readonly option: 'IP_LOCAL_PORT_RANGE';
      readonly value: PortRange;
    }
  | { readonly name: 'getsockopt'; readonly socket: string; readonly option: ReadableName }
  | { readonly name: 'bind'; readonly socket: string; readonly address: EndpointArgument }
  | { readonly name: 'listen'; readonly socket: string; readonly backlog: number }
  | {
      readonly name: 'connect';
      readonly socket: string;
      readonly address: EndpointArgument | 'unspec';
      /** How long to wait for the outcome: as usual, not at all, or so many milliseconds. */
      readonly wait: 'usual' | 'nonblocking' | number;
    }
  | { readonly name: 'accept'; readonly socket: string }
  | { readonly name: 'send'; readonly socket: string; readonly data: Bytes }
  | {
      readonly name: 'sendto';
      readonly socket: string;
      readonly address: EndpointArgument;
      readonly data: Bytes;
    }
  | {
      readonly name: 'recv';
      readonly socket: string;
      /** At most so many bytes, or wait so many milliseconds. */
      readonly limit: { readonly bytes: number } | { readonly wait: number } | undefined;
    }
  | { readonly name: 'shutdown'; readonly socket: string; readonly how: Shutdown }
  | { readonly name: 'getsockname' | 'getpeername' | 'close' | 'state'; readonly socket: string }
  | { readonly name: 'readable'; readonly sockets: readonly string[] }
  | { readonly name: 'advance'; readonly milliseconds: number };

/** The word before the parenthesis. */
export type NotationCallName = Exclude<Call['name'], `unix ${string}` | 'ping socket'>;

/** How long `connect` waits until it is decided, in milliseconds. */
export const usualConnectWait = 500;

/** RFC 9293 §3.3.2. */
export const tcpStates = [
  'CLOSED',
  'LISTEN',
  'SYN-SENT',
  'SYN-RECEIVED',
  'ESTABLISHED',
  'FIN-WAIT-1',
  'FIN-WAIT-2',
  'CLOSE-WAIT',
  'CLOSING',
  'LAST-ACK',
  'TIME-WAIT',
] as const;
export type StateName = (typeof tcpStates)[number];

export type PortPattern = PortReference | '*' | PortRange | { readonly notPortOf: string };

export interface EndpointPattern {
  /** Canonical text, or `*` for any. */
  readonly address: string;
  readonly port: PortPattern;
}

/** What a call may give. What an executor saw has the same shape, without patterns. */
export type Outcome =
  | { readonly kind: 'errno'; readonly errno: ErrnoName }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'range'; readonly range: PortRange }
  | { readonly kind: 'text'; readonly data: Bytes; readonly from: EndpointPattern | undefined }
  | { readonly kind: 'endpoint'; readonly endpoint: EndpointPattern }
  /** The name of a Unix-domain socket; undefined for one that has none. */
  | { readonly kind: 'path'; readonly path: string | undefined }
  | { readonly kind: 'state'; readonly state: StateName }
  | EchoOutcome
  /** Which sockets are readable; none is the empty list. */
  | { readonly kind: 'sockets'; readonly names: readonly string[] }
  | { readonly kind: 'how many'; readonly count: number };

export interface CallLine {
  /** The name that the new socket gets. */
  readonly makes: string | undefined;
  /** The host on which `socket` makes its socket, where the case has several; the other calls follow their socket. */
  readonly host?: string;
  /** The effective user; undefined is root. */
  readonly uid: number | undefined;
  readonly call: Call;
  /** Any of these is right; empty when the result is not checked. */
  readonly expected: readonly Outcome[];
  /** Comment lines above, and the comment behind, without the `#`. */
  readonly comments: readonly string[];
  readonly note: string | undefined;
}

export type Header =
  | { readonly kind: 'recorded' | 'source' | 'gap'; readonly text: string }
  | {
      readonly kind: 'address' | 'loopback-address';
      readonly address: string;
      readonly prefixLength: number;
    }
  | { readonly kind: 'no-ipv6' }
  | { readonly kind: 'host'; readonly host: string; readonly addresses: readonly InterfaceAddress[] }
  /** `destination` of length 0 is the default route. */
  | { readonly kind: 'route'; readonly host: string; readonly destination: Prefix; readonly via: string }
  /** Without `host` the setting of the one host that a case has where it names none. */
  | { readonly kind: 'sysctl'; readonly host?: string; readonly name: string; readonly value: string }
  /** The arguments as they are typed behind the command's name. */
  | {
      readonly kind: 'iptables' | 'ip6tables';
      readonly host?: string;
      readonly words: readonly string[];
    };

/** An address of a host on the interface that is named after its link; `lo` is the loopback interface. */
export interface InterfaceAddress {
  readonly address: string;
  readonly prefixLength: number;
  readonly link: string;
}

export interface Case {
  readonly name: string;
  /** The rule as a sentence: the comment lines between `case` and the first call. */
  readonly comments: readonly string[];
  readonly headers: readonly Header[];
  readonly calls: readonly CallLine[];
  /** Comment lines after the last call. */
  readonly closing: readonly string[];
}

/**
 * A host's packet filter as data: netfilter's `filter` table, once for IPv4 and once for IPv6, as iptables(8) writes it.
 * What a packet meets there is decided in judge-packet.ts; where packets are held against it, in filter-packet.ts.
 */
import type { Prefix } from './address.ts';
import type { Errno } from './errno.ts';
import type { Judged } from './judge-packet.ts';

export type Hook = 'INPUT' | 'FORWARD' | 'OUTPUT';
export const hooks: readonly Hook[] = ['INPUT', 'FORWARD', 'OUTPUT'];
export type Policy = 'ACCEPT' | 'DROP';

/** How connection tracking sees a packet (iptables-extensions(8), conntrack). */
/** `DNAT` is a state beside the others. */
export type ConnectionState = 'DNAT' | 'INVALID' | 'NEW' | 'RELATED' | 'ESTABLISHED' | 'UNTRACKED';

/** What `-j REJECT --reject-with` may name, and the errno that a connect meets by it (icmp_err_convert, icmpv6_err_convert). */
export const rejectErrnos = {
  'icmp-net-unreachable': 'ENETUNREACH',
  'icmp-host-unreachable': 'EHOSTUNREACH',
  'icmp-proto-unreachable': 'ENOPROTOOPT',
  'icmp-port-unreachable': 'ECONNREFUSED',
  'icmp-net-prohibited': 'ENETUNREACH',
  'icmp-host-prohibited': 'EHOSTUNREACH',
  'icmp-admin-prohibited': 'EHOSTUNREACH',
  'icmp6-no-route': 'ENETUNREACH',
  'icmp6-adm-prohibited': 'EACCES',
  'icmp6-addr-unreachable': 'EHOSTUNREACH',
  'icmp6-port-unreachable': 'ECONNREFUSED',
  'icmp6-policy-fail': 'EACCES',
  'icmp6-reject-route': 'EACCES',
  'tcp-reset': 'ECONNREFUSED',
} as const satisfies Record<string, Errno>;

export type RejectWith = keyof typeof rejectErrnos;

export type Target =
  | { readonly kind: 'ACCEPT' | 'DROP' | 'RETURN' }
  | { readonly kind: 'REJECT'; readonly with: RejectWith }
  /** Goes on with the next rule. Differs from Linux: there is no kernel log to write to. */
  | { readonly kind: 'LOG'; readonly prefix: string }
  | { readonly kind: 'JUMP'; readonly chain: string };

/** A condition, or with `!` in front its opposite. */
export interface Wanted<T> {
  readonly not: boolean;
  readonly value: T;
}

/** Both ends included. */
export type PortRange = readonly [first: number, last: number];

/** What a rule asks beyond addresses, interfaces and protocol: the matches that `-m` loads. */
export type Match =
  | {
      readonly kind: 'ports';
      readonly protocol: 'tcp' | 'udp';
      readonly source?: Wanted<PortRange>;
      readonly destination?: Wanted<PortRange>;
    }
  | {
      readonly kind: 'multiport';
      readonly end: 'source' | 'destination';
      readonly ranges: readonly PortRange[];
    }
  | { readonly kind: 'icmp'; readonly type: Wanted<number> }
  | {
      readonly kind: 'state';
      readonly module: 'conntrack' | 'state';
      readonly states: Wanted<readonly ConnectionState[]>;
    }
  | { readonly kind: 'addrtype'; readonly type: 'LOCAL' | 'MULTICAST' | 'BROADCAST' }
  /** A bucket of `burst` packets that fills by one every `every` milliseconds. */
  | { readonly kind: 'limit'; readonly every: number; readonly burst: number; readonly bucket: Bucket }
  | { readonly kind: 'comment'; readonly text: string }
  /** Of another system: which program is behind the packet's local end. */
  | { readonly kind: 'program'; readonly path: string; readonly runs: (packet: Judged) => boolean }
  /** Remembers the source and matches; with `hits`, only when the source came so often in so many seconds. */
  | { readonly kind: 'recent'; readonly seconds: number; readonly hits: number | undefined }
  /** Asks for what no packet here has (a hop limit, a routing header); the words are kept for the listing. */
  | { readonly kind: 'never'; readonly option: string; readonly listed: string };

export interface Bucket {
  packets: number;
  /** The network's milliseconds when it was last looked at. */
  at: number;
}

/** @typeParam T what the rules of its table may do: the filter's targets, or the nat table's */
export interface FilterRule<T = Target> {
  readonly inInterface?: Wanted<string>;
  readonly outInterface?: Wanted<string>;
  readonly source?: Wanted<Prefix>;
  readonly destination?: Wanted<Prefix>;
  /** `tcp`, `udp`, `icmp`, `ipv6-icmp`, or another name or number, which no packet here has. */
  readonly protocol?: Wanted<string>;
  readonly matches: readonly Match[];
  /** Of another system's firewall: the sentence for whoever asks who decided. */
  readonly says?: string | undefined;
  /** Without one the rule only counts. */
  readonly target: T | undefined;
  packets: number;
  bytes: number;
}

export interface Chain<T = Target> {
  readonly name: string;
  /** Built-in chains have one: what happens to a packet at their end. */
  policy: Policy | undefined;
  /** How many packets and bytes met the policy. */
  packets: number;
  bytes: number;
  readonly rules: FilterRule<T>[];
  /** As of a rule, for the policy. */
  says?: string;
}

/** Chains by name; the three built-in ones are always there. */
export type FilterTable<T = Target> = Map<string, Chain<T>>;

/** When its last packet came, in the network's milliseconds, and whether an answer did. */
export interface Flow {
  readonly at: number;
  readonly answered: boolean;
}

export interface PacketFilter {
  readonly ipv4: FilterTable;
  readonly ipv6: FilterTable;
  /** Flows of datagrams that were let through. */
  readonly flows: Map<string, Flow>;
  /** The list DEFAULT of the match `recent`: when each source was seen, in the network's milliseconds. */
  readonly recent: Map<string, readonly number[]>;
}

/** Who decided: a rule of a chain, counted from 1, or the policy when there is none. */
export interface Decider {
  readonly chain: string;
  readonly rule: FilterRule<unknown> | undefined;
  readonly position: number;
  /** Of another system's firewall: a sentence that says who said no and why, with its document. */
  readonly says?: string;
}

export type Verdict =
  | { readonly action: Policy; readonly by: Decider }
  | { readonly action: 'REJECT'; readonly with: RejectWith; readonly by: Decider };

export function createPacketFilter(): PacketFilter {
  return { ipv4: createTable(), ipv6: createTable(), flows: new Map(), recent: new Map() };
}

function createTable(): FilterTable {
  return new Map(hooks.map((name) => [name, createChain(name, 'ACCEPT')]));
}

/** @param policy undefined for a chain that rules jump to */
export function createChain<T = Target>(name: string, policy: Policy | undefined): Chain<T> {
  return { name, policy, packets: 0, bytes: 0, rules: [] };
}

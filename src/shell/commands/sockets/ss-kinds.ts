/** The kinds of sockets that `ss` asks the kernel for; all but two of them have none here. */
import type { TcpState } from '../../../simulator/socket.ts';
import type { ParsedOptions } from '../../option-table.ts';
import { allStates, connectionStates, listeningStates } from './ss-filter.ts';

type Kind =
  | 'tcp'
  | 'udp'
  | 'raw'
  | 'unix_stream'
  | 'unix_dgram'
  | 'unix_seqpacket'
  | 'packet_raw'
  | 'packet_dgram'
  | 'netlink'
  | 'dccp'
  | 'sctp'
  | 'mptcp'
  | 'vsock'
  | 'tipc'
  | 'xdp';

const unix: readonly Kind[] = ['unix_stream', 'unix_dgram', 'unix_seqpacket'];
const packet: readonly Kind[] = ['packet_raw', 'packet_dgram'];
const inet: readonly Kind[] = ['tcp', 'udp', 'raw', 'sctp', 'dccp', 'mptcp'];
const every: readonly Kind[] = [...inet, ...unix, ...packet, 'netlink', 'vsock', 'tipc', 'xdp'];

const byOption: Readonly<Record<string, readonly Kind[]>> = {
  tcp: ['tcp'],
  udp: ['udp'],
  raw: ['raw'],
  unix,
  packet,
  dccp: ['dccp'],
  sctp: ['sctp'],
  mptcp: ['mptcp'],
};

const byQuery: Readonly<Record<string, readonly Kind[]>> = {
  all: every,
  inet,
  ...byOption,
  unix_stream: ['unix_stream'],
  u_str: ['unix_stream'],
  unix_dgram: ['unix_dgram'],
  u_dgr: ['unix_dgram'],
  unix_seqpacket: ['unix_seqpacket'],
  u_seq: ['unix_seqpacket'],
  packet_raw: ['packet_raw'],
  packet_dgram: ['packet_dgram'],
  netlink: ['netlink'],
  vsock_stream: ['vsock'],
  vsock_dgram: ['vsock'],
  tipc: ['tipc'],
  xdp: ['xdp'],
};

const families: Readonly<Record<string, readonly Kind[]>> = {
  inet,
  inet6: inet,
  unix,
  link: packet,
  netlink: ['netlink'],
  vsock: ['vsock'],
  tipc: ['tipc'],
  xdp: ['xdp'],
};

export type AddressFamily = 'AF_INET' | 'AF_INET6';

export interface SsRequest {
  readonly ok: true;
  readonly kinds: ReadonlySet<Kind>;
  /** Empty for both. */
  readonly families: ReadonlySet<AddressFamily>;
}

/** @returns the error text for a kind or family that nobody knows */
export function readKinds(parsed: ParsedOptions): SsRequest | { readonly ok: false; readonly text: string } {
  const kinds = new Set<Kind>();
  const asked = new Set<AddressFamily>();
  for (const { name, value } of parsed.given) {
    for (const kind of byOption[name] ?? []) kinds.add(kind);
    if (name === 'ipv4' || value === 'inet') asked.add('AF_INET');
    if (name === 'ipv6' || value === 'inet6') asked.add('AF_INET6');
    if (name === 'family') {
      const found = families[value];
      if (!found) return { ok: false, text: `ss: "${value}" is invalid family\n` };
      if (!value.startsWith('inet')) for (const kind of found) kinds.add(kind);
    }
    if (name === 'query') {
      for (const query of value.split(',')) {
        const found = byQuery[query];
        if (!found) return { ok: false, text: `ss: "${query}" is illegal socket table id\n` };
        for (const kind of found) kinds.add(kind);
      }
    }
  }
  if (kinds.size === 0) for (const kind of asked.size > 0 ? inet : every) kinds.add(kind);
  return { ok: true, kinds, families: asked };
}

/** The states that are shown where the words name none. */
export function statesFor(kind: Kind, parsed: ParsedOptions): readonly TcpState[] {
  if (parsed.has('all')) return allStates;
  if (parsed.has('listening')) return listeningStates;
  switch (kind) {
    case 'udp':
    case 'raw':
      return ['ESTABLISHED'];
    case 'packet_raw':
    case 'packet_dgram':
    case 'netlink':
    case 'xdp':
      return ['CLOSED'];
    default:
      return connectionStates;
  }
}

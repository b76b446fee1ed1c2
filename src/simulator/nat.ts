/**
 * Address translation as data: netfilter's `nat` table, and the connections that were translated (conntrack). What happens to
 * a packet is decided in translate.ts.
 */
import type { Table } from './overlay.ts';
import type { Answerable } from './packet.ts';
import { type Chain, createChain, type FilterTable, type PortRange } from './packet-filter.ts';
import type { Endpoint } from './socket.ts';

export type NatHook = 'PREROUTING' | 'INPUT' | 'OUTPUT' | 'POSTROUTING';
export const natHooks: readonly NatHook[] = ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'];

export type NatTarget =
  | { readonly kind: 'ACCEPT' | 'RETURN' }
  /** The new destination; what is left out stays. */
  | {
      readonly kind: 'DNAT';
      readonly address: string | undefined;
      readonly ports: PortRange | undefined;
    }
  /** DNAT to the host itself. */
  | { readonly kind: 'REDIRECT'; readonly ports: PortRange | undefined }
  | { readonly kind: 'SNAT'; readonly address: string; readonly ports: PortRange | undefined }
  /** SNAT to whatever address the outgoing interface has. */
  | { readonly kind: 'MASQUERADE'; readonly ports: PortRange | undefined }
  | { readonly kind: 'JUMP'; readonly chain: string };

export type NatTable = FilterTable<NatTarget>;

/** The two ends of a connection as one direction of it shows them. */
export interface Direction {
  readonly source: Endpoint;
  readonly destination: Endpoint;
}

/** A connection that is translated: how it came, and how its answers come. */
export interface Translation {
  readonly protocol: Answerable['protocol'];
  readonly original: Direction;
  readonly reply: Direction;
}

/** Translations by the key of each direction, see `directionKey`. */
export interface Translations {
  readonly byOriginal: Table<string, Translation>;
  readonly byReply: Table<string, Translation>;
}

export interface Nat extends Translations {
  readonly ipv4: NatTable;
  readonly ipv6: NatTable;
  readonly byOriginal: Map<string, Translation>;
  readonly byReply: Map<string, Translation>;
}

export function createNat(): Nat {
  return { ipv4: createTable(), ipv6: createTable(), byOriginal: new Map(), byReply: new Map() };
}

function createTable(): NatTable {
  return new Map(
    natHooks.map((name): [string, Chain<NatTarget>] => [name, createChain<NatTarget>(name, 'ACCEPT')]),
  );
}

export function directionKey(protocol: Answerable['protocol'], { source, destination }: Direction): string {
  return `${protocol} ${source.address} ${source.port} ${destination.address} ${destination.port}`;
}

export function isSame(one: Endpoint, other: Endpoint): boolean {
  return one.port === other.port && one.address === other.address;
}

/**
 * What carrying a packet does besides moving it. There are two: the live one, by which everything really happens, and
 * the trial (probe-path.ts), which finds out what would happen and leaves no trace. Both go the same way, carry.ts.
 */
import type { Host, Interface } from './host.ts';
import type { Nat, Translations } from './nat.ts';
import type { Network } from './network.ts';
import type { Table } from './overlay.ts';
import type { Packet } from './packet.ts';
import type { Flow, PacketFilter } from './packet-filter.ts';
import type { Hop } from './packet-path.ts';

/** A packet that has come to a host. */
export interface Delivery {
  readonly host: Host;
  readonly packet: Packet;
  /** The interface it comes in by; undefined for what never left the host. */
  readonly on: Interface | undefined;
}

export interface Carrier {
  /** Whether rules count what they meet, and remember it. */
  readonly counts: boolean;
  /** Who is told of every hop; undefined when nobody watches. */
  watcher(network: Network): ((hop: Hop) => void) | undefined;
  /** Puts a packet before a host. */
  pass(delivery: Delivery): void;
  /** The packet has passed every rule and is for this host. */
  deliver(delivery: Delivery): void;
  /** Nobody on the link has the address that the packet should go to next. */
  unresolved(host: Host, packet: Packet): void;
  flows(filter: PacketFilter): Table<string, Flow>;
  translations(nat: Nat): Translations;
}

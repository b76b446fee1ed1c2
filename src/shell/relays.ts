/**
 * Programs that take connections in one place and make them anew in another: tunnels and proxies. No packet goes through such
 * a place, so no probe finds the way; whoever asks who can reach what has to know of it. And the public names that they give.
 */
import type { Host } from '../simulator/host.ts';
import type { Network } from '../simulator/network.ts';
import { hasEnded, type Task } from './task.ts';

export interface Relay {
  /** `ssh`, `kubectl` */
  readonly program: string;
  /** Who takes connections in, and at which TCP port. */
  readonly at: Host;
  readonly port: number;
  /** Only what asks for this name is taken; undefined: everything. */
  readonly name: string | undefined;
  /** Who makes them anew, and to where: the addresses in the order in which they are tried. */
  readonly from: Host;
  readonly to: readonly string[];
  /** Undefined: the port that was asked for. */
  readonly toPort: number | undefined;
  /** An address whose every TCP port is led to `port`, as its rules have it; undefined: only that port is taken. */
  readonly everyPortOf?: string;
  /** Where a document says so: its sentence, for whoever asks who let it through. */
  readonly says?: string;
}

interface Standing {
  readonly relay: Relay;
  readonly owner: Task;
}

const standing = new WeakMap<Network, Standing[]>();

/** @param owner the relay is there for as long as it runs */
export function addRelay(owner: Task, relay: Relay): void {
  const { network } = relay.at;
  standing.set(network, [...(standing.get(network) ?? []), { owner, relay }]);
}

export function relaysOf(network: Network): readonly Relay[] {
  const all = standing.get(network);
  if (!all) return [];
  const there = all.filter(({ owner }) => !hasEnded(owner));
  if (there.length < all.length) standing.set(network, there);
  return there.map(({ relay }) => relay);
}

interface PublicName {
  readonly name: string;
  readonly addresses: readonly string[];
  readonly owner: Task;
}

const names = new WeakMap<Network, PublicName[]>();

/** Everybody on the network finds these addresses under the name: a name server, without its protocol. */
export function publishName(owner: Task, name: string, addresses: readonly string[]): void {
  const { network } = owner.around.host;
  names.set(network, [...(names.get(network) ?? []), { name, addresses, owner }]);
}

/** None for a name that nobody has published. */
export function addressesOfName(network: Network, name: string): readonly string[] {
  const wanted = name.toLowerCase().replace(/\.$/, '');
  const found = names.get(network)?.find((one) => one.name === wanted && !hasEnded(one.owner));
  return found?.addresses ?? [];
}

type Resolver = (name: string) => readonly string[];

const resolvers = new WeakMap<Host, Resolver>();

/** How programs of a host find the addresses of a name, for whoever tells what they do. */
export function setResolver(host: Host, resolver: Resolver): void {
  resolvers.set(host, resolver);
}

/** Undefined for a host without programs. */
export function resolverOf(host: Host): Resolver | undefined {
  return resolvers.get(host);
}

/**
 * The picture of the bind lab, as plain data: addresses of the host as quays, ports in use as berths, sockets as what
 * lies there. A socket bound to a wildcard address lies along every quay that it takes.
 */
import { formatEndpoint, isWildcard, onTheWire } from '../../simulator/address.ts';
import type { Host } from '../../simulator/host.ts';
import { shortInterfaceName } from '../../simulator/os/interface-name.ts';
import type { SocketRow } from '../../simulator/socket-list.ts';
import { type Kind, kindOf } from '../socket-table/socket-table.view.ts';

export interface Quay {
  readonly address: string;
  readonly interface: string;
}

export interface Berth {
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
}

export interface Ship {
  readonly key: string;
  /** Indexes into the chart's quays, rising. */
  readonly quays: readonly number[];
  readonly berth: number;
  /** Ships side by side in one berth: which of how many. */
  readonly lane: number;
  readonly lanes: number;
  readonly kind: Kind | 'refused';
  readonly name: string;
}

export interface Chart {
  readonly quays: readonly Quay[];
  readonly berths: readonly Berth[];
  readonly ships: readonly Ship[];
  /** Sockets that found no room; the table has them. */
  readonly left: number;
}

/** A bind that was refused: drawn where the socket would lie. */
export interface Attempt {
  readonly protocol: 'tcp' | 'udp';
  readonly address: string;
  readonly port: number;
  readonly v6only: boolean;
}

export const mostBerths = 8;

interface Lying {
  readonly key: string;
  readonly berth: Berth;
  readonly address: string;
  readonly v6only: boolean;
  readonly kind: Kind | 'refused';
  readonly name: string;
}

export function toChart(host: Host, rows: readonly SocketRow[], attempt: Attempt | undefined): Chart {
  const lying = [...rows.map(fromRow), ...(attempt ? [fromAttempt(attempt)] : [])];
  const quays = quaysOf(host, lying);
  const berths = berthsOf(lying);
  const placed = lying
    .map((item) => ({ item, berth: berths.findIndex((berth) => sameBerth(berth, item.berth)) }))
    .filter(({ berth }) => berth >= 0);
  const ships = placed.map(({ item, berth }, index) => {
    const beside = placed.filter((other) => other.berth === berth);
    return {
      key: item.key,
      quays: quaysTakenBy(quays, item),
      berth,
      lane: placed.slice(0, index).filter((other) => other.berth === berth).length,
      lanes: beside.length,
      kind: item.kind,
      name: item.name,
    };
  });
  return { quays, berths, ships, left: lying.length - placed.length };
}

function fromRow(row: SocketRow): Lying {
  const { protocol, local } = row;
  return {
    key: String(row.id),
    berth: { protocol, port: local.port },
    address: onTheWire(local.address),
    v6only: row.v6only,
    kind: kindOf(row),
    name: row.holder?.command ?? (row.endsAt === undefined ? 'waits' : 'TIME-WAIT'),
  };
}

function fromAttempt({ protocol, address, port, v6only }: Attempt): Lying {
  const berth = { protocol, port };
  return { key: 'attempt', berth, address: onTheWire(address), v6only, kind: 'refused', name: 'refused' };
}

/** Each names its interface as the host's own system does. */
function quaysOf(host: Host, lying: readonly Lying[]): readonly Quay[] {
  const own = host.interfaces.flatMap(({ name, addresses }) =>
    addresses.map(({ address }) => ({ address, interface: shortInterfaceName(host, name) })),
  );
  const known = new Set(own.map(({ address }) => address));
  const others = lying
    .map(({ address }) => address)
    .filter((address) => !isWildcard(address) && address.startsWith('127.') && !known.has(address));
  const more = [...new Set(others)].map((address) => ({
    address,
    interface: shortInterfaceName(host, 'lo'),
  }));
  const isIPv6 = ({ address }: Quay): boolean => address.includes(':');
  const all = [...own, ...more];
  return [...all.filter((quay) => !isIPv6(quay)), ...all.filter(isIPv6)];
}

function sameBerth(one: Berth, other: Berth): boolean {
  return one.protocol === other.protocol && one.port === other.port;
}

/** The berths that matter most, in the order of their ports: where somebody listens or was refused, then the latest. */
function berthsOf(lying: readonly Lying[]): readonly Berth[] {
  const weight = ({ kind }: Lying): number => (kind === 'connected' || kind === 'waiting' ? 1 : 0);
  const ranked = lying
    .map((item, index) => ({ item, index }))
    .sort((a, b) => weight(a.item) - weight(b.item) || b.index - a.index);
  const chosen: Berth[] = [];
  for (const { item } of ranked) {
    if (chosen.length < mostBerths && !chosen.some((berth) => sameBerth(berth, item.berth)))
      chosen.push(item.berth);
  }
  return chosen.sort((a, b) => a.port - b.port || a.protocol.localeCompare(b.protocol));
}

function quaysTakenBy(quays: readonly Quay[], { address, v6only }: Lying): readonly number[] {
  return quays.flatMap((quay, index) => (takes(address, v6only, quay.address) ? [index] : []));
}

function takes(local: string, v6only: boolean, address: string): boolean {
  const isIPv6 = address.includes(':');
  if (local === '0.0.0.0') return !isIPv6;
  if (local === '::') return isIPv6 || !v6only;
  return local === address;
}

/** What the picture says, for somebody who does not see it. */
export function describeChart({ quays, berths, ships }: Chart): string {
  if (ships.length === 0) return 'All berths are free.';
  return ships
    .map(({ berth, quays: taken, kind, name }) => {
      const place = berths[berth];
      const where = taken.map((index) =>
        formatEndpoint({ address: quays[index]?.address ?? '', port: place?.port ?? 0 }),
      );
      return `${place?.protocol.toUpperCase()} ${where.join(' and ')}: ${kind === 'refused' ? 'refused' : `${name}, ${kind}`}`;
    })
    .join('. ');
}

/**
 * What address translation (NAT) does to a packet on its way through a host: iptables-extensions(8) DNAT, SNAT, MASQUERADE
 * and REDIRECT. The rules are asked for the first packet of a connection; those after it, and the answers, follow.
 *
 * Destinations change where a packet comes from (PREROUTING, OUTPUT), sources where it goes (POSTROUTING, INPUT), and for
 * answers the same the other way round. @see nf_nat_packet in net/netfilter/nf_nat_core.c
 */
import type { Carrier } from './carrier.ts';
import { describePacket, type Place } from './describe-packet.ts';
import type { Host } from './host.ts';
import { decide } from './judge-packet.ts';
import {
  type Direction,
  directionKey,
  isSame,
  type Nat,
  type NatHook,
  type NatTarget,
  type Translation,
  type Translations,
} from './nat.ts';
import type { Answerable, Packet } from './packet.ts';
import type { Decider, PortRange } from './packet-filter.ts';
import { sourceFor } from './route.ts';
import type { Endpoint } from './socket.ts';

/** What is known of a packet's connection while it goes through the host. */
export type Tracked =
  | { readonly kind: 'none' }
  | { readonly kind: 'known'; readonly translation: Translation; readonly answer: boolean }
  /** The first packet of a connection, as it came. */
  | { readonly kind: 'new'; readonly came: Answerable };

const untracked: Tracked = { kind: 'none' };

export function beginTracking(carrier: Carrier, host: Host, packet: Packet): Tracked {
  if (!host.nat) return untracked;
  const translations = carrier.translations(host.nat);
  if (packet.protocol === 'icmp') return trackOfError(translations, packet.about);
  const key = directionKey(packet.protocol, packet);
  const asked = translations.byOriginal.get(key);
  if (asked) return { kind: 'known', translation: asked, answer: false };
  const answered = translations.byReply.get(key);
  if (answered) return { kind: 'known', translation: answered, answer: true };
  const opens = packet.protocol === 'udp' || packet.kind === 'SYN' || packet.kind === 'request';
  return opens ? { kind: 'new', came: packet } : untracked;
}

/** An ICMP error goes the way of an answer to the packet that it is about. */
function trackOfError({ byOriginal, byReply }: Translations, about: Answerable): Tracked {
  const back = directionKey(about.protocol, { source: about.destination, destination: about.source });
  const asked = byReply.get(back);
  if (asked) return { kind: 'known', translation: asked, answer: true };
  const answered = byOriginal.get(back);
  return answered ? { kind: 'known', translation: answered, answer: false } : untracked;
}

/** Whether the packet belongs to a connection whose destination is translated (`--ctstate DNAT`). */
export function isForwarded(packet: Packet, tracked: Tracked): boolean {
  switch (tracked.kind) {
    case 'none':
      return false;
    case 'new':
      return !isSame(tracked.came.destination, packet.destination);
    case 'known':
      return !isSame(tracked.translation.original.destination, tracked.translation.reply.source);
  }
}

export function translateDestination(
  carrier: Carrier,
  host: Host,
  hook: 'PREROUTING' | 'OUTPUT',
  packet: Packet,
  tracked: Tracked,
  place: Place,
): Packet {
  const { nat } = host;
  if (!nat || tracked.kind === 'none') return packet;
  if (tracked.kind === 'known') {
    return changed(carrier, host, packet, { destination: directionAfter(tracked).destination });
  }
  const found = askRules(carrier, host, nat, hook, packet, place);
  const destination = found && newDestination(host, found.target, packet.destination, place);
  return destination ? changed(carrier, host, packet, { destination }, found.by) : packet;
}

/** At the end of the way: after this the translation of a new connection stands. */
export function translateSource(
  carrier: Carrier,
  host: Host,
  hook: 'POSTROUTING' | 'INPUT',
  packet: Packet,
  tracked: Tracked,
  place: Place,
): Packet {
  const { nat } = host;
  if (!nat || tracked.kind === 'none') return packet;
  if (tracked.kind === 'known') {
    return changed(carrier, host, packet, { source: directionAfter(tracked).source });
  }
  if (packet.protocol === 'icmp') return packet;
  const translations = carrier.translations(nat);
  const found = askRules(carrier, host, nat, hook, packet, place);
  const wanted = (found && newSource(host, found.target, packet)) ?? packet.source;
  const source = freeSource(translations, packet, wanted);
  const { came } = tracked;
  const translation: Translation = {
    protocol: came.protocol,
    original: { source: came.source, destination: came.destination },
    reply: { source: packet.destination, destination: source },
  };
  if (!isSame(source, came.source) || !isSame(packet.destination, came.destination))
    remember(nat, translations, translation);
  return changed(carrier, host, packet, { source }, found?.by);
}

/** The most connections that one host translates at a time; the oldest are forgotten first. */
const mostTranslations = 4096;

function remember(nat: Nat, { byOriginal, byReply }: Translations, translation: Translation): void {
  byOriginal.set(directionKey(translation.protocol, translation.original), translation);
  byReply.set(directionKey(translation.protocol, translation.reply), translation);
  if (nat.byOriginal.size <= mostTranslations) return;
  const [oldest] = nat.byOriginal.values();
  if (!oldest) return;
  byOriginal.delete(directionKey(oldest.protocol, oldest.original));
  byReply.delete(directionKey(oldest.protocol, oldest.reply));
}

/** How a packet of a known connection looks when it leaves. */
function directionAfter({ translation, answer }: Extract<Tracked, { kind: 'known' }>): Direction {
  const { original, reply } = translation;
  const other = answer ? original : reply;
  return { source: other.destination, destination: other.source };
}

/** The packet with one end changed; an error's inner packet is changed at its other end. */
function changed(
  carrier: Carrier,
  host: Host,
  packet: Packet,
  change: Partial<Direction>,
  by?: Decider,
): Packet {
  const after = packet.protocol === 'icmp' ? changedError(packet, change) : changedEnds(packet, change);
  if (after !== packet)
    carrier.watcher(host.network)?.({ kind: 'translated', host, packet: after, before: packet, by });
  return after;
}

function changedEnds<P extends Answerable>(packet: P, change: Partial<Direction>): P {
  const { source = packet.source, destination = packet.destination } = change;
  return isSame(source, packet.source) && isSame(destination, packet.destination)
    ? packet
    : { ...packet, source, destination };
}

function changedError(
  packet: Extract<Packet, { protocol: 'icmp' }>,
  { source, destination }: Partial<Direction>,
): Packet {
  const about = changedEnds(packet.about, {
    ...(destination && { source: destination }),
    ...(source && { destination: source }),
  });
  if (about === packet.about) return packet;
  // The error itself goes to whoever sent the packet, and comes from where that was sent to.
  return destination
    ? { ...packet, about, destination }
    : { ...packet, about, ...(source && { source: { address: source.address, port: 0 } }) };
}

function askRules(
  carrier: Carrier,
  host: Host,
  nat: Nat,
  hook: NatHook,
  packet: Packet,
  place: Place,
): { readonly target: NatTarget; readonly by: Decider } | undefined {
  const judged = describePacket(carrier, host, packet, place);
  const table = packet.source.address.includes(':') ? nat.ipv6 : nat.ipv4;
  const found = decide(table, hook, judged, carrier.counts);
  return found && { target: found.target, by: found.by };
}

function newDestination(
  host: Host,
  target: NatTarget,
  destination: Endpoint,
  place: Place,
): Endpoint | undefined {
  switch (target.kind) {
    case 'DNAT':
      return { address: target.address ?? destination.address, port: target.ports?.[0] ?? destination.port };
    case 'REDIRECT':
      return { address: ownAddress(host, destination, place), port: target.ports?.[0] ?? destination.port };
    default:
      return undefined;
  }
}

/** REDIRECT: for what is made here loopback, for what comes in the first address of the interface. */
function ownAddress(host: Host, { address }: Endpoint, place: Place): string {
  const ipv6 = address.includes(':');
  if (place.in === undefined) return ipv6 ? '::1' : '127.0.0.1';
  const entered = host.interfaces.find(({ name }) => name === place.in);
  return entered?.addresses.find((own) => own.address.includes(':') === ipv6)?.address ?? address;
}

function newSource(host: Host, target: NatTarget, packet: Packet): Endpoint | undefined {
  const port = (ports: PortRange | undefined): number => ports?.[0] ?? packet.source.port;
  switch (target.kind) {
    case 'SNAT':
      return { address: target.address, port: port(target.ports) };
    case 'MASQUERADE': {
      const source = sourceFor(host, packet.destination.address);
      return source.ok ? { address: source.address, port: port(target.ports) } : undefined;
    }
    default:
      return undefined;
  }
}

/** Answers to two connections must differ, so a port that is taken towards this peer gives way to another. */
function freeSource(translations: Translations, packet: Answerable, wanted: Endpoint): Endpoint {
  for (let tries = 0; tries < 64512; tries += 1) {
    const port = tries === 0 ? wanted.port : 1024 + ((wanted.port + tries) % 64512);
    const source = { address: wanted.address, port };
    const key = directionKey(packet.protocol, { source: packet.destination, destination: source });
    if (!translations.byReply.get(key)) return source;
  }
  return wanted;
}

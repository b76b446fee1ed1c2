/**
 * The way of a packet through one host, past netfilter's hooks in their order: out of a program (OUTPUT, POSTROUTING), in for
 * a program (PREROUTING, INPUT), or through (PREROUTING, FORWARD, POSTROUTING).
 *
 * Differs from Linux: no ICMP redirects, and so no silence after one (for a second the host tells that sender nothing else),
 * no fragments, one routing table (ip-rule(8) has none but the main one), and the reverse path of a source is not asked about
 * (rp_filter is 0, the kernel's own default).
 */
import { isLoopback, isMulticast } from './address.ts';
import type { Carrier, Delivery } from './carrier.ts';
import { passesFilter } from './filter-packet.ts';
import { type Host, type Interface, isBroadcastAddress, isLocalAddress } from './host.ts';
import { isMember } from './multicast.ts';
import { neighbour } from './neighbour.ts';
import { passesApplicationFirewall } from './os/application-firewall.ts';
import { isAnswerable, type Packet, type UnreachableKind, unreachable, usualHopLimit } from './packet.ts';
import type { Loss } from './packet-path.ts';
import { sourceOfError } from './route.ts';
import { type Way, wayTo } from './routing-table.ts';
import {
  beginTracking,
  isForwarded,
  type Tracked,
  translateDestination,
  translateSource,
} from './translate.ts';

/**
 * A packet that was made on this host goes out, or round by loopback.
 *
 * @returns false when the packet filter stopped it
 */
export function sendOut(carrier: Carrier, host: Host, made: Packet): boolean {
  const tracked = beginTracking(carrier, host, made);
  let packet = translateDestination(carrier, host, 'OUTPUT', limited(host, made), tracked, {
    out: interfaceNameTo(host, made.destination.address),
  });
  const { address } = packet.destination;
  const comesBack = isLocalAddress(host, address);
  const way = comesBack ? undefined : wayTo(host, address);
  const out = comesBack ? 'lo' : way?.interface.name;
  const place = { out, dnat: isForwarded(packet, tracked) };
  if (host.packetFilter && !passesFilter(carrier, host, host.packetFilter, 'OUTPUT', packet, place, made))
    return false;
  packet = translateSource(carrier, host, 'POSTROUTING', packet, tracked, { out });
  if (comesBack) carrier.watcher(host.network)?.({ kind: 'sent', host, packet, interface: 'lo' });
  if (comesBack || isBroadcastAddress(host, address) || isMember(host, address))
    carrier.pass({ host, packet, on: undefined });
  if (!way) return true;
  if (host.wsl?.lets(carrier, host, packet) === false) return false;
  putOnLink(carrier, host, packet, way);
  return true;
}

/** IPv4's hop limit is a setting of the sender (net.ipv4.ip_default_ttl). */
function limited({ sysctls }: Host, packet: Packet): Packet {
  const own = packet.hopLimit !== undefined || packet.source.address.includes(':');
  const usual = own || sysctls.ipDefaultTtl === usualHopLimit;
  return usual ? packet : { ...packet, hopLimit: sysctls.ipDefaultTtl };
}

function interfaceNameTo(host: Host, address: string): string | undefined {
  return isLocalAddress(host, address) ? 'lo' : wayTo(host, address)?.interface.name;
}

/** A packet has come in: it is for this host, or to be passed on. */
export function arrive(carrier: Carrier, { host, packet: arrived, on }: Delivery): void {
  if (on === undefined) {
    receive(carrier, host, arrived, undefined);
    return;
  }
  carrier.watcher(host.network)?.({ kind: 'arrived', host, packet: arrived, interface: on.name });
  const tracked = beginTracking(carrier, host, arrived);
  const packet = translateDestination(carrier, host, 'PREROUTING', arrived, tracked, { in: on.name });
  const ipv6 = packet.destination.address.includes(':');
  const translated = packet.destination !== arrived.destination;
  if (isMartian(host, arrived) || (!ipv6 && isMartian(host, packet))) {
    lose(carrier, host, packet, 'martian');
  } else if (ipv6 && translated && isLoopback(packet.destination.address)) {
    // What was translated to ::1 is past the check for martians, and finds no route.
    answer(carrier, host, cameAs(packet, tracked), packet, 'icmp6-no-route');
  } else if (
    isLocalAddress(host, packet.destination.address) ||
    isBroadcastAddress(host, packet.destination.address) ||
    isMember(host, packet.destination.address)
  ) {
    receive(carrier, host, packet, on, tracked);
  } else if (isMulticast(packet.destination.address)) lose(carrier, host, packet, 'not-a-router');
  else forward(carrier, host, packet, on, tracked);
}

/** A loopback address has no business on a link (RFC 1122 §3.2.1.3), and over IPv4 the host's own address is no source there. */
function isMartian(host: Host, { source, destination }: Packet): boolean {
  const ipv6 = destination.address.includes(':');
  if (!ipv6 && isLocalAddress(host, source.address)) return true;
  if (host.sysctls.routeLocalnet && !ipv6) return false;
  return isLoopback(source.address) || isLoopback(destination.address);
}

function receive(
  carrier: Carrier,
  at: Host,
  arrived: Packet,
  by: Interface | undefined,
  tracked?: Tracked,
): void {
  const host = at.wsl ? at.wsl.owner(carrier, at, arrived, by) : at;
  if (!host) return;
  const on = host === at ? by : host.interfaces.find(({ link }) => by && link === by.link);
  const came = tracked ? cameAs(arrived, tracked) : arrived;
  const place = { in: on?.name ?? 'lo', dnat: tracked !== undefined && isForwarded(arrived, tracked) };
  if (host.packetFilter && !passesFilter(carrier, host, host.packetFilter, 'INPUT', arrived, place, came))
    return;
  const packet = tracked ? translateSource(carrier, host, 'INPUT', arrived, tracked, place) : arrived;
  const { applicationFirewall } = host;
  if (applicationFirewall && !passesApplicationFirewall(carrier, host, applicationFirewall, packet, on))
    return;
  carrier.watcher(host.network)?.({ kind: 'delivered', host, packet });
  carrier.deliver({ host, packet, on });
}

function forward(carrier: Carrier, host: Host, arrived: Packet, on: Interface, tracked: Tracked): void {
  const { address } = arrived.destination;
  const ipv6 = address.includes(':');
  const isRouter = ipv6 ? host.sysctls.ipv6Forward : host.sysctls.ipForward;
  const way = wayTo(host, address);
  // Over IPv6 the route is looked for first, so that a host which is no router still says that it knows none.
  if (!isRouter && (way || !ipv6)) {
    lose(carrier, host, arrived, 'not-a-router');
    return;
  }
  const hops = (arrived.hops ?? 0) + 1;
  const came = cameAs(arrived, tracked);
  if (!way) answer(carrier, host, came, arrived, ipv6 ? 'icmp6-no-route' : 'icmp-net-unreachable');
  else if (hops >= (arrived.hopLimit ?? usualHopLimit)) answer(carrier, host, came, arrived, 'time-exceeded');
  else passOn(carrier, host, { ...arrived, hops }, tracked, { in: on.name, out: way.interface.name }, way);
}

function passOn(
  carrier: Carrier,
  host: Host,
  packet: Packet,
  tracked: Tracked,
  place: { readonly in: string; readonly out: string },
  way: Way,
): void {
  const came = cameAs(packet, tracked);
  const judgedAt = { ...place, dnat: isForwarded(packet, tracked) };
  if (host.packetFilter && !passesFilter(carrier, host, host.packetFilter, 'FORWARD', packet, judgedAt, came))
    return;
  carrier.watcher(host.network)?.({ kind: 'forwarded', host, packet, from: place.in, to: place.out });
  const leaving = translateSource(carrier, host, 'POSTROUTING', packet, tracked, { out: place.out });
  putOnLink(carrier, host, leaving, way);
}

/** What is answered is the packet as its sender knows it: the first of a connection before it was translated. */
function cameAs(packet: Packet, tracked: Tracked): Packet {
  return tracked.kind === 'new' ? tracked.came : packet;
}

function putOnLink(carrier: Carrier, host: Host, packet: Packet, way: Way): void {
  const { link, name } = way.interface;
  carrier.watcher(host.network)?.({ kind: 'sent', host, packet, interface: name });
  const { address } = packet.destination;
  if (isBroadcastAddress(host, address) || isMulticast(address)) {
    for (const end of link?.ends ?? []) {
      if (end.host !== host) carrier.pass({ host: end.host, packet, on: end.interface });
    }
    return;
  }
  const end = link && neighbour(host, link, way.nextHop);
  if (end) carrier.pass({ host: end.host, packet, on: end.interface });
  // An interface without a link leads to where nobody answers and nobody is asked for.
  else if (link) carrier.unresolved(host, packet);
  else lose(carrier, host, packet, 'nobody-there');
}

function lose(carrier: Carrier, host: Host, packet: Packet, loss: Loss): void {
  carrier.watcher(host.network)?.({ kind: 'lost', host, packet, loss });
}

/** A router says what became of a packet; of ICMP messages nobody is told (RFC 1122 §3.2.2). */
function answer(carrier: Carrier, host: Host, came: Packet, here: Packet, kind: UnreachableKind): void {
  const why = kind === 'time-exceeded' ? 'hop-limit' : 'no-route-beyond';
  lose(carrier, host, came, why);
  const from = sourceOfError(host, came, here);
  if (from !== undefined && isAnswerable(came)) sendOut(carrier, host, unreachable(from, came, kind, why));
}

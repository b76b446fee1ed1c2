/** Who gets a datagram, and what happens when nobody does. */
import { isMulticast, onTheWire, spellEndpoint } from './address.ts';
import { type Host, isBroadcastAddress } from './host.ts';
import { addressScore, pickFromGroup } from './most-specific.ts';
import { portUnreachable, type UdpDatagram } from './packet.ts';
import { holdersOf } from './port-table.ts';
import { transmit } from './route.ts';
import type { Endpoint, Socket } from './socket.ts';

export function receiveDatagram(host: Host, arrived: UdpDatagram): void {
  const receivers = receiversOf(host, arrived);
  for (const socket of receivers) {
    socket.datagrams.push({ from: spellEndpoint(socket.family, arrived.source), data: arrived.data });
  }
  if (receivers.length === 0 && !isForAll(host, arrived.destination.address)) {
    transmit(host, portUnreachable(arrived));
  }
}

function isForAll(host: Host, address: string): boolean {
  return isBroadcastAddress(host, address) || isMulticast(address);
}

/** A connected socket before a bound one; among SO_REUSEADDR equals the one bound last; a broadcast goes to all. */
export function receiversOf(host: Host, { source, destination }: UdpDatagram): readonly Socket[] {
  const fitting: { socket: Socket; score: number }[] = [];
  for (const socket of holdersOf(host.udp, destination.port)) {
    const address = addressScore(socket, destination);
    if (address < 0) continue;
    if (socket.peer && !isFrom(socket.peer, source)) continue;
    fitting.push({ socket, score: address + (socket.peer ? 8 : 0) });
  }
  if (isForAll(host, destination.address)) return fitting.map(({ socket }) => socket);
  const best = Math.max(...fitting.map(({ score }) => score));
  const equals = fitting.filter(({ score }) => score === best).map(({ socket }) => socket);
  const group = equals.filter(({ reusePort }) => reusePort);
  const chosen = group.length > 0 ? pickFromGroup(group, source, destination) : equals.at(-1);
  return chosen ? [chosen] : [];
}

export function isFrom(peer: Endpoint, source: Endpoint): boolean {
  return onTheWire(peer.address) === source.address && (peer.port === 0 || peer.port === source.port);
}

/** What an ICMP "destination unreachable" does to the socket whose packet it is about. */
import { onTheWire } from './address.ts';
import { tellPinger } from './echo.ts';
import { type Host, isLocalAddress } from './host.ts';
import type { Segment, UdpDatagram, Unreachable } from './packet.ts';
import { rejectErrnos } from './packet-filter.ts';
import { findConnection, holdersOf } from './port-table.ts';
import { isFrom } from './receive-datagram.ts';
import { type Refusal, refuse } from './refusal.ts';
import { failConnection } from './tcp-end.ts';

export function receiveUnreachable(host: Host, arrived: Unreachable): void {
  const { about, kind } = arrived;
  const refusal = refusalOf(arrived);
  if (about.protocol === 'echo') tellPinger(host, arrived, about, refusal);
  else if (about.protocol === 'tcp') failAttempt(host, arrived, about, refusal);
  else if (kind === undefined || !passing.has(kind)) tellSender(host, about, refusal);
}

/** What the sender of the packet is told. */
export function refusalOf({ kind, because = 'packet-filter-rejects' }: Unreachable): Refusal {
  if (!kind) return refuse('ECONNREFUSED', 'nobody-receives');
  return refuse(kind === 'time-exceeded' ? 'EHOSTUNREACH' : rejectErrnos[kind], because);
}

/** What may be better soon: a datagram's sender is not told of it (icmp_err_convert, `fatal`). */
const passing: ReadonlySet<Unreachable['kind']> = new Set([
  'time-exceeded',
  'icmp-net-unreachable',
  'icmp-host-unreachable',
  'icmp6-no-route',
  'icmp6-addr-unreachable',
]);

/** Only a connected socket hears of it: an unconnected one could not tell which of its datagrams failed. */
function tellSender(host: Host, about: UdpDatagram, refusal: Refusal): void {
  for (const socket of holdersOf(host.udp, about.source.port)) {
    if (!socket.peer || !isFrom(socket.peer, about.destination)) continue;
    if (onTheWire(socket.local.address) !== about.source.address) continue;
    socket.error = refusal;
  }
}

/**
 * tcp_v4_err, tcp_v6_err: a connect in progress fails; a connection that stands goes on. What this host itself says about the
 * first SYN, by loopback or before it left, comes while connect still holds the socket: then it is kept aside for SO_ERROR
 * (sk_err_soft), and the next SYN, a second later, brings another.
 */
function failAttempt(host: Host, arrived: Unreachable, about: Segment, refusal: Refusal): void {
  const socket = findConnection(host.tcp, about.source, about.destination);
  if (socket?.state !== 'SYN-SENT') return;
  const first = socket.synTimer?.retransmits === 0 && socket.synTimer.sentAt === host.network.now;
  const atOnce = first && !about.hops && isLocalAddress(host, arrived.source.address);
  if (atOnce) socket.softError = refusal;
  else failConnection(host, socket, refusal);
}

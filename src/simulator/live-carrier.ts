/** How packets are carried for real. */
import type { Carrier } from './carrier.ts';
import { sendOut } from './carry.ts';
import type { Host } from './host.ts';
import { isAnswerable, type Packet, unreachable } from './packet.ts';
import { receivePacket } from './receive-packet.ts';
import { sourceFor } from './route.ts';

/** Three probes, one a second (mcast_solicit, retrans_time_ms in arp(7)): then the neighbour counts as unreachable. */
const neighbourTimeout = 3000;

export const liveCarrier: Carrier = {
  counts: true,
  watcher: (network) => network.onHop,
  pass: (delivery) => {
    delivery.host.network.inFlight.push(delivery);
  },
  deliver: ({ host, packet }) => receivePacket(host, packet),
  unresolved(host, packet) {
    const { network } = host;
    network.timers.set(network.now + neighbourTimeout, () => giveUp(host, packet));
  },
  flows: (filter) => filter.flows,
  translations: (nat) => nat,
};

/** The host tells the sender, which may be itself: host unreachable (RFC 1122 §3.3.1.1). */
function giveUp(host: Host, packet: Packet): void {
  host.network.onHop?.({ kind: 'lost', host, packet, loss: 'nobody-at-address' });
  if (!isAnswerable(packet)) return;
  const own = sourceFor(host, packet.source.address);
  if (!own.ok) return;
  const kind = own.address.includes(':') ? 'icmp6-addr-unreachable' : 'icmp-host-unreachable';
  sendOut(liveCarrier, host, unreachable(own.address, packet, kind, 'nobody-at-address'));
}

/** How packets are carried for real. */
import type { Carrier } from './carrier.ts';
import { sendOut } from './carry.ts';
import type { Host } from './host.ts';
import { addressUnreachable, neighbourTimeout } from './neighbour.ts';
import type { Packet } from './packet.ts';
import { receivePacket } from './receive-packet.ts';

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

function giveUp(host: Host, packet: Packet): void {
  host.network.onHop?.({ kind: 'lost', host, packet, loss: 'nobody-at-address' });
  const answer = addressUnreachable(host, packet);
  if (answer) sendOut(liveCarrier, host, answer);
}

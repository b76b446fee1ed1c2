/** A packet has arrived at a host: who gets it. */
import { receiveEcho } from './echo.ts';
import type { Host } from './host.ts';
import type { Packet } from './packet.ts';
import { receiveDatagram } from './receive-datagram.ts';
import { receiveSegment } from './receive-segment.ts';
import { receiveUnreachable } from './receive-unreachable.ts';

export function receivePacket(host: Host, packet: Packet): void {
  switch (packet.protocol) {
    case 'tcp':
      receiveSegment(host, packet);
      break;
    case 'udp':
      receiveDatagram(host, packet);
      break;
    case 'echo':
      receiveEcho(host, packet);
      break;
    case 'icmp':
      receiveUnreachable(host, packet);
      break;
  }
}

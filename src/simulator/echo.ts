/** Echo request and reply, as they arrive (RFC 792; RFC 4443 §4): the host answers by itself, no program of it is asked. */
import { familyOf } from './address.ts';
import { type Host, isBroadcastAddress } from './host.ts';
import { type Echo, echoReply, type Unreachable, usualHopLimit } from './packet.ts';
import type { EchoAnswer, PingSocket } from './ping-socket.ts';
import type { Refusal } from './refusal.ts';
import { transmit } from './route.ts';

export function receiveEcho(host: Host, arrived: Echo): void {
  if (arrived.kind === 'request') {
    if (answersEcho(host, arrived)) transmit(host, echoReply(arrived));
    return;
  }
  pingerOf(host, arrived.destination)?.answers.push({
    kind: 'reply',
    from: arrived.source.address,
    sequence: arrived.sequence,
    hopLimit: hopsLeft(arrived),
    size: arrived.size,
  });
}

/** As the packet shows it where it arrives: `ttl=63`. */
export function hopsLeft({ hopLimit = usualHopLimit, hops = 0 }: Echo): number {
  return hopLimit - hops;
}

/** net.ipv4.icmp_echo_ignore_broadcasts is on, as it always is. */
export function answersEcho(host: Host, { destination: { address } }: Echo): boolean {
  const { icmpEchoIgnoreAll, icmpv6EchoIgnoreAll } = host.sysctls;
  const ignores = address.includes(':') ? icmpv6EchoIgnoreAll : icmpEchoIgnoreAll;
  return !ignores && !isBroadcastAddress(host, address);
}

/** An ICMP error about an echo request reaches who sent the request. */
export function tellPinger(host: Host, { source, kind }: Unreachable, about: Echo, refusal: Refusal): void {
  if (about.kind !== 'request' || !kind) return;
  const answer: EchoAnswer = { kind: 'error', from: source.address, sequence: about.sequence, error: kind };
  const socket = pingerOf(host, about.source);
  if (!socket) return;
  socket.answers.push(answer);
  socket.error = refusal;
}

function pingerOf(
  { pingSockets }: Host,
  own: { readonly address: string; readonly port: number },
): PingSocket | undefined {
  for (const socket of pingSockets) {
    if (socket.identifier === own.port && socket.family === familyOf(own.address)) return socket;
  }
  return undefined;
}

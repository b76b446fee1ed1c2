/**
 * Where packets are held against the packet filter: OUTPUT as they leave, INPUT as they arrive. A host without one pays
 * a look at `host.packetFilter`.
 *
 * Measured on Linux 6.18 with iptables 1.8.9, see tests/unit/simulator/packet-filter.test.ts.
 * Differs from Linux: data and FIN that a rule stops are not sent again; only a SYN is. A connection that was there
 * before the first rule counts as ESTABLISHED.
 */
import { isMulticast } from './address.ts';
import { attachedInterface, type Host, isBroadcastAddress, isLocalAddress } from './host.ts';
import { type Judged, judgePacket } from './judge-packet.ts';
import { type Packet, segment } from './packet.ts';
import type { ConnectionState, Hook, PacketFilter, RejectWith, Verdict } from './packet-filter.ts';
import { findConnection } from './port-table.ts';
import { transmit } from './route.ts';
import type { Endpoint } from './socket.ts';
import { endConnection } from './tcp-end.ts';

/** Whether the packet gets through; what must be answered to its sender is on its way by then. */
export function passesFilter(host: Host, filter: PacketFilter, hook: Hook, packet: Packet): boolean {
  const judged = describe(host, filter, hook, packet);
  const verdict = judgePacket(isIPv6(judged) ? filter.ipv6 : filter.ipv4, hook, judged);
  if (verdict.action === 'ACCEPT') {
    rememberFlow(filter, judged);
    return true;
  }
  if (verdict.action === 'REJECT') answer(host, packet, verdict);
  if (packet.protocol === 'tcp' && packet.kind === 'SYN+ACK')
    giveUpHandshake(host, packet.source, packet.destination);
  return false;
}

/** An echo request or reply (ping), of which no socket here knows. */
export interface Echo {
  readonly source: string;
  readonly destination: string;
  readonly kind: 'request' | 'reply';
  /** Bytes after the ICMP header. */
  readonly length: number;
}

export function judgeEcho(host: Host, hook: Hook, echo: Echo): Verdict['action'] {
  const filter = host.packetFilter;
  if (!filter) return 'ACCEPT';
  const v6 = echo.source.includes(':');
  const judged: Judged = {
    ...placeOf(host, hook, echo.source, echo.destination),
    source: { address: echo.source, port: 0 },
    destination: { address: echo.destination, port: 0 },
    protocol: v6 ? 'ipv6-icmp' : 'icmp',
    icmpType: echo.kind === 'request' ? (v6 ? 128 : 8) : v6 ? 129 : 0,
    state: echo.kind === 'request' ? 'NEW' : 'ESTABLISHED',
    size: (v6 ? 40 : 20) + 8 + echo.length,
  };
  return judgePacket(v6 ? filter.ipv6 : filter.ipv4, hook, judged).action;
}

function isIPv6({ source }: Judged): boolean {
  return source.address.includes(':');
}

function describe(host: Host, filter: PacketFilter, hook: Hook, packet: Packet): Judged {
  const { source, destination, protocol } = packet;
  const v6 = source.address.includes(':');
  return {
    ...placeOf(host, hook, source.address, destination.address),
    source,
    destination,
    protocol: protocol === 'icmp' && v6 ? 'ipv6-icmp' : protocol,
    icmpType: protocol === 'icmp' ? (v6 ? 1 : 3) : undefined,
    state: stateOf(filter, packet, host.network.now),
    size: sizeOf(packet),
  };
}

function placeOf(
  host: Host,
  hook: Hook,
  source: string,
  destination: string,
): Pick<Judged, 'inInterface' | 'outInterface' | 'destinationType' | 'now'> {
  return {
    inInterface: hook === 'OUTPUT' ? undefined : interfaceTo(host, source),
    outInterface: hook === 'INPUT' ? undefined : interfaceTo(host, destination),
    destinationType: typeOf(host, destination),
    now: host.network.now,
  };
}

/** Everything that goes to one of this host's own addresses goes through the loopback interface. */
function interfaceTo(host: Host, address: string): string | undefined {
  return isLocalAddress(host, address) ? 'lo' : attachedInterface(host, address)?.name;
}

function typeOf(host: Host, address: string): Judged['destinationType'] {
  if (isLocalAddress(host, address)) return 'LOCAL';
  if (isMulticast(address)) return 'MULTICAST';
  return isBroadcastAddress(host, address) ? 'BROADCAST' : 'UNICAST';
}

/** Milliseconds after which a flow of datagrams is forgotten, without an answer and with one (nf_conntrack_udp_timeout). */
const flowTimeout = { unanswered: 30_000, answered: 120_000 } as const;

/** Of a TCP connection only the SYN is new: the segments after it follow from it. */
function stateOf({ flows }: PacketFilter, packet: Packet, now: number): ConnectionState {
  if (packet.protocol === 'icmp') return 'RELATED';
  if (packet.protocol === 'tcp') {
    // What REJECT itself answers belongs to the packet that it met.
    if (packet.because) return 'RELATED';
    return packet.kind === 'SYN' ? 'NEW' : 'ESTABLISHED';
  }
  const isKnown = (key: string, answer: boolean): boolean => {
    const flow = flows.get(key);
    if (!flow || now - flow.at > flowTimeout[flow.answered ? 'answered' : 'unanswered']) return false;
    return answer || flow.answered;
  };
  return isKnown(flowKey(packet.destination, packet.source), true) ||
    isKnown(flowKey(packet.source, packet.destination), false)
    ? 'ESTABLISHED'
    : 'NEW';
}

function flowKey(from: Endpoint, to: Endpoint): string {
  return `${from.address} ${from.port} ${to.address} ${to.port}`;
}

function rememberFlow({ flows }: PacketFilter, { protocol, source, destination, state, now }: Judged): void {
  if (protocol !== 'udp') return;
  const back = flowKey(destination, source);
  const answered = state === 'ESTABLISHED';
  const key = answered && flows.has(back) ? back : flowKey(source, destination);
  flows.delete(key);
  flows.set(key, { at: now, answered });
  // The oldest go first, so that a flood of datagrams does not fill the page.
  for (const [oldest, { at }] of flows) {
    if (now - at <= flowTimeout.answered && flows.size <= 1000) break;
    flows.delete(oldest);
  }
}

/** Bytes on the wire, with the options that Linux's TCP sends. */
function sizeOf(packet: Packet): number {
  const header = packet.source.address.includes(':') ? 40 : 20;
  switch (packet.protocol) {
    case 'tcp': {
      if (packet.kind === 'SYN' || packet.kind === 'SYN+ACK') return header + 40;
      return header + (packet.kind === 'RST' ? 20 : 32) + packet.data.length;
    }
    case 'udp':
      return header + 8 + packet.data.length;
    case 'icmp':
      return header + 8 + sizeOf(packet.about);
  }
}

/** What REJECT sends back. A reset and an ICMP message are never rejected in turn. */
function answer(host: Host, packet: Packet, verdict: { readonly with: RejectWith }): void {
  if (packet.protocol === 'icmp' || (packet.protocol === 'tcp' && packet.kind === 'RST')) return;
  const { source, destination } = packet;
  if (verdict.with === 'tcp-reset') {
    const reset = segment('RST', destination, source);
    transmit(host, { ...reset, because: 'packet-filter-rejects' });
  } else {
    const about = { source: destination, destination: source, about: packet, kind: verdict.with } as const;
    transmit(host, { protocol: 'icmp', ...about });
  }
}

/** tcp_synack_retries, 5: after 1, 2, 4 … seconds the half-open connection is given up. */
const handshakeTimeout = 63_000;

function giveUpHandshake(host: Host, local: Endpoint, peer: Endpoint): void {
  const half = findConnection(host.tcp, local, peer);
  if (half?.state !== 'SYN-RECEIVED' || half.cancelTimer || !half.listener) return;
  half.cancelTimer = host.network.timers.set(host.network.now + handshakeTimeout, () => {
    half.orphan = true;
    endConnection(host, half);
  });
}

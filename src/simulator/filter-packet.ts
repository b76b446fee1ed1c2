/**
 * Where packets are held against the packet filter: OUTPUT as they leave, FORWARD as they pass, INPUT as they arrive.
 *
 * Measured on Linux 6.18 with iptables 1.8.9, see tests/unit/simulator/packet-filter.test.ts.
 * Differs from Linux: data and FIN that a rule stops are not sent again; only a SYN is. A connection that was there
 * before the first rule counts as ESTABLISHED.
 */
import type { Carrier } from './carrier.ts';
import { sendOut } from './carry.ts';
import { describePacket, forgetOldFlows, type Place, placeOf, rememberFlow } from './describe-packet.ts';
import { attachedInterface, type Host, isLocalAddress } from './host.ts';
import { type Judged, judgePacket } from './judge-packet.ts';
import { isAnswerable, type Packet, segment, unreachable } from './packet.ts';
import type { ConnectionState, Hook, PacketFilter, RejectWith, Verdict } from './packet-filter.ts';
import { findConnection } from './port-table.ts';
import { sourceOfError } from './route.ts';
import type { Endpoint } from './socket.ts';
import { endConnection } from './tcp-end.ts';

/** Whether the packet gets through; what must be answered to its sender is on its way by then. */
export function passesFilter(
  carrier: Carrier,
  host: Host,
  filter: PacketFilter,
  hook: Hook,
  packet: Packet,
  place: Place,
  /** As its sender knows it, for the answer. */
  came: Packet,
): boolean {
  const judged = describePacket(carrier, host, packet, place, filter);
  const verdict = judgePacket(isIPv6(judged) ? filter.ipv6 : filter.ipv4, hook, judged, carrier.counts);
  carrier.watcher(host.network)?.({ kind: 'judged', host, packet, hook, verdict });
  if (verdict.action === 'ACCEPT') {
    rememberFlow(carrier.flows(filter), packet, judged);
    if (carrier.counts) forgetOldFlows(filter.flows, judged.now);
    return true;
  }
  if (verdict.action === 'REJECT') answer(carrier, host, came, packet, verdict);
  if (carrier.counts && packet.protocol === 'tcp' && packet.kind === 'SYN+ACK') {
    giveUpHandshake(host, packet.source, packet.destination);
  }
  return false;
}

function isIPv6({ source }: Judged): boolean {
  return source.address.includes(':');
}

/** An ICMP message that is no packet here: a question for a neighbour, and its answer. */
export interface IcmpMessage {
  readonly source: string;
  readonly destination: string;
  readonly icmpType: number;
  readonly state: ConnectionState;
  /** Bytes after the ICMP header. */
  readonly length: number;
}

/** Undefined where there are no rules. */
export function judgeIcmp(host: Host, hook: Hook, message: IcmpMessage): Verdict | undefined {
  const filter = host.packetFilter;
  if (!filter) return undefined;
  const { source, destination, icmpType, state, length } = message;
  const v6 = source.includes(':');
  const place: Place = {
    in: hook === 'OUTPUT' ? undefined : interfaceTo(host, source),
    out: hook === 'INPUT' ? undefined : interfaceTo(host, destination),
  };
  const judged: Judged = {
    ...placeOf(host, place, destination),
    source: { address: source, port: 0 },
    destination: { address: destination, port: 0 },
    protocol: v6 ? 'ipv6-icmp' : 'icmp',
    icmpType,
    state,
    dnat: false,
    size: (v6 ? 40 : 20) + 8 + length,
    recent: filter.recent,
  };
  return judgePacket(v6 ? filter.ipv6 : filter.ipv4, hook, judged, true);
}

/** Everything that goes to one of this host's own addresses goes through the loopback interface. */
function interfaceTo(host: Host, address: string): string | undefined {
  return isLocalAddress(host, address) ? 'lo' : attachedInterface(host, address)?.name;
}

/** What REJECT sends back. A reset and an ICMP message are never rejected in turn. */
function answer(
  carrier: Carrier,
  host: Host,
  came: Packet,
  here: Packet,
  verdict: { readonly with: RejectWith },
): void {
  if (!isAnswerable(came)) return;
  const { source, destination } = came;
  if (verdict.with === 'tcp-reset') {
    sendOut(carrier, host, { ...segment('RST', destination, source), because: 'packet-filter-rejects' });
  } else {
    const from = sourceOfError(host, came, here) ?? destination.address;
    sendOut(carrier, host, unreachable(from, came, verdict.with, 'packet-filter-rejects'));
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

/** What the packet filter says about one packet (iptables(8)): the first rule that fits and decides, else the policy. */
import { inPrefix } from './address.ts';
import type { NatTarget } from './nat.ts';
import type {
  ConnectionState,
  Decider,
  FilterRule,
  FilterTable,
  Hook,
  Match,
  PortRange,
  Target,
  Verdict,
  Wanted,
} from './packet-filter.ts';
import type { Endpoint } from './socket.ts';

/** What rules can ask about a packet. */
export interface Judged {
  readonly inInterface: string | undefined;
  readonly outInterface: string | undefined;
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'ipv6-icmp';
  readonly icmpType: number | undefined;
  readonly state: ConnectionState;
  /** Whether its destination was translated, which `--ctstate DNAT` asks. */
  readonly dnat: boolean;
  readonly destinationType: 'LOCAL' | 'MULTICAST' | 'BROADCAST' | 'UNICAST';
  /** Bytes, with the IP header. */
  readonly size: number;
  /** The network's milliseconds. */
  readonly now: number;
  /** Of the match `recent`. */
  readonly recent: Map<string, readonly number[]>;
}

/** Decides. @param counts whether the packet is counted where it passes, and remembered by rules that remember */
export function judgePacket(table: FilterTable, hook: Hook, packet: Judged, counts: boolean): Verdict {
  const decision = decide(table, hook, packet, counts);
  if (!decision) {
    const chain = table.get(hook);
    if (chain && counts) count(chain, packet);
    const by = { chain: hook, rule: undefined, position: 0, ...(chain?.says && { says: chain.says }) };
    return { action: chain?.policy ?? 'ACCEPT', by };
  }
  const { target, by } = decision;
  switch (target.kind) {
    case 'REJECT':
      return { action: 'REJECT', with: target.with, by };
    case 'DROP':
      return { action: 'DROP', by };
    default:
      return { action: 'ACCEPT', by };
  }
}

export interface Decision<T> {
  readonly target: T;
  readonly by: Decider;
}

/** The first rule of a chain, or of one that it leads to, that fits and decides; undefined when none does. */
export function decide<T extends Target | NatTarget>(
  table: FilterTable<T>,
  name: string,
  packet: Judged,
  counts: boolean,
): Decision<T> | undefined {
  let position = 0;
  for (const rule of table.get(name)?.rules ?? []) {
    position += 1;
    if (!fits(rule, packet, counts)) continue;
    if (counts) count(rule, packet);
    const target: T | undefined = rule.target;
    if (!target || target.kind === 'LOG') continue;
    if (target.kind === 'RETURN') return undefined;
    if (target.kind !== 'JUMP') {
      const { says } = rule;
      return { target, by: { chain: name, rule, position, ...(says !== undefined && { says }) } };
    }
    const decided = decide(table, target.chain, packet, counts);
    if (decided) return decided;
  }
  return undefined;
}

function count(counters: { packets: number; bytes: number }, { size }: Judged): void {
  counters.packets += 1;
  counters.bytes += size;
}

function fits(rule: FilterRule<unknown>, packet: Judged, counts: boolean): boolean {
  return (
    agrees(rule.inInterface, (name) => isInterface(name, packet.inInterface)) &&
    agrees(rule.outInterface, (name) => isInterface(name, packet.outInterface)) &&
    agrees(rule.source, (prefix) => inPrefix(packet.source.address, prefix)) &&
    agrees(rule.destination, (prefix) => inPrefix(packet.destination.address, prefix)) &&
    agrees(rule.protocol, (protocol) => protocol === packet.protocol) &&
    rule.matches.every((match) => matches(match, packet, counts))
  );
}

function agrees<T>(wanted: Wanted<T> | undefined, is: (value: T) => boolean): boolean {
  return !wanted || is(wanted.value) !== wanted.not;
}

/** `eth+` means every interface whose name begins so. */
function isInterface(pattern: string, name: string | undefined): boolean {
  if (name === undefined) return false;
  return pattern.endsWith('+') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

function matches(match: Match, packet: Judged, counts: boolean): boolean {
  switch (match.kind) {
    case 'ports':
      return (
        match.protocol === packet.protocol &&
        agrees(match.source, (range) => inRange(range, packet.source.port)) &&
        agrees(match.destination, (range) => inRange(range, packet.destination.port))
      );
    case 'multiport':
      return match.ranges.some((range) => inRange(range, packet[match.end].port));
    case 'icmp':
      return agrees(match.type, (type) => type === packet.icmpType);
    case 'state':
      return agrees(
        match.states,
        (states) => states.includes(packet.state) || (packet.dnat && states.includes('DNAT')),
      );
    case 'addrtype':
      return match.type === packet.destinationType;
    case 'limit': {
      const { bucket, burst, every } = match;
      const packets = Math.min(burst, bucket.packets + (packet.now - bucket.at) / every);
      if (counts) Object.assign(bucket, { at: packet.now, packets: packets < 1 ? packets : packets - 1 });
      return packets >= 1;
    }
    case 'recent': {
      const times = packet.recent.get(packet.source.address) ?? [];
      if (counts) packet.recent.set(packet.source.address, [...times.slice(-19), packet.now]);
      const { hits, seconds } = match;
      return hits === undefined || times.filter((time) => time >= packet.now - seconds * 1000).length >= hits;
    }
    case 'comment':
      return true;
    case 'program':
      return match.runs(packet);
    case 'never':
      // Of what is asked for in vain only this exists here: neighbours find each other with it (RFC 4861 §7.1.1).
      return match.option === '-m hl --hl-eq 255' && isNeighbourDiscovery(packet);
  }
}

function isNeighbourDiscovery({ protocol, icmpType = 0 }: Judged): boolean {
  return protocol === 'ipv6-icmp' && icmpType >= 133 && icmpType <= 137;
}

function inRange([first, last]: PortRange, port: number): boolean {
  return first <= port && port <= last;
}

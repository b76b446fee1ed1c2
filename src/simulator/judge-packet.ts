/** What the packet filter says about one packet (iptables(8)): the first rule that fits and decides, else the policy. */
import { inPrefix } from './address.ts';
import type {
  Chain,
  ConnectionState,
  FilterRule,
  FilterTable,
  Hook,
  Match,
  PortRange,
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
  readonly destinationType: 'LOCAL' | 'MULTICAST' | 'BROADCAST' | 'UNICAST';
  /** Bytes, with the IP header. */
  readonly size: number;
  /** The network's milliseconds. */
  readonly now: number;
}

/** Decides, and counts the packet where it passes. */
export function judgePacket(table: FilterTable, hook: Hook, packet: Judged): Verdict {
  const chain = table.get(hook);
  const decided = chain && walk(table, chain, packet);
  if (decided) return decided;
  if (chain) count(chain, packet);
  return { action: chain?.policy ?? 'ACCEPT', by: { chain: hook, rule: undefined, position: 0 } };
}

/** Undefined when no rule of the chain decides: back to where it was called from. */
function walk(table: FilterTable, chain: Chain, packet: Judged): Verdict | undefined {
  for (const [index, rule] of chain.rules.entries()) {
    if (!fits(rule, packet)) continue;
    count(rule, packet);
    const { target } = rule;
    if (!target || target.kind === 'LOG') continue;
    if (target.kind === 'RETURN') return undefined;
    if (target.kind === 'JUMP') {
      const next = table.get(target.chain);
      const decided = next && walk(table, next, packet);
      if (decided) return decided;
      continue;
    }
    const by = { chain: chain.name, rule, position: index + 1 };
    return target.kind === 'REJECT'
      ? { action: 'REJECT', with: target.with, by }
      : { action: target.kind, by };
  }
  return undefined;
}

function count(counters: { packets: number; bytes: number }, { size }: Judged): void {
  counters.packets += 1;
  counters.bytes += size;
}

function fits(rule: FilterRule, packet: Judged): boolean {
  return (
    agrees(rule.inInterface, (name) => isInterface(name, packet.inInterface)) &&
    agrees(rule.outInterface, (name) => isInterface(name, packet.outInterface)) &&
    agrees(rule.source, (prefix) => inPrefix(packet.source.address, prefix)) &&
    agrees(rule.destination, (prefix) => inPrefix(packet.destination.address, prefix)) &&
    agrees(rule.protocol, (protocol) => protocol === packet.protocol) &&
    rule.matches.every((match) => matches(match, packet))
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

function matches(match: Match, packet: Judged): boolean {
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
      return agrees(match.states, (states) => states.includes(packet.state));
    case 'addrtype':
      return match.type === packet.destinationType;
    case 'limit': {
      const { bucket, burst, every } = match;
      bucket.packets = Math.min(burst, bucket.packets + (packet.now - bucket.at) / every);
      bucket.at = packet.now;
      if (bucket.packets < 1) return false;
      bucket.packets -= 1;
      return true;
    }
    case 'recent': {
      const { seen, hits, seconds } = match;
      const times = seen.get(packet.source.address) ?? [];
      if (hits === undefined) {
        seen.set(packet.source.address, [...times.slice(-19), packet.now]);
        return true;
      }
      const since = packet.now - seconds * 1000;
      return times.filter((time) => time >= since).length >= hits;
    }
    case 'comment':
      return true;
    case 'never':
      return false;
  }
}

function inRange([first, last]: PortRange, port: number): boolean {
  return first <= port && port <= last;
}

/** One ping as steps that can be walked, beside TCP and UDP in packet-steps.ts. */
import { parseAddress } from '../simulator/address.ts';
import type { Host } from '../simulator/host.ts';
import type { UnreachableKind } from '../simulator/packet.ts';
import { type EchoOutcome, probeEcho } from '../simulator/probe-path.ts';
import { rules } from '../simulator/rules.ts';
import { at, lookUp, type PacketStep, stepsOf, tellLookUp, tellRoute } from './packet-steps.ts';
import { tellHops } from './packet-story.ts';

export interface PingQuestion {
  readonly from: Host;
  /** A name or an address, as a person writes it. */
  readonly to: string;
}

export interface PingStory {
  readonly steps: readonly PacketStep[];
  /** Undefined where the name has no address. */
  readonly outcome: EchoOutcome | undefined;
  /** The hosts that a packet came to, in that order, the sender first. */
  readonly hosts: readonly string[];
}

/** ping(8) asks the first address that a name has, and no other. */
export function tellPing({ from, to }: PingQuestion): PingStory {
  const addresses = lookUp(from, to).slice(0, 1);
  const [address] = addresses;
  const start = at(from, 'name', tellLookUp(from, to, addresses));
  if (address === undefined) return { steps: [start], outcome: undefined, hosts: [from.name] };
  const probe = probeEcho({ from, address });
  const { hops, outcome } = probe;
  const steps = stepsOf(tellHops(hops, tellEchoOutcome(outcome)), from, outcome.kind === 'silence');
  const hosts = new Set([from.name, ...hops.map(({ host }) => host.name)]);
  return {
    steps: [start, at(from, 'route', tellRoute(from, address, probe)), ...steps],
    outcome,
    hosts: [...hosts],
  };
}

/** How it ends for whoever pinged. */
export function tellEchoOutcome(outcome: EchoOutcome): string {
  switch (outcome.kind) {
    case 'answered':
      return `${outcome.host.name} answers: it is there, and the way there and back is open. Whether a port is open, ping does not say.`;
    case 'told':
      return `${outcome.by} says: ${errorNames[outcome.error]}. ${rules[outcome.refusal.rule].sentence}`;
    case 'refused':
      return `${outcome.refusal.errno}: ${rules[outcome.refusal.rule].sentence}`;
    case 'silence':
      return 'No packet comes back. That may mean that nobody is there, or that a filter drops the question or the answer.';
  }
}

/** As RFC 792, RFC 1812 §5.2.7.1 and RFC 4443 §3 name them. */
const errorNames: Readonly<Record<UnreachableKind, string>> = {
  'time-exceeded': 'time to live exceeded',
  'icmp-net-unreachable': 'network unreachable',
  'icmp-host-unreachable': 'host unreachable',
  'icmp-proto-unreachable': 'protocol unreachable',
  'icmp-port-unreachable': 'port unreachable',
  'icmp-net-prohibited': 'network prohibited',
  'icmp-host-prohibited': 'host prohibited',
  'icmp-admin-prohibited': 'communication prohibited',
  'icmp6-no-route': 'no route to destination',
  'icmp6-adm-prohibited': 'communication prohibited',
  'icmp6-addr-unreachable': 'address unreachable',
  'icmp6-port-unreachable': 'port unreachable',
  'icmp6-policy-fail': 'source address failed the policy',
  'icmp6-reject-route': 'reject route to destination',
};

/** `phone → ping 192.168.1.20`: what a story is called. */
export function nameOfPing({ from, to }: PingQuestion): string {
  return `${from.name} → ping ${parseAddress(to) ?? to}`;
}

/**
 * Windows Firewall as Microsoft documents it: inbound blocked by default, outbound allowed, block rules before allow rules,
 * stateful, nothing on loopback. Its rules are turned into the tables that packets are held against everywhere
 * (packet-filter.ts), so that verdicts and paths come as on Linux.
 *
 * Documented, not run. Differs: no authenticated bypass, no services, no interface types. IPv6's neighbour discovery is let in
 * (the group Core Networking does that); of other ICMP nothing is, unless a rule says so.
 */

import type { Prefix } from '../address.ts';
import { type Host, holders } from '../host.ts';
import type { Judged } from '../judge-packet.ts';
import {
  type Chain,
  createPacketFilter,
  type FilterRule,
  type FilterTable,
  type Match,
  type PortRange,
  type Target,
} from '../packet-filter.ts';
import { findListener } from '../receive-segment.ts';
import type { Rule } from '../rules.ts';
import { windowsFirewallRules } from './documented-windows.ts';

export type FirewallProfile = 'Domain' | 'Private' | 'Public';
export const firewallProfiles: readonly FirewallProfile[] = ['Domain', 'Private', 'Public'];
export type FirewallProtocol = 'TCP' | 'UDP' | 'ICMPv4' | 'ICMPv6' | 'Any';

export interface WindowsFirewallRule {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly group: string;
  readonly enabled: boolean;
  readonly direction: 'Inbound' | 'Outbound';
  readonly action: 'Allow' | 'Block';
  /** None: any. */
  readonly profiles: readonly FirewallProfile[];
  readonly protocol: FirewallProtocol;
  /** None: any. */
  readonly localPorts: readonly PortRange[];
  readonly remotePorts: readonly PortRange[];
  readonly localAddresses: readonly Prefix[];
  readonly remoteAddresses: readonly Prefix[];
  /** `C:\Windows\System32\python.exe`, in lower case; undefined: any. */
  readonly program: string | undefined;
}

export interface ProfileState {
  on: boolean;
  inbound: 'Block' | 'Allow';
  outbound: 'Block' | 'Allow';
}

export interface WindowsFirewall {
  /** Of the network that the host is on. */
  profile: FirewallProfile;
  readonly profiles: Readonly<Record<FirewallProfile, ProfileState>>;
  readonly rules: WindowsFirewallRule[];
  /** The path of the program behind a command line. */
  readonly pathOf: (argv: readonly string[]) => string;
}

export function createWindowsFirewall(pathOf: WindowsFirewall['pathOf']): WindowsFirewall {
  const state = (): ProfileState => ({ on: true, inbound: 'Block', outbound: 'Allow' });
  return {
    profile: 'Private',
    profiles: { Domain: state(), Private: state(), Public: state() },
    rules: [],
    pathOf,
  };
}

/** Puts the rules in force, as they are now. */
export function applyWindowsFirewall(host: Host): void {
  const { windowsFirewall: firewall } = host;
  if (!firewall) return;
  host.wsl?.refresh();
  const before = host.packetFilter;
  if (!firewall.profiles[firewall.profile].on) {
    host.packetFilter = undefined;
    return;
  }
  const filter = createPacketFilter();
  fill(filter.ipv4, host, firewall, false);
  fill(filter.ipv6, host, firewall, true);
  host.packetFilter = before ? { ...filter, flows: before.flows } : filter;
}

/** How a firewall with rules like these calls itself, and which rules of its documents it names. */
export interface Wording {
  readonly title: string;
  readonly loopback: Rule;
  readonly inbound: Rule;
  /** Why a rule counts, where the firewall is not the one that it was made for. */
  why?(rule: WindowsFirewallRule): Rule | undefined;
}

const windowsWording: Wording = {
  title: 'Windows Firewall',
  loopback: windowsFirewallRules.loopback,
  inbound: windowsFirewallRules['inbound-default'],
};

/** Makes the chains INPUT and OUTPUT of a table what the rules of `firewall` are now. */
export function fill(
  table: FilterTable,
  host: Host,
  firewall: WindowsFirewall,
  v6: boolean,
  wording = windowsWording,
): void {
  const { title } = wording;
  const state = firewall.profiles[firewall.profile];
  const { name } = host;
  const input = table.get('INPUT');
  const output = table.get('OUTPUT');
  if (!input || !output) return;
  const rules = firewall.rules.filter(
    ({ enabled, profiles }) => enabled && (profiles.length === 0 || profiles.includes(firewall.profile)),
  );
  const of = (direction: WindowsFirewallRule['direction'], action: WindowsFirewallRule['action']) =>
    rules.filter((rule) => rule.direction === direction && rule.action === action);
  const add = (chain: Chain, direction: 'Inbound' | 'Outbound'): void => {
    const inbound = direction === 'Inbound';
    const because = ({ sentence, source }: Rule): string =>
      `${title} of ${name}: ${sentence} (${source.label}).`;
    const lo = { not: false, value: 'lo' };
    chain.rules.push(
      rule(
        { ...(inbound ? { inInterface: lo } : { outInterface: lo }), says: because(wording.loopback) },
        [],
        'ACCEPT',
      ),
      rule(
        { says: because(windowsFirewallRules.stateful) },
        [{ kind: 'state', module: 'conntrack', states: { not: false, value: ['ESTABLISHED', 'RELATED'] } }],
        'ACCEPT',
      ),
    );
    if (v6) {
      chain.rules.push(rule({}, [{ kind: 'never', option: '-m hl --hl-eq 255', listed: '' }], 'ACCEPT'));
    }
    for (const action of ['Block', 'Allow'] as const) {
      for (const one of of(direction, action)) {
        const word = action === 'Block' ? 'blocks' : 'allows';
        const why =
          wording.why?.(one) ?? windowsFirewallRules[action === 'Block' ? 'block-wins' : 'allow-rule'];
        const says = `${title} of ${name}: the ${direction.toLowerCase()} rule “${one.displayName}” ${word} it; ${why.sentence} (${why.source.label}).`;
        const target = action === 'Block' ? 'DROP' : 'ACCEPT';
        for (const parts of partsOf(one, host, firewall, v6)) {
          chain.rules.push(rule({ ...parts.asks, says }, parts.matches, target));
        }
      }
    }
    const policy = inbound ? state.inbound : state.outbound;
    chain.policy = policy === 'Block' ? 'DROP' : 'ACCEPT';
    chain.says = inbound
      ? `${title} of ${name}: ${wording.inbound.sentence} (profile ${firewall.profile}; ${wording.inbound.source.label}).`
      : because(windowsFirewallRules['outbound-default']);
  };
  add(input, 'Inbound');
  add(output, 'Outbound');
}

type Asks = Pick<
  FilterRule<Target>,
  'inInterface' | 'outInterface' | 'source' | 'destination' | 'protocol' | 'says'
>;

function rule(asks: Asks, matches: readonly Match[], kind: 'ACCEPT' | 'DROP'): FilterRule {
  return { ...asks, matches, target: { kind }, packets: 0, bytes: 0 };
}

interface Parts {
  readonly asks: Asks;
  readonly matches: readonly Match[];
}

/** One rule of the table for each pair of addresses and each protocol that the rule of Windows means. */
function partsOf(
  one: WindowsFirewallRule,
  host: Host,
  firewall: WindowsFirewall,
  v6: boolean,
): readonly Parts[] {
  const inbound = one.direction === 'Inbound';
  const protocols = protocolsOf(one.protocol, v6);
  const own = addressesOf(one.localAddresses, v6);
  const theirs = addressesOf(one.remoteAddresses, v6);
  const matches: Match[] = [];
  for (const [ranges, end] of [
    [one.localPorts, inbound ? 'destination' : 'source'],
    [one.remotePorts, inbound ? 'source' : 'destination'],
  ] as const) {
    if (ranges.length > 0) matches.push({ kind: 'multiport', end, ranges });
  }
  const { program } = one;
  if (program !== undefined) {
    matches.push({
      kind: 'program',
      path: program,
      runs: (judged) => pathBehind(host, firewall, judged, inbound) === program,
    });
  }
  return protocols.flatMap((protocol) =>
    own.flatMap((mine) =>
      theirs.map((other): Parts => {
        const [source, destination] = inbound ? [other, mine] : [mine, other];
        return {
          asks: {
            ...(protocol && { protocol: { not: false, value: protocol } }),
            ...(source && { source: { not: false, value: source } }),
            ...(destination && { destination: { not: false, value: destination } }),
          },
          matches,
        };
      }),
    ),
  );
}

function protocolsOf(protocol: FirewallProtocol, v6: boolean): readonly (string | undefined)[] {
  switch (protocol) {
    case 'TCP':
      return ['tcp'];
    case 'UDP':
      return ['udp'];
    case 'ICMPv4':
      return v6 ? [] : ['icmp'];
    case 'ICMPv6':
      return v6 ? ['ipv6-icmp'] : [];
    case 'Any':
      return [undefined];
  }
}

/** Undefined stands for any; a rule that names only addresses of the other family has none here. */
function addressesOf(prefixes: readonly Prefix[], v6: boolean): readonly (Prefix | undefined)[] {
  return prefixes.length === 0 ? [undefined] : prefixes.filter(({ address }) => address.includes(':') === v6);
}

/** The program that receives the packet, or that sent it. */
function pathBehind(
  host: Host,
  firewall: WindowsFirewall,
  judged: Judged,
  inbound: boolean,
): string | undefined {
  const { source, destination, protocol } = judged;
  const own = inbound ? destination : source;
  const listener = protocol === 'tcp' && inbound ? findListener(host, destination, source) : undefined;
  const held = holders(host);
  for (const [socket, { process }] of held) {
    const same = listener
      ? socket === listener
      : socket.protocol === protocol && socket.local.port === own.port;
    if (same) return firewall.pathOf(process.argv).toLowerCase();
  }
  return undefined;
}

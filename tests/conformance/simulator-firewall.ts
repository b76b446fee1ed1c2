/** The firewall rules of a case, put into a simulated host as its own iptables(8) would. */
import { BadArgument, readArguments } from '../../src/shell/commands/firewall/iptables-arguments.ts';
import { type RuleContext, RuleMistake } from '../../src/shell/commands/firewall/rule-mistake.ts';
import { parseAddress } from '../../src/simulator/address.ts';
import type { Host } from '../../src/simulator/host.ts';
import { createNat, type NatTable, type NatTarget } from '../../src/simulator/nat.ts';
import type { Header } from '../../src/simulator/notation/case.ts';
import {
  type Chain,
  createChain,
  createPacketFilter,
  type FilterRule,
  type FilterTable,
  type PortRange,
} from '../../src/simulator/packet-filter.ts';
import { NotSupported } from './simulator-support.ts';

type RuleHeader = Extract<Header, { kind: 'iptables' | 'ip6tables' }>;

/** @throws NotSupported for what the simulator's iptables cannot do */
export function addRule(host: Host, { kind, words }: RuleHeader): void {
  const context: RuleContext = { v6: kind === 'ip6tables', port: () => undefined, addresses: () => [] };
  try {
    if (words[0] === '-t' && words[1] === 'nat') addToNat(host, words.slice(2), context);
    else addToFilter(host, words, context);
  } catch (error) {
    if (!(error instanceof RuleMistake || error instanceof BadArgument)) throw error;
    throw new NotSupported(`${kind} ${words.join(' ')}: ${error.message}`);
  }
}

function addToFilter(host: Host, words: readonly string[], context: RuleContext): void {
  host.packetFilter ??= createPacketFilter();
  const table: FilterTable = host.packetFilter[context.v6 ? 'ipv6' : 'ipv4'];
  const read = readRule(words, context, (name) => table.has(name));
  perform(table, read, read.rules);
}

function addToNat(host: Host, words: readonly string[], context: RuleContext): void {
  host.nat ??= createNat();
  const table: NatTable = host.nat[context.v6 ? 'ipv6' : 'ipv4'];
  const { target, others } = takeNatTarget(words, table);
  const read = readRule(others, context, (name) => table.has(name));
  perform(
    table,
    read,
    read.rules.map((rule): FilterRule<NatTarget> => ({ ...rule, target })),
  );
}

type Read = Exclude<ReturnType<typeof readArguments>, string>;

function readRule(words: readonly string[], context: RuleContext, isChain: (name: string) => boolean): Read {
  const read = readArguments(words, context, isChain);
  if (typeof read === 'string') throw new NotSupported(`${words.join(' ')} changes no rule`);
  return read;
}

function perform<T>(
  table: Map<string, Chain<T>>,
  { letter, chain: name = '', extra }: Read,
  rules: readonly FilterRule<T>[],
): void {
  if (letter === 'N') {
    table.set(name, createChain<T>(name, undefined));
    return;
  }
  const chain = table.get(name);
  if (!chain) throw new NotSupported(`no chain ${name}`);
  if (letter === 'A') chain.rules.push(...rules);
  else if (letter === 'I') chain.rules.splice(Number(extra ?? 1) - 1, 0, ...rules);
  else if (letter === 'P' && (extra === 'ACCEPT' || extra === 'DROP')) chain.policy = extra;
  else throw new NotSupported(`iptables -${letter}`);
}

/** The target with its options, and the words without them. */
function takeNatTarget(
  words: readonly string[],
  table: NatTable,
): { readonly target: NatTarget | undefined; readonly others: readonly string[] } {
  const at = words.indexOf('-j');
  if (at < 0) return { target: undefined, others: words };
  const [, name = '', , value] = words.slice(at);
  return { target: natTarget(name, value, table), others: words.slice(0, at) };
}

function natTarget(name: string, value: string | undefined, table: NatTable): NatTarget {
  switch (name) {
    case 'ACCEPT':
    case 'RETURN':
      return { kind: name };
    case 'DNAT':
      return { kind: name, ...splitTo(value ?? '') };
    case 'SNAT': {
      const { address, ports } = splitTo(value ?? '');
      if (address === undefined) throw new NotSupported(`-j SNAT to ${value}`);
      return { kind: name, address, ports };
    }
    case 'REDIRECT':
    case 'MASQUERADE':
      return { kind: name, ports: value === undefined ? undefined : portsOf(value) };
    default:
      if (!table.has(name)) throw new NotSupported(`-j ${name}`);
      return { kind: 'JUMP', chain: name };
  }
}

/** `192.168.1.20`, `192.168.1.20:8080`, `[::1]:8080`. */
function splitTo(text: string): { address: string | undefined; ports: PortRange | undefined } {
  const [, bracketed, plain, ports] =
    /^(?:\[([^\]]+)\]|([^:]+|[^:]*:.*:.*?))(?::([\d-]+))?$/.exec(text) ?? [];
  const address = parseAddress(bracketed ?? plain ?? '');
  return { address, ports: ports === undefined ? undefined : portsOf(ports) };
}

function portsOf(text: string): PortRange {
  const [first = 0, last = first] = text.split('-').map(Number);
  return [first, last];
}

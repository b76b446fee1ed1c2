/** The firewall rules of a case, put into a simulated host as its own iptables(8) would. */
import { BadArgument, readArguments } from '../../src/shell/commands/firewall/iptables-arguments.ts';
import type { AnyTable } from '../../src/shell/commands/firewall/nat-target.ts';
import { checkPlaces, checkTargets } from '../../src/shell/commands/firewall/rule-checks.ts';
import { type RuleContext, RuleMistake } from '../../src/shell/commands/firewall/rule-mistake.ts';
import type { Host } from '../../src/simulator/host.ts';
import { createNat } from '../../src/simulator/nat.ts';
import type { Header } from '../../src/simulator/notation/case.ts';
import { createChain, createPacketFilter } from '../../src/simulator/packet-filter.ts';
import { NotSupported } from './simulator-support.ts';

type RuleHeader = Extract<Header, { kind: 'iptables' | 'ip6tables' }>;

/** @throws NotSupported for what the simulator's iptables cannot do */
export function addRule(host: Host, { kind, words }: RuleHeader): void {
  const family = kind === 'ip6tables' ? 'ipv6' : 'ipv4';
  const context: RuleContext = { v6: family === 'ipv6', port: () => undefined, addresses: () => [] };
  const tableNamed = (name: string): AnyTable => {
    host.nat ??= createNat();
    host.packetFilter ??= createPacketFilter();
    return (name === 'nat' ? host.nat : host.packetFilter)[family];
  };
  try {
    const read = readArguments(words, context, (chain, table) => tableNamed(table).has(chain));
    if (typeof read === 'string') throw new NotSupported(`${words.join(' ')} changes no rule`);
    perform(tableNamed(read.table), read);
  } catch (error) {
    if (!(error instanceof RuleMistake || error instanceof BadArgument)) throw error;
    throw new NotSupported(`${kind} ${words.join(' ')}: ${error.message}`);
  }
}

type Read = Exclude<ReturnType<typeof readArguments>, string>;

function perform(table: AnyTable, { letter, chain: name = '', extra, rules }: Read): void {
  if (letter === 'N') {
    table.set(name, createChain(name, undefined));
    return;
  }
  const chain = table.get(name);
  if (!chain) throw new NotSupported(`no chain ${name}`);
  if ('AI'.includes(letter)) checkTargets(table, chain, letter, rules);
  if (letter === 'A') chain.rules.push(...rules);
  else if (letter === 'I') chain.rules.splice(Number(extra ?? 1) - 1, 0, ...rules);
  else if (letter === 'P' && (extra === 'ACCEPT' || extra === 'DROP')) chain.policy = extra;
  else throw new NotSupported(`iptables -${letter}`);
  checkPlaces(table, chain, letter);
}

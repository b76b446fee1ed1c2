/** Rules written by a program instead of a person, in the words of iptables(8). */
import { createChain } from '../../../simulator/packet-filter.ts';
import { readArguments } from './iptables-arguments.ts';
import type { AnyTable } from './nat-target.ts';
import type { RuleContext } from './rule-mistake.ts';
import { ruleText } from './rule-text.ts';

/** No name is looked up in what a program writes. */
const noNames: RuleContext = { v6: false, port: () => undefined, addresses: () => [] };

/**
 * Makes one change to a table of IPv4: `-A DOCKER -i docker0 -j RETURN`, `-I`, `-D`, `-N`, `-P FORWARD DROP`.
 *
 * @returns false where iptables would find no such chain or rule
 * @throws RuleMistake for what is no rule
 */
export function writeRule(table: AnyTable, line: string): boolean {
  const command = readArguments(line.split(' '), noNames, (name) => table.has(name));
  if (typeof command === 'string') throw new Error(`no rule: ${line}`);
  const { letter, chain: name = '', rules, extra } = command;
  if (letter === 'N') {
    if (!table.has(name)) table.set(name, createChain(name, undefined));
    return true;
  }
  const chain = table.get(name);
  if (!chain) return false;
  const [rule] = rules;
  if (letter === 'A') chain.rules.push(...rules);
  else if (letter === 'I') chain.rules.unshift(...rules);
  else if (letter === 'P') chain.policy = extra === 'DROP' ? 'DROP' : 'ACCEPT';
  else if (letter === 'D' && rule) {
    const place = chain.rules.findIndex((known) => ruleText(known, false) === ruleText(rule, false));
    if (place < 0) return false;
    chain.rules.splice(place, 1);
  }
  return true;
}

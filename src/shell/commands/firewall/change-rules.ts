/** What iptables changes in a chain, and what it says when there is nothing to change. */
import type { Chain } from '../../../simulator/packet-filter.ts';
import type { IptablesCommand } from './iptables-arguments.ts';
import type { AnyTable, AnyTarget } from './nat-target.ts';
import { checkDepth, checkPlaces, checkTargets } from './rule-checks.ts';
import { referencesTo } from './rule-listing.ts';
import { RuleMistake } from './rule-mistake.ts';
import { ruleText } from './rule-text.ts';

export interface Outcome {
  readonly text?: string;
  /** After `iptables: `, with status 1. */
  readonly problem?: string;
}

export const done: Outcome = {};
export const noChain: Outcome = { problem: 'No chain/target/match by that name.' };
const badRule: Outcome = { problem: 'Bad rule (does a matching rule exist in that chain?).' };

/** A change that would lead packets in a circle is taken back. */
export function changeAndCheck(
  table: AnyTable,
  chain: Chain<AnyTarget>,
  command: IptablesCommand,
  v6: boolean,
): Outcome {
  const before = [...chain.rules];
  const outcome = changeRules(table, chain, command, v6);
  try {
    if ('AIR'.includes(command.letter)) {
      checkDepth(table, chain, command.letter);
      checkPlaces(table, chain, command.letter);
    }
  } catch (error) {
    chain.rules.splice(0, chain.rules.length, ...before);
    throw error;
  }
  return outcome;
}

function changeRules(
  table: AnyTable,
  chain: Chain<AnyTarget>,
  { letter, extra, rules }: IptablesCommand,
  v6: boolean,
): Outcome {
  const index = extra === undefined ? 0 : Number(extra) - 1;
  if ('AIR'.includes(letter)) checkTargets(table, chain, letter, rules);
  switch (letter) {
    case 'A':
      chain.rules.push(...rules);
      return done;
    case 'I':
      if (index > chain.rules.length) return { problem: 'Index of insertion too big.' };
      chain.rules.splice(index, 0, ...rules);
      return done;
    case 'R':
      if (index >= chain.rules.length) return { problem: 'Index of replacement too big.' };
      chain.rules.splice(index, 1, ...rules);
      return done;
    case 'D':
      if (extra !== undefined) {
        if (index >= chain.rules.length) return { problem: 'Index of deletion too big.' };
        chain.rules.splice(index, 1);
        return done;
      }
      for (const rule of rules) {
        const place = find(chain, ruleText(rule, v6), v6);
        if (place < 0) return badRule;
        chain.rules.splice(place, 1);
      }
      return done;
    default:
      return rules.every((rule) => find(chain, ruleText(rule, v6), v6) >= 0) ? done : badRule;
  }
}

function find(chain: Chain<AnyTarget>, text: string, v6: boolean): number {
  return chain.rules.findIndex((rule) => ruleText(rule, v6) === text);
}

export function removeChains(
  table: AnyTable,
  name: string | undefined,
  chain: Chain<AnyTarget> | undefined,
): Outcome {
  if (name !== undefined && !chain) return noChain;
  const chosen = chain ? [chain] : [...table.values()].filter(({ policy }) => !policy);
  for (const one of chosen) {
    if (one.rules.length > 0 || referencesTo(table, one.name) > 0 || one.policy) {
      throw new RuleMistake(` CHAIN_DEL failed (Device or resource busy): chain ${one.name}`, 4, false);
    }
    table.delete(one.name);
  }
  return done;
}

export function rename(table: AnyTable, chain: Chain<AnyTarget> | undefined, name: string): Outcome {
  if (!chain || chain.policy) return noChain;
  if (table.has(name)) return { problem: 'File exists.' };
  table.delete(chain.name);
  table.set(name, { ...chain, name });
  for (const one of table.values()) {
    for (const [index, rule] of one.rules.entries()) {
      if (rule.target?.kind === 'JUMP' && rule.target.chain === chain.name) {
        one.rules[index] = { ...rule, target: { kind: 'JUMP', chain: name } };
      }
    }
  }
  return done;
}

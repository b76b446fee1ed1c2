/** What the kernel refuses of a rule that iptables could read (nf_tables). */
import { natHooks } from '../../../simulator/nat.ts';
import { type Chain, hooks } from '../../../simulator/packet-filter.ts';
import { type AnyRule, type AnyTable, type AnyTarget, isTranslating } from './nat-target.ts';
import { RuleMistake } from './rule-mistake.ts';

/** The chains that packets begin in. */
function hooksOf(table: AnyTable): readonly string[] {
  return isFilter(table) ? hooks : natHooks;
}

function isFilter(table: AnyTable): boolean {
  return table.has('FORWARD');
}

/**
 * What is refused wherever it stands: a reset for what is not TCP, a jump to a chain that packets begin in, and a target of
 * another table.
 */
export function checkTargets(
  table: AnyTable,
  chain: Chain<AnyTarget>,
  letter: string,
  rules: readonly AnyRule[],
): void {
  for (const { target, protocol } of rules) {
    if (!target) continue;
    const isTcp = protocol?.value === 'tcp' && !protocol.not;
    const wrongReset = target.kind === 'REJECT' && target.with === 'tcp-reset' && !isTcp;
    const wrongTable = isFilter(table) ? isTranslating(target) : target.kind === 'REJECT';
    if (wrongReset || wrongTable) throw failedRule(chain, letter, 'Invalid argument');
    if (target.kind === 'LOG' && !isFilter(table)) {
      throw new RuleMistake("target 'LOG' is a real one that this host's table `nat' does not have yet");
    }
    if (target.kind === 'JUMP' && hooksOf(table).includes(target.chain)) {
      throw failedRule(chain, letter, 'No such file or directory');
    }
  }
}

/** The kernel goes through no more chains than this, and so never round in a circle (NFT_JUMP_STACK_SIZE). */
const deepest = 16;

export function checkDepth(table: AnyTable, chain: Chain<AnyTarget>, letter: string): void {
  const seen = new Map<string, number>();
  const isTooDeep = (name: string, depth: number): boolean => {
    if (depth > deepest) return true;
    // Whoever was looked at from as deep need not be looked at again.
    if ((seen.get(name) ?? 0) >= depth) return false;
    seen.set(name, depth);
    return jumpsOf(table, name).some((next) => isTooDeep(next, depth + 1));
  };
  if (hooksOf(table).some((hook) => isTooDeep(hook, 1))) throw failedRule(chain, letter, 'Too many links');
}

/** Destinations change where packets come from, sources where they go (the hooks of nf_nat's targets). */
const places: Readonly<Record<string, readonly string[]>> = {
  DNAT: ['PREROUTING', 'OUTPUT'],
  REDIRECT: ['PREROUTING', 'OUTPUT'],
  SNAT: ['POSTROUTING', 'INPUT'],
  MASQUERADE: ['POSTROUTING'],
};

/** A target that a packet would meet in the wrong place, in a chain or in one that it leads to. */
export function checkPlaces(table: AnyTable, chain: Chain<AnyTarget>, letter: string): void {
  for (const hook of isFilter(table) ? [] : natHooks) {
    const reached = new Set<string>([hook]);
    // Grows while it is walked.
    for (const name of reached) for (const next of jumpsOf(table, name)) reached.add(next);
    const targets = [...reached].flatMap((name) => [...(table.get(name)?.rules ?? [])]);
    if (targets.some(({ target }) => target && !(places[target.kind]?.includes(hook) ?? true))) {
      throw failedRule(chain, letter, 'Invalid argument');
    }
  }
}

function jumpsOf(table: AnyTable, name: string): readonly string[] {
  const rules: readonly AnyRule[] = table.get(name)?.rules ?? [];
  return rules.flatMap(({ target }) => (target?.kind === 'JUMP' ? [target.chain] : []));
}

function failedRule(chain: Chain<AnyTarget>, letter: string, reason: string): RuleMistake {
  const call = { A: 'RULE_APPEND', I: 'RULE_INSERT', R: 'RULE_REPLACE' }[letter] ?? '';
  return new RuleMistake(` ${call} failed (${reason}): rule in chain ${chain.name}`, 4, false);
}

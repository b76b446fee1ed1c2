/** The command line of iptables(8): which command, on which chain, with which rule. */
import { type AnyRule, checkNatTarget, newNatTarget } from './nat-target.ts';
import { prefixes } from './network-prefix.ts';
import { type RuleContext, RuleMistake } from './rule-mistake.ts';
import {
  checkMatches,
  loadMatch,
  protocolOf,
  type RuleParts,
  takeMatchOption,
  toRules,
} from './rule-words.ts';

export interface IptablesCommand {
  /** The letter: `A` for `-A`. */
  readonly letter: string;
  readonly chain: string | undefined;
  /** The number of a rule, or what `-P` and `-E` are given. */
  readonly extra: string | undefined;
  readonly rules: readonly AnyRule[];
  readonly table: string;
  /** `n`, `v`, `x` and `l`, for --line-numbers. */
  readonly flags: ReadonlySet<string>;
}

/** Commands with their long names, and whether they need a chain and what comes after it. */
const commands: Readonly<Record<string, string>> = {
  '--append': 'A',
  '--check': 'C',
  '--delete': 'D',
  '--insert': 'I',
  '--replace': 'R',
  '--list': 'L',
  '--list-rules': 'S',
  '--flush': 'F',
  '--zero': 'Z',
  '--new': 'N',
  '--new-chain': 'N',
  '--delete-chain': 'X',
  '--rename-chain': 'E',
  '--policy': 'P',
};

const longOptions: Readonly<Record<string, string>> = {
  '--protocol': '-p',
  '--proto': '-p',
  '--source': '-s',
  '--src': '-s',
  '--destination': '-d',
  '--dst': '-d',
  '--in-interface': '-i',
  '--out-interface': '-o',
  '--jump': '-j',
  '--match': '-m',
  '--numeric': '-n',
  '--verbose': '-v',
  '--exact': '-x',
  '--table': '-t',
  '--wait': '-w',
  '--help': '-h',
  '--version': '-V',
};

/** Every long name, for Tab. */
export const longNames = [...Object.keys(commands), ...Object.keys(longOptions), '--line-numbers'];

const chainOptional = 'LSFZX';

/** @throws RuleMistake for what iptables refuses before it asks the kernel */
export function readArguments(
  args: readonly string[],
  context: RuleContext,
  isChain: (name: string, table: string) => boolean,
): IptablesCommand | 'help' | 'version' {
  const rest = spread(args);
  const parts: RuleParts = { matches: [] };
  const flags = new Set<string>();
  // Where -t stands does not matter to the chains that -j may name.
  let table = tableOf(rest);
  let letter: string | undefined;
  let chain: string | undefined;
  let extra: string | undefined;
  let not = false;
  const isWord = (word: string | undefined): boolean =>
    word !== undefined && !/^[-!]./.test(word) && word !== '!';
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '!') {
      not = true;
      continue;
    }
    if (!word.startsWith('-')) throw new BadArgument(word);
    const option = longOptions[word] ?? word;
    const value = (): string => {
      const next = rest.shift();
      if (next === undefined) throw new RuleMistake(`option "${word}" requires an argument`);
      return next;
    };
    const command = commands[word] ?? (/^-[ACDIRLSFZNXEP]$/.test(word) ? word.slice(1) : undefined);
    if (command) {
      if (letter) throw new RuleMistake(`Cannot use -${command} with -${letter}`);
      letter = command;
      if (!chainOptional.includes(command)) chain = value();
      else if (isWord(rest[0])) chain = rest.shift();
      if ('PE'.includes(command)) {
        if (!isWord(rest[0])) {
          throw new RuleMistake(
            command === 'P'
              ? '-P requires a chain and a policy'
              : '-E requires old-chain-name and new-chain-name',
          );
        }
        extra = rest.shift();
      } else if ('IDRLS'.includes(command) && /^\d/.test(rest[0] ?? '')) {
        extra = rest.shift();
        if (!/^[1-9]\d*$/.test(extra ?? '')) throw new RuleMistake(`Invalid rule number \`${extra}'`);
      }
      if (command === 'R' && extra === undefined) throw new RuleMistake('-R requires a rule number');
    } else if (!takeBase(option, not, value)) {
      if (!takeMatchOption(parts, option, not, value, context)) {
        const real = absentOptions.has(word);
        throw new RuleMistake(
          real ? `"${word}" is a real option that this host does not have yet` : `unknown option "${word}"`,
        );
      }
    }
    if (flags.has('h')) return 'help';
    if (flags.has('V')) return 'version';
    not = false;
  }
  if (letter === undefined) throw new RuleMistake('no command specified');
  checkMatches(parts);
  checkNatTarget(parts.target);
  if (table === 'nat' && (parts.target?.kind === 'DROP' || (letter === 'P' && extra === 'DROP'))) {
    throw new RuleMistake(
      '\nThe "nat" table is not intended for filtering, the use of DROP is therefore inhibited.\n\n',
    );
  }
  if ((chain === 'INPUT' || chain === 'PREROUTING') && parts.outInterface) {
    throw new RuleMistake(`Can't use -o with ${chain}\n`);
  }
  if ((chain === 'OUTPUT' || chain === 'POSTROUTING') && parts.inInterface) {
    throw new RuleMistake(`Can't use -i with ${chain}\n`);
  }
  return { letter, chain, extra, rules: toRules(parts), table, flags };

  function takeBase(option: string, negated: boolean, value: () => string): boolean {
    switch (option) {
      case '-p': {
        const name = protocolOf(value());
        if (name !== undefined) parts.protocol = { not: negated, value: name };
        return true;
      }
      case '-s':
        parts.sources = { not: negated, value: prefixes(value(), context) };
        return true;
      case '-d':
        parts.destinations = { not: negated, value: prefixes(value(), context) };
        return true;
      case '-i':
        parts.inInterface = { not: negated, value: value() };
        return true;
      case '-o':
        parts.outInterface = { not: negated, value: value() };
        return true;
      case '-m':
        loadMatch(parts, value());
        return true;
      case '-j':
        setTarget(value());
        return true;
      case '-t':
        table = value();
        return true;
      case '-w':
        if (/^\d+$/.test(rest[0] ?? '')) rest.shift();
        return true;
      case '-n':
      case '-v':
      case '-x':
      case '-h':
      case '-V':
        flags.add(option.slice(1));
        return true;
      case '--line-numbers':
        flags.add('l');
        return true;
      default:
        return false;
    }
  }

  function setTarget(name: string): void {
    if (name === 'ACCEPT' || name === 'DROP' || name === 'RETURN') parts.target = { kind: name };
    else if (name === 'REJECT') {
      parts.target = { kind: name, with: context.v6 ? 'icmp6-port-unreachable' : 'icmp-port-unreachable' };
    } else if (name === 'LOG') parts.target = { kind: name, prefix: '' };
    else if (newNatTarget(name)) parts.target = newNatTarget(name);
    else if (absentTargets.has(name)) {
      throw new RuleMistake(`target '${name}' is a real one that this host does not have yet`);
    } else if (isChain(name, table)) parts.target = { kind: 'JUMP', chain: name };
    else throw new RuleMistake(`Chain '${name}' does not exist`);
  }
}

function tableOf(words: readonly string[]): string {
  const at = words.findLastIndex((word) => word === '-t' || word === '--table');
  return (at < 0 ? undefined : words[at + 1]) ?? 'filter';
}

/** `Bad argument` stands alone, without the program's name. */
export class BadArgument extends Error {}

const absentTargets = new Set('NETMAP MARK TRACE NFLOG NFQUEUE TCPMSS CT NOTRACK SET AUDIT'.split(' '));
const absentOptions = new Set(
  '--syn --tcp-flags --tcp-option --log-level --log-uid --ctproto --src-type --name --rcheck -g --goto -f --fragment -c --set-counters'.split(
    ' ',
  ),
);

/** `-nvL INPUT` as `-n -v -L INPUT`, and `--dport=80` as two words. */
function spread(args: readonly string[]): string[] {
  return args.flatMap((word) => {
    if (/^--[^=]+=/.test(word)) return [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)];
    if (!/^-[A-Za-z0-9]{2,}$/.test(word)) return [word];
    const letters = [...word.slice(1)];
    const first = letters.findIndex((letter) => !'nvxhVw'.includes(letter));
    if (first < 0) return letters.map((letter) => `-${letter}`);
    const last = letters.slice(first + 1).join('');
    const before = letters.slice(0, first + 1).map((letter) => `-${letter}`);
    // A command without an argument may have more letters after it; elsewhere the rest is the argument.
    if (last !== '' && chainOptional.includes(letters[first] ?? '') && /^[nvx]+$/.test(last)) {
      return [...before, ...[...last].map((letter) => `-${letter}`)];
    }
    return last === '' ? before : [...before, last];
  });
}

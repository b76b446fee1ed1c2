/** From the words of a rule specification (`-p tcp --dport 22 -j ACCEPT`) to rules. */
import type { Prefix } from '../../../simulator/address.ts';
import type { Match, Wanted } from '../../../simulator/packet-filter.ts';
import { period, portRange, rejectWith, stateList } from './match-values.ts';
import { type AnyRule, type AnyTarget, withNatOption } from './nat-target.ts';
import { icmpType, protocolName } from './protocol-names.ts';
import { type RuleContext, RuleMistake } from './rule-mistake.ts';

export interface RuleParts {
  inInterface?: Wanted<string>;
  outInterface?: Wanted<string>;
  sources?: Wanted<readonly Prefix[]>;
  destinations?: Wanted<readonly Prefix[]>;
  protocol?: Wanted<string>;
  readonly matches: Match[];
  target?: AnyTarget | undefined;
}

/** Fills in what one option of a match or target says; false when nobody loaded knows the option. */
export function takeMatchOption(
  parts: RuleParts,
  option: string,
  not: boolean,
  value: () => string,
  context: RuleContext,
): boolean {
  const names = optionAliases[option] ?? option;
  switch (names) {
    case '--sport':
    case '--dport': {
      const match = loadPorts(parts);
      if (!match) return false;
      const range = portRange(value(), context);
      const end = names === '--sport' ? 'source' : 'destination';
      replace(parts, match, { ...match, [end]: { not, value: range } });
      return true;
    }
    case '--sports':
    case '--dports': {
      const match = find(parts, 'multiport');
      if (!match) return false;
      const ranges = value()
        .split(',')
        .map((word) => portRange(word, context));
      replace(parts, match, { ...match, end: names === '--sports' ? 'source' : 'destination', ranges });
      return true;
    }
    case '--icmp-type':
    case '--icmpv6-type': {
      const v6 = names === '--icmpv6-type';
      const known = find(parts, 'icmp');
      if (!known && parts.protocol?.value !== (v6 ? 'ipv6-icmp' : 'icmp')) return false;
      const text = value();
      const type = icmpType(text, v6);
      if (type === undefined) throw new RuleMistake(`Unknown ICMP${v6 ? 'v6' : ''} type \`${text}'`);
      const match: Match = { kind: 'icmp', type: { not, value: type } };
      if (known) replace(parts, known, match);
      else parts.matches.push(match);
      return true;
    }
    case '--ctstate':
    case '--state': {
      const match = find(parts, 'state');
      if (!match || (match.module === 'state') !== (names === '--state')) return false;
      replace(parts, match, { ...match, states: { not, value: stateList(value(), names === '--state') } });
      return true;
    }
    case '--comment': {
      const match = find(parts, 'comment');
      if (!match) return false;
      replace(parts, match, { kind: 'comment', text: value() });
      return true;
    }
    case '--limit':
    case '--limit-burst': {
      const match = find(parts, 'limit');
      if (!match) return false;
      const burst = names === '--limit' ? match.burst : Number(value());
      const every = names === '--limit' ? period(value()) : match.every;
      replace(parts, match, { ...match, burst, every, bucket: { packets: burst, at: 0 } });
      return true;
    }
    case '--dst-type': {
      const match = find(parts, 'addrtype');
      if (!match) return false;
      const text = value();
      const type = (['LOCAL', 'MULTICAST', 'BROADCAST'] as const).find((known) => known === text);
      if (!type) throw new RuleMistake(`addrtype: bad type \`${text}'`);
      replace(parts, match, { kind: 'addrtype', type });
      return true;
    }
    case '--set':
    case '--update':
    case '--seconds':
    case '--hitcount': {
      const match = find(parts, 'recent');
      if (!match) return false;
      const number = names === '--seconds' || names === '--hitcount' ? Number(value()) : 0;
      if (names === '--seconds') replace(parts, match, { ...match, seconds: number });
      if (names === '--hitcount') replace(parts, match, { ...match, hits: number });
      return true;
    }
    case '--hl-eq':
    case '--rt-type': {
      const match = find(parts, 'never');
      if (!match) return false;
      const number = value();
      const [option, listed] =
        names === '--hl-eq'
          ? [`-m hl --hl-eq ${number}`, `HL match HL == ${number}`]
          : [`-m rt --rt-type ${number}`, `rt type:${number}`];
      replace(parts, match, { kind: 'never', option, listed });
      return true;
    }
    case '--reject-with': {
      const { target } = parts;
      if (target?.kind !== 'REJECT') return false;
      parts.target = { kind: 'REJECT', with: rejectWith(value(), context.v6) };
      return true;
    }
    case '--log-prefix':
      if (parts.target?.kind !== 'LOG') return false;
      parts.target = { kind: 'LOG', prefix: value() };
      return true;
    default: {
      const target = withNatOption(parts.target, option, value, context, namesPorts(parts));
      if (!target) return false;
      parts.target = target;
      return true;
    }
  }
}

const optionAliases: Readonly<Record<string, string>> = {
  '--source-port': '--sport',
  '--destination-port': '--dport',
  '--source-ports': '--sports',
  '--destination-ports': '--dports',
};

type Kind<K extends Match['kind']> = Extract<Match, { readonly kind: K }>;

function find<K extends Match['kind']>({ matches }: RuleParts, kind: K): Kind<K> | undefined {
  return matches.find((match): match is Kind<K> => match.kind === kind);
}

function replace({ matches }: RuleParts, before: Match, after: Match): void {
  matches[matches.indexOf(before)] = after;
}

/** `--dport` loads the match of its protocol where it first stands. */
function loadPorts(parts: RuleParts): Kind<'ports'> | undefined {
  const known = find(parts, 'ports');
  const protocol = parts.protocol?.not ? undefined : parts.protocol?.value;
  if (known || (protocol !== 'tcp' && protocol !== 'udp')) return known;
  const match: Kind<'ports'> = { kind: 'ports', protocol };
  parts.matches.push(match);
  return match;
}

function namesPorts({ protocol }: RuleParts): boolean {
  return !protocol?.not && (protocol?.value === 'tcp' || protocol?.value === 'udp');
}

const absentMatches = new Set(
  'ttl hashlimit connlimit mac owner iprange set string mark length time pkttype physdev'.split(' '),
);

/** `-m NAME` */
export function loadMatch(parts: RuleParts, name: string): void {
  const match = newMatch(name, parts.protocol?.value ?? '');
  if (match) parts.matches.push(match);
}

/** Undefined where the option that follows makes the match. */
function newMatch(name: string, protocol: string): Match | undefined {
  switch (name) {
    case 'tcp':
    case 'udp':
      return { kind: 'ports', protocol: name };
    case 'multiport':
      if (!['tcp', 'udp', 'udplite', 'sctp'].includes(protocol)) {
        throw new RuleMistake("multiport needs `-p tcp', `-p udp', `-p udplite', `-p sctp' or `-p dccp'");
      }
      return { kind: 'multiport', end: 'destination', ranges: [] };
    case 'conntrack':
    case 'state':
      return { kind: 'state', module: name, states: { not: false, value: [] } };
    case 'limit':
      return { kind: 'limit', every: 1_200_000, burst: 5, bucket: { packets: 5, at: 0 } };
    case 'addrtype':
      return { kind: 'addrtype', type: 'LOCAL' };
    case 'comment':
      return { kind: 'comment', text: '' };
    case 'recent':
      return { kind: 'recent', seconds: 0, hits: undefined };
    case 'hl':
    case 'rt':
      return { kind: 'never', option: `-m ${name}`, listed: name };
    case 'icmp':
    case 'icmp6':
      return undefined;
    default:
      if (absentMatches.has(name)) {
        throw new RuleMistake(`match \`${name}' is a real one that this host does not have yet`);
      }
      throw new RuleMistake(`Couldn't load match \`${name}':No such file or directory\n`);
  }
}

/** What a match that was loaded still lacks. */
export function checkMatches({ matches }: RuleParts): void {
  for (const match of matches) {
    if (match.kind === 'state' && match.states.value.length === 0) {
      throw new RuleMistake(
        match.module === 'state'
          ? 'You must specify "--state"'
          : 'conntrack: At least one option is required',
      );
    }
    if (match.kind === 'multiport' && match.ranges.length === 0) {
      throw new RuleMistake('multiport expected an option');
    }
  }
}

/** `-p` */
export function protocolOf(text: string): string | undefined {
  const name = protocolName(text);
  if (name === undefined) throw new RuleMistake(`unknown protocol "${text}" specified`);
  return name === 'all' ? undefined : name;
}

/** A rule for each pair of a source and a destination that were named. */
export function toRules(parts: RuleParts): readonly AnyRule[] {
  const rules: AnyRule[] = [];
  for (const source of parts.sources?.value ?? [undefined]) {
    for (const destination of parts.destinations?.value ?? [undefined]) {
      rules.push({
        ...(parts.inInterface && { inInterface: parts.inInterface }),
        ...(parts.outInterface && { outInterface: parts.outInterface }),
        ...(source && source.length > 0 && { source: { not: parts.sources?.not ?? false, value: source } }),
        ...(destination &&
          destination.length > 0 && {
            destination: { not: parts.destinations?.not ?? false, value: destination },
          }),
        ...(parts.protocol && { protocol: parts.protocol }),
        matches: parts.matches,
        target: parts.target,
        packets: 0,
        bytes: 0,
      });
    }
  }
  return rules;
}

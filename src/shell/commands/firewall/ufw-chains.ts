/** The chains that ufw 0.36.2 of Debian 12 makes of its settings and rules, as `iptables -S` shows them there. */
import {
  createChain,
  type FilterRule,
  type FilterTable,
  hooks,
  type PacketFilter,
} from '../../../simulator/packet-filter.ts';
import { readArguments } from './iptables-arguments.ts';
import type { AnyTable } from './nat-target.ts';
import type { RuleContext } from './rule-mistake.ts';
import { ruleText } from './rule-text.ts';
import { ruleLines, type UfwSettings } from './ufw-rule.ts';

const ends = ['input', 'output', 'forward'] as const;

/** No name is looked up in what ufw writes. */
const noNames = { port: () => undefined, addresses: () => [] };

/** Sets up every chain anew; rules that stay keep their counters. */
export function startUfw(filter: PacketFilter, settings: UfwSettings): void {
  for (const v6 of [false, true]) load(v6 ? filter.ipv6 : filter.ipv4, settings, v6);
}

/** As ufw leaves it: policies open, its chains empty and those that only its rules named gone. */
export function stopUfw(filter: PacketFilter): void {
  for (const table of [filter.ipv4, filter.ipv6]) {
    for (const chain of table.values()) {
      if (chain.policy) chain.policy = 'ACCEPT';
      else if (isSecondary(chain.name)) table.delete(chain.name);
      else if (chain.name.startsWith('ufw')) chain.rules.length = 0;
    }
  }
}

function isSecondary(name: string): boolean {
  return /^ufw6?-(logging|not-local|user|skip)/.test(name);
}

function load(table: FilterTable, settings: UfwSettings, v6: boolean): void {
  const u = v6 ? 'ufw6' : 'ufw';
  const before = new Map([...table].map(([name, { rules }]) => [name, [...rules]]));
  const first = !table.has(`${u}-before-input`);
  const chains = [
    ...ends.flatMap((end) => primary.map((name) => `${name}-${end}`)),
    ...ends.flatMap((end) => [`skip-to-policy-${end}`, `user-${end}`, `user-logging-${end}`]),
    'logging-deny',
    'logging-allow',
    'user-limit',
    'user-limit-accept',
    ...(v6 ? [] : ['not-local']),
  ].map((name) => `${u}-${name}`);
  for (const name of chains) {
    const known = table.get(name);
    if (known) known.rules.length = 0;
    else table.set(name, createChain(name, undefined));
  }
  const jumps = ends.flatMap((end) => primary.map((name) => `${end.toUpperCase()} -j ${u}-${name}-${end}`));
  const lines = [
    ...(first ? jumps : []),
    ...[...policyLines(settings), ...(v6 ? beforeLinesV6 : beforeLinesV4)].map((line) => `${u}-${line}`),
    ...ends.map((end) => `${u}-before-${end} -j ${u}-user-${end}`),
    ...[...afterLines(v6), ...logLines(settings.logging)].map((line) => `${u}-${line}`),
    ...limitLines(settings.logging, v6).map((line) => `${u}-${line}`),
    ...(v6 ? settings.rules6 : settings.rules).flatMap((rule) => ruleLines(rule)),
  ];
  for (const line of lines) append(table, line.replaceAll(/ -j (?=\w+-)(?!ufw)/g, ` -j ${u}-`), v6);
  keepCounters(table, before, v6);
  const { incoming, outgoing, routed } = settings;
  for (const [index, action] of [incoming, routed, outgoing].entries()) {
    const chain = table.get(hooks[index] ?? 'INPUT');
    if (chain) chain.policy = action === 'allow' ? 'ACCEPT' : 'DROP';
  }
}

const primary = ['before-logging', 'before', 'after', 'after-logging', 'reject', 'track'];

function append(table: AnyTable, line: string, v6: boolean): void {
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
  const context: RuleContext = { v6, ...noNames };
  const command = readArguments(['-A', ...words], context, (name) => table.has(name));
  if (typeof command === 'string') throw new Error(`ufw: no rule: ${line}`);
  table.get(command.chain ?? '')?.rules.push(...command.rules);
}

function keepCounters(
  table: FilterTable,
  before: ReadonlyMap<string, readonly FilterRule[]>,
  v6: boolean,
): void {
  for (const { name, rules } of table.values()) {
    const old = new Map((before.get(name) ?? []).map((rule) => [ruleText(rule, v6), rule]));
    for (const rule of rules) {
      const same = old.get(ruleText(rule, v6));
      if (same) Object.assign(rule, { packets: same.packets, bytes: same.bytes });
    }
  }
}

function policyLines({ incoming, outgoing, routed }: UfwSettings): readonly string[] {
  const policies = { input: incoming, output: outgoing, forward: routed };
  return ends.flatMap((end) => {
    const action = policies[end];
    const target = { allow: 'ACCEPT', deny: 'DROP', reject: 'REJECT' }[action];
    return [
      `skip-to-policy-${end} -j ${target}`,
      ...(action === 'reject' ? [`reject-${end} -j REJECT`] : []),
      ...(action === 'allow'
        ? ['tcp', 'udp'].map((protocol) => `track-${end} -p ${protocol} -m conntrack --ctstate NEW -j ACCEPT`)
        : []),
    ];
  });
}

const invalid = [
  'before-input -m conntrack --ctstate INVALID -j logging-deny',
  'before-input -m conntrack --ctstate INVALID -j DROP',
];
const established = ends.map((end) => `before-${end} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT`);
const loopback = ['before-input -i lo -j ACCEPT', 'before-output -o lo -j ACCEPT'];

/** Destination unreachable, time exceeded, parameter problem, echo request. */
const icmp = ['input', 'forward'].flatMap((end) =>
  [3, 11, 12, 8].map((type) => `before-${end} -p icmp --icmp-type ${type} -j ACCEPT`),
);

const notLocal = '-m limit --limit 3/min --limit-burst 10';

const beforeLinesV4: readonly string[] = [
  ...loopback,
  ...established,
  ...invalid,
  ...icmp,
  'before-input -p udp --sport 67 --dport 68 -j ACCEPT',
  'before-input -j not-local',
  ...['LOCAL', 'MULTICAST', 'BROADCAST'].map((type) => `not-local -m addrtype --dst-type ${type} -j RETURN`),
  `not-local ${notLocal} -j logging-deny`,
  'not-local -j DROP',
  'before-input -d 224.0.0.251 -p udp --dport 5353 -j ACCEPT',
  'before-input -d 239.255.255.250 -p udp --dport 1900 -j ACCEPT',
];

/** What neighbours on a link say to each other (RFC 4890 §4.4): types, with the hop limit or the source they must have. */
function linkLines(end: 'input' | 'output', neighbours: readonly number[]): readonly string[] {
  const line = (source: string, type: number, limit: string): string =>
    `before-${end}${source} -p icmpv6 --icmpv6-type ${type}${limit} -j ACCEPT`;
  const near = ' -s fe80::/10';
  return [
    ...[...neighbours, 141, 142].map((type) => line('', type, ' -m hl --hl-eq 255')),
    ...[130, 131, 132, 143].map((type) => line(near, type, '')),
    ...[148, 149].map((type) => line('', type, ' -m hl --hl-eq 255')),
    ...[151, 152, 153].map((type) => line(near, type, ' -m hl --hl-eq 1')),
  ];
}

const icmpv6 = (end: string, types: readonly number[]): readonly string[] =>
  types.map((type) => `before-${end} -p icmpv6 --icmpv6-type ${type} -j ACCEPT`);

const beforeLinesV6: readonly string[] = [
  ...loopback,
  ...ends.map((end) => `before-${end} -m rt --rt-type 0 -j DROP`),
  ...established,
  ...icmpv6('input', [129]),
  ...invalid,
  ...icmpv6('input', [1, 2, 3, 4, 128]),
  ...linkLines('input', [133, 134, 135, 136]),
  ...icmpv6('output', [1, 2, 3, 4, 128, 129]),
  ...linkLines('output', [133, 136, 135, 134]),
  ...icmpv6('forward', [1, 2, 3, 4, 128, 129]),
  ...icmpv6('input', [144, 145, 146, 147]),
  'before-input -s fe80::/10 -d fe80::/10 -p udp --sport 547 --dport 546 -j ACCEPT',
  'before-input -d ff02::fb -p udp --dport 5353 -j ACCEPT',
  'before-input -d ff02::f -p udp --dport 1900 -j ACCEPT',
];

/** What is chatty and unwanted goes to the policy without a line in the log. */
function afterLines(v6: boolean): readonly string[] {
  const quiet = [
    'udp 137',
    'udp 138',
    'tcp 139',
    'tcp 445',
    ...(v6 ? ['udp 546', 'udp 547'] : ['udp 67', 'udp 68']),
  ];
  return [
    ...quiet.map((words) => `after-input -p ${words.replace(' ', ' --dport ')} -j skip-to-policy-input`),
    ...(v6 ? [] : ['after-input -m addrtype --dst-type BROADCAST -j skip-to-policy-input']),
  ];
}

function logLines(level: UfwSettings['logging']): readonly string[] {
  if (level === 'off') return ends.map((end) => `user-logging-${end} -j RETURN`);
  const loud = level === 'high' || level === 'full';
  const limit = loud ? '' : ' -m limit --limit 3/min --limit-burst 10';
  const log = (chain: string, word: string, conditions = limit): string =>
    `${chain}${conditions} -j LOG --log-prefix "[UFW ${word}] "`;
  const audit = { medium: ` -m conntrack --ctstate NEW${notLimited}`, high: notLimited, full: '', low: '' }[
    level
  ];
  const state = ' -m conntrack --ctstate INVALID';
  return [
    log('after-logging-input', 'BLOCK'),
    log('after-logging-forward', 'BLOCK'),
    ...(level === 'low'
      ? [`logging-deny${state}${limit} -j RETURN`]
      : [
          log('after-logging-output', 'ALLOW'),
          ...ends.map((end) => log(`before-logging-${end}`, 'AUDIT', audit)),
          log('logging-deny', 'AUDIT INVALID', state + limit),
        ]),
    log('logging-deny', 'BLOCK'),
    log('logging-allow', 'ALLOW'),
  ];
}

const notLimited = ' -m limit --limit 3/min --limit-burst 10';

/** For IPv6 ufw 0.36.2 loads the line of the log only. */
function limitLines(level: UfwSettings['logging'], v6: boolean): readonly string[] {
  return [
    ...(level === 'off'
      ? []
      : ['user-limit -m limit --limit 3/min -j LOG --log-prefix "[UFW LIMIT BLOCK] "']),
    ...(v6 ? [] : ['user-limit -j REJECT', 'user-limit-accept -j ACCEPT']),
  ];
}

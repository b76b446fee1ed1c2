/** A rule as `iptables -S` prints it: the words that would make it again. */
import type { Prefix } from '../../../simulator/address.ts';
import type { Match, PortRange, Wanted } from '../../../simulator/packet-filter.ts';
import { type AnyRule, type AnyTable, type AnyTarget, natTargetText } from './nat-target.ts';

export function formatRange([first, last]: PortRange): string {
  return first === last ? String(first) : `${first}:${last}`;
}

export function not(wanted: Wanted<unknown> | undefined): string {
  return wanted?.not ? '! ' : '';
}

/** `3/min` for the milliseconds of one packet (print_rate of libxt_limit). */
export function rateText(every: number): string {
  const units = [
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['min', 60_000],
    ['sec', 1000],
  ] as const;
  let [name, length]: readonly [string, number] = units[0];
  for (const [next, shorter] of units.slice(1)) {
    if (every > shorter || shorter / every < shorter % every) break;
    [name, length] = [next, shorter];
  }
  return `${Math.floor(length / every)}/${name}`;
}

/** @param v6 for the mask that `recent` names */
function matchText(match: Match, v6: boolean): string {
  switch (match.kind) {
    // No rule of iptables has it.
    case 'program':
      return '';
    case 'ports': {
      const end = (name: string, wanted: Wanted<PortRange> | undefined): string =>
        wanted ? ` ${not(wanted)}--${name} ${formatRange(wanted.value)}` : '';
      return `-m ${match.protocol}${end('sport', match.source)}${end('dport', match.destination)}`;
    }
    case 'multiport':
      return `-m multiport --${match.end === 'source' ? 's' : 'd'}ports ${match.ranges.map(formatRange).join(',')}`;
    case 'icmp': {
      const type = match.type.value === 255 ? 'any' : match.type.value;
      return v6
        ? `-m icmp6 ${not(match.type)}--icmpv6-type ${type}`
        : `-m icmp ${not(match.type)}--icmp-type ${type}`;
    }
    case 'state':
      return `-m ${match.module} ${not(match.states)}--${match.module === 'state' ? '' : 'ct'}state ${match.states.value.join(',')}`;
    case 'addrtype':
      return `-m addrtype --dst-type ${match.type}`;
    case 'limit':
      return `-m limit --limit ${rateText(match.every)}${match.burst === 5 ? '' : ` --limit-burst ${match.burst}`}`;
    case 'comment':
      return `-m comment --comment ${quoted(match.text)}`;
    case 'recent': {
      const what =
        match.hits === undefined ? '--set' : `--update --seconds ${match.seconds} --hitcount ${match.hits}`;
      return `-m recent ${what} --name DEFAULT --mask ${hostMask(v6)} --rsource`;
    }
    case 'never':
      return match.option;
  }
}

export function hostMask(v6: boolean): string {
  return v6 ? new Array(8).fill('ffff').join(':') : '255.255.255.255';
}

/** xtables_save_string: words of letters, digits, `_` and `-` stand without quotes. */
function quoted(text: string): string {
  return /^[\w-]+$/.test(text) ? text : `"${text.replace(/["\\']/g, '\\$&')}"`;
}

export function targetText(target: AnyTarget): string {
  switch (target.kind) {
    case 'REJECT':
      return `REJECT --reject-with ${target.with}`;
    case 'LOG':
      return target.prefix === '' ? 'LOG' : `LOG --log-prefix ${quoted(target.prefix)}`;
    case 'JUMP':
      return target.chain;
    case 'ACCEPT':
    case 'DROP':
    case 'RETURN':
      return target.kind;
    case 'DNAT':
    case 'SNAT':
    case 'REDIRECT':
    case 'MASQUERADE':
      return natTargetText(target);
  }
}

/** Without the chain: `-p tcp -m tcp --dport 22 -j ACCEPT`. Two rules are the same when this is. */
export function ruleText(rule: AnyRule, v6: boolean, withCounters = false): string {
  const address = (option: string, wanted: Wanted<Prefix> | undefined): string[] =>
    wanted ? [`${not(wanted)}${option} ${wanted.value.address}/${wanted.value.length}`] : [];
  const word = (option: string, wanted: Wanted<string> | undefined): string[] =>
    wanted ? [`${not(wanted)}${option} ${wanted.value}`] : [];
  return [
    ...address('-s', rule.source),
    ...address('-d', rule.destination),
    ...word('-i', rule.inInterface),
    ...word('-o', rule.outInterface),
    ...word('-p', rule.protocol),
    ...rule.matches.map((match) => matchText(match, v6)),
    ...(withCounters ? [`-c ${rule.packets} ${rule.bytes}`] : []),
    ...(rule.target ? [`-j ${targetText(rule.target)}`] : []),
  ].join(' ');
}

/** `iptables -S` of some chains. */
export function saveText(
  table: AnyTable,
  names: readonly string[],
  v6: boolean,
  withCounters: boolean,
): string {
  const chains = names.flatMap((name) => table.get(name) ?? []);
  const counted = (packets: number, bytes: number): string => (withCounters ? ` -c ${packets} ${bytes}` : '');
  const heads = chains.map(({ name, policy, packets, bytes }) =>
    policy ? `-P ${name} ${policy}${counted(packets, bytes)}` : `-N ${name}`,
  );
  const rules = chains.flatMap(({ name, rules: own }) =>
    own.map((rule) => `-A ${name} ${ruleText(rule, v6, withCounters)}`.trimEnd()),
  );
  return [...heads, ...rules].map((line) => `${line}\n`).join('');
}

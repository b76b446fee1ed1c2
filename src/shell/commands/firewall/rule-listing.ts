/** The tables of `iptables -L`. */
import type { Prefix } from '../../../simulator/address.ts';
import type { Chain, Match, PortRange, Wanted } from '../../../simulator/packet-filter.ts';
import {
  type AnyRule,
  type AnyTable,
  type AnyTarget,
  isTranslating,
  natTargetListing,
} from './nat-target.ts';
import { icmpTypeName, protocolNumber } from './protocol-names.ts';
import { formatRange, hostMask, rateText } from './rule-text.ts';

export interface ListingStyle {
  readonly v6: boolean;
  readonly numeric: boolean;
  readonly verbose: boolean;
  readonly exact: boolean;
  readonly lineNumbers: boolean;
  /** The name of a port, or of an address; undefined without one. */
  service(port: number, protocol: string): string | undefined;
  hostName(address: string): string | undefined;
}

/** @param rule only this one of each chain, counted from 1, and no header */
export function listing(
  table: AnyTable,
  names: readonly string[],
  style: ListingStyle,
  rule?: number,
): string {
  const chains = names.flatMap((name) => table.get(name) ?? []);
  if (rule !== undefined) {
    const [chain] = chains;
    const found = chain?.rules[rule - 1];
    return found ? ruleLine(found, rule, style) : '';
  }
  return chains.map((chain) => chainText(table, chain, style)).join('\n');
}

function chainText(table: AnyTable, chain: Chain<AnyTarget>, style: ListingStyle): string {
  const counters = style.verbose
    ? ` ${plain(chain.packets, style)} packets, ${plain(chain.bytes, style)} bytes`
    : '';
  const note = chain.policy
    ? `policy ${chain.policy}${counters}`
    : `${referencesTo(table, chain.name)} references`;
  const number = style.lineNumbers ? 'num  ' : '';
  const count = style.verbose ? (style.exact ? '    pkts      bytes ' : ' pkts bytes ') : '';
  const places = style.verbose ? 'in     out     ' : '';
  const header = `${number}${count}target     prot opt ${places}source               destination         \n`;
  const rows = chain.rules.map((rule, index) => ruleLine(rule, index + 1, style)).join('');
  return `Chain ${chain.name} (${note})\n${header}${rows}`;
}

export function referencesTo(table: AnyTable, name: string): number {
  const all = [...table.values()].flatMap(({ rules }) => rules);
  return all.filter(({ target }) => target?.kind === 'JUMP' && target.chain === name).length;
}

function ruleLine(rule: AnyRule, position: number, style: ListingStyle): string {
  const { numeric, verbose } = style;
  const number = style.lineNumbers ? `${String(position).padEnd(4)} ` : '';
  const width = style.exact ? 8 : 5;
  const counts = verbose
    ? `${plain(rule.packets, style).padStart(width)} ${plain(rule.bytes, style).padStart(width)} `
    : '';
  const target = rule.target?.kind === 'JUMP' ? rule.target.chain : (rule.target?.kind ?? '');
  const name = rule.protocol?.value ?? 'all';
  const protocol = numeric ? String(protocolNumber(name)) : name;
  const place = (wanted: Wanted<string> | undefined): string =>
    `${wanted?.not ? '!' : ''}${wanted?.value ?? (numeric ? '*' : 'any')}`.padEnd(6);
  const places = verbose ? ` ${place(rule.inInterface)} ${place(rule.outInterface)} ` : '';
  const mark = (wanted: Wanted<unknown> | undefined): string => (wanted?.not ? '!' : ' ');
  const address = (wanted: Wanted<Prefix> | undefined): string =>
    `${mark(wanted)}${addressText(wanted?.value, style).padEnd(19)} `;
  const what = `${mark(rule.protocol)}${protocol.padEnd(4)} -- `;
  const details = rule.matches.map((match) => ` ${matchListing(match, name, style)}`).join('');
  const ends = `${address(rule.source)}${address(rule.destination)}`;
  return `${number}${counts}${target.padEnd(9)} ${what}${places}${ends}${details}${targetDetails(rule, numeric)}\n`;
}

/** Thousands as K, M and G once there are more than five digits. */
function plain(count: number, { exact }: ListingStyle): string {
  let rest = count;
  if (exact || rest <= 99_999) return String(rest);
  for (const unit of ['K', 'M', 'G']) {
    rest = Math.floor((rest + 500) / 1000);
    if (rest <= 9999) return `${rest}${unit}`;
  }
  return `${Math.floor((rest + 500) / 1000)}T`;
}

function addressText(prefix: Prefix | undefined, { v6, numeric, hostName }: ListingStyle): string {
  if (!prefix) return numeric ? (v6 ? '::/0' : '0.0.0.0/0') : 'anywhere';
  if (prefix.length !== (v6 ? 128 : 32)) return `${prefix.address}/${prefix.length}`;
  return (numeric ? undefined : hostName(prefix.address)) ?? prefix.address;
}

function matchListing(match: Match, protocol: string, style: ListingStyle): string {
  const { v6, numeric } = style;
  const port = (value: number): string =>
    (numeric ? undefined : style.service(value, protocol)) ?? String(value);
  const end = (letter: string, wanted: Wanted<PortRange> | undefined): string => {
    if (!wanted) return '';
    const [first, last] = wanted.value;
    const range = first === last ? port(first) : `${port(first)}:${port(last)}`;
    return ` ${letter}pt${first === last ? '' : 's'}:${wanted.not ? '!' : ''}${range}`;
  };
  switch (match.kind) {
    case 'program':
      return '';
    case 'ports':
      return `${match.protocol}${end('s', match.source)}${end('d', match.destination)}`;
    case 'multiport': {
      const ranges = match.ranges.map(([first, last]) =>
        first === last ? port(first) : formatRange([first, last]),
      );
      return `multiport ${match.end === 'source' ? 's' : 'd'}ports ${ranges.join(',')}`;
    }
    case 'icmp': {
      const word = v6 ? 'ipv6-icmp' : 'icmp';
      const type = numeric ? undefined : icmpTypeName(match.type.value, v6);
      const mark = match.type.not ? '!' : '';
      return type ? `${word} ${mark}${type}` : `${word}type ${mark}${match.type.value}`;
    }
    case 'state':
      return `${match.states.not ? '! ' : ''}${match.module === 'state' ? '' : 'ct'}state ${match.states.value.join(',')}`;
    case 'addrtype':
      return `ADDRTYPE match dst-type ${match.type}`;
    case 'limit':
      return `limit: avg ${rateText(match.every)} burst ${match.burst}`;
    case 'comment':
      return `/* ${match.text} */`;
    case 'recent': {
      const what =
        match.hits === undefined ? 'SET' : `UPDATE seconds: ${match.seconds} hit_count: ${match.hits}`;
      return `recent: ${what} name: DEFAULT side: source mask: ${hostMask(v6)}`;
    }
    case 'never':
      return match.listed;
  }
}

function targetDetails({ target }: AnyRule, numeric: boolean): string {
  if (target?.kind === 'REJECT') return ` reject-with ${target.with}`;
  if (target && isTranslating(target)) return natTargetListing(target);
  if (target?.kind !== 'LOG') return '';
  const prefix = target.prefix === '' ? '' : ` prefix "${target.prefix}"`;
  return ` LOG ${numeric ? 'flags 0 level 4' : 'level warn'}${prefix}`;
}

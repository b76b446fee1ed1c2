/** The values of the options of matches and targets: ports, states, rates, kinds of rejection. */
import {
  type ConnectionState,
  type PortRange,
  type RejectWith,
  rejectErrnos,
} from '../../../simulator/packet-filter.ts';
import { type RuleContext, RuleMistake } from './rule-mistake.ts';

export const allStates: readonly ConnectionState[] = [
  'INVALID',
  'NEW',
  'RELATED',
  'ESTABLISHED',
  'UNTRACKED',
  'DNAT',
];

export function portRange(text: string, context: RuleContext): PortRange {
  const [first = '', last] = text.split(':');
  const low = first === '' && last !== undefined ? 0 : portNumber(first, context);
  const high = last === undefined ? low : last === '' ? 65535 : portNumber(last, context);
  if (low > high) throw new RuleMistake('invalid portrange (min > max)');
  return [low, high];
}

function portNumber(text: string, context: RuleContext): number {
  const number = /^\d+$/.test(text) ? Number(text) : context.port(text);
  if (number === undefined || number > 65535) {
    throw new RuleMistake(`invalid port/service \`${text}' specified`);
  }
  return number;
}

export function stateList(text: string, plain: boolean): readonly ConnectionState[] {
  const wanted = text.split(',').map((word) => {
    const state = allStates.find((known) => known === word.toUpperCase());
    if (!state) throw new RuleMistake(`Bad ${plain ? '' : 'ct'}state "${text}"`);
    return state;
  });
  return allStates.filter((state) => wanted.includes(state));
}

/** Milliseconds of one packet in `3/min`. */
export function period(text: string): number {
  const [, count = '', unit = 's'] = /^(\d+)(?:\/([smhd])[a-z]*)?$/.exec(text) ?? [];
  const length = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[unit];
  if (count === '' || length === undefined) throw new RuleMistake(`bad rate \`${text}'`);
  return Math.floor(length / Number(count));
}

/** Shorter names that iptables takes as well. */
const rejectAliases: Readonly<Record<string, string>> = {
  'net-unreach': 'icmp-net-unreachable',
  'host-unreach': 'icmp-host-unreachable',
  'proto-unreach': 'icmp-proto-unreachable',
  'port-unreach': 'icmp-port-unreachable',
  'net-prohib': 'icmp-net-prohibited',
  'host-prohib': 'icmp-host-prohibited',
  'admin-prohib': 'icmp-admin-prohibited',
  'tcp-rst': 'tcp-reset',
  'no-route': 'icmp6-no-route',
  'adm-prohibited': 'icmp6-adm-prohibited',
  'addr-unreach': 'icmp6-addr-unreachable',
};

export function rejectWith(text: string, v6: boolean): RejectWith {
  const name = text === 'port-unreach' && v6 ? 'icmp6-port-unreachable' : (rejectAliases[text] ?? text);
  if (isRejectWith(name) && (name === 'tcp-reset' || name.startsWith('icmp6-') === v6)) return name;
  throw new RuleMistake(`unknown reject type "${text}"`);
}

function isRejectWith(text: string): text is RejectWith {
  return Object.hasOwn(rejectErrnos, text);
}

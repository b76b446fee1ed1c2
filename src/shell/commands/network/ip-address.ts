/** `ip address` and `ip link` of iproute2 6.1. */
import type { Prefix } from '../../../simulator/address.ts';
import type { Host } from '../../../simulator/host.ts';
import {
  broadcastAddress,
  hasFamily,
  type InterfaceFacts,
  interfacesOf,
  isSecondary,
  scopeOf,
} from './interface-facts.ts';
import type { IpStyle } from './ip.ts';
import { paint } from './ip-colour.ts';
import { IpError } from './ip-error.ts';

/** Which interfaces and addresses were asked for. */
interface Choice {
  name: string | undefined;
  scope: string | undefined;
}

/** @param words after `show` */
export function showAddresses(host: Host, words: readonly string[], style: IpStyle, links: boolean): string {
  const choice = readChoice(words);
  const all = interfacesOf(host);
  const chosen = all.filter(({ name }) => choice.name === undefined || name === choice.name);
  if (choice.name !== undefined && chosen.length === 0)
    throw new IpError(`Device "${choice.name}" does not exist.`, 1);
  const wanted = (facts: InterfaceFacts): readonly Prefix[] =>
    facts.addresses.filter(
      (prefix) =>
        hasFamily(style.family, prefix) &&
        (choice.scope === undefined || scopeOf(prefix.address) === choice.scope),
    );
  return chosen
    .map((facts) => {
      if (links) return linkText(facts, style);
      const addresses = wanted(facts);
      if (addresses.length === 0 && (style.family || choice.scope)) return '';
      if (style.brief) return briefText(facts, addresses, style);
      const lines = addresses.map((prefix) => addressText(facts, prefix, style));
      if (style.oneLine) return lines.map((line) => `${facts.index}: ${facts.name}${line}\n`).join('');
      return (
        headText(facts, style, false, choice.name !== undefined) + lines.map((line) => `${line}\n`).join('')
      );
    })
    .join('');
}

function readChoice(words: readonly string[]): Choice {
  const choice: Choice = { name: undefined, scope: undefined };
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === 'up') continue;
    const value = word === 'dev' || word === 'scope' ? rest.shift() : word;
    if (value === undefined) throw new IpError('Command line is not complete. Try option "help"', 255);
    if (word === 'scope') choice.scope = value;
    else choice.name = value;
  }
  return choice;
}

function flagsOf({ loopback }: InterfaceFacts): string {
  return loopback ? '<LOOPBACK,UP,LOWER_UP>' : '<BROADCAST,MULTICAST,UP,LOWER_UP>';
}

/** Nobody tells the kernel how the loopback interface is. */
function stateOf({ loopback }: InterfaceFacts, width: number, { colour }: IpStyle): string {
  return loopback ? 'UNKNOWN'.padEnd(width) : paint('UP '.padEnd(width), 'up', colour);
}

function briefText(facts: InterfaceFacts, addresses: readonly Prefix[], style: IpStyle): string {
  const list = addresses
    .map(({ address, length }) => `${paint(address, address, style.colour)}/${length} `)
    .join('');
  return `${paint(`${facts.name.padEnd(16)} `, 'name', style.colour)}${stateOf(facts, 14, style)} ${list}\n`;
}

function linkText(facts: InterfaceFacts, style: IpStyle): string {
  if (!style.brief) return headText(facts, style, true) + (style.statistics ? statistics : '');
  const name = paint(`${facts.name.padEnd(16)} `, 'name', style.colour);
  return `${name}${stateOf(facts, 14, style)} ${paint(facts.mac, 'mac', style.colour)} ${flagsOf(facts)} \n`;
}

/** Differs from Linux: packets are not counted here. */
const statistics = `    RX:  bytes packets errors dropped  missed   mcast           
             0       0      0       0       0       0 
    TX:  bytes packets errors dropped carrier collsns           
             0       0      0       0       0       0 
`;

function headText(facts: InterfaceFacts, style: IpStyle, mode: boolean, single = false): string {
  // The list of the IPv6 side of all interfaces knows less of each.
  const six = style.family === '6' && !mode && !single;
  const name = paint(`${facts.name}: `, 'name', style.colour);
  const state = facts.loopback ? 'UNKNOWN ' : paint('UP ', 'up', style.colour);
  const head = `${facts.index}: ${name}${flagsOf(facts)} mtu ${facts.mtu} ${six ? '' : 'qdisc noqueue '}state ${state}${
    mode ? 'mode DEFAULT ' : ''
  }${six ? '' : 'group default '}qlen 1000`;
  if (style.family !== undefined && !mode) return `${head}\n`;
  const colour = (text: string): string => paint(text, 'mac', style.colour);
  const broadcast = facts.loopback ? facts.mac : 'ff:ff:ff:ff:ff:ff';
  const kind = facts.loopback ? 'loopback' : 'ether';
  return `${head}${style.oneLine ? '\\' : '\n'}    link/${kind} ${colour(facts.mac)} brd ${colour(broadcast)}\n`;
}

function addressText(facts: InterfaceFacts, prefix: Prefix, { colour, oneLine }: IpStyle): string {
  const { address, length } = prefix;
  const six = address.includes(':');
  const broadcast = broadcastAddress(facts, prefix);
  const parts = [
    `    ${six ? 'inet6' : 'inet'} ${paint(address, address, colour)}/${length} `,
    broadcast === undefined ? '' : `brd ${paint(`${broadcast} `, broadcast, colour)}`,
    `scope ${scopeOf(address)} `,
    isSecondary(facts.addresses, prefix) ? 'secondary ' : '',
    six ? '' : facts.name,
    oneLine ? '\\' : '\n',
    '       valid_lft forever preferred_lft forever',
  ];
  return parts.join('');
}

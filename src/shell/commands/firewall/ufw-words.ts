/** From the words after `ufw` to a rule. */
import { familyOf, parseAddress } from '../../../simulator/address.ts';
import { findService, type Service } from '../../services-file.ts';
import { networkOf } from './network-prefix.ts';
import type { UfwAction, UfwRule } from './ufw-rule.ts';

/** `ERROR: …` and status 1. */
export class UfwError extends Error {}
/** A command line that ufw cannot read at all: it answers with its usage. */
export class UfwSyntaxError extends Error {}

export interface ReadRule {
  /** One rule for IPv4, IPv6, or each. */
  readonly rules: readonly UfwRule[];
  readonly remove: boolean;
  /** Where to insert; -1 is in front of all. */
  readonly position: number | undefined;
}

const actions: readonly UfwAction[] = ['allow', 'deny', 'reject', 'limit'];

export function readRule(given: readonly string[], services: readonly Service[]): ReadRule {
  const words = [...given];
  let position: number | undefined;
  const remove = words[0] === 'delete';
  if (remove) words.shift();
  else if (words[0] === 'insert') {
    if (words.length < 4) throw new UfwSyntaxError();
    const place = words[1] ?? '';
    if (place === '0' || place === '-1') throw new UfwError(`Cannot insert rule at position '${place}'`);
    position = Number(place);
    words.splice(0, 2);
  } else if (words[0] === 'prepend') {
    position = -1;
    words.shift();
  }
  const action = actions.find((known) => known === words[0]);
  if (!action || words.length < 2) throw new UfwSyntaxError();
  words.shift();
  let direction: 'in' | 'out' = 'in';
  let interfaceName = '';
  const way = (['in', 'out'] as const).find((known) => known === words[0]);
  if (way) {
    direction = way;
    if (words.length > 1) words.shift();
    if (words[0] === 'on') {
      interfaceName = words[1] ?? '';
      if (interfaceName === '') throw new UfwError('Invalid interface clause');
      words.splice(0, 2);
    }
  }
  if (words[0] === 'log' || words[0] === 'log-all') {
    throw new UfwError(`'${words[0]}' is a real option that this host does not have yet`);
  }
  const comment = takeComment(words);
  const simple = words.length === 1 && interfaceName === '';
  if (!simple && words.length % 2 !== 0) throw new UfwError('Wrong number of arguments');
  if (words.length === 0 && interfaceName === '') throw new UfwSyntaxError();
  const clauses = simple
    ? shortForm(words[0] ?? '', services)
    : longForm(words, interfaceName !== '', services);
  const families = [...new Set([clauses.source, clauses.destination].filter(isGiven).map(familyOfNetwork))];
  if (families.length > 1) throw new UfwError("Mixed IP versions for 'from' and 'to'");
  const versions = families.length === 0 ? [false, true] : families.map((family) => family === 'AF_INET6');
  const rules = versions.map(
    (v6): UfwRule => ({ action, direction, interfaceName, comment, v6, ...clauses }),
  );
  return { rules, remove, position };
}

type Clauses = Pick<UfwRule, 'protocol' | 'source' | 'sourcePorts' | 'destination' | 'ports'>;

function isGiven(text: string | undefined): text is string {
  return text !== undefined;
}

function familyOfNetwork(network: string): 'AF_INET' | 'AF_INET6' {
  return familyOf(network.split('/')[0] ?? '');
}

function takeComment(words: string[]): string {
  const at = words.indexOf('comment');
  if (at < 0) return '';
  const text = words[at + 1];
  if (text === undefined) throw new UfwError("Option 'comment' missing required argument");
  words.splice(at, 2);
  return text;
}

/** `80`, `80/tcp`, `ssh`, `8000:8010/tcp` */
function shortForm(word: string, services: readonly Service[]): Clauses {
  const [port = '', protocol, ...more] = word.split('/');
  const none = { source: undefined, sourcePorts: undefined, destination: undefined };
  if (/^\d/.test(port)) {
    if (more.length > 0 || (protocol !== undefined && protocol !== 'tcp' && protocol !== 'udp')) {
      throw new UfwError('Bad port');
    }
    return { ...none, ...checkMultiple(protocol ?? 'any', checkPorts(port)), ports: port };
  }
  const found = serviceOf(port, services);
  if (!found) throw new UfwError(`Could not find a profile matching '${word}'`);
  const wanted = protocol === undefined ? found.protocol : protocolOf(protocol);
  if (found.protocol !== 'any' && wanted !== found.protocol) {
    throw new UfwError(`Protocol mismatch with specified protocol ${wanted}`);
  }
  return { ...none, protocol: wanted, ports: found.port };
}

const keys = ['proto', 'from', 'to', 'port', 'app', 'in', 'out'];

/** `from 10.0.0.0/8 to any port 80 proto tcp` */
function longForm(words: readonly string[], onInterface: boolean, services: readonly Service[]): Clauses {
  if (!onInterface && !words.includes('from') && !words.includes('to')) {
    throw new UfwError("Need 'to' or 'from' clause");
  }
  let protocol: Clauses['protocol'] = 'any';
  let side: 'source' | 'destination' | undefined;
  const addresses: { source?: string; destination?: string } = {};
  const ports: { source?: string; destination?: string } = {};
  for (let index = 0; index < words.length; index += 2) {
    const [key = '', value = ''] = words.slice(index);
    if (!keys.includes(key)) throw new UfwError(`Invalid token '${key}'`);
    if (key === 'proto') protocol = protocolOf(value);
    else if (key === 'from' || key === 'to') {
      side = key === 'from' ? 'source' : 'destination';
      const address = addressOf(value, side);
      if (address !== undefined) addresses[side] = address;
    } else if (key === 'port') {
      if (!side) throw new UfwError("Need 'from' or 'to' with 'port'");
      const found: PortOfService | undefined = /^\d/.test(value)
        ? { port: checkPorts(value), protocol }
        : serviceOf(value, services);
      if (!found) throw new UfwError('Bad port');
      ports[side] = found.port;
      if (protocol === 'any') protocol = found.protocol;
    } else throw new UfwError(`'${key}' is a real option that this host does not have yet`);
  }
  for (const each of [ports.source, ports.destination]) if (each !== undefined) checkMultiple(protocol, each);
  return {
    protocol,
    source: addresses.source,
    sourcePorts: ports.source,
    destination: addresses.destination,
    ports: ports.destination,
  };
}

function protocolOf(text: string): Clauses['protocol'] {
  const known = (['any', 'tcp', 'udp'] as const).find((name) => name === text);
  if (known) return known;
  const real = ['ah', 'esp', 'gre', 'ipv6', 'igmp'].includes(text);
  throw new UfwError(
    real
      ? `protocol '${text}' is a real one that this host does not have yet`
      : `Unsupported protocol '${text}'`,
  );
}

interface PortOfService {
  readonly port: string;
  readonly protocol: Clauses['protocol'];
}

function serviceOf(name: string, services: readonly Service[]): PortOfService | undefined {
  const tcp = findService(services, name, 'tcp');
  const udp = findService(services, name, 'udp');
  const service = tcp ?? udp;
  if (!service || service.name !== name) return undefined;
  return { port: String(service.port), protocol: tcp && udp ? 'any' : tcp ? 'tcp' : 'udp' };
}

function checkPorts(text: string): string {
  if (!/^\d([0-9,:]*\d)*$/.test(text)) throw new UfwError('Bad port');
  const isPort = (port: string): boolean => Number(port) >= 1 && Number(port) <= 65535;
  for (const part of text.split(',')) {
    const [low = '', high = low, ...more] = part.split(':');
    if (more.length > 0 || !isPort(low) || !isPort(high) || Number(high) < Number(low))
      throw new UfwError('Bad port');
  }
  return text;
}

function checkMultiple(protocol: Clauses['protocol'], ports: string): { protocol: Clauses['protocol'] } {
  if (protocol === 'any' && /[,:]/.test(ports)) {
    throw new UfwError("Must specify 'tcp' or 'udp' with multiple ports");
  }
  return { protocol };
}

/** The network in its shortest spelling; undefined for any. */
function addressOf(text: string, side: 'source' | 'destination'): string | undefined {
  if (text === 'any') return undefined;
  const [name = '', mask] = text.toLowerCase().split('/');
  const address = parseAddress(name);
  const full = address?.includes(':') ? 128 : 32;
  const length = mask === undefined ? full : Number(mask);
  if (address === undefined || !/^\d{1,3}$/.test(mask ?? '0') || length > full) {
    throw new UfwError(`Bad ${side} address`);
  }
  if (length === 0) return undefined;
  // ufw clears the bits after the prefix of IPv4 networks only.
  const network = full === 32 ? networkOf(address, length) : address;
  return length === full ? address : `${network}/${length}`;
}

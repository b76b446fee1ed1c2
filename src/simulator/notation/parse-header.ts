/** The lines between `case NAME` and the first call that say what the hosts are like. */
import { parseAddress, parsePrefix } from '../address.ts';
import type { Header, InterfaceAddress } from './case.ts';
import { readLine } from './line-reader.ts';
import { quotedPattern, unquote } from './quoted-text.ts';
import { shown, Unreadable, unreadable } from './unreadable.ts';
import { knownHost, namePattern } from './words.ts';

/** The form of every header line, as errors and the help show it. */
export const headerForms = {
  recorded: 'recorded Linux 6.18.44',
  source: 'source TEXT',
  address: 'address 192.0.2.10/24',
  'loopback-address': 'loopback-address 192.0.2.1/24',
  'no-ipv6': 'no-ipv6',
  host: 'host laptop 192.168.1.20/24@wifi 2001:db8::20/64@wifi',
  route: 'route laptop default via 192.168.1.1',
  sysctl: 'sysctl net.ipv4.ip_local_port_range 40000 40003',
  iptables: 'iptables router -A FORWARD -p tcp --dport 80 -j DROP',
  ip6tables: 'ip6tables router -A FORWARD -p tcp --dport 80 -j DROP',
  gap: 'gap TEXT',
} as const;

type HeaderName = keyof typeof headerForms;

export function isHeaderName(text: string): text is HeaderName {
  return Object.hasOwn(headerForms, text);
}

/**
 * @param hosts the names that `host` lines above gave; none where there is one host only
 * @throws Unreadable
 */
export function parseHeader(name: HeaderName, rest: string, hosts: ReadonlySet<string> = new Set()): Header {
  const form = headerForms[name];
  switch (name) {
    case 'recorded':
    case 'source':
    case 'gap':
      if (rest === '') throw unreadable(`${name} needs its text.`, form);
      return { kind: name, text: rest };
    case 'no-ipv6':
      if (rest !== '') throw unreadable(`${shown(rest)} cannot stand after no-ipv6.`, form);
      return { kind: name };
    case 'address':
    case 'loopback-address': {
      const prefix = parsePrefix(rest);
      if (!prefix) throw unreadable(`${shown(rest)} is no address with its prefix length.`, form);
      return { kind: name, address: prefix.address, prefixLength: prefix.length };
    }
    case 'host':
      return parseHost(rest, hosts);
    case 'route':
      return parseRoute(rest, hosts);
    case 'sysctl':
      return parseSysctl(rest, hosts);
    case 'iptables':
    case 'ip6tables': {
      const [, host, typed = ''] = /^(?!-)(\S+)\s+(.*)$/.exec(rest) ?? [undefined, undefined, rest];
      if (!typed.startsWith('-')) throw unreadable(`${shown(typed)} is no rule.`, form);
      return { kind: name, ...whose(host, hosts), words: splitWords(typed) };
    }
  }
}

function whose(host: string | undefined, hosts: ReadonlySet<string>): { readonly host?: string } {
  return host === undefined ? {} : { host: knownHost(host, hosts) };
}

function parseHost(rest: string, hosts: ReadonlySet<string>): Header {
  const [host = '', ...places] = rest.split(/\s+/);
  if (!new RegExp(`^${namePattern.source}$`).test(host)) {
    throw unreadable(`${shown(host)} is no name of a host.`, headerForms.host);
  }
  if (hosts.has(host))
    throw unreadable(`There is a host "${host}" already.`, 'a name that the case has not used');
  return { kind: 'host', host, addresses: places.map(parsePlace) };
}

/** An interface is named after its link, and IFNAMSIZ leaves 15 characters. */
const linkPattern = /^[A-Za-z][A-Za-z0-9_-]{0,14}$/;

function parsePlace(text: string): InterfaceAddress {
  const at = text.lastIndexOf('@');
  const prefix = parsePrefix(text.slice(0, Math.max(at, 0)));
  const link = text.slice(at + 1);
  if (at < 0 || !prefix || !linkPattern.test(link)) {
    throw unreadable(
      `${shown(text)} is no address on a link.`,
      'ADDRESS/LENGTH@LINK, such as 192.168.1.20/24@wifi, where a link is a name of 15 characters at most and @lo is the loopback interface',
    );
  }
  return { address: prefix.address, prefixLength: prefix.length, link };
}

function parseRoute(rest: string, hosts: ReadonlySet<string>): Header {
  const [host = '', to = '', word = '', hop = '', ...more] = rest.split(/\s+/);
  const via = parseAddress(hop);
  const isIPv6 = via?.includes(':') === true;
  const destination = to === 'default' ? { address: isIPv6 ? '::' : '0.0.0.0', length: 0 } : parsePrefix(to);
  const isRoute = via !== undefined && destination?.address.includes(':') === isIPv6;
  if (word !== 'via' || more.length > 0 || !isRoute) {
    throw unreadable(`${shown(rest)} is no route.`, [
      headerForms.route,
      'route laptop 10.0.0.0/8 via 192.168.1.2',
    ]);
  }
  return { kind: 'route', host: knownHost(host, hosts), destination, via };
}

function parseSysctl(rest: string, hosts: ReadonlySet<string>): Header {
  const [, host, key = '', value = ''] = /^(?:([^\s.]+)\s+)?(\S+)\s+(.+)$/.exec(rest) ?? [];
  if (!/^[a-z0-9_]+(\.[A-Za-z0-9_-]+)+$/.test(key)) {
    throw new Unreadable(
      `${shown(rest)} is no kernel setting with its value. What may stand there: ${headerForms.sysctl}`,
    );
  }
  return { kind: 'sysctl', ...whose(host, hosts), name: key, value: value.split(/\s+/).join(' ') };
}

/** Words as a shell would hand them on: what is in quotes is one word. */
function splitWords(typed: string): readonly string[] {
  const reader = readLine(typed);
  const words: string[] = [];
  while (!reader.atEnd()) {
    const quoted = reader.take(quotedPattern);
    words.push(
      quoted === undefined
        ? reader.expect(/[^\s"]+/, 'a word, or "several words in quotes"')
        : unquote(quoted),
    );
  }
  return words;
}

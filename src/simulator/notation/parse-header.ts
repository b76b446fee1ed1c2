/** The lines between `case NAME` and the first call that say what the host is like. */
import { parsePrefix } from '../address.ts';
import type { Header } from './case.ts';
import { shown, Unreadable, unreadable } from './unreadable.ts';

/** The form of every header line, as errors and the help show it. */
export const headerForms = {
  recorded: 'recorded Linux 6.18.44',
  source: 'source TEXT',
  address: 'address 192.0.2.10/24',
  'loopback-address': 'loopback-address 192.0.2.1/24',
  'no-ipv6': 'no-ipv6',
  sysctl: 'sysctl net.ipv4.ip_local_port_range 40000 40003',
  gap: 'gap TEXT',
} as const;

type HeaderName = keyof typeof headerForms;

export function isHeaderName(text: string): text is HeaderName {
  return Object.hasOwn(headerForms, text);
}

/** @throws Unreadable */
export function parseHeader(name: HeaderName, rest: string): Header {
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
    case 'sysctl': {
      const [, key = '', value = ''] = /^(\S+)\s+(.+)$/.exec(rest) ?? [];
      if (!/^[a-z0-9_]+(\.[A-Za-z0-9_-]+)+$/.test(key)) {
        throw new Unreadable(
          `${shown(rest)} is no kernel setting with its value. What may stand there: ${form}`,
        );
      }
      return { kind: name, name: key, value: value.split(/\s+/).join(' ') };
    }
  }
}

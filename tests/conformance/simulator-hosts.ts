/** Makes the hosts of a case in a simulated network. */
import { createHost, type Host, type LinkedInterface } from '../../src/simulator/host.ts';
import { createLink, type Link } from '../../src/simulator/link.ts';
import type { Network } from '../../src/simulator/network.ts';
import type { Header } from '../../src/simulator/notation/case.ts';
import { addRule } from './simulator-firewall.ts';
import { NotSupported, sysctlsOf } from './simulator-support.ts';

/** @returns the hosts by name; the one host of a case that names none is at undefined */
export function createHosts(
  network: Network,
  headers: readonly Header[],
): ReadonlyMap<string | undefined, Host> {
  const named = headers.filter((header) => header.kind === 'host');
  const hosts = new Map<string | undefined, Host>();
  if (named.length === 0) hosts.set(undefined, createUnnamed(network, headers));
  const links = new Map<string, Link>();
  for (const header of named) hosts.set(header.host, createNamed(network, links, header, headers));
  for (const header of headers) {
    if (header.kind !== 'iptables' && header.kind !== 'ip6tables') continue;
    const host = hosts.get(header.host);
    if (host) addRule(host, header);
  }
  return hosts;
}

function createUnnamed(network: Network, headers: readonly Header[]): Host {
  const loopback = ['127.0.0.1/8'];
  const second: string[] = [];
  if (!headers.some(({ kind }) => kind === 'no-ipv6')) loopback.push('::1/128');
  for (const header of headers) {
    if (header.kind === 'loopback-address') loopback.push(`${header.address}/${header.prefixLength}`);
    if (header.kind === 'address') second.push(`${header.address}/${header.prefixLength}`);
  }
  return createHost(network, {
    name: 'case',
    interfaces: { lo: loopback, ...(second.length > 0 && { eth0: second }) },
    sysctls: sysctlsOf(settingsOf(undefined, headers)),
  });
}

function createNamed(
  network: Network,
  links: Map<string, Link>,
  { host, addresses }: Extract<Header, { kind: 'host' }>,
  headers: readonly Header[],
): Host {
  const loopback = ['127.0.0.1/8', '::1/128'];
  const interfaces: Record<string, readonly string[] | LinkedInterface> = { lo: loopback };
  for (const { address, prefixLength, link: name } of addresses) {
    const text = `${address}/${prefixLength}`;
    if (name === 'lo') {
      loopback.push(text);
      continue;
    }
    const link = links.get(name) ?? createLink(network, name);
    links.set(name, link);
    const there = interfaces[name];
    const before = there && 'link' in there ? there.addresses : [];
    interfaces[name] = { link, addresses: [...before, text] };
  }
  const routes = headers.flatMap((header) => {
    if (header.kind !== 'route' || header.host !== host) return [];
    const { address, length } = header.destination;
    return [{ destination: `${address}/${length}`, via: header.via }];
  });
  const settings = settingsOf(host, headers);
  try {
    return createHost(network, { name: host, interfaces, routes, sysctls: sysctlsOf(settings) });
  } catch (error) {
    if (error instanceof NotSupported || !(error instanceof Error)) throw error;
    throw new NotSupported(error.message);
  }
}

function settingsOf(host: string | undefined, headers: readonly Header[]): readonly [string, string][] {
  return headers.flatMap((header): [string, string][] => {
    return header.kind === 'sysctl' && header.host === host ? [[header.name, header.value]] : [];
  });
}

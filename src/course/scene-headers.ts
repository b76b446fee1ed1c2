/** A scene's host as the header lines of a case. */
import { parsePrefix } from '../simulator/address.ts';
import type { HostOptions, Sysctls } from '../simulator/host.ts';
import type { Header } from '../simulator/notation/case.ts';

/** What every case has without a word: see the notation's `address` line. */
const alwaysThere = ['127.0.0.1/8', '::1/128'];

/** The addresses and the kernel settings in which the host differs from the notation's own. */
export function headersOf({ interfaces, sysctls }: HostOptions): readonly Header[] {
  const headers: Header[] = [];
  for (const [name, given] of Object.entries(interfaces)) {
    for (const text of addressesOf(given)) {
      const prefix = parsePrefix(text);
      if (!prefix || (name === 'lo' && alwaysThere.includes(text))) continue;
      const kind = name === 'lo' ? 'loopback-address' : 'address';
      headers.push({ kind, address: prefix.address, prefixLength: prefix.length });
    }
  }
  if (!addressesOf(interfaces['lo'] ?? []).includes('::1/128')) headers.push({ kind: 'no-ipv6' });
  return [...headers, ...settingsOf(sysctls ?? {})];
}

function addressesOf(given: HostOptions['interfaces'][string]): readonly string[] {
  return 'link' in given ? given.addresses : given;
}

const settingNames: Readonly<Record<keyof Sysctls, string>> = {
  ipLocalPortRange: 'net.ipv4.ip_local_port_range',
  ipLocalReservedPorts: 'net.ipv4.ip_local_reserved_ports',
  ipAutobindReuse: 'net.ipv4.ip_autobind_reuse',
  ipNonlocalBind: 'net.ipv4.ip_nonlocal_bind',
  ipv6NonlocalBind: 'net.ipv6.ip_nonlocal_bind',
  ipUnprivilegedPortStart: 'net.ipv4.ip_unprivileged_port_start',
  bindv6only: 'net.ipv6.bindv6only',
  somaxconn: 'net.core.somaxconn',
  tcpFinTimeout: 'net.ipv4.tcp_fin_timeout',
  tcpSynRetries: 'net.ipv4.tcp_syn_retries',
  ipForward: 'net.ipv4.ip_forward',
  ipv6Forward: 'net.ipv6.conf.all.forwarding',
  routeLocalnet: 'net.ipv4.conf.all.route_localnet',
};

function isSetting(name: string): name is keyof Sysctls {
  return Object.hasOwn(settingNames, name);
}

function settingsOf(sysctls: Partial<Sysctls>): readonly Header[] {
  return Object.keys(sysctls)
    .filter(isSetting)
    .flatMap((key) => {
      const value = settingText(sysctls[key]);
      return value === '' ? [] : [{ kind: 'sysctl', name: settingNames[key], value } as const];
    });
}

/** As /proc/sys shows it. */
function settingText(value: Sysctls[keyof Sysctls] | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'object') return [...value].join(Array.isArray(value) ? ' ' : ',');
  return String(Number(value));
}

/** A scene's host as the header lines of a case. */
import { parsePrefix } from '../simulator/address.ts';
import { type HostOptions, linuxSettings, type Sysctls } from '../simulator/host.ts';
import { kernelSettings } from '../simulator/kernel-settings.ts';
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

function settingsOf(sysctls: Partial<Sysctls>): readonly Header[] {
  const settings = { ...linuxSettings, ...sysctls };
  return kernelSettings.flatMap(({ name, print }) => {
    const value = print(settings).replaceAll('\t', ' ');
    return value === print(linuxSettings).replaceAll('\t', ' ')
      ? []
      : [{ kind: 'sysctl', name, value } as const];
  });
}

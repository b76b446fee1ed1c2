/** The firewall of this host as its tools change it: what they have in common. */
import { type Prefix, parseAddress, parsePrefix } from '../../simulator/address.ts';
import type { Host } from '../../simulator/host.ts';
import {
  applyWindowsFirewall,
  createWindowsFirewall,
  type WindowsFirewall,
  type WindowsFirewallRule,
} from '../../simulator/os/windows-firewall.ts';
import type { PortRange } from '../../simulator/packet-filter.ts';
import type { Program } from '../program.ts';
import { self } from '../syscalls.ts';

/** Of a program: the file that runs, as tasklist's image in the system folder. */
export function programPath(argv: readonly string[]): string {
  const name = (argv[0] ?? '').replaceAll('\\', '/').split('/').at(-1) ?? '';
  return `C:\\Windows\\System32\\${name.replace(/\.exe$/i, '')}.exe`;
}

/** Switched on, without rules: as Windows comes. */
export function furnishFirewall(host: Host): void {
  host.windowsFirewall ??= createWindowsFirewall(programPath);
  applyWindowsFirewall(host);
}

export function* firewallOf(): Program<{ readonly host: Host; readonly firewall: WindowsFirewall }> {
  const { host } = (yield* self()).around;
  host.windowsFirewall ??= createWindowsFirewall(programPath);
  return { host, firewall: host.windowsFirewall };
}

/** Puts `rules` in the place of those that there are. */
export function replaceRules(
  host: Host,
  firewall: WindowsFirewall,
  rules: readonly WindowsFirewallRule[],
): void {
  firewall.rules.splice(0, firewall.rules.length, ...rules);
  applyWindowsFirewall(host);
}

/** `{3a6874de-4345-4b65-9c9f-2c269ada86d7}` */
export function newRuleName({ network }: Host): string {
  const hex = (digits: number): string =>
    Array.from({ length: digits }, () => network.random.below(16).toString(16)).join('');
  return `{${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}}`;
}

/** `62893`, `8000-8010`; undefined where it is neither; none for `Any`. */
export function parsePorts(texts: readonly string[]): readonly PortRange[] | undefined {
  const ranges: PortRange[] = [];
  for (const text of texts.flatMap((one) => one.split(',')).map((one) => one.trim())) {
    if (/^any$/i.test(text)) return [];
    const [, first = '', last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
    if (first === '' || Number(last) > 65535 || Number(first) > Number(last)) return undefined;
    ranges.push([Number(first), Number(last)]);
  }
  return ranges;
}

export function portsText(ranges: readonly PortRange[]): string {
  return ranges.length === 0
    ? 'Any'
    : ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
}

/** `192.168.1.30`, `192.168.1.0/24`, `LocalSubnet`; undefined where it is none of them; none for `Any`. */
export function parseAddresses(
  texts: readonly string[],
  { interfaces }: Host,
): readonly Prefix[] | undefined {
  const prefixes: Prefix[] = [];
  for (const text of texts.flatMap((one) => one.split(',')).map((one) => one.trim())) {
    if (/^any$/i.test(text)) return [];
    const address = parseAddress(text);
    const prefix =
      address === undefined ? parsePrefix(text) : { address, length: address.includes(':') ? 128 : 32 };
    if (/^localsubnet$/i.test(text))
      prefixes.push(...interfaces.filter(({ name }) => name !== 'lo').flatMap(({ addresses }) => addresses));
    else if (prefix) prefixes.push(prefix);
    else return undefined;
  }
  return prefixes;
}

export function addressesText(prefixes: readonly Prefix[]): string {
  if (prefixes.length === 0) return 'Any';
  return prefixes
    .map(({ address, length }) =>
      length === (address.includes(':') ? 128 : 32) ? address : `${address}/${length}`,
    )
    .join(',');
}

/**
 * The settings of the kernel that decide about ports, each with the name that sysctl(8) has for it. /proc/sys and
 * `sysctl` both read and write through this table; what a number may be is the kernel's own check (ip-sysctl).
 */
import type { Errno } from './errno.ts';
import type { Sysctls } from './host.ts';

export interface KernelSetting {
  /** `net.ipv4.ip_local_port_range`; its file is this with slashes, under /proc/sys. */
  readonly name: string;
  /** As the file shows it, without the line feed. */
  print(settings: Sysctls): string;
  /** Takes what was written to the file. EINVAL leaves the setting as it was. */
  write(settings: Sysctls, text: string): Errno | undefined;
}

/** proc_dointvec: a decimal, octal or hexadecimal integer; undefined for anything else. */
function integer(word: string | undefined): number | undefined {
  if (word === undefined || !/^-?(?:0x[0-9a-f]+|\d+)$/i.test(word)) return undefined;
  const digits = word.replace('-', '');
  const base = /^0x/i.test(digits) ? 16 : digits.startsWith('0') ? 8 : 10;
  const value = Number.parseInt(base === 16 ? digits.slice(2) : digits, base);
  return word.startsWith('-') ? -value : value;
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[\s\0]+/).filter((word) => word !== '');
}

/** One number between two bounds; more words are not looked at. */
function numberWithin(
  name: string,
  lowest: number,
  highest: (settings: Sysctls) => number,
  get: (settings: Sysctls) => number,
  set: (settings: Sysctls, value: number) => void,
): KernelSetting {
  return {
    name,
    print: (settings) => String(get(settings)),
    write(settings, text) {
      const value = integer(wordsOf(text)[0]);
      if (value === undefined || value < lowest || value > highest(settings)) return 'EINVAL';
      set(settings, value);
      return undefined;
    },
  };
}

/** Differs from Linux: where the kernel keeps any number up to 255 as true, this shows 1. */
function yesOrNo(
  name: string,
  highest: number,
  get: (settings: Sysctls) => boolean,
  set: (settings: Sysctls, value: boolean) => void,
): KernelSetting {
  return numberWithin(
    name,
    0,
    () => highest,
    (settings) => Number(get(settings)),
    (settings, value) => set(settings, value !== 0),
  );
}

const localPortRange: KernelSetting = {
  name: 'net.ipv4.ip_local_port_range',
  print: ({ ipLocalPortRange }) => ipLocalPortRange.join('\t'),
  write(settings, text) {
    const [first, second] = wordsOf(text);
    const low = integer(first);
    const high = second === undefined ? settings.ipLocalPortRange[1] : integer(second);
    if (low === undefined || high === undefined) return 'EINVAL';
    if (low < Math.max(1, settings.ipUnprivilegedPortStart) || high < low || high > 65535) return 'EINVAL';
    settings.ipLocalPortRange = [low, high];
    return undefined;
  },
};

const localReservedPorts: KernelSetting = {
  name: 'net.ipv4.ip_local_reserved_ports',
  print: ({ ipLocalReservedPorts }) => toRanges([...ipLocalReservedPorts].sort((a, b) => a - b)),
  write(settings, text) {
    const ports = new Set<number>();
    for (const part of text.trim() === '' ? [] : text.trim().split(',')) {
      const match = /^(\d+)(?:-(\d+))?$/.exec(part);
      const low = Number(match?.[1]);
      const high = Number(match?.[2] ?? low);
      if (!match || high < low || high > 65535) return 'EINVAL';
      for (let port = low; port <= high; port += 1) ports.add(port);
    }
    settings.ipLocalReservedPorts = ports;
    return undefined;
  },
};

/** proc_ipv4_ping_group_range: a range that is empty becomes 1 0. */
const pingGroupRange: KernelSetting = {
  name: 'net.ipv4.ping_group_range',
  print: ({ pingGroupRange }) => pingGroupRange.join('\t'),
  write(settings, text) {
    const [first, second] = wordsOf(text);
    const low = integer(first);
    const high = second === undefined ? settings.pingGroupRange[1] : integer(second);
    if (low === undefined || high === undefined || low < 0 || high < 0) return 'EINVAL';
    settings.pingGroupRange = high < low ? [1, 0] : [low, high];
    return undefined;
  },
};

/** `8080-8082,9090` */
function toRanges(ports: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const port of ports) {
    const last = ranges.at(-1);
    if (last && last[1] === port - 1) last[1] = port;
    else ranges.push([port, port]);
  }
  return ranges.map(([low, high]) => (low === high ? String(low) : `${low}-${high}`)).join(',');
}

/** In the order of `sysctl -a`. */
export const kernelSettings: readonly KernelSetting[] = [
  numberWithin(
    'net.core.somaxconn',
    0,
    () => 2147483647,
    ({ somaxconn }) => somaxconn,
    (settings, value) => {
      settings.somaxconn = value;
    },
  ),
  yesOrNo(
    'net.ipv4.conf.all.route_localnet',
    2147483647,
    ({ routeLocalnet }) => routeLocalnet,
    (settings, value) => {
      settings.routeLocalnet = value;
    },
  ),
  yesOrNo(
    'net.ipv4.icmp_echo_ignore_all',
    1,
    ({ icmpEchoIgnoreAll }) => icmpEchoIgnoreAll,
    (settings, value) => {
      settings.icmpEchoIgnoreAll = value;
    },
  ),
  yesOrNo(
    'net.ipv4.ip_autobind_reuse',
    1,
    ({ ipAutobindReuse }) => ipAutobindReuse,
    (settings, value) => {
      settings.ipAutobindReuse = value;
    },
  ),
  numberWithin(
    'net.ipv4.ip_default_ttl',
    1,
    () => 255,
    ({ ipDefaultTtl }) => ipDefaultTtl,
    (settings, value) => {
      settings.ipDefaultTtl = value;
    },
  ),
  yesOrNo(
    'net.ipv4.ip_forward',
    2147483647,
    ({ ipForward }) => ipForward,
    (settings, value) => {
      settings.ipForward = value;
    },
  ),
  localPortRange,
  localReservedPorts,
  yesOrNo(
    'net.ipv4.ip_nonlocal_bind',
    255,
    ({ ipNonlocalBind }) => ipNonlocalBind,
    (settings, value) => {
      settings.ipNonlocalBind = value;
    },
  ),
  numberWithin(
    'net.ipv4.ip_unprivileged_port_start',
    0,
    ({ ipLocalPortRange: [low] }) => low,
    ({ ipUnprivilegedPortStart }) => ipUnprivilegedPortStart,
    (settings, value) => {
      settings.ipUnprivilegedPortStart = value;
    },
  ),
  pingGroupRange,
  numberWithin(
    'net.ipv4.tcp_fin_timeout',
    0,
    // In ticks it must fit an int; Debian's kernel has 250 a second.
    () => 8589934,
    ({ tcpFinTimeout }) => tcpFinTimeout,
    (settings, value) => {
      settings.tcpFinTimeout = value;
    },
  ),
  numberWithin(
    'net.ipv4.tcp_syn_retries',
    1,
    () => 127,
    ({ tcpSynRetries }) => tcpSynRetries,
    (settings, value) => {
      settings.tcpSynRetries = value;
    },
  ),
  yesOrNo(
    'net.ipv6.bindv6only',
    255,
    ({ bindv6only }) => bindv6only,
    (settings, value) => {
      settings.bindv6only = value;
    },
  ),
  yesOrNo(
    'net.ipv6.conf.all.forwarding',
    2147483647,
    ({ ipv6Forward }) => ipv6Forward,
    (settings, value) => {
      settings.ipv6Forward = value;
    },
  ),
  yesOrNo(
    'net.ipv6.icmp.echo_ignore_all',
    255,
    ({ icmpv6EchoIgnoreAll }) => icmpv6EchoIgnoreAll,
    (settings, value) => {
      settings.icmpv6EchoIgnoreAll = value;
    },
  ),
  yesOrNo(
    'net.ipv6.ip_nonlocal_bind',
    255,
    ({ ipv6NonlocalBind }) => ipv6NonlocalBind,
    (settings, value) => {
      settings.ipv6NonlocalBind = value;
    },
  ),
];

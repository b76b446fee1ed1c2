/** Which real tools a transcript was recorded with. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { release } from 'node:os';

/** Debian's package of each tool whose version matters. */
const packageOf: Readonly<Record<string, string>> = {
  awk: 'mawk',
  bash: 'bash',
  cat: 'coreutils',
  curl: 'curl',
  fuser: 'psmisc',
  getent: 'libc-bin',
  grep: 'grep',
  ifconfig: 'net-tools',
  ip: 'iproute2',
  iptables: 'iptables',
  less: 'less',
  ls: 'coreutils',
  lsof: 'lsof',
  man: 'man-db',
  nc: 'netcat-openbsd',
  netstat: 'net-tools',
  nft: 'nftables',
  pgrep: 'procps',
  ping: 'iputils-ping',
  pkill: 'procps',
  ps: 'procps',
  python: 'python3',
  python3: 'python3',
  sed: 'sed',
  ss: 'iproute2',
  ssh: 'openssh-client',
  strace: 'strace',
  sudo: 'sudo',
  sysctl: 'procps',
  ufw: 'ufw',
  upnpc: 'miniupnpc',
};

let installed: ReadonlyMap<string, string> | undefined;

/** Debian's packages here, with their versions; none where this is no Debian. */
function installedPackages(): ReadonlyMap<string, string> {
  if (installed) return installed;
  const names = [...new Set(Object.values(packageOf))];
  // NAME or NAME:ARCHITECTURE, a tab, [EPOCH:]VERSION-REVISION
  const { stdout } = spawnSync('dpkg-query', ['--show', ...names], { encoding: 'utf8' });
  installed = new Map(
    (stdout ?? '').split('\n').flatMap((line) => {
      const [, name, version] = /^([^:\t]+)[^\t]*\t(?:\d+:)?([^-+]+)/.exec(line) ?? [];
      return name && version ? [[name, version] as const] : [];
    }),
  );
  return installed;
}

/** The packages of the tools that these lines name. */
function packagesNamed(typed: readonly string[]): readonly string[] {
  const words = new Set(['bash', ...typed.flatMap((line) => line.split(/[^\w.-]+/))]);
  return [...new Set(Object.entries(packageOf).flatMap(([tool, name]) => (words.has(tool) ? [name] : [])))];
}

/** Packages that are not installed; of those that these lines name, or of all that transcripts use. */
export function missingPackages(typed?: readonly string[]): readonly string[] {
  const wanted = typed ? packagesNamed(typed) : Object.values(packageOf);
  return [...new Set(wanted)].filter((name) => !installedPackages().has(name));
}

/** `Debian 12, Linux 6.18.44, bash 5.2.15, curl 7.88.1`: the system, and the tools that these lines name. */
export function recordedWith(typed: readonly string[]): string {
  const versions = packagesNamed(typed).map((name) => `${name} ${installedPackages().get(name) ?? '?'}`);
  if (typed.some((line) => /\bnode\b/.test(line))) versions.push(`node ${process.versions.node}`);
  return [systemName(), `Linux ${release().replace(/-.*/, '')}`, ...versions.sort()].join(', ');
}

/** Another system's tools print something else: what was recorded on one cannot be checked on the other. */
export function sameSystem(recorded: string): boolean {
  return recorded.startsWith(`${systemName()}, `);
}

function systemName(): string {
  try {
    const text = readFileSync('/etc/os-release', 'utf8');
    const value = (name: string): string => new RegExp(`^${name}="?([^"\\n]*)`, 'm').exec(text)?.[1] ?? '';
    return `${value('NAME').replace(' GNU/Linux', '')} ${value('VERSION_ID')}`;
  } catch {
    return process.platform;
  }
}

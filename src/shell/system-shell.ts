/**
 * What a host's operating system decides about the shell's side of it: which shell a person sits at, where their folder is,
 * which files lie there at first, where programs are. This is the one place that chooses by system; which programs there are
 * is chosen in tools.ts (`toolsOf`).
 */
import type { Host, User } from '../simulator/host.ts';
import type { SystemName } from '../simulator/os/system-rules.ts';
import { bash } from './bash.ts';
import type { Directory } from './file-system.ts';
import { type FirstFilesOptions, firstFiles } from './first-files.ts';
import { macosShell } from './macos/macos-shell.ts';
import type { Program } from './program.ts';
import type { Tools } from './tools.ts';
import { windowsShell } from './windows/windows-shell.ts';

export interface SessionOptions {
  /** The tools of this host; asked for when the first line is run, and a prompt must not need them. */
  readonly tools: () => Tools;
  readonly user: string;
  /** False reads lines as they come, without colours and editing: for a still. */
  readonly editing: boolean;
  readonly history: string[];
  /** What Ctrl-K and its like cut, the latest first. */
  readonly killRing: string[];
}

export interface SystemShell {
  /** The first process, which adopts all others. */
  readonly init: { readonly pid: number; readonly argv: readonly string[] };
  /** The shell at a terminal, as a list of processes shows it. */
  readonly argv: readonly string[];
  /** What a terminal runs: prompt, line, run, until it is left. */
  session(options: SessionOptions): Program;
  home(user: User): string;
  environment(user: User, host: Host): ReadonlyMap<string, string>;
  firstFiles(options: FirstFilesOptions): Directory;
  /** Where the programs are, and what a program's file is called. */
  readonly programs: string;
  /** Another folder, for a program that has one. */
  folderOf?(program: string): string | undefined;
  fileName(program: string): string;
  /** The command line that runs lines without a terminal; its first word is a path. */
  script(lines: readonly string[]): readonly string[];
}

export const linuxShell: SystemShell = {
  init: { pid: 1, argv: ['/sbin/init'] },
  argv: ['bash'],
  session: bash,
  home: ({ name, uid }) => (uid === 0 ? '/root' : `/home/${name}`),
  environment: (user, host) =>
    new Map([
      ['HOME', linuxShell.home(user)],
      ['HOSTNAME', host.name],
      ['LANG', 'C.UTF-8'],
      ['PATH', '/usr/local/bin:/usr/bin:/bin'],
      ['SHELL', '/bin/bash'],
      ['TERM', 'xterm-256color'],
      ['USER', user.name],
    ]),
  firstFiles,
  programs: '/usr/bin',
  fileName: (program) => program,
  script: (lines) => ['/usr/bin/bash', '-c', lines.join('\n')],
};

const shells: Readonly<Record<SystemName, SystemShell>> = {
  linux: linuxShell,
  macos: macosShell,
  windows: windowsShell,
};

export function systemShell(system: SystemName): SystemShell {
  return shells[system];
}

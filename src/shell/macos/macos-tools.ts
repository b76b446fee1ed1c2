/** What is on a Mac: zsh and its builtins, macOS's own programs, and those that every system has. Fetched by need. */
import { createApplicationFirewall } from '../../simulator/os/application-firewall.ts';
import type { Builtin, Commands, ProgramFile } from '../command.ts';
import { builtinsFor } from '../commands/builtins/index.ts';
import { furnish } from '../commands/furnish.ts';
import type { Services } from '../commands/services/service.ts';
import { startServices } from '../commands/services/units.ts';
import { shellProgram } from '../commands/shells/bash-program.ts';
import { builtinPrograms } from '../commands/shells/builtin-programs.ts';
import { type PartByNeed, partByNeed } from '../part-by-need.ts';
import { standIn } from '../program-part.ts';
import { setResolver } from '../relays.ts';
import { resolveName } from '../resolve-name.ts';
import type { SystemTools } from '../tools.ts';
import { keepAirplayRunning } from './airplay-switch.ts';
import { identify } from './identify.ts';
import { layOutMac } from './macos-files.ts';
import { zshDialect } from './macos-shell.ts';
import { zshBuiltins } from './zsh-builtins.ts';
import { zshWording } from './zsh-wording.ts';

/** macOS's own programs, and what each does; a test holds it to the programs. */
export const macosNames: Readonly<Record<string, string>> = {
  defaults:
    'settings of programs: defaults -currentHost write com.apple.controlcenter AirplayRecieverEnabled -bool false turns AirPlay Receiver off',
  dscacheutil: 'look a name up: dscacheutil -q host -a name localhost',
  ifconfig: 'show the interfaces and their addresses; ifconfig lo0 alias 127.0.0.2 up adds one',
  ipconfig: 'print the address of an interface: ipconfig getifaddr en0',
  lsof: 'list open files, sockets too: lsof -nP -i :62893',
  netstat: 'list sockets: netstat -an -p tcp, with -v whose they are',
  ping: 'ask a host whether it is there: ping -c 1 localhost',
  ping6: 'the same over IPv6: ping6 -c 1 ::1',
  ps: 'list processes: ps aux, ps -p 4321 -o comm=',
  socketfilterfw: 'the application firewall: socketfilterfw --getglobalstate',
  sw_vers: 'print the version of macOS',
  sysctl: 'show and change settings of the kernel: sysctl net.inet.ip.portrange.first',
  uname: 'print the name and the version of the kernel',
};

/**
 * Programs that a Mac has and that are taken as Debian has them. Where BSD's and GNU's words differ (`ls: x: No such file or
 * directory`), they speak as GNU's do here. Node is no part of macOS; the examples need it.
 */
const shared =
  'awk basename cat chmod chown clear column cp curl cut date diff dirname egrep env fgrep file find fold grep groups head hexdump hostname id kill killall less ln ls mkdir mktemp more mv nano nc nl node nohup npm npx paste pgrep pkill psql python3 readlink realpath redis-cli rev rm rmdir sed seq sleep sort ssh stat su sudo tail tee touch tr uniq uptime users vi vim wc which who whoami xargs xxd yes'.split(
    ' ',
  );

/** What bash runs inside itself and zsh does not have. */
const bashOnly = new Set('caller compgen complete compopt help mapfile readarray shopt'.split(' '));

/** @param own macOS's own programs, and `man`, which is about all of them */
export function macosCommands(
  linux: Commands,
  own: (commands: () => Commands) => readonly ProgramFile[],
): Commands {
  const programs = new Map<string, ProgramFile>();
  const builtins = new Map<string, Builtin>();
  const commands: Commands = { programs, builtins };
  const all = [
    ...shared.flatMap((name): readonly ProgramFile[] => {
      const program = linux.programs.get(name);
      return program ? [program] : [];
    }),
    shellProgram('bash', () => commands),
    shellProgram('sh', () => commands),
    { ...shellProgram('zsh', () => commands, { dialect: zshDialect, wording: zshWording }), name: 'zsh' },
    ...builtinPrograms(() => commands),
    ...own(() => commands),
  ];
  for (const program of all) programs.set(program.name, program);
  for (const builtin of builtinsFor(() => commands)) {
    if (!bashOnly.has(builtin.name)) builtins.set(builtin.name, builtin);
  }
  for (const builtin of zshBuiltins) builtins.set(builtin.name, builtin);
  return commands;
}

/** @param known every service that there is, or none before the first is needed */
export function setUpMac(known: () => Services): SystemTools['setUp'] {
  return (around, user, services) => {
    layOutMac(around.files.root, user, around.epoch);
    furnish(around.files.root, user, around.epoch, `/Users/${user.name}`);
    around.host.applicationFirewall ??= createApplicationFirewall(identify);
    setResolver(around.host, (name) => resolveName({ around }, name));
    startServices(around, known(), services);
    keepAirplayRunning(around);
  };
}

export interface MacosToolsByNeed {
  readonly tools: SystemTools;
  readonly parts: readonly PartByNeed[];
}

export function macosToolsByNeed(
  linux: Commands,
  services: () => Services,
  onFetch: (arrival: Promise<void>) => void,
): MacosToolsByNeed {
  const own = partByNeed(async () => (await import('./programs/index.ts')).macosPrograms, onFetch);
  const manual = partByNeed(async () => {
    const { manFor } = await import('../commands/text/man.ts');
    return [manFor(() => commands)];
  }, onFetch);
  const commands = macosCommands(linux, () => [
    ...Object.entries(macosNames).map(([name, summary]) => standIn(name, summary, own.part)),
    standIn('man', 'read a short page on a command', manual.part),
  ]);
  return { tools: { commands, setUp: setUpMac(services), wording: zshWording }, parts: [own, manual] };
}

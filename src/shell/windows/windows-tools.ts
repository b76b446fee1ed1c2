/** What is on a Windows host: PowerShell, Windows' own programs, and programs that every system can have. Fetched by need. */
import type { User } from '../../simulator/host.ts';
import type { Commands, ProgramFile } from '../command.ts';
import { furnish } from '../commands/furnish.ts';
import { folderFrom } from '../first-files.ts';
import { type PartByNeed, partByNeed } from '../part-by-need.ts';
import type { Program } from '../program.ts';
import { standIn } from '../program-part.ts';
import { setResolver } from '../relays.ts';
import { resolveName } from '../resolve-name.ts';
import { nullStream } from '../stream.ts';
import { self } from '../syscalls.ts';
import type { Surroundings } from '../task.ts';
import type { SystemTools } from '../tools.ts';
import { furnishFirewall } from './firewall-store.ts';
import type { PowerShellSession } from './windows-shell.ts';

/** Programs of Windows that are ours, and what each does. */
export const windowsNames: Readonly<Record<string, string>> = {
  findstr: 'find lines: netstat -ano | findstr :62893',
  ipconfig: 'show the addresses of this host',
  netsh: 'show and change ports, firewall and forwarded ports',
  netstat: 'list sockets: netstat -ano',
  ping: 'ask a host for an echo',
  pwsh: 'PowerShell: pwsh -Command "…"',
  svchost: 'what runs the services of Windows',
  taskkill: 'end a process: taskkill /PID 1234 /F',
  tasklist: 'list processes',
  wsl: 'Linux inside Windows: wsl hostname -I',
};

/** Programs that a Windows host has from Linux's side of this site, by the name that they have there. */
const sharedNames: Readonly<Record<string, string>> = {
  curl: 'curl',
  node: 'node',
  // The launcher of python.org's installer starts python.exe.
  py: 'python',
  python: 'python',
};

export function sharedPrograms({ programs }: Commands): readonly ProgramFile[] {
  return Object.entries(sharedNames).flatMap(([name, known]): readonly ProgramFile[] => {
    const program = programs.get(known);
    return program ? [{ ...program, name, run: (argv) => runShared(program, known, argv) }] : [];
  });
}

/** Switches the firewall on, and starts the services that the scene names. */
export function setUpWindows(
  around: Surroundings,
  user: User,
  services: readonly string[],
  programs: readonly ProgramFile[],
): void {
  furnish(around.files.root, user, around.epoch, `/Users/${user.name}`);
  furnishFirewall(around.host);
  setResolver(around.host, (name) => resolveName({ around }, name));
  if (services.includes('wsl-mirrored')) askForMirrored(around, user);
  const svchost = programs.find(({ name }) => name === 'svchost');
  for (const name of services) {
    // A scene of another system, switched to this one, names services that are not Windows'.
    if (!svchost || !windowsServices.includes(name)) continue;
    const wsl = name.startsWith('wsl');
    const argv = wsl ? ['wslrelay.exe'] : ['svchost.exe', '-k', name];
    around.scheduler.spawn({
      around,
      uid: 0,
      argv,
      program: svchost.run(['svchost', '-k', wsl ? 'wsl' : name]),
      cwd: '/',
      environment: new Map(),
      streams: new Map([0, 1, 2].map((fd) => [fd, nullStream])),
    });
  }
  around.scheduler.run();
}

/** As a person asks for WSL's mirrored mode: a file in the person's folder. */
function askForMirrored({ files, epoch }: Surroundings, user: User): void {
  const home = files.find('/', `/Users/${user.name}`, 0);
  const made = folderFrom({ '.wslconfig': '[wsl2]\nnetworkingMode=mirrored\n' }, user, epoch);
  if (!home.ok || home.value.kind !== 'directory') return;
  for (const [name, file] of made.entries) home.value.entries.set(name, file);
}

const windowsServices: readonly string[] = ['rpc', 'dns', 'wsl', 'wsl-mirrored'];

function* runShared(program: ProgramFile, known: string, [, ...words]: readonly string[]): Program {
  const task = yield* self();
  task.process.argv = [known, ...words];
  return yield* program.run([known, ...words]);
}

export interface WindowsToolsByNeed {
  readonly tools: SystemTools;
  readonly parts: readonly PartByNeed[];
}

export function windowsToolsByNeed(
  linux: () => Commands,
  onFetch: (arrival: Promise<void>) => void,
): WindowsToolsByNeed {
  let open: ((history: readonly string[]) => PowerShellSession) | undefined;
  const language = partByNeed(async () => {
    const { openPowerShell } = await import('./power-shell.ts');
    open = (history) => openPowerShell({ history });
    return [];
  }, onFetch);
  const programs = partByNeed(async () => (await import('./programs/index.ts')).windowsPrograms, onFetch);
  const all = [
    ...Object.entries(windowsNames).map(([name, summary]) => standIn(name, summary, programs.part)),
    ...sharedPrograms(linux()),
  ];
  return {
    tools: {
      commands: { programs: new Map(all.map((one) => [one.name, one])), builtins: new Map() },
      setUp: (around, user, services) => setUpWindows(around, user, services, all),
      powerShell: { part: language.part, open: (history) => open?.(history) },
    },
    parts: [language, programs],
  };
}

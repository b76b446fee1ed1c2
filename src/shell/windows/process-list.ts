/** The processes of a Windows host, as Get-Process and tasklist show them. */

import type { Process } from '../../simulator/process.ts';
import type { Program } from '../program.ts';
import { ask } from '../program.ts';
import { hasEnded } from '../task.ts';

export interface ProcessFacts {
  readonly pid: number;
  /** `python`; its image is `python.exe`. */
  readonly name: string;
  readonly image: string;
  /** 0 for services, 1 for who sits at the screen. */
  readonly session: 0 | 1;
  /** Working set in KB. Not modelled: a usual size of such a program. */
  readonly memory: number;
  readonly path: string;
  readonly commandLine: string;
  /** The network's milliseconds. */
  readonly startedAt: number;
}

const usualMemory: Readonly<Record<string, number>> = {
  System: 148,
  svchost: 14_320,
  pwsh: 98_240,
  python: 18_344,
  node: 41_216,
  wsl: 9_812,
  wslrelay: 7_404,
};

export function factsOf({ pid, argv, uid, startedAt }: Process): ProcessFacts {
  const word = argv[0] ?? '';
  const file = word.replaceAll('\\', '/').split('/').at(-1) ?? word;
  const name = file.replace(/\.exe$/i, '').replace(/\d$/, (digit) => digit);
  const kernel = name === 'System';
  return {
    pid,
    name,
    image: kernel ? name : `${name}.exe`,
    session: uid === 0 ? 0 : 1,
    memory: usualMemory[name] ?? 8_192,
    path: kernel ? '' : `C:\\Windows\\System32\\${name}.exe`,
    commandLine: argv.join(' '),
    startedAt,
  };
}

/** By pid; those that have ended and are not yet waited for are left out. */
export function* listProcesses(): Program<readonly ProcessFacts[]> {
  return yield* ask('NtQuerySystemInformation', ({ around }) => {
    const { host, scheduler } = around;
    return [...host.processes.values()]
      .filter(({ pid }) => {
        const task = scheduler.tasks.get(pid);
        return !task || !hasEnded(task);
      })
      .map(factsOf)
      .sort((a, b) => a.pid - b.pid);
  });
}

/** How an attempt to end a process went. */
export type Ending = 'ended' | 'absent' | 'denied';

/** TerminateProcess: the program is asked nothing. */
export function* endProcess(pid: number): Program<Ending> {
  return yield* ask('TerminateProcess', (task) => {
    const { host, scheduler } = task.around;
    const process = host.processes.get(pid);
    const other = scheduler.tasks.get(pid);
    if (!process || (other && hasEnded(other))) return 'absent';
    // Whoever sits at this terminal is an administrator; the kernel and its services stay out of reach.
    if (!other || process.uid === 0) return 'denied';
    scheduler.signal(other, 'SIGKILL');
    return 'ended';
  });
}

/** What /proc tells of a process: its state, session and size. Nothing here uses processor time. */
import type { Process } from '../../../simulator/process.ts';
import type { Task } from '../../task.ts';
import { commandName } from './command-name.ts';

/** Every process of the host, by number. */
export function allProcesses({ around }: Task): readonly Process[] {
  return [...around.host.processes.values()].sort((a, b) => a.pid - b.pid);
}

export function taskOf(asker: Task, { pid }: Process): Task | undefined {
  return asker.around.scheduler.tasks.get(pid);
}

export function groupOf(asker: Task, process: Process): number {
  return taskOf(asker, process)?.group ?? process.pid;
}

/** The first process of its terminal leads the session of all others there. */
export function sessionOf(asker: Task, process: Process): number {
  let task = taskOf(asker, process);
  if (!task?.tty) return process.pid;
  while (task.parent && task.parent.tty === task.tty) task = task.parent;
  return task.pid;
}

/** R runs (only ps itself), T is stopped, S sleeps. */
export function stateLetter(asker: Task, process: Process): string {
  if (process.pid === asker.pid) return 'R';
  return taskOf(asker, process)?.status?.kind === 'stopped' ? 'T' : 'S';
}

/** The letter, then s: leads a session, l: has threads, +: in the foreground of its terminal. */
export function stateText(asker: Task, process: Process): string {
  const task = taskOf(asker, process);
  const leads = sessionOf(asker, process) === process.pid ? 's' : '';
  const threads = (task?.threads.length ?? 1) > 1 ? 'l' : '';
  const foreground = task?.tty?.foreground === task?.group && task?.tty ? '+' : '';
  return stateLetter(asker, process) + leads + threads + foreground;
}

/** Kilobytes that such a program takes on Debian 12: address space and what is in memory. */
const sizes: Readonly<Record<string, readonly [number, number]>> = {
  bash: [7196, 3980],
  curl: [23176, 9984],
  nc: [3216, 1704],
  node: [1073236, 47312],
  ps: [8548, 4640],
  python: [25688, 18656],
  python3: [25688, 18656],
  sleep: [2920, 1732],
  systemd: [102104, 12308],
};

export function sizeOf({ argv }: Process): readonly [size: number, resident: number] {
  return sizes[commandName(argv)] ?? [5484, 1880];
}

export function userNameOf({ around }: Task, uid: number): string {
  return around.host.users.find((user) => user.uid === uid)?.name ?? String(uid);
}

/** Milliseconds since 1970. */
export function startedAt({ around }: Task, process: Process): number {
  return around.epoch + process.startedAt;
}

/** What a process waits in, as the kernel's function is called, cut to six letters. */
export function waitChannel(asker: Task, process: Process): string {
  const call = taskOf(asker, process)?.threads[0]?.waiting?.name ?? '';
  const known: Readonly<Record<string, string>> = {
    accept: commandName(process.argv) === 'nc' ? 'inet_c' : 'poll_s',
    nanosleep: 'hrtime',
    poll: 'do_sys',
    read: 'wait_w',
    wait: 'do_wai',
  };
  return process.pid === asker.pid ? '-' : (known[call] ?? '-');
}

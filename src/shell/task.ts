/** A process as the shell's side sees it: the kernel's process, its program, and its place among jobs. */
import type { Host } from '../simulator/host.ts';
import type { Process } from '../simulator/process.ts';
import type { FileSystem } from './file-system.ts';
import type { Machine } from './machine.ts';
import type { Call, Program } from './program.ts';
import type { Scheduler } from './scheduler.ts';
import type { Signal } from './signal.ts';
import type { Stream } from './stream.ts';
import type { Tty } from './tty.ts';

/** How wait(2) tells that a child changed. */
export type WaitStatus =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'signaled'; readonly signal: Signal }
  | { readonly kind: 'stopped'; readonly signal: Signal };

/** What all programs of one host share. */
export interface Surroundings {
  readonly host: Host;
  readonly files: FileSystem;
  readonly scheduler: Scheduler;
  /** All machines of the network, this one too: what happens on one lets programs on another go on. */
  readonly machines: Machine[];
  /** Milliseconds from 1970-01-01 00:00 UTC to the network's time 0. */
  readonly epoch: number;
}

export interface Thread {
  readonly program: Program<number>;
  waiting: Call | undefined;
  /** A caught signal, to be thrown where the program waits. */
  interrupt: Signal | undefined;
}

export interface Task {
  readonly around: Surroundings;
  readonly process: Process;
  readonly pid: number;
  readonly parent: Task | undefined;
  /** The process group: the job, for the terminal and for `kill %1`. */
  group: number;
  readonly tty: Tty | undefined;
  cwd: string;
  /** Changed by execve(2) only. */
  environment: ReadonlyMap<string, string>;
  /** umask(2) */
  fileModeMask: number;
  readonly streams: Map<number, Stream>;
  readonly threads: Thread[];
  /** Signals that the program does not leave to their default action. */
  readonly dispositions: Map<Signal, 'catch' | 'ignore'>;
  /** Undefined while it runs. */
  status: WaitStatus | undefined;
  /** Signals that wait until a stopped process goes on. */
  pending: Signal[];
}

/** True once the process is gone for good; a stopped one is not. */
export function hasEnded(task: Task): boolean {
  return task.status !== undefined && task.status.kind !== 'stopped';
}

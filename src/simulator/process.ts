/** Processes: who makes system calls, with which rights, through which descriptors. */
import { releaseSocket } from './close.ts';
import type { Host } from './host.ts';
import { leaveTrace } from './leave-trace.ts';
import { settle } from './network.ts';
import { NumberTable } from './number-table.ts';
import type { PingSocket } from './ping-socket.ts';
import type { Socket } from './socket.ts';
import type { CallResult, SystemCall } from './system-call.ts';
import type { UnixSocket } from './unix-socket.ts';

export type OpenFile =
  | { readonly kind: 'socket'; readonly socket: Socket }
  /** A Unix-domain socket answers its calls itself, so that only who uses one loads what they do: unix-calls.ts. */
  | {
      readonly kind: 'unix';
      readonly socket: UnixSocket;
      answer(process: Process, call: SystemCall): CallResult;
      release(): void;
    }
  /** Sends echo requests: ping-socket.ts. */
  | { readonly kind: 'ping'; readonly socket: PingSocket; release(): void }
  /** Anything that is no socket; only its place in the descriptor table matters here. */
  | { readonly kind: 'file'; readonly path: string };

export interface Process {
  readonly pid: number;
  readonly ppid: number;
  /** Effective user id; 0 has every capability. */
  readonly uid: number;
  /** As `ps` shows it: `['python3', '-m', 'http.server']`. */
  argv: readonly string[];
  /** The controlling terminal, `pts/0`. */
  readonly terminal: string | undefined;
  /** The network's time when it started, in milliseconds. */
  readonly startedAt: number;
  readonly files: NumberTable<OpenFile>;
  /** No descriptor below this one is free: where the search for a new one starts. */
  lowestFree: number;
}

export interface ProcessOptions {
  readonly uid: number;
  readonly argv: readonly string[];
  readonly ppid?: number;
  readonly terminal?: string;
}

/** A new process whose descriptors 0, 1 and 2 are taken, as a shell leaves them. */
export function createProcess(host: Host, options: ProcessOptions): Process {
  const pid = host.nextPid;
  host.nextPid += host.system.pidStep;
  const path = options.terminal ? `/dev/${options.terminal}` : '/dev/null';
  const process: Process = {
    pid,
    ppid: options.ppid ?? 1,
    uid: options.uid,
    argv: options.argv,
    terminal: options.terminal,
    startedAt: host.network.now,
    files: new NumberTable(),
    lowestFree: 3,
  };
  for (const fd of [0, 1, 2]) process.files.set(fd, { kind: 'file', path });
  host.processes.set(pid, process);
  return process;
}

/** The end of a process, however it came: the kernel closes every descriptor it had, and peers are told at once. */
export function exitProcess(host: Host, process: Process): void {
  for (const [fd, file] of process.files) {
    dropDescriptor(process, fd);
    if (file.kind === 'unix' || file.kind === 'ping') file.release();
    if (file.kind !== 'socket') continue;
    releaseSocket(host, file.socket);
    settle(host.network);
    leaveTrace(host, process, { name: 'close', fd }, { ok: true, value: 0 }, true);
  }
  host.processes.delete(process.pid);
}

/** open(2): a new descriptor is the lowest number that is free. */
export function openDescriptor(process: Process, file: OpenFile): number {
  let fd = process.lowestFree;
  while (process.files.has(fd)) fd += 1;
  process.files.set(fd, file);
  process.lowestFree = fd + 1;
  return fd;
}

/** Forgets a descriptor; what it pointed to is the caller's to release. */
export function dropDescriptor(process: Process, fd: number): void {
  process.files.delete(fd);
  process.lowestFree = Math.min(process.lowestFree, fd);
}

/** CAP_NET_BIND_SERVICE, see capabilities(7): here root has it and nobody else. */
export function mayBindPrivilegedPorts(process: Process): boolean {
  return process.uid === 0;
}

/**
 * Runs the programs of a host in turn, each until it has to wait. Nothing here looks at a clock: a program that
 * waits is asked again whenever `run` is called, and `run` returns when nobody can go on.
 */
import { createProcess, exitProcess } from '../simulator/process.ts';
import { Interrupt, type Program } from './program.ts';
import { defaultAction, type Signal } from './signal.ts';
import type { Stream } from './stream.ts';
import { hasEnded, type Surroundings, type Task, type Thread, type WaitStatus } from './task.ts';
import type { Tty } from './tty.ts';

export interface SpawnOptions {
  readonly around: Surroundings;
  readonly uid: number;
  readonly argv: readonly string[];
  readonly program: Program<number>;
  readonly parent?: Task | undefined;
  /** The process group to join; a new one, led by this process, when left out. */
  readonly group?: number | undefined;
  readonly tty?: Tty | undefined;
  readonly cwd: string;
  readonly environment: ReadonlyMap<string, string>;
  /** Descriptors 0, 1, 2 and what else the parent leaves open. */
  readonly streams: ReadonlyMap<number, Stream>;
}

export interface Scheduler {
  /** Processes by pid; one that ended stays until its parent has waited for it. */
  readonly tasks: ReadonlyMap<number, Task>;
  /** The new process, or undefined when the host has as many as it may have. */
  spawn(options: SpawnOptions): Task | undefined;
  /** A second line of control in the same process, as a thread. */
  startThread(task: Task, program: Program<number>): void;
  signal(task: Task, signal: Signal): void;
  /** Sends a signal to every process of a group. */
  signalGroup(group: number, signal: Signal): void;
  /** Forgets a process that ended: its parent knows. */
  reap(task: Task): void;
  /** Lets every program go on that can; true when any did. */
  run(): boolean;
}

/** The most processes a host runs at a time, so that a fork bomb ends. */
const processLimit = 256;
/** The most calls answered in one `run` before a program counts as an endless loop. */
const stepLimit = 200_000;
/** How many calls a program may make before the next one has its turn. */
const turn = 100;

export function createScheduler(): Scheduler {
  const tasks = new Map<number, Task>();
  let running = false;

  function spawn(options: SpawnOptions): Task | undefined {
    if (tasks.size >= processLimit) return undefined;
    const { around, parent, tty } = options;
    const process = createProcess(around.host, {
      uid: options.uid,
      argv: options.argv,
      ...(parent && { ppid: parent.pid }),
      ...(tty && { terminal: tty.name }),
    });
    for (const stream of options.streams.values()) stream.retain();
    const task: Task = {
      around,
      process,
      pid: process.pid,
      parent,
      group: options.group ?? process.pid,
      tty,
      cwd: options.cwd,
      environment: options.environment,
      streams: new Map(options.streams),
      threads: [{ program: options.program, waiting: undefined, interrupt: undefined }],
      dispositions: new Map(),
      status: undefined,
      pending: [],
    };
    tasks.set(task.pid, task);
    return task;
  }

  function end(task: Task, status: WaitStatus): void {
    for (const { waiting } of task.threads) waiting?.cancel?.();
    task.threads.length = 0;
    for (const stream of task.streams.values()) stream.release();
    task.streams.clear();
    task.status = status;
    exitProcess(task.around.host, task.process);
    if (!task.parent || hasEnded(task.parent)) tasks.delete(task.pid);
    for (const child of tasks.values()) {
      if (child.parent === task && hasEnded(child)) tasks.delete(child.pid);
    }
  }

  function signal(task: Task, name: Signal): void {
    if (hasEnded(task)) return;
    const action = defaultAction(name);
    if (name === 'SIGKILL') {
      end(task, { kind: 'signaled', signal: name });
      return;
    }
    if (action === 'continue') {
      if (task.status?.kind === 'stopped') task.status = undefined;
      for (const waiting of task.pending.splice(0)) signal(task, waiting);
      return;
    }
    const disposition = name === 'SIGSTOP' ? undefined : task.dispositions.get(name);
    if (disposition === 'ignore' || (action === 'ignore' && !disposition)) return;
    if (task.status?.kind === 'stopped' && action !== 'stop') {
      task.pending.push(name);
      return;
    }
    const [main] = task.threads;
    if (disposition === 'catch' && main) main.interrupt = name;
    else if (action === 'stop') task.status = { kind: 'stopped', signal: name };
    else end(task, { kind: 'signaled', signal: name });
  }

  function signalGroup(group: number, name: Signal): void {
    for (const task of [...tasks.values()]) if (task.group === group) signal(task, name);
  }

  /** Lets one thread go on for its turn; gives the number of calls that were answered. */
  function step(task: Task, thread: Thread): number {
    let steps = 0;
    for (; steps < turn; steps += 1) {
      if (task.status || !task.threads.includes(thread)) return steps;
      const interrupt = thread.interrupt;
      if (!interrupt && thread.waiting && !thread.waiting.attempt(task)) return steps;
      if (task.status && hasEnded(task)) return steps + 1;
      if (interrupt) thread.waiting?.cancel?.();
      thread.interrupt = undefined;
      thread.waiting = undefined;
      if (resume(task, thread, interrupt)) return steps + 1;
    }
    return steps;
  }

  /** True when the thread is over. */
  function resume(task: Task, thread: Thread, interrupt: Signal | undefined): boolean {
    try {
      const { done, value } = interrupt
        ? thread.program.throw(new Interrupt(interrupt))
        : thread.program.next();
      if (!done) {
        thread.waiting = value;
        return false;
      }
      if (thread === task.threads[0]) end(task, { kind: 'exited', code: value & 255 });
      else task.threads.splice(task.threads.indexOf(thread), 1);
    } catch (error) {
      if (!(error instanceof Interrupt)) throw error;
      end(task, { kind: 'signaled', signal: error.signal });
    }
    return true;
  }

  /** Ends what never waits: programs are killed, shells are interrupted, and their terminal is told. */
  function stopEndlessLoops(busy: ReadonlySet<Task>): void {
    for (const task of busy) {
      const catches = task.dispositions.get('SIGINT') === 'catch';
      const text = `${task.process.argv[0]}: stopped here after ${stepLimit} steps without a pause: an endless loop`;
      // A shell that is interrupted ends the line itself.
      task.streams.get(2)?.write(task, catches ? text : `${text}\n`);
      signal(task, catches ? 'SIGINT' : 'SIGKILL');
    }
  }

  function round(busy: Set<Task>): number {
    let steps = 0;
    for (const task of [...tasks.values()]) {
      for (const thread of [...task.threads]) {
        const taken = step(task, thread);
        if (taken === turn) busy.add(task);
        steps += taken;
      }
    }
    return steps;
  }

  function run(): boolean {
    if (running) return false;
    running = true;
    let total = 0;
    try {
      for (;;) {
        const busy = new Set<Task>();
        const steps = round(busy);
        total += steps;
        if (steps === 0) return total > 0;
        if (total > stepLimit) {
          stopEndlessLoops(busy);
          total = 1;
        }
      }
    } finally {
      running = false;
    }
  }

  return {
    tasks,
    spawn,
    startThread(task, program) {
      task.threads.push({ program, waiting: undefined, interrupt: undefined });
    },
    signal,
    signalGroup,
    reap: (task) => tasks.delete(task.pid),
    run,
  };
}

/**
 * Runs the programs of a host in turn, each until it has to wait. Nothing here looks at a clock: a program that
 * waits is asked again whenever `run` is called. `run` returns when nobody can go on, or after a slice: then the rest
 * has its turn a little later in the network's time, so that a loop without an end leaves room for everything else
 * and the same steps still give the same world.
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
  /** Sends a signal to every process of a group; where all have ended, to who waits for them. */
  signalGroup(group: number, signal: Signal): void;
  /** The call that is being answered reads or writes so much text, and costs accordingly. */
  spend(characters: number): void;
  /** Forgets a process that ended: its parent knows. */
  reap(task: Task): void;
  /** Lets every program go on that can, for a slice; true when any did. */
  run(): boolean;
  /** True while programs could go on and only wait for their next slice. */
  busy(): boolean;
}

/** The most processes a host runs at a time, so that a fork bomb ends. */
const processLimit = 256;
/**
 * The most steps without a pause, over all slices, before a program counts as an endless loop: ten seconds of a page's
 * time, with what calls cost beyond a step.
 */
const stepLimit = 1_000_000;
/** The calls of one slice, and the milliseconds that it takes: a third of the time on a slow machine. */
const sliceSteps = 2000;
export const sliceTime = 20;
/** What asking a program costs that has to go on waiting, and what a new process costs, in steps. */
const waitCost = 0.1;
const spawnCost = 20;
/** Reading or writing so many characters takes as long as a step, so that a flood leaves the page its time. */
const charactersPerStep = 200;
/** How many calls a program may make before the next one has its turn. */
const turn = 100;

/** @param later calls back once, after so many milliseconds of the network's time */
export function createScheduler(later: (milliseconds: number, then: () => void) => void): Scheduler {
  const tasks = new Map<number, Task>();
  let running = false;
  let nextSlice = false;
  /** Who still has to be asked in this round. */
  let queue: Task[] = [];
  /** The steps of each program since the last time that nobody could go on. */
  const taken = new Map<Task, number>();
  let total = 0;
  /** What the calls of this slice cost beyond one step each. */
  let spent = 0;

  function spawn(options: SpawnOptions): Task | undefined {
    spent += spawnCost;
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
      fileModeMask: parent?.fileModeMask ?? 0o022,
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
    // One that is stopped already stays stopped by the first.
    else if (action === 'stop') task.status ??= { kind: 'stopped', signal: name };
    else end(task, { kind: 'signaled', signal: name });
  }

  function signalGroup(group: number, name: Signal): void {
    const members = [...tasks.values()].filter((task) => task.group === group);
    for (const task of members) signal(task, name);
    // Their shell has not had its turn to take the terminal back.
    const [ended] = members;
    if (ended?.parent && members.every(hasEnded)) signal(ended.parent, name);
  }

  /** Lets one thread go on for its turn; gives the number of calls that were answered. */
  function step(task: Task, thread: Thread): number {
    let steps = 0;
    for (; steps < turn && spent < sliceSteps; steps += 1) {
      if (task.status || !task.threads.includes(thread)) return steps;
      const interrupt = thread.interrupt;
      if (!interrupt && thread.waiting && !thread.waiting.attempt(task)) return steps;
      if (task.status && hasEnded(task)) return steps + 1;
      if (interrupt) thread.waiting?.cancel?.();
      // The call itself may have sent a signal to its own process: that one is still to come.
      if (interrupt) thread.interrupt = undefined;
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
      if (error instanceof Interrupt) end(task, { kind: 'signaled', signal: error.signal });
      else if (ranOutOfRoom(error)) end(task, { kind: 'signaled', signal: 'SIGSEGV' });
      else throw error;
    }
    return true;
  }

  /** Ends what never waits: programs are killed, shells are interrupted, and their terminal is told. */
  function stopEndlessLoops(): void {
    const alive = [...taken].filter(([task]) => !hasEnded(task));
    const share = alive.reduce((sum, [, steps]) => sum + steps, 0) / (2 * alive.length);
    for (const [task, steps] of alive) {
      if (steps < share) continue;
      const catches = task.dispositions.get('SIGINT') === 'catch';
      const text = `${task.process.argv[0]}: stopped here after ${stepLimit} steps without a pause: an endless loop`;
      // A shell that is interrupted ends the line itself.
      task.streams.get(2)?.write(task, catches ? text : `${text}\n`);
      signal(task, catches ? 'SIGINT' : 'SIGKILL');
    }
    startCounting();
  }

  function startCounting(): void {
    taken.clear();
    total = 0;
  }

  function serve(task: Task): number {
    let steps = 0;
    for (const thread of [...task.threads]) steps += step(task, thread);
    if (steps > 0) taken.set(task, (taken.get(task) ?? 0) + steps);
    return steps;
  }

  function run(): boolean {
    if (running) return false;
    running = true;
    try {
      return slice();
    } finally {
      running = false;
    }
  }

  function slice(): boolean {
    // What was asked before this slice may have an answer now.
    let went = true;
    spent = 0;
    for (let steps = 0; ; ) {
      const task = queue.shift();
      if (!task) {
        if (!went) {
          startCounting();
          return steps > 0;
        }
        went = false;
        queue = [...tasks.values()];
        continue;
      }
      const before = spent;
      const more = serve(task);
      total += spent - before;
      if (more > 0) went = true;
      else spent += waitCost;
      steps += more;
      total += more;
      if (total > stepLimit) stopEndlessLoops();
      if (steps + spent < sliceSteps) continue;
      if (!nextSlice) {
        nextSlice = true;
        later(sliceTime, () => {
          nextSlice = false;
          run();
        });
      }
      return true;
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
    busy: () => nextSlice,
    spend(characters) {
      spent += characters / charactersPerStep;
    },
  };
}

/** A recursion without an end, or a text without one: what a kernel answers with a segmentation fault. */
function ranOutOfRoom(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return /call stack|too much recursion|invalid (?:string|array) length/i.test(error.message);
}

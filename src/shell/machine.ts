/** A host with programs: its files, its processes, and the terminals that people sit at. */
import type { Host, User } from '../simulator/host.ts';
import { advance } from '../simulator/network.ts';
import { createProcess } from '../simulator/process.ts';
import { createFileSystem } from './file-system.ts';
import { programFile } from './first-files.ts';
import { createScheduler } from './scheduler.ts';
import { nullStream } from './stream.ts';
import { type SystemShell, systemShell } from './system-shell.ts';
import { hasEnded, type Surroundings, type Task } from './task.ts';
import { type ConfigurationChanges, type Tools, toolsOf } from './tools.ts';
import { createTty } from './tty.ts';

export interface MachineOptions {
  readonly host: Host;
  /** Who sits at the terminals. */
  readonly user: User;
  /** Milliseconds from 1970-01-01 00:00 UTC to the network's time 0. */
  readonly epoch: number;
  /** Left out: `install` them before the first key. */
  readonly tools?: Tools | undefined;
  /** The services that run from the start; they come with the tools. */
  readonly services?: readonly string[] | undefined;
  readonly configuration?: ConfigurationChanges | undefined;
  /** Command lines that root ran on it before anybody came; they run once the tools are there. */
  readonly prepared?: readonly string[] | undefined;
  /** The machines of its network, which it joins. */
  readonly machines?: Machine[] | undefined;
}

export interface Machine {
  readonly around: Surroundings;
  readonly user: User;
  readonly terminals: Terminal[];
  /** What can be run here. @throws when nothing is installed yet */
  tools(): Tools;
  install(tools: Tools): void;
  /** Lets programs go on, on every machine of the network, that waited for what others did; true when any did. */
  run(): boolean;
  /** The same for the programs of this machine alone. */
  runOwn(): boolean;
  /** True while programs work and never wait: they go on in slices as time passes. */
  busy(): boolean;
  /** Lets time pass on the network, and each program go on at its own time. */
  advance(milliseconds: number): void;
}

export interface TerminalOptions {
  readonly columns: number;
  readonly rows: number;
  readonly onOutput: (text: string) => void;
  /** The shell has ended; a new one is about to start. */
  readonly onExit?: (() => void) | undefined;
  /** False: no line editing and no colours, as on paper. */
  readonly editing?: boolean;
  /** Another user than the machine's own. */
  readonly user?: User;
}

export interface Terminal {
  /** `pts/0` */
  readonly name: string;
  /** The shell's process. */
  readonly shell: Task;
  type(text: string): void;
  resize(columns: number, rows: number): void;
  /** True while the shell reads: nothing runs in the foreground. */
  atPrompt(): boolean;
  /** Hangs up: the shell, its jobs and what runs in the foreground get SIGHUP. Nothing is shown any more. */
  close(): void;
}

export function createMachine(options: MachineOptions): Machine {
  const {
    host,
    user,
    epoch,
    tools,
    services = [],
    configuration = {},
    prepared = [],
    machines = [],
  } = options;
  const { network } = host;
  const scheduler = createScheduler((milliseconds, then) => {
    network.timers.set(network.now + milliseconds, then);
  });
  const system = systemShell(host.system.name);
  startInit(host, system);
  const root = system.firstFiles({ user, modified: epoch });
  const around: Surroundings = {
    host,
    files: createFileSystem(root, [user, ...host.users]),
    scheduler,
    machines,
    epoch,
  };
  let installed: Tools | undefined;
  const machine: Machine = {
    around,
    user,
    terminals: [],
    tools() {
      if (!installed) throw new Error('a line was run before the programs were installed');
      return installed;
    },
    install(given) {
      installed = toolsOf(given, host.system.name);
      installed.setUp(around, user, services, configuration);
      for (const [name, program] of installed.commands.programs) {
        const path = system.folderOf?.(name) ?? system.programs;
        const folder = around.files.find('/', path, 0);
        if (!folder.ok || folder.value.kind !== 'directory') throw new Error(`no ${path} here`);
        folder.value.entries.set(system.fileName(name), programFile(epoch, program));
      }
      if (prepared.length > 0) prepare(around, system, prepared);
    },
    run() {
      if (machines.length === 1) return scheduler.run();
      let any = false;
      // Who never waits has one slice, however often the others let each other go on.
      const rested = new Set(machines);
      for (let more = true; more; any ||= more) {
        more = false;
        for (const one of rested) {
          if (one.runOwn()) more = true;
          if (one.around.scheduler.busy()) rested.delete(one);
        }
      }
      return any;
    },
    runOwn: () => scheduler.run(),
    busy: () => machines.some(({ around: { scheduler: one } }) => one.busy()),
    advance(milliseconds) {
      const until = network.now + milliseconds;
      for (let due = network.timers.next(); due !== undefined && due <= until; due = network.timers.next()) {
        advance(network, Math.max(0, due - network.now));
        // Who is busy has its slice already: time that passes in pieces must not give more of them.
        if (!machine.busy()) machine.run();
      }
      advance(network, until - network.now);
    },
  };
  machines.push(machine);
  if (tools) machine.install(tools);
  return machine;
}

/** Runs command lines as root, before anybody came. */
function prepare(around: Surroundings, system: SystemShell, lines: readonly string[]): void {
  const argv = system.script(lines);
  const shell = around.files.find('/', argv[0] ?? '', 0);
  const program = shell.ok && shell.value.kind === 'file' ? shell.value.program : undefined;
  if (!program) throw new Error(`no ${argv[0]} here`);
  const root: User = { name: 'root', uid: 0 };
  const home = system.home(root);
  around.scheduler.spawn({
    around,
    uid: 0,
    argv,
    program: program.run(argv),
    cwd: around.files.find('/', home, 0).ok ? home : '/',
    environment: new Map([
      ...system.environment(root, around.host),
      ['PATH', `/usr/sbin:${system.programs}:/sbin:/bin`],
    ]),
    streams: new Map([0, 1, 2].map((fd) => [fd, nullStream])),
  });
  around.scheduler.run();
}

/** The first process of a host, which adopts all others. */
function startInit(host: Host, { init }: SystemShell): void {
  if (host.processes.has(init.pid)) return;
  const { nextPid } = host;
  host.nextPid = init.pid;
  createProcess(host, { uid: 0, argv: init.argv, ppid: 0 });
  host.nextPid = nextPid;
}

export function openTerminal(machine: Machine, options: TerminalOptions): Terminal {
  const { around } = machine;
  const { scheduler } = around;
  const user = options.user ?? machine.user;
  const history: string[] = [];
  const killRing: string[] = [];
  const tty = createTty({
    name: freeName(machine.terminals),
    columns: options.columns,
    rows: options.rows,
    onOutput: options.onOutput,
    onSignal: (group, signal) => scheduler.signalGroup(group, signal),
  });
  tty.editing = options.editing ?? true;
  const system = systemShell(around.host.system.name);
  const home = system.home(user);

  function start(): Task {
    const found = around.files.find('/', home, user.uid);
    const task = scheduler.spawn({
      around,
      uid: user.uid,
      argv: system.argv,
      program: system.session({
        tools: machine.tools,
        user: user.name,
        editing: options.editing ?? true,
        history,
        killRing,
      }),
      tty,
      cwd: found.ok ? home : '/',
      environment: system.environment(user, around.host),
      streams: new Map([0, 1, 2].map((fd) => [fd, tty.stream])),
    });
    if (!task) throw new Error(`${around.host.name} has no room for a shell`);
    return task;
  }

  let shell = start();
  let closed = false;

  function run(): void {
    machine.run();
    if (closed || !hasEnded(shell)) return;
    options.onExit?.();
    tty.output('[the shell has ended; here is a new one]\n');
    shell = start();
    machine.run();
  }

  const terminal: Terminal = {
    name: tty.name,
    get shell() {
      return shell;
    },
    type(text) {
      if (closed) return;
      // Nobody else is there to wake a shell that stopped itself.
      if (shell.status?.kind === 'stopped') scheduler.signal(shell, 'SIGCONT');
      tty.input(text);
      run();
    },
    resize(columns, rows) {
      tty.columns = Math.max(2, columns);
      tty.rows = Math.max(1, rows);
    },
    close() {
      if (closed) return;
      closed = true;
      machine.terminals.splice(machine.terminals.indexOf(terminal), 1);
      tty.hangUp();
      for (const signal of ['SIGHUP', 'SIGCONT'] as const) {
        scheduler.signal(shell, signal);
        if (tty.foreground !== shell.group) scheduler.signalGroup(tty.foreground, signal);
      }
      machine.run();
    },
    atPrompt: () => tty.foreground === shell.group && shell.threads[0]?.waiting?.name === 'read',
  };
  machine.terminals.push(terminal);
  run();
  return terminal;
}

/** devpts gives the lowest number that is free. */
function freeName(terminals: readonly Terminal[]): string {
  const taken = new Set(terminals.map(({ name }) => name));
  let number = 0;
  while (taken.has(`pts/${number}`)) number += 1;
  return `pts/${number}`;
}

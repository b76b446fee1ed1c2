/**
 * A page's world, and the steps that made it.
 *
 * All that a learner does to the world goes through `apply`, in order and with its time, so the same scene and the same
 * steps give the same world again: stepping back replays the steps but the last, and a link carries them.
 */
import type { ConfigurationChanges } from '../shell/tools.ts';
import { createHost, type Host, type User } from '../simulator/host.ts';
import { systemCall } from '../simulator/kernel.ts';
import { advance, createNetwork, type ExecEntry, type Network } from '../simulator/network.ts';
import type { SystemName } from '../simulator/os/system-rules.ts';
import { createProcess, type Process } from '../simulator/process.ts';
import type { CallResult, SystemCall, TraceEntry } from '../simulator/system-call.ts';
import { hostsOf, type Scene } from './scene.ts';

/** `at` is the world's time in milliseconds, never less than the step before. */
export type WorldStep =
  /** The learner's own host runs another system; only as the first step, before anything is on it. */
  | { readonly kind: 'system'; readonly at: number; readonly system: SystemName }
  /** A call made by hand, as this user. `goesOn`: the next step belongs to the same move. */
  | {
      readonly kind: 'call';
      readonly at: number;
      readonly uid: number;
      readonly call: SystemCall;
      readonly goesOn?: true;
    }
  | { readonly kind: 'wait'; readonly at: number; readonly milliseconds: number }
  /** A terminal is opened; the first is 0. */
  | {
      readonly kind: 'open';
      readonly at: number;
      readonly columns: number;
      readonly rows: number;
      /** Another host than the learner's own. */
      readonly host?: string;
      /** No screen shows it: a control of the page types there. */
      readonly unseen?: true;
    }
  | {
      readonly kind: 'resize';
      readonly at: number;
      readonly terminal: number;
      readonly columns: number;
      readonly rows: number;
    }
  /** The person goes away from a terminal; its number is not given again. */
  | { readonly kind: 'close'; readonly at: number; readonly terminal: number }
  | { readonly kind: 'type'; readonly at: number; readonly terminal: number; readonly text: string };

/** A terminal session, as the shell gives it. */
export interface Session {
  type(text: string): void;
  resize(columns: number, rows: number): void;
  /** Hangs up: its shell and its jobs end, as far as they do not ignore that. */
  close(): void;
}

/** A host, and what the scene says about it. */
export interface Resident {
  readonly host: Host;
  readonly user: User;
  readonly services: readonly string[];
  readonly configuration: ConfigurationChanges;
  readonly prepared: readonly string[];
}

/** The part of the shell that a world needs; heavy, so a page without a terminal has none. */
export interface Shell {
  /**
   * @param residents the hosts of one network, the learner's own first
   * @param epoch the civil time of the network's time 0, in milliseconds since 1970
   */
  start(residents: readonly Resident[], epoch: number): RunningShell;
}

export interface RunningShell {
  /** Lets waiting programs go on, after something else happened on the host. */
  run(): void;
  /** Lets time pass, and each program go on at its own time. */
  advance(milliseconds: number): void;
  /** True while a program works without a pause: it goes on in slices of the world's time. */
  busy(): boolean;
  openTerminal(options: {
    /** The learner's own when left out. */
    readonly host?: string | undefined;
    readonly columns: number;
    readonly rows: number;
    readonly onOutput: (text: string) => void;
    readonly onExit: () => void;
  }): Session;
}

export interface World {
  readonly scene: Scene;
  readonly network: Network;
  /** The learner's own. */
  readonly host: Host;
  /** The latest calls of every program, oldest first. */
  readonly calls: TraceEntry[];
  /** The latest programs that were started, oldest first. */
  readonly programs: ExecEntry[];
  readonly shell: RunningShell | undefined;
  readonly sessions: Session[];
  readonly onOutput: (terminal: number, text: string) => void;
  readonly onExit: (terminal: number) => void;
  /** The processes that make the calls by hand, one a user. */
  readonly hands: Map<number, Process>;
}

/** The trace keeps this many calls; a loop in a terminal must not fill the memory. */
export const callsKept = 5000;

export interface WorldOptions {
  readonly scene: Scene;
  readonly seed: number;
  /** The civil time of the world's beginning, in milliseconds since 1970, for logs. */
  readonly epoch: number;
  readonly shell: Shell | undefined;
  /** What the learner's own host runs; the scene's system when left out. */
  readonly system?: SystemName | undefined;
  /** Told what a terminal prints; terminals are numbered in the order in which they are opened. */
  readonly onOutput?: (terminal: number, text: string) => void;
  /** Told that the shell of a terminal ended. */
  readonly onExit?: (terminal: number) => void;
}

export function createWorld(options: WorldOptions): World {
  const { scene, seed, epoch, shell, system, onOutput = () => {}, onExit = () => {} } = options;
  const calls: TraceEntry[] = [];
  const programs: ExecEntry[] = [];
  const network = createNetwork({
    seed,
    onCall: (entry) => {
      calls.push(entry);
      if (calls.length > callsKept) calls.shift();
    },
    onExec: (entry) => {
      programs.push(entry);
      if (programs.length > callsKept) programs.shift();
    },
  });
  const residents = hostsOf(scene).map((one, index): Resident => {
    const own = index === 0 && system !== undefined;
    const host = createHost(network, own ? { ...one.host, system } : one.host);
    const user = userNamed(host, one.user);
    // What the scene starts on its own system is not there on another.
    const foreign = own && system !== (one.host.system ?? 'linux');
    const { services = [], configuration = {}, prepared = [] } = foreign ? {} : one;
    return { host, user, services, configuration, prepared };
  });
  const host = residents[0]?.host;
  if (!host) throw new Error('a scene without a host');
  return {
    scene,
    network,
    host,
    calls,
    programs,
    shell: shell?.start(residents, epoch),
    sessions: [],
    onOutput,
    onExit,
    hands: new Map(),
  };
}

function userNamed(host: Host, name: string): User {
  const user = host.users.find((known) => known.name === name);
  if (!user) throw new Error(`${host.name} has no user "${name}"`);
  return user;
}

/** Lets the time pass to `at`, and waiting programs with it. */
export function passTime(world: World, at: number): void {
  if (at <= world.network.now) return;
  const milliseconds = at - world.network.now;
  if (world.shell) world.shell.advance(milliseconds);
  else advance(world.network, milliseconds);
}

/** @returns what the kernel answered, for a call */
export function apply(world: World, step: WorldStep): CallResult | undefined {
  passTime(world, step.at);
  switch (step.kind) {
    case 'call': {
      const result = systemCall(world.host, handOf(world, step.uid), step.call);
      world.shell?.run();
      return result;
    }
    case 'system':
      // createWorld was told.
      return undefined;
    case 'wait':
      passTime(world, step.at + step.milliseconds);
      return undefined;
    case 'open': {
      const terminal = world.sessions.length;
      const onOutput = (text: string): void => world.onOutput(terminal, text);
      const onExit = (): void => world.onExit(terminal);
      const { columns, rows, host } = step;
      const session = world.shell?.openTerminal({ host, columns, rows, onOutput, onExit });
      if (session) world.sessions.push(session);
      return undefined;
    }
    case 'resize':
      world.sessions[step.terminal]?.resize(step.columns, step.rows);
      return undefined;
    case 'close':
      world.sessions[step.terminal]?.close();
      return undefined;
    case 'type':
      world.sessions[step.terminal]?.type(step.text);
      return undefined;
  }
}

/** The process through which a user makes calls by hand; the bind lab shows its descriptors. */
export function handOf(world: World, uid: number): Process {
  const there = world.hands.get(uid);
  if (there) return there;
  const process = createProcess(world.host, { uid, argv: ['bind-lab'] });
  world.hands.set(uid, process);
  return process;
}

/** Where going back stops: after a call, a wait, or a key that makes a shell act (Enter, Ctrl-C, Ctrl-D, Ctrl-Z). */
const actingKeys = ['\r', '\n', '\u0003', '\u0004', '\u001a'];

function endsAMove(step: WorldStep): boolean {
  if (step.kind === 'type') return actingKeys.some((key) => step.text.includes(key));
  return step.kind === 'wait' || (step.kind === 'call' && !step.goesOn);
}

/**
 * Cuts off the last move: the last step that did something, and what was typed towards it. Terminals stay open.
 *
 * @returns undefined when there is nothing to take back
 */
export function withoutLastMove(
  steps: readonly WorldStep[],
): { readonly kept: readonly WorldStep[]; readonly removed: readonly WorldStep[] } | undefined {
  const last = steps.findLastIndex(endsAMove);
  if (last < 0) return undefined;
  const before = steps.slice(0, last).findLastIndex(endsAMove);
  const tail = steps.slice(before + 1);
  return {
    kept: [...steps.slice(0, before + 1), ...tail.filter(staysOpen)],
    removed: tail.filter((step) => !staysOpen(step)),
  };
}

/** What is about the host and its terminals, and not about what is done there. */
export function staysOpen(step: WorldStep): boolean {
  return step.kind === 'system' || step.kind === 'open' || step.kind === 'resize' || step.kind === 'close';
}

export interface OpenedTerminal {
  readonly number: number;
  /** Undefined on the learner's own host. */
  readonly host: string | undefined;
  readonly unseen: boolean;
}

/** The terminals that are open after these steps. */
export function openedBy(steps: readonly WorldStep[]): readonly OpenedTerminal[] {
  const closed = new Set(steps.flatMap((step) => (step.kind === 'close' ? [step.terminal] : [])));
  return steps
    .flatMap((step) => (step.kind === 'open' ? [step] : []))
    .map(({ host, unseen }, number) => ({ number, host, unseen: unseen === true }))
    .filter(({ number }) => !closed.has(number));
}

/** The numbers of the terminals that are open after these steps. */
export function openTerminals(steps: readonly WorldStep[]): readonly number[] {
  return openedBy(steps).map(({ number }) => number);
}

/** The steps of a link on a page that has terminals: one that is open here and not there stays open. */
export function withOwnTerminals(
  link: readonly WorldStep[],
  here: readonly WorldStep[],
): readonly WorldStep[] {
  const opens = link.filter(({ kind }) => kind === 'open').length;
  const at = link.at(-1)?.at ?? 0;
  const own = here.filter(({ kind }) => kind === 'open').slice(opens);
  const closed = here.filter((step) => step.kind === 'close' && step.terminal >= opens);
  return [...link, ...[...own, ...closed].map((step) => ({ ...step, at }))];
}

/** The system that a list of steps begins with. */
export function systemOf(steps: readonly WorldStep[]): SystemName | undefined {
  const [first] = steps;
  return first?.kind === 'system' ? first.system : undefined;
}

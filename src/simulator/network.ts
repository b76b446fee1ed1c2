/** The network of a page: its hosts, its virtual time, and the packets on their way. */
import type { Delivery } from './carrier.ts';
import { arrive } from './carry.ts';
import type { Host } from './host.ts';
import type { Link } from './link.ts';
import { liveCarrier } from './live-carrier.ts';
import type { Hop } from './packet-path.ts';
import { createRandom, type Random } from './random.ts';
import type { TraceEntry } from './system-call.ts';
import { createTimers, type Timers } from './timers.ts';

export interface Network {
  /** Milliseconds since the network began. Nothing but `advance` moves it. */
  now: number;
  readonly random: Random;
  readonly timers: Timers;
  readonly hosts: Host[];
  readonly links: Link[];
  readonly inFlight: Delivery[];
  /** Counts what has happened, so that a waiting program knows that it is worth asking again. */
  activity: number;
  /** Told of every system call after it was answered. */
  onCall: ((entry: TraceEntry) => void) | undefined;
  /** Who else is told, for as long as they like: each strace that runs. */
  readonly tracers: Set<(entry: TraceEntry) => void>;
  /** Told of every program that a process becomes, execve(2): its command line as `ps` shows it. */
  readonly onExec: ((entry: ExecEntry) => void) | undefined;
  /** Told of everything that happens to a packet on its way, where somebody watches. */
  onHop: ((hop: Hop) => void) | undefined;
}

export interface ExecEntry {
  readonly host: string;
  readonly pid: number;
  readonly uid: number;
  readonly argv: readonly string[];
}

export interface NetworkOptions {
  readonly seed: number;
  readonly onCall?: (entry: TraceEntry) => void;
  readonly onExec?: (entry: ExecEntry) => void;
}

export function createNetwork({ seed, onCall, onExec }: NetworkOptions): Network {
  return {
    now: 0,
    random: createRandom(seed),
    timers: createTimers(),
    hosts: [],
    links: [],
    inFlight: [],
    activity: 0,
    onCall,
    onExec,
    tracers: new Set(),
    onHop: undefined,
  };
}

/** Delivers what is on its way, and what that brings forth, until nothing moves. */
export function settle(network: Network): void {
  for (let next = network.inFlight.shift(); next; next = network.inFlight.shift()) {
    network.activity += 1;
    arrive(liveCarrier, next);
  }
}

/** Lets `milliseconds` pass; timers run in order, each at its own time. */
export function advance(network: Network, milliseconds: number): void {
  const until = network.now + milliseconds;
  for (let due = network.timers.takeDue(until); due; due = network.timers.takeDue(until)) {
    network.now = due.at;
    network.activity += 1;
    due.run();
    settle(network);
  }
  network.now = until;
}

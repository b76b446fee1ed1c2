/** dockerd(8) of a host: its bridge, and the containers that it knows. */
import { attachInterface } from '../../../simulator/attach-interface.ts';
import { createLink, type Link } from '../../../simulator/link.ts';
import { createRandom, type Random } from '../../../simulator/random.ts';
import type { Machine } from '../../machine.ts';
import { ask, blocked, type Program } from '../../program.ts';
import { hasEnded, type Surroundings, type Task } from '../../task.ts';
import { type DockerRule, writeFirstRules } from './docker-rules.ts';
import type { Image } from './images.ts';
import type { PublishedPort } from './published-port.ts';

export interface Engine {
  /** Of the host. */
  readonly around: Surroundings;
  readonly daemon: Task;
  /** What docker0 and the containers are on. */
  readonly bridge: Link;
  /** Of names and ids only: the network's own chance stays as it is. */
  readonly random: Random;
  /** In the order in which they were made. */
  readonly containers: Container[];
}

export interface Container {
  /** 64 hexadecimal digits. */
  readonly id: string;
  readonly name: string;
  /** As it was asked for. */
  readonly imageName: string;
  readonly image: Image;
  /** What runs instead of the image's own program. */
  readonly command: readonly string[];
  readonly asked: readonly PublishedPort[];
  readonly network: 'bridge' | 'host';
  readonly environment: ReadonlyMap<string, string>;
  /** `address TAB name` for /etc/hosts. */
  readonly extraHosts: readonly string[];
  /** Goes away by itself when it has ended. */
  readonly temporary: boolean;
  /** Milliseconds of the network. */
  readonly created: number;
  /** What its main program has written. */
  log: string;
  state: 'created' | 'running' | 'exited';
  exitCode: number;
  /** When it last started or ended. */
  changed: number;
  running: Running | undefined;
}

/** What a container has while it runs. */
export interface Running {
  /** Where its programs run: with the network `host` the host itself. */
  readonly around: Surroundings;
  /** Undefined with the network `host`. */
  readonly machine: Machine | undefined;
  readonly main: Task;
  readonly address: string;
  /** With their ports: none is 0. */
  readonly published: readonly PublishedPort[];
  readonly proxies: readonly Task[];
  readonly rules: readonly DockerRule[];
}

export const gateway = '172.17.0.1';

const engines = new WeakMap<Surroundings, Engine>();

/**
 * The daemon of a host. It starts when it is first asked, as systemd's docker.socket has it; undefined when somebody has ended
 * it.
 */
export function engineOf(around: Surroundings): Engine | undefined {
  const known = engines.get(around);
  if (known) return hasEnded(known.daemon) ? undefined : known;
  const { host, scheduler } = around;
  const daemon = scheduler.spawn({
    around,
    uid: 0,
    argv: ['/usr/bin/dockerd', '-H', 'fd://', '--containerd=/run/containerd/containerd.sock'],
    program: waitForever(),
    cwd: '/',
    environment: new Map(),
    streams: new Map(),
  });
  if (!daemon) return undefined;
  const bridge = createLink(host.network, 'docker0');
  attachInterface(host, 'docker0', bridge, `${gateway}/16`);
  writeFirstRules(host);
  const engine: Engine = {
    around,
    daemon,
    bridge,
    random: createRandom(host.network.random.below(2 ** 31)),
    containers: [],
  };
  engines.set(around, engine);
  return engine;
}

function* waitForever(): Program {
  return yield* ask<number>('epoll_wait', () => blocked);
}

/** The containers of a host that run, for whoever shows them: a page's world, a drawing. */
export function runningContainers(around: Surroundings): readonly Container[] {
  return (engines.get(around)?.containers ?? []).filter(({ state }) => state === 'running');
}

/** By name, or by the beginning of an id. */
export function findContainer(engine: Engine, wanted: string): Container | undefined {
  const name = wanted.replace(/^\//, '');
  return (
    engine.containers.find((one) => one.name === name) ??
    engine.containers.find(({ id }) => wanted !== '' && id.startsWith(wanted))
  );
}

export function newId(random: Random): string {
  return Array.from({ length: 64 }, () => random.below(16).toString(16)).join('');
}

/** Docker names a container that nobody named: an adjective and somebody who should be remembered. */
const adjectives = 'brave calm clever eager gentle happy keen kind quiet sharp'.split(' ');
const surnames = 'babbage bell curie darwin hopper lamarr lovelace noether shannon turing'.split(' ');

export function newName({ random, containers }: Engine): string {
  for (;;) {
    const name = `${adjectives[random.below(10)]}_${surnames[random.below(10)]}`;
    if (!containers.some((known) => known.name === name)) return name;
    if (containers.length >= 90) return newId(random).slice(0, 12);
  }
}

/** Which services a host has, which run, and how they start and stop: the work of systemd(1). */
import { ask, blocked, Interrupt, type Program } from '../../program.ts';
import { onSignal, self } from '../../syscalls.ts';
import { hasEnded, type Surroundings, type Task } from '../../task.ts';
import type { ConfigurationChanges } from '../../tools.ts';
import { placeFile } from '../furnish.ts';
import type { Configuration, Service, ServiceProcess, Services } from './service.ts';

export interface Unit {
  readonly service: Service;
  /** Its main process, while it runs or after it failed. */
  task: Task | undefined;
  /** The network's time of the last change. */
  since: number;
}

/** The units of each host, by its set of programs. */
const unitsOf = new WeakMap<Surroundings, Map<string, Unit>>();

/**
 * Starts the services that a scene names.
 *
 * @param all every service that there is
 * @throws for a name that is none, or a change of a line that is not there
 */
export function startServices(
  around: Surroundings,
  all: Services,
  names: readonly string[],
  changes: ConfigurationChanges = {},
): void {
  const units = new Map<string, Unit>();
  unitsOf.set(around, units);
  for (const name of names) {
    const service = all.get(name);
    if (!service) throw new Error(`there is no service "${name}"; there is ${[...all.keys()].join(', ')}`);
    const unit: Unit = { service, task: undefined, since: 0 };
    units.set(name, unit);
    if (service.configuration) placeConfiguration(around, service.configuration, changes);
    startUnit(around, unit);
  }
}

function placeConfiguration(
  { files, epoch }: Surroundings,
  { path, text, owner, modes }: Configuration,
  changes: ConfigurationChanges,
): void {
  let changed = text;
  for (const [from, to] of changes[path] ?? []) {
    if (!changed.includes(from)) throw new Error(`${path} has no "${from}" to change`);
    changed = changed.replace(from, to);
  }
  placeFile(files.root, path, owner, epoch, changed, modes);
}

export function findUnit(around: Surroundings, name: string): Unit | undefined {
  return unitsOf.get(around)?.get(name);
}

export function unitNames(around: Surroundings): readonly string[] {
  return [...(unitsOf.get(around)?.keys() ?? [])].sort();
}

/** It started and ended by itself, with an error. */
export function hasFailed({ task }: Unit): boolean {
  return task?.status?.kind === 'exited' && task.status.code !== 0;
}

export function isActive({ task }: Unit): boolean {
  return task !== undefined && !hasEnded(task);
}

export function startUnit(around: Surroundings, unit: Unit): void {
  if (isActive(unit)) return;
  const { service } = unit;
  makeRuntimeFolder(around, service);
  unit.since = around.host.network.now;
  unit.task = spawn(around, service.main, undefined, mainProcess(service));
}

function makeRuntimeFolder({ files, epoch }: Surroundings, { runtimeFolder, main }: Service): void {
  const run = files.find('/', '/run', 0);
  if (!runtimeFolder || !run.ok || run.value.kind !== 'directory') return;
  const { name, mode } = runtimeFolder;
  if (run.value.entries.has(name)) return;
  run.value.entries.set(name, {
    kind: 'directory',
    owner: main.user.name,
    ownerUid: main.user.uid,
    mode,
    modified: epoch,
    entries: new Map(),
  });
}

function spawn(
  around: Surroundings,
  { user, title }: ServiceProcess,
  parent: Task | undefined,
  program: Program,
): Task | undefined {
  return around.scheduler.spawn({
    around,
    uid: user.uid,
    argv: [title],
    program,
    parent,
    // A worker belongs to the session of its master.
    group: parent?.group,
    cwd: '/',
    environment: new Map(),
    streams: new Map(),
  });
}

/** Asked to end, it ends what it has started first. */
export function* mainProcess(service: Service): Program {
  for (const signal of ['SIGTERM', 'SIGQUIT', 'SIGINT'] as const) yield* onSignal(signal, 'catch');
  const task = yield* self();
  const { around } = task;
  const children: Task[] = [];
  function ready(): void {
    for (const child of service.children) {
      const started = spawn(around, child, task, pause());
      if (started) children.push(started);
    }
  }
  try {
    return yield* service.run(ready);
  } catch (error) {
    if (!(error instanceof Interrupt)) throw error;
    for (const child of children) around.scheduler.signal(child, 'SIGKILL');
    return 0;
  }
}

/** A child is there to be seen: the main process serves. */
function* pause(): Program {
  return yield* ask<number>('pause', () => blocked);
}

export function stopUnit(around: Surroundings, unit: Unit): void {
  if (unit.task && isActive(unit)) around.scheduler.signal(unit.task, 'SIGTERM');
  unit.since = around.host.network.now;
}

/**
 * From a name to a running process: execvp(3)'s search, execve(2) in this process, and fork with exec for a
 * program that starts another one (sudo, env, xargs, timeout, strace).
 */
import type { Errno } from '../simulator/errno.ts';
import type { ProgramFile } from './command.ts';
import { mayAccess, readContent } from './file-system.ts';
import type { Program } from './program.ts';
import type { Stream } from './stream.ts';
import { self } from './syscalls.ts';
import type { Task, WaitStatus } from './task.ts';
import { waitHere } from './wait-for-job.ts';

export interface Executable {
  readonly ok: true;
  readonly path: string;
  readonly program: ProgramFile;
  /** What the program gets: for a script, its interpreter and the script's path come first. */
  readonly argv: readonly string[];
}

export interface Failure {
  readonly ok: false;
  readonly errno: Errno;
  /** The file that was found and is no program: `/home/dev/notes.txt`. */
  readonly path?: string | undefined;
}

export interface ExecOptions {
  /** Another user than the caller's: the caller answers for the right to do so. */
  readonly uid?: number;
  /** The whole environment; the caller's own when left out. */
  readonly environment?: ReadonlyMap<string, string>;
  readonly cwd?: string;
  /** Descriptors; the caller's own when left out. */
  readonly streams?: ReadonlyMap<number, Stream>;
  /** What the program is called with in place of its name: `-bash`, of which it sees that somebody logs in. */
  readonly calledAs?: string | undefined;
  /** The process group; the caller's own when left out, so that Ctrl-C reaches both. 'new' leads one of its own. */
  readonly group?: number | 'new';
}

/** Where PATH leads when it is not set. */
const standardPath = '/usr/local/bin:/usr/bin:/bin';
/** How many scripts may be the interpreter of one another. */
const interpreterDepth = 4;

/**
 * The paths that execvp(3) tries for a name, in order.
 *
 * @param path the value of PATH; '' means that there is none
 */
export function searchPath(name: string, path: string | undefined): readonly string[] {
  if (name.includes('/')) return [name];
  if (name === '') return [];
  return (path ?? standardPath).split(':').map((folder) => `${folder === '' ? '.' : folder}/${name}`);
}

/** @returns ENOENT: no such command · EACCES: found, but it may not be run */
export function findExecutable(
  task: Task,
  argv: readonly string[],
  options: ExecOptions = {},
): Executable | Failure {
  const environment = options.environment ?? task.environment;
  let failure: Failure = { ok: false, errno: 'ENOENT' };
  for (const path of searchPath(argv[0] ?? '', environment.get('PATH'))) {
    const found = executableAt(task, path, argv, options, interpreterDepth);
    if (found.ok) return found;
    if (found.errno !== 'ENOENT' && found.errno !== 'ENOTDIR') failure = found;
  }
  return failure;
}

/** execve(2)'s own reading of one file: a program that is built in here, or a script with `#!`. */
export function executableAt(
  task: Task,
  path: string,
  argv: readonly string[],
  options: ExecOptions = {},
  depth = interpreterDepth,
): Executable | Failure {
  const uid = options.uid ?? task.process.uid;
  const { files } = task.around;
  const found = files.find(options.cwd ?? task.cwd, path, uid);
  if (!found.ok) return found;
  const node = found.value;
  if (node.kind !== 'file' || !mayAccess(node, uid, 1)) return { ok: false, errno: 'EACCES', path };
  if (node.program) return { ok: true, path, program: node.program, argv };
  if (!mayAccess(node, uid, 4)) return { ok: false, errno: 'EACCES', path };
  const match = /^#![ \t]*([^ \t\n]+)[ \t]*([^\n]*?)[ \t]*(?:\n|$)/.exec(readContent(node));
  // Without a first line that names one, execvp(3) has sh run it.
  const [, interpreter = '/bin/sh', argument = ''] = match ?? [];
  if (depth === 0) return { ok: false, errno: 'ENOENT', path };
  const rest = [...(argument === '' ? [] : [argument]), path, ...argv.slice(1)];
  const next = executableAt(task, interpreter, [interpreter, ...rest], options, depth - 1);
  return next.ok ? next : { ...next, path };
}

function tellExec({ around: { host }, process: { pid, uid, argv } }: Task): void {
  host.network.onExec?.({ host: host.name, pid, uid, argv });
}

/** execve(2): this process becomes the program, and its status is the program's. Where it fails, nothing happened. */
export function* execve(
  argv: readonly string[],
  environment?: ReadonlyMap<string, string>,
): Program<{ readonly ok: true; readonly status: number } | Failure> {
  const task = yield* self();
  const found = findExecutable(task, argv, environment ? { environment } : {});
  if (!found.ok) return found;
  return { ok: true, status: yield* becomeExecutable(task, found, environment ?? task.environment) };
}

export function* becomeExecutable(
  task: Task,
  { program, argv }: Executable,
  environment: ReadonlyMap<string, string>,
): Program {
  task.process.argv = argv;
  tellExec(task);
  task.environment = environment;
  for (const [signal, disposition] of [...task.dispositions]) {
    if (disposition === 'catch') task.dispositions.delete(signal);
  }
  return yield* program.run(argv);
}

/**
 * fork(2) and execve(2): runs a command line as a process, as another user and with another environment if asked.
 *
 * @param argv the name, searched along the PATH of the new environment, then the arguments
 * @returns ENOENT or EACCES: no such program · EAGAIN: the host has as many processes as it may have
 */
export function* startProgram(
  argv: readonly string[],
  options: ExecOptions = {},
): Program<{ readonly ok: true; readonly task: Task } | Failure> {
  const task = yield* self();
  const found = findExecutable(task, argv, options);
  if (!found.ok) return found;
  const { group = task.group, calledAs } = options;
  const called = calledAs === undefined ? found.argv : [calledAs, ...found.argv.slice(1)];
  const started = task.around.scheduler.spawn({
    around: task.around,
    uid: options.uid ?? task.process.uid,
    argv: called,
    program: found.program.run(called),
    parent: task,
    group: group === 'new' ? undefined : group,
    tty: task.tty,
    cwd: options.cwd ?? task.cwd,
    environment: options.environment ?? task.environment,
    streams: options.streams ?? task.streams,
  });
  if (!started) return { ok: false, errno: 'EAGAIN' };
  tellExec(started);
  // signal(7): what is ignored stays so in the new program, which is how nohup works.
  for (const [signal, disposition] of task.dispositions) {
    if (disposition === 'ignore') started.dispositions.set(signal, disposition);
  }
  return { ok: true, task: started };
}

/** startProgram, and the wait until it has ended. `exitStatus` of jobs.ts turns the answer into `$?`. */
export function* runProgram(
  argv: readonly string[],
  options: ExecOptions = {},
): Program<{ readonly ok: true; readonly status: WaitStatus } | Failure> {
  const started = yield* startProgram(argv, options);
  return started.ok ? { ok: true, status: yield* waitHere([started.task]) } : started;
}

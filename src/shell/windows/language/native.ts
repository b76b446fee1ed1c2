/** Programs in a pipeline: found along the path with `.exe` after their name, given their arguments as words. */

import { startProgram } from '../../exec.ts';
import { exitStatus, jobState } from '../../jobs.ts';
import { ask, blocked, Interrupt, type Program } from '../../program.ts';
import { nullStream, type Stream, sinkStream, textStream } from '../../stream.ts';
import { complain, self } from '../../syscalls.ts';
import type { Task } from '../../task.ts';
import { fromWindowsPath } from '../windows-path.ts';
import { errorText, PsError } from './errors.ts';
import { formatValues } from './format.ts';
import { openRedirected } from './redirect.ts';
import type { Run } from './run.ts';
import { hasColours } from './run.ts';
import type { Redirection } from './tree.ts';
import type { Value } from './values.ts';

/** What is kept of an endless output. */
const outputLimit = 1_000_000;

/** The path of a program: `netstat`, `netstat.exe` or a whole path; undefined when there is none. */
export function* findProgram(name: string): Program<string | undefined> {
  const task = yield* self();
  const isPath = /[\\/]/.test(name);
  const folders = isPath
    ? ['']
    : (task.environment.get('PATH') ?? '').split(':').map((folder) => `${folder}/`);
  const plain = isPath ? fromWindowsPath(name) : name;
  for (const folder of folders) {
    for (const ending of ['', '.exe']) {
      const path = `${folder}${isPath ? plain : plain.toLowerCase()}${ending}`;
      const found = task.around.files.find(task.cwd, path, task.process.uid);
      if (found.ok && found.value.kind === 'file' && found.value.program) return path;
    }
  }
  return undefined;
}

export interface NativeCall {
  readonly path: string;
  readonly name: string;
  readonly words: readonly string[];
  readonly input: readonly Value[] | undefined;
  readonly shown: boolean;
  readonly redirections: readonly Redirection[];
}

/** @returns the lines that it printed, unless they are shown */
export function* runNative(run: Run, call: NativeCall): Program<readonly Value[]> {
  const task = yield* self();
  let output = '';
  const sink = sinkStream('pipe:', (text) => {
    if (output.length < outputLimit) output += text;
  });
  const streams = new Map<number, Stream>(task.streams);
  if (!call.shown) streams.set(1, sink);
  if (call.input) streams.set(0, textStream('pipe:', formatValues(call.input, 120, false)));
  for (const { stream, to, appends } of call.redirections) {
    if (stream !== 2) continue;
    streams.set(
      2,
      to === 'output' ? (streams.get(1) ?? nullStream) : yield* openRedirected(run, to, appends),
    );
  }
  const started = yield* startProgram([call.path, ...call.words], {
    streams,
    group: 'new',
    calledAs: call.name.replace(/\.exe$/i, ''),
  });
  if (!started.ok) throw new PsError(`Program '${call.name}' failed to run.`);
  const code = yield* waitInFront(task, started.task);
  run.state.lastExitCode = code;
  run.state.ok = code === 0;
  if (call.shown || output === '') return [];
  return output.replace(/\r?\n$/, '').split(/\r?\n/);
}

/** Gives the program the terminal and waits for its end. Ctrl-C ends the whole line. */
export function* waitInFront(task: Task, started: Task): Program<number> {
  const { tty } = task;
  if (tty && tty.foreground === task.group) tty.foreground = started.group;
  try {
    const status = yield* ask('wait', () => {
      const state = jobState([started]);
      return state.kind === 'done' ? state.status : blocked;
    });
    started.around.scheduler.reap(started);
    if (status.kind === 'signaled' && status.signal === 'SIGINT') {
      yield* complain('\n');
      throw new Interrupt('SIGINT');
    }
    return exitStatus(status);
  } finally {
    if (tty && tty.foreground === started.group) tty.foreground = task.group;
  }
}

/** For whoever starts a program by hand. */
export function* refuseProgram(name: string): Program<void> {
  yield* complain(errorText(name, `Program '${name}' failed to run.`, yield* hasColours()));
}

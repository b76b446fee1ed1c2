/** Redirections (bash(1), REDIRECTION), carried out on a process's descriptors. */

import type { Redirection, Word } from 'unbash';
import { strerror } from '../../simulator/errno.ts';
import { dropDescriptor } from '../../simulator/process.ts';
import type { OpenFlags } from '../file-system.ts';
import type { Program } from '../program.ts';
import { type Stream, textStream } from '../stream.ts';
import { complain, openStream, self } from '../syscalls.ts';
import type { Task } from '../task.ts';
import { assignVariable, readVariable } from './assign.ts';
import { openNetworkPath } from './dev-tcp.ts';
import { expandDocument, expandText, expandWords } from './expand.ts';
import { type Run, shellMessage } from './run.ts';

/** Redirections that were carried out: for one builtin, or for good. */
export interface Redirected {
  undo(): void;
  keep(): void;
}

const nothing: Redirected = { undo() {}, keep() {} };

/** The highest number of a descriptor here, as `ulimit -n` says. */
export const descriptorLimit = 1024;

/** Carries them out in order. Undefined when one failed: the message is out and nothing is changed. */
export function* redirect(run: Run, redirections: readonly Redirection[]): Program<Redirected | undefined> {
  const { shell } = run;
  if (redirections.length === 0 && shell.openPipes.length === 0) return nothing;
  const task = yield* self();
  const mayUndo = new Map(task.streams);
  // The descriptors of `<(…)` live as long as the command that they were made for.
  for (const fd of shell.openPipes.splice(0)) mayUndo.delete(fd);
  for (const stream of mayUndo.values()) stream.retain();
  const keep = (): void => {
    for (const stream of mayUndo.values()) stream.release();
  };
  const undo = (): void => {
    for (const [fd, stream] of task.streams) {
      stream.release();
      if (!mayUndo.has(fd)) dropDescriptor(task.process, fd);
    }
    task.streams.clear();
    for (const [fd, stream] of mayUndo) task.streams.set(fd, stream);
  };
  for (const redirection of redirections) {
    let error: string | undefined;
    try {
      error = yield* one(run, task, redirection);
    } catch (thrown) {
      undo();
      throw thrown;
    }
    if (error === undefined) continue;
    undo();
    yield* shellMessage(run.shell, error);
    return undefined;
  }
  return { undo, keep };
}

/** Gives an error text, or undefined when it worked. */
function* one(run: Run, task: Task, redirection: Redirection): Program<string | undefined> {
  const { descriptor } = redirection;
  const { shell } = run;
  let place: number | undefined;
  if (descriptor?.type === 'FileDescriptor') place = descriptor.value;
  if (descriptor?.type === 'FileDescriptorVariable') {
    if (redirection.type === 'Redirect' && redirection.target?.text === '-') {
      const held = Number(readVariable(shell, descriptor.name) ?? Number.NaN);
      if (!Number.isInteger(held)) return `${descriptor.name}: Bad file descriptor`;
      place = held;
    } else {
      place = 10;
      while (task.streams.has(place)) place += 1;
      assignVariable(shell, descriptor.name, undefined, String(place));
    }
  }
  if (place !== undefined && place >= descriptorLimit) return `${place}: Bad file descriptor`;
  if (redirection.type === 'HereDoc') {
    const { body } = redirection;
    // `<<-` takes away the tabs that lines begin with, before anything is expanded.
    const plain = redirection.operator === '<<-' ? body.text.replace(/^\t+/gm, '') : body.text;
    const text = redirection.delimiter?.quoted
      ? plain
      : yield* expandDocument(run, plain, plain === body.text ? body.parts : undefined);
    replace(task, place ?? 0, textStream('pipe:', text));
    return undefined;
  }
  if (!redirection.target) return 'ambiguous redirect';
  if (redirection.type === 'HereString') {
    replace(task, place ?? 0, textStream('pipe:', `${yield* expandText(run, redirection.target)}\n`));
    return undefined;
  }
  const target = yield* targetOf(run, redirection.target);
  if (target === undefined) return `${redirection.target.text}: ambiguous redirect`;
  const { operator } = redirection;
  if (operator === '>&' || operator === '<&') return copyOnto(run, task, target, operator, place);
  // Only bash makes a connection of such a name.
  const network = shell.wording ? undefined : yield* openNetworkPath(target);
  if (network) {
    if (!network.ok) {
      if (network.call !== undefined)
        yield* complain(`${shell.source}: ${network.call}: ${network.reason}\n`);
      return `${target}: ${network.reason}`;
    }
    replace(task, place ?? (operator.startsWith('<') ? 0 : 1), network.stream);
    return undefined;
  }
  switch (operator) {
    case '<':
      return openOnto(run, task, target, 'read', [place ?? 0]);
    case '>':
      if (shell.options.has('noclobber') && isRegularFile(task, target)) {
        return `${target}: cannot overwrite existing file`;
      }
      return openOnto(run, task, target, 'write', [place ?? 1]);
    case '>|':
      return openOnto(run, task, target, 'write', [place ?? 1]);
    case '>>':
      return openOnto(run, task, target, 'append', [place ?? 1]);
    case '&>':
      return openOnto(run, task, target, 'write', [1, 2]);
    case '&>>':
      return openOnto(run, task, target, 'append', [1, 2]);
    case '<>':
      return openBoth(task, target, place ?? 0);
  }
}

function isRegularFile(task: Task, path: string): boolean {
  const found = task.around.files.find(task.cwd, path, task.process.uid);
  return found.ok && found.value.kind === 'file';
}

/** One file name; undefined when the word became none or several. */
function* targetOf(run: Run, word: Word): Program<string | undefined> {
  const [name, extra] = yield* expandWords(run, [word]);
  return extra === undefined ? name : undefined;
}

function openOnto(
  run: Run,
  task: Task,
  path: string,
  flags: OpenFlags,
  fds: readonly number[],
): string | undefined {
  const isNew = flags !== 'read' && !task.around.files.find(task.cwd, path, 0).ok;
  const opened = openStream(task, path, flags);
  if (!opened.ok) {
    return run.shell.wording?.refused(path, opened.errno) ?? `${path}: ${strerror(opened.errno)}`;
  }
  if (isNew) {
    const made = task.around.files.find(task.cwd, path, 0);
    if (made.ok) made.value.mode = 0o666 & ~run.shell.fileModeMask;
  }
  fds.forEach((fd, index) => {
    if (index > 0) opened.value.retain();
    replace(task, fd, opened.value);
  });
  return undefined;
}

/** `<>`: reads from the start, and writes at the end. */
function openBoth(task: Task, path: string, fd: number): string | undefined {
  const writer = openStream(task, path, 'append');
  if (!writer.ok) return `${path}: ${strerror(writer.errno)}`;
  const reader = openStream(task, path, 'read');
  if (!reader.ok) return `${path}: ${strerror(reader.errno)}`;
  const both: Stream = {
    ...reader.value,
    write: (writing, text) => writer.value.write(writing, text),
    release() {
      reader.value.release();
      writer.value.release();
    },
  };
  replace(task, fd, writer.value.terminal ? writer.value : both);
  return undefined;
}

/** `2>&1`, `2>&-`, `3>&1-`, and `>&file`, which is `&>file`. */
function copyOnto(
  run: Run,
  task: Task,
  target: string,
  operator: '>&' | '<&',
  fd: number | undefined,
): string | undefined {
  const place = fd ?? (operator === '>&' ? 1 : 0);
  if (target === '-') {
    task.streams.get(place)?.release();
    task.streams.delete(place);
    if (place > 2) dropDescriptor(task.process, place);
    return undefined;
  }
  const number = /^(\d+)(-?)$/.exec(target);
  if (!number) {
    if (operator === '<&' || fd !== undefined) return `${target}: ambiguous redirect`;
    return openOnto(run, task, target, 'write', [1, 2]);
  }
  const from = Number(number[1]);
  const source = task.streams.get(from);
  if (!source) return `${from}: Bad file descriptor`;
  if (from === place) return undefined;
  source.retain();
  replace(task, place, source);
  if (number[2] === '-') {
    source.release();
    task.streams.delete(from);
  }
  return undefined;
}

function replace(task: Task, fd: number, stream: Stream): void {
  task.streams.get(fd)?.release();
  task.streams.set(fd, stream);
  task.process.files.set(fd, { kind: 'file', path: stream.path });
}

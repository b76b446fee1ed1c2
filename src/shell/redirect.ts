/** Redirections (bash(1), REDIRECTION), carried out on a process's descriptors. */

import type { Redirection } from 'unbash';
import { strerror } from '../simulator/errno.ts';
import { dropDescriptor } from '../simulator/process.ts';
import { expandParts, expandText, type Substitute } from './expand.ts';
import type { OpenFlags } from './file-system.ts';
import type { Program } from './program.ts';
import { NotSupported, type Shell } from './shell.ts';
import { type Stream, textStream } from './stream.ts';
import { complain, openStream, self } from './syscalls.ts';
import type { Task } from './task.ts';

/** Redirections that were carried out: for one builtin, or for good. */
export interface Redirected {
  undo(): void;
  keep(): void;
}

/** Carries them out in order. Undefined when one failed: the message is out and nothing is changed. */
export function* redirect(
  shell: Shell,
  redirections: readonly Redirection[],
  substitute: Substitute,
): Program<Redirected | undefined> {
  const task = yield* self();
  const before = new Map(task.streams);
  for (const stream of before.values()) stream.retain();
  const keep = (): void => {
    for (const stream of before.values()) stream.release();
  };
  const undo = (): void => {
    for (const [fd, stream] of task.streams) {
      stream.release();
      if (!before.has(fd)) dropDescriptor(task.process, fd);
    }
    task.streams.clear();
    for (const [fd, stream] of before) task.streams.set(fd, stream);
  };
  for (const redirection of redirections) {
    let error: string | undefined;
    try {
      error = yield* one(shell, task, redirection, substitute);
    } catch (thrown) {
      undo();
      throw thrown;
    }
    if (error === undefined) continue;
    undo();
    yield* complain(`bash: ${error}\n`);
    return undefined;
  }
  return { undo, keep };
}

/** Gives an error text, or undefined when it worked. */
function* one(
  shell: Shell,
  task: Task,
  redirection: Redirection,
  substitute: Substitute,
): Program<string | undefined> {
  const { descriptor } = redirection;
  if (descriptor?.type === 'FileDescriptorVariable') throw new NotSupported(`{${descriptor.name}}`);
  if (redirection.type === 'HereDoc') {
    const { body } = redirection;
    const text = body.parts ? yield* expandParts(shell, body.parts, substitute) : body.text;
    replace(task, descriptor?.value ?? 0, textStream('pipe:', text));
    return undefined;
  }
  if (!redirection.target) return 'ambiguous redirect';
  const target = yield* expandText(shell, redirection.target, substitute);
  if (redirection.type === 'HereString') {
    replace(task, descriptor?.value ?? 0, textStream('pipe:', `${target}\n`));
    return undefined;
  }
  switch (redirection.operator) {
    case '<':
      return openOnto(task, target, 'read', [descriptor?.value ?? 0]);
    case '>':
    case '>|':
      return openOnto(task, target, 'write', [descriptor?.value ?? 1]);
    case '>>':
      return openOnto(task, target, 'append', [descriptor?.value ?? 1]);
    case '&>':
      return openOnto(task, target, 'write', [1, 2]);
    case '&>>':
      return openOnto(task, target, 'append', [1, 2]);
    case '>&':
    case '<&':
      return copyOnto(task, target, redirection.operator, descriptor?.value);
    case '<>':
      throw new NotSupported('<>');
  }
}

function openOnto(task: Task, path: string, flags: OpenFlags, fds: readonly number[]): string | undefined {
  const opened = openStream(task, path, flags);
  if (!opened.ok) return `${path}: ${strerror(opened.errno)}`;
  fds.forEach((fd, index) => {
    if (index > 0) opened.value.retain();
    replace(task, fd, opened.value);
  });
  return undefined;
}

/** `2>&1`, `2>&-`, and `>&file`, which is `&>file`. */
function copyOnto(task: Task, target: string, operator: string, fd: number | undefined): string | undefined {
  if (target === '-') {
    const closed = fd ?? (operator === '>&' ? 1 : 0);
    task.streams.get(closed)?.release();
    task.streams.delete(closed);
    return undefined;
  }
  if (!/^\d+$/.test(target)) {
    if (operator === '<&' || fd !== undefined) return `${target}: ambiguous redirect`;
    return openOnto(task, target, 'write', [1, 2]);
  }
  const source = task.streams.get(Number(target));
  if (!source) return `${target}: Bad file descriptor`;
  source.retain();
  replace(task, fd ?? (operator === '>&' ? 1 : 0), source);
  return undefined;
}

function replace(task: Task, fd: number, stream: Stream): void {
  task.streams.get(fd)?.release();
  task.streams.set(fd, stream);
  if (!task.process.files.has(fd)) task.process.files.set(fd, { kind: 'file', path: stream.path });
}

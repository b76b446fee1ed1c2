import { type Errno, strerror } from '../../../simulator/errno.ts';
import type { ProgramFile } from '../../command.ts';
import { mayUse, readDirectory, rmdir, stat, unlink } from '../../file-calls.ts';
import type { Entry } from '../../file-system.ts';
import type { Program } from '../../program.ts';
import { complain, read, self } from '../../syscalls.ts';
import { gnuTool, quoted, type ToolCall, usageError } from '../gnu-tool.ts';

/** rm(1) of GNU coreutils. */
export const rm: ProgramFile = gnuTool({
  name: 'rm',
  summary: 'remove files, and with -r folders',
  operands: '[OPTION]... [FILE]...',
  about: 'Remove (unlink) the FILE(s).',
  options: [
    { short: 'd', long: 'dir', help: 'remove empty directories' },
    { short: 'f', long: 'force', help: 'ignore nonexistent files and arguments, never prompt' },
    { short: 'i', help: 'prompt before every removal' },
    { short: 'I', help: 'prompt once before removing more than three files, or recursively' },
    { long: 'no-preserve-root', help: "do not treat '/' specially" },
    { long: 'preserve-root', help: "do not remove '/' (default)" },
    { short: 'r', long: 'recursive', help: 'remove directories and their contents recursively' },
    { short: 'R', help: 'as -r' },
    { short: 'v', long: 'verbose', help: 'explain what is being done' },
  ],
  absentNames: ['interactive', 'one-file-system'],
  *run(call) {
    const { operands } = call;
    const force = lastOf(call, ['force', 'i', 'I']) === 'force';
    if (operands.length === 0) return force ? 0 : yield* usageError(call, 'missing operand');
    const recursive = call.has('recursive') || call.has('R');
    if (lastOf(call, ['force', 'i', 'I']) === 'I' && (operands.length > 3 || recursive)) {
      const what = `${operands.length} argument${operands.length === 1 ? '' : 's'}`;
      if (!(yield* agrees(`rm: remove ${what}${recursive ? ' recursively' : ''}? `))) return 0;
    }
    const remover: Remover = { call, force, recursive, asks: lastOf(call, ['force', 'i', 'I']) === 'i' };
    let done = true;
    for (const path of operands) {
      if (recursive && /(?:^|\/)\.{1,2}\/*$/.test(path)) {
        yield* call.warn(`refusing to remove '.' or '..' directory: skipping ${quoted(path)}`);
        done = false;
        continue;
      }
      if (recursive && /^\/+$/.test(path) && !call.has('no-preserve-root')) {
        yield* call.warn("it is dangerous to operate recursively on '/'");
        yield* call.warn('use --no-preserve-root to override this failsafe');
        done = false;
        continue;
      }
      done = (yield* removeOne(remover, path)) && done;
    }
    return done ? 0 : 1;
  },
});

interface Remover {
  readonly call: ToolCall;
  readonly force: boolean;
  readonly recursive: boolean;
  readonly asks: boolean;
}

function lastOf(call: ToolCall, names: readonly string[]): string | undefined {
  return call.parsed.given.findLast(({ name }) => names.includes(name))?.name;
}

/** Asks on standard error; an answer that begins with y is a yes. */
export function* agrees(question: string): Program<boolean> {
  yield* complain(question);
  return /^[yY]/.test(yield* read(0, 'line'));
}

/** @returns whether it is gone */
function* removeOne(remover: Remover, path: string): Program<boolean> {
  const { call, force, recursive, asks } = remover;
  const found = yield* stat(path, false);
  if (!found.ok) {
    if (force && (found.errno === 'ENOENT' || found.errno === 'ENOTDIR')) return true;
    return yield* refused(call, path, found.errno);
  }
  const entry = found.value;
  if (entry.kind === 'directory') {
    if (!recursive && !call.has('dir')) return yield* refused(call, path, 'EISDIR');
    if (recursive && !(yield* emptied(remover, path))) return false;
  }
  const question = `rm: remove ${yield* described(entry, path, asks)}${quoted(path)}? `;
  if (asks && !(yield* agrees(question))) return true;
  if (!asks && !force && (yield* isProtected(entry, path)) && !(yield* agrees(question))) return true;
  const errno = entry.kind === 'directory' ? yield* rmdir(path) : yield* unlink(path);
  if (errno) return yield* refused(call, path, errno);
  if (call.has('verbose')) {
    yield* call.out(`removed ${entry.kind === 'directory' ? 'directory ' : ''}${quoted(path)}\n`);
  }
  return true;
}

function* emptied(remover: Remover, path: string): Program<boolean> {
  const inside = yield* readDirectory(path);
  if (!inside.ok) return yield* refused(remover.call, path, inside.errno);
  if (remover.asks && inside.value.length > 0) {
    if (!(yield* agrees(`rm: descend into directory ${quoted(path)}? `))) return false;
  }
  let all = true;
  for (const [name] of inside.value) {
    all = (yield* removeOne(remover, path.endsWith('/') ? path + name : `${path}/${name}`)) && all;
  }
  return all;
}

function* described(entry: Entry, path: string, asks: boolean): Program<string> {
  const guarded = !asks || (yield* isProtected(entry, path)) ? 'write-protected ' : '';
  switch (entry.kind) {
    case 'directory':
      return `${guarded}directory `;
    case 'link':
      return 'symbolic link ';
    case 'device':
      return `${guarded}character special file `;
    case 'socket':
      return `${guarded}socket `;
    case 'file':
      return `${guarded}regular ${entry.content === '' ? 'empty ' : ''}file `;
  }
}

/** A file that you may not write to; rm asks about it at a terminal. */
function* isProtected(entry: Entry, path: string): Program<boolean> {
  if (entry.kind === 'link') return false;
  const atTerminal = (yield* self()).streams.get(0)?.terminal !== undefined;
  return atTerminal && !(yield* mayUse(path, 2));
}

function* refused(call: ToolCall, path: string, errno: Errno): Program<false> {
  yield* call.warn(`cannot remove ${quoted(path)}: ${strerror(errno)}`);
  return false;
}

/** chmod(1) and chown(1) of GNU coreutils. */
import { strerror } from '../../../simulator/errno.ts';
import type { ProgramFile } from '../../command.ts';
import { chmod as chmodCall, chown as chownCall, readDirectory, stat } from '../../file-calls.ts';
import type { Entry } from '../../file-system.ts';
import type { Program } from '../../program.ts';
import { self } from '../../syscalls.ts';
import { curly, gnuTool, quit, quoted, type ToolCall, usageError } from '../gnu-tool.ts';
import { parseMode, permissionText } from './mode.ts';
import { joined } from './targets.ts';

const shared = [
  { short: 'c', long: 'changes', help: 'like verbose but report only when a change is made' },
  { short: 'f', long: 'silent', help: 'suppress most error messages' },
  { short: 'R', long: 'recursive', help: 'change files and directories recursively' },
  { short: 'v', long: 'verbose', help: 'output a diagnostic for every file processed' },
];

export const chmod: ProgramFile = gnuTool({
  name: 'chmod',
  summary: 'change who may read, write and run a file',
  operands: '[OPTION]... MODE[,MODE]... FILE...\n  or:  chmod [OPTION]... OCTAL-MODE FILE...',
  about: 'Change the mode of each FILE to MODE.',
  options: shared,
  absentNames: ['reference'],
  // `-x` is a mode, not an option.
  prepare: (args) => {
    const at = args.findIndex((word) => /^-[rwxXst]+/.test(word));
    return at < 0 ? args : [...args.slice(0, at), '--', ...args.slice(at)];
  },
  *run(call) {
    const [text, ...paths] = call.operands;
    if (text === undefined) return yield* usageError(call, 'missing operand');
    if (paths.length === 0) return yield* usageError(call, `missing operand after ${curly(text)}`);
    const change = parseMode(text);
    if (!change) return yield* usageError(call, `invalid mode: ${curly(text)}`);
    const apply = function* (path: string, entry: Entry): Program<boolean> {
      const before = entry.mode;
      const after = change(before, entry.kind === 'directory');
      const errno = yield* chmodCall(path, after);
      if (errno) {
        if (!call.has('silent'))
          yield* call.warn(`changing permissions of ${quoted(path)}: ${strerror(errno)}`);
        return false;
      }
      const [was, is] = [before, after].map(
        (mode) => `${mode.toString(8).padStart(4, '0')} (${permissionText(mode)})`,
      );
      if (before === after) {
        if (call.has('verbose')) yield* call.out(`mode of ${quoted(path)} retained as ${is}\n`);
      } else if (call.has('verbose') || call.has('changes')) {
        yield* call.out(`mode of ${quoted(path)} changed from ${was} to ${is}\n`);
      }
      return true;
    };
    return (yield* walkAll(call, paths, apply)) ? 0 : 1;
  },
});

export const chown: ProgramFile = gnuTool({
  name: 'chown',
  summary: 'change who owns a file',
  operands: '[OPTION]... [OWNER][:[GROUP]] FILE...',
  about:
    'Change the owner of each FILE to OWNER. A group of its own is not kept here: it goes with the owner.',
  options: shared,
  absent: 'hHLP',
  absentNames: ['from', 'reference'],
  *run(call) {
    const [text, ...paths] = call.operands;
    if (text === undefined) return yield* usageError(call, 'missing operand');
    if (paths.length === 0) return yield* usageError(call, `missing operand after ${curly(text)}`);
    const [name = ''] = text.split(/[:.]/);
    const { around } = yield* self();
    const user = around.host.users.find((one) => one.name === name || String(one.uid) === name);
    if (name !== '' && !user && !/^\d+$/.test(name))
      return yield* quit(1, `chown: invalid user: ${curly(text)}\n`);
    const apply = function* (path: string, entry: Entry): Program<boolean> {
      const uid = user?.uid ?? (name === '' ? entry.ownerUid : Number(name));
      const errno = yield* chownCall(path, around.files.ownerName(uid), uid);
      if (!errno) return true;
      if (!call.has('silent')) yield* call.warn(`changing ownership of ${quoted(path)}: ${strerror(errno)}`);
      return false;
    };
    return (yield* walkAll(call, paths, apply)) ? 0 : 1;
  },
});

type Apply = (path: string, entry: Entry) => Program<boolean>;

function* walkAll(call: ToolCall, paths: readonly string[], apply: Apply): Program<boolean> {
  let all = true;
  for (const path of paths) {
    const found = yield* stat(path);
    if (!found.ok) {
      if (!call.has('silent')) yield* call.warn(`cannot access ${quoted(path)}: ${strerror(found.errno)}`);
      all = false;
    } else all = (yield* walk(call, path, found.value, apply)) && all;
  }
  return all;
}

function* walk(call: ToolCall, path: string, entry: Entry, apply: Apply): Program<boolean> {
  let all = yield* apply(path, entry);
  if (!call.has('recursive') || entry.kind !== 'directory') return all;
  const inside = yield* readDirectory(path);
  if (!inside.ok) {
    yield* call.warn(`cannot read directory ${quoted(path)}: ${strerror(inside.errno)}`);
    return false;
  }
  for (const [name, below] of inside.value) {
    if (below.kind !== 'link') all = (yield* walk(call, joined(path, name), below, apply)) && all;
  }
  return all;
}

/** mkdir(1) and rmdir(1) of GNU coreutils. */
import { type Errno, strerror } from '../../../simulator/errno.ts';
import type { ProgramFile } from '../../command.ts';
import { mkdir as mkdirCall, rmdir as rmdirCall, stat } from '../../file-calls.ts';
import type { Program } from '../../program.ts';
import { curly, gnuTool, quit, quoted, type ToolCall, usageError } from '../gnu-tool.ts';
import { parseMode } from './mode.ts';

export const mkdir: ProgramFile = gnuTool({
  name: 'mkdir',
  summary: 'make folders',
  operands: '[OPTION]... DIRECTORY...',
  about: 'Create the DIRECTORY(ies), if they do not already exist.',
  options: [
    { short: 'm', long: 'mode', argument: 'MODE', help: 'set file mode (as in chmod), not a=rwx - umask' },
    { short: 'p', long: 'parents', help: 'no error if existing, make parent directories as needed' },
    { short: 'v', long: 'verbose', help: 'print a message for each created directory' },
  ],
  absent: 'Z',
  *run(call) {
    if (call.operands.length === 0) return yield* usageError(call, 'missing operand');
    const given = call.value('mode');
    const change = given === undefined ? undefined : parseMode(given);
    if (given !== undefined && !change) return yield* quit(1, `mkdir: invalid mode ${curly(given)}\n`);
    const mode = change?.(0o777, true) ?? 0o755;
    let status = 0;
    for (const path of call.operands) {
      const errno = call.has('parents') ? yield* makeAll(call, path, mode) : yield* makeOne(call, path, mode);
      if (!errno) continue;
      status = 1;
      yield* call.warn(`cannot create directory ${curly(path)}: ${strerror(errno)}`);
    }
    return status;
  },
});

function* makeOne(call: ToolCall, path: string, mode: number): Program<Errno | undefined> {
  const errno = yield* mkdirCall(path, mode);
  if (!errno && call.has('verbose')) yield* call.out(`mkdir: created directory ${quoted(path)}\n`);
  return errno;
}

function* makeAll(call: ToolCall, path: string, mode: number): Program<Errno | undefined> {
  const names = path.split('/');
  for (let index = 1; index <= names.length; index += 1) {
    const part = names.slice(0, index).join('/');
    if (part === '' || names[index - 1] === '') continue;
    const last = index === names.length || names.slice(index).every((name) => name === '');
    const errno = yield* makeOne(call, part, last ? mode : 0o755);
    if (!errno) continue;
    const found = yield* stat(part);
    if (!found.ok || found.value.kind !== 'directory') return errno === 'EEXIST' && !last ? 'ENOTDIR' : errno;
  }
  return path === '' ? 'ENOENT' : undefined;
}

export const rmdir: ProgramFile = gnuTool({
  name: 'rmdir',
  summary: 'remove folders that are empty',
  operands: '[OPTION]... DIRECTORY...',
  about: 'Remove the DIRECTORY(ies), if they are empty.',
  options: [
    { long: 'ignore-fail-on-non-empty', help: 'say nothing about a directory that is not empty' },
    { short: 'p', long: 'parents', help: 'remove DIRECTORY and its ancestors' },
    { short: 'v', long: 'verbose', help: 'print a message for every directory processed' },
  ],
  *run(call) {
    if (call.operands.length === 0) return yield* usageError(call, 'missing operand');
    let status = 0;
    for (const path of call.operands) {
      for (let part = path; part !== '' || part === path; part = part.replace(/\/*[^/]+\/*$/, '')) {
        if (call.has('verbose')) yield* call.out(`rmdir: removing directory, ${quoted(part)}\n`);
        const errno = yield* rmdirCall(part);
        if (errno) {
          if (errno === 'ENOTEMPTY' && call.has('ignore-fail-on-non-empty')) break;
          status = 1;
          const what = part === path ? '' : 'directory ';
          yield* call.warn(`failed to remove ${what}${quoted(part)}: ${strerror(errno)}`);
          break;
        }
        if (!call.has('parents') || !part.includes('/')) break;
      }
    }
    return status;
  },
});

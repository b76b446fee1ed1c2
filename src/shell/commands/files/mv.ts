import { strerror } from '../../../simulator/errno.ts';
import type { ProgramFile } from '../../command.ts';
import { rename, stat } from '../../file-calls.ts';
import type { Program } from '../../program.ts';
import { gnuTool, quoted, type ToolCall } from '../gnu-tool.ts';
import { liesInside } from './cp.ts';
import { agrees } from './rm.ts';
import { targetsOf } from './targets.ts';

/** mv(1) of GNU coreutils. */
export const mv: ProgramFile = gnuTool({
  name: 'mv',
  summary: 'move or rename files',
  operands: '[OPTION]... SOURCE DEST\n  or:  mv [OPTION]... SOURCE... DIRECTORY',
  about: 'Rename SOURCE to DEST, or move SOURCE(s) to DIRECTORY.',
  options: [
    { short: 'f', long: 'force', help: 'do not prompt before overwriting' },
    { short: 'i', long: 'interactive', help: 'prompt before overwrite' },
    { short: 'n', long: 'no-clobber', help: 'do not overwrite an existing file' },
    {
      short: 't',
      long: 'target-directory',
      argument: 'DIRECTORY',
      help: 'move all SOURCE arguments into DIRECTORY',
    },
    { short: 'T', long: 'no-target-directory', help: 'treat DEST as a normal file' },
    { short: 'u', long: 'update', help: 'move only when the SOURCE is newer' },
    { short: 'v', long: 'verbose', help: 'explain what is being done' },
  ],
  absent: 'bSZ',
  absentNames: ['backup', 'strip-trailing-slashes', 'suffix'],
  *run(call) {
    const targets = yield* targetsOf(call);
    let status = 0;
    for (const { from, to } of targets) {
      const problem = yield* move(call, from, to);
      if (problem === undefined) continue;
      yield* call.warn(problem);
      status = 1;
    }
    return status;
  },
});

/** What went wrong, if anything. */
function* move(call: ToolCall, from: string, to: string): Program<string | undefined> {
  const source = yield* stat(from, false);
  if (!source.ok) return `cannot stat ${quoted(from)}: ${strerror(source.errno)}`;
  const there = yield* stat(to, false);
  if (there.ok) {
    if (there.value === source.value) return `${quoted(from)} and ${quoted(to)} are the same file`;
    if (call.has('no-clobber')) return undefined;
    if (call.has('update') && there.value.modified >= source.value.modified) return undefined;
    if (call.has('interactive') && !(yield* agrees(`mv: overwrite ${quoted(to)}? `))) return undefined;
    if (source.value.kind === 'directory' && there.value.kind !== 'directory') {
      return `cannot overwrite non-directory ${quoted(to)} with directory ${quoted(from)}`;
    }
    if (source.value.kind !== 'directory' && there.value.kind === 'directory') {
      return `cannot overwrite directory ${quoted(to)} with non-directory`;
    }
  }
  if (source.value.kind === 'directory' && (yield* liesInside(source.value, to))) {
    return `cannot move ${quoted(from)} to a subdirectory of itself, ${quoted(to)}`;
  }
  const errno = yield* rename(from, to);
  if (errno) return `cannot move ${quoted(from)} to ${quoted(to)}: ${strerror(errno)}`;
  if (call.has('verbose')) yield* call.out(`renamed ${quoted(from)} -> ${quoted(to)}\n`);
  return undefined;
}

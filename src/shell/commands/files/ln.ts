import { strerror } from '../../../simulator/errno.ts';
import type { ProgramFile } from '../../command.ts';
import { link, stat, symlink, unlink } from '../../file-calls.ts';
import type { Program } from '../../program.ts';
import { gnuTool, quoted, type ToolCall, usageError } from '../gnu-tool.ts';
import { lastName, type Target, targetsOf } from './targets.ts';

/** ln(1) of GNU coreutils. */
export const ln: ProgramFile = gnuTool({
  name: 'ln',
  summary: 'make links: another name, or with -s a signpost',
  operands: '[OPTION]... TARGET LINK_NAME\n  or:  ln [OPTION]... TARGET... DIRECTORY',
  about: 'Create hard links by default, symbolic links with --symbolic.',
  options: [
    { short: 'f', long: 'force', help: 'remove existing destination files' },
    {
      short: 'n',
      long: 'no-dereference',
      help: 'treat LINK_NAME as a normal file if it is a link to a directory',
    },
    { short: 's', long: 'symbolic', help: 'make symbolic links instead of hard links' },
    { short: 't', long: 'target-directory', argument: 'DIRECTORY', help: 'make the links in DIRECTORY' },
    { short: 'T', long: 'no-target-directory', help: 'treat LINK_NAME as a normal file always' },
    { short: 'v', long: 'verbose', help: 'print name of each linked file' },
  ],
  absent: 'bdFiLPrS',
  *run(call) {
    const [only, second] = call.operands;
    if (only === undefined) return yield* usageError(call, 'missing file operand');
    const targets: readonly Target[] =
      second === undefined && !call.has('target-directory')
        ? [{ from: only, to: lastName(only) }]
        : yield* chosen(call, only, second);
    let status = 0;
    for (const target of targets) {
      const problem = yield* make(call, target);
      if (problem === undefined) continue;
      yield* call.warn(problem);
      status = 1;
    }
    return status;
  },
});

function* chosen(call: ToolCall, from: string, to: string | undefined): Program<readonly Target[]> {
  if (call.has('no-dereference') && call.operands.length === 2 && to !== undefined) {
    const there = yield* stat(to, false);
    if (there.ok && there.value.kind === 'link') return [{ from, to }];
  }
  return yield* targetsOf(call);
}

function* make(call: ToolCall, { from, to }: Target): Program<string | undefined> {
  const symbolic = call.has('symbolic');
  if (!symbolic) {
    const source = yield* stat(from, false);
    if (!source.ok) return `failed to access ${quoted(from)}: ${strerror(source.errno)}`;
    if (source.value.kind === 'directory') return `${from}: hard link not allowed for directory`;
  }
  const there = yield* stat(to, false);
  if (there.ok && call.has('force')) yield* unlink(to);
  const errno = symbolic ? yield* symlink(from, to) : yield* link(from, to);
  if (errno) {
    if (symbolic) return `failed to create symbolic link ${quoted(to)}: ${strerror(errno)}`;
    return `failed to create hard link ${quoted(to)}${errno === 'EEXIST' ? '' : ` => ${quoted(from)}`}: ${strerror(errno)}`;
  }
  if (call.has('verbose')) yield* call.out(`${quoted(to)} ${symbolic ? '->' : '=>'} ${quoted(from)}\n`);
  return undefined;
}

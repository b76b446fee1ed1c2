import type { ProgramFile } from '../../command.ts';
import { curly, gnuTool, usageError } from '../gnu-tool.ts';

const zero = { short: 'z', long: 'zero', help: 'end each output line with NUL, not newline' };

/** basename(1) of GNU coreutils. */
export const basename: ProgramFile = gnuTool({
  name: 'basename',
  summary: 'print the last part of a path',
  operands: 'NAME [SUFFIX]\n  or:  basename OPTION... NAME...',
  about: 'Print NAME with any leading directory components removed, and a trailing SUFFIX if given.',
  options: [
    { short: 'a', long: 'multiple', help: 'treat every argument as a NAME' },
    { short: 's', long: 'suffix', argument: 'SUFFIX', help: 'remove a trailing SUFFIX; implies -a' },
    zero,
  ],
  inOrder: true,
  *run(call) {
    const [first, second, extra] = call.operands;
    if (first === undefined) return yield* usageError(call, 'missing operand');
    const several = call.has('multiple') || call.has('suffix');
    if (!several && extra !== undefined) return yield* usageError(call, `extra operand ${curly(extra)}`);
    const suffix = several ? (call.value('suffix') ?? '') : (second ?? '');
    const end = call.has('zero') ? '\0' : '\n';
    const names = several ? call.operands : [first];
    yield* call.out(names.map((name) => lastPart(name, suffix) + end).join(''));
    return 0;
  },
});

function lastPart(path: string, suffix: string): string {
  const bare = path.replace(/\/+$/, '');
  if (bare === '') return path === '' ? '' : '/';
  const name = bare.split('/').at(-1) ?? '';
  return suffix !== '' && name !== suffix && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
}

/** dirname(1) of GNU coreutils. */
export const dirname: ProgramFile = gnuTool({
  name: 'dirname',
  summary: 'print all but the last part of a path',
  operands: '[OPTION] NAME...',
  about: 'Output each NAME with its last non-slash component and trailing slashes removed.',
  options: [zero],
  inOrder: true,
  *run(call) {
    if (call.operands.length === 0) return yield* usageError(call, 'missing operand');
    const end = call.has('zero') ? '\0' : '\n';
    yield* call.out(call.operands.map((path) => folderOf(path) + end).join(''));
    return 0;
  },
});

function folderOf(path: string): string {
  const bare = path.replace(/\/+$/, '');
  if (bare === '') return path === '' ? '.' : '/';
  if (!bare.includes('/')) return '.';
  return bare.replace(/\/[^/]*$/, '').replace(/\/+$/, '') || '/';
}

/** yes(1) of GNU coreutils. */
export const yes: ProgramFile = gnuTool({
  name: 'yes',
  summary: 'print a line until you stop it',
  operands: '[STRING]...',
  about: "Repeatedly output a line with all specified STRING(s), or 'y'.",
  *run(call) {
    const line = `${call.operands.length > 0 ? call.operands.join(' ') : 'y'}\n`;
    // A few lines at a time, so that a flood stays small between two looks at the keys.
    const some = line.repeat(Math.max(1, Math.floor(64 / line.length)));
    for (;;) yield* call.out(some);
  },
});

/** find(1) of GNU findutils. */
import { type Errno, strerror } from '../../../simulator/errno.ts';
import type { ProgramFile } from '../../command.ts';
import { readDirectory, stat } from '../../file-calls.ts';
import type { Entry } from '../../file-system.ts';
import type { OptionTable } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import { complain, print } from '../../syscalls.ts';
import { curly } from '../gnu-tool.ts';
import { type Batch, createEvaluator } from './find-evaluate.ts';
import { FindError, parseFind } from './find-expression.ts';
import { joined } from './targets.ts';

const table: OptionTable = {
  options: [
    ['name', 'pattern', 'the name fits a pattern: *.txt'],
    ['iname', 'pattern', 'as -name, whatever the case'],
    ['path', 'pattern', 'the whole path fits a pattern'],
    ['type', 'c', 'f a file, d a folder, l a link, c a device'],
    ['maxdepth', 'levels', 'go no deeper than this'],
    ['mindepth', 'levels', 'say nothing of what lies higher than this'],
    ['empty', '', 'an empty file or folder'],
    ['size', 'n[ckM]', 'so big: +100c is more than 100 bytes'],
    ['mtime', 'n', 'changed n days ago; -mmin n minutes ago'],
    ['newer', 'file', 'changed after that file'],
    ['user', 'name', 'belongs to that user'],
    ['perm', 'mode', 'has exactly this mode; -mode: at least'],
    ['exec', 'command', 'run a command: {} is the file, \\; or + ends it'],
    ['print', '', 'print the path (as always when nothing else is done)'],
    ['delete', '', 'remove it'],
    ['prune', '', 'do not go into this folder'],
  ].map(([short = '', argument = '', help = '']) => ({ short, help, ...(argument && { argument }) })),
};

export const find: ProgramFile = {
  name: 'find',
  summary: 'look for files below a folder',
  operands: '[path...] [expression]',
  options: table,
  differs: '-regex, -ls, -printf with times and the options -H -L -P -O are not here.',
  *run([, ...args]) {
    if (args.includes('--help') || args.includes('-help')) {
      const lines = table.options.map(
        ({ short, argument, help }) => `  -${`${short} ${argument ?? ''}`.padEnd(20)} ${help}\n`,
      );
      yield* print(
        `Usage: find [path...] [expression]\nLook for files below the paths; join tests with -a, -o, ! and parentheses.\n\n${lines.join('')}`,
      );
      return 0;
    }
    const first = args.findIndex((word) => /^-./.test(word) || word === '(' || word === '!');
    const paths = first < 0 ? args : args.slice(0, first);
    const batches = new Map<object, Batch>();
    try {
      const expression = yield* parseFind(first < 0 ? [] : args.slice(first));
      const walker: Walker = {
        ...expression,
        evaluate: yield* createEvaluator(expression, batches),
        status: 0,
      };
      for (const path of paths.length > 0 ? paths : ['.']) {
        const found = yield* stat(path, false);
        if (found.ok) yield* visit(walker, path, found.value, 0);
        else yield* refused(walker, path, found.errno);
      }
      for (const batch of batches.values()) if (!(yield* batch.run())) walker.status = 1;
      return walker.status;
    } catch (error) {
      if (!(error instanceof FindError)) throw error;
      yield* complain(`find: ${error.message}\n`);
      return 1;
    }
  },
};

interface Walker {
  readonly leastDepth: number;
  readonly mostDepth: number;
  /** Folders come after what they hold, as -delete needs. */
  readonly depthFirst: boolean;
  readonly evaluate: (
    path: string,
    entry: Entry,
  ) => Program<{ readonly prune: boolean; readonly failed: boolean; readonly quit: boolean }>;
  status: number;
}

/** @returns false when the search is over */
function* visit(walker: Walker, path: string, entry: Entry, depth: number): Program<boolean> {
  let prune = false;
  const look = function* (): Program<boolean> {
    if (depth < walker.leastDepth) return true;
    const result = yield* walker.evaluate(path, entry);
    prune = result.prune;
    if (result.failed) walker.status = 1;
    return !result.quit;
  };
  if (!walker.depthFirst && !(yield* look())) return false;
  if (entry.kind === 'directory' && depth < walker.mostDepth && !prune) {
    const inside = yield* readDirectory(path);
    if (!inside.ok) yield* refused(walker, path, inside.errno);
    else {
      for (const [name, below] of inside.value) {
        if (!(yield* visit(walker, joined(path, name), below, depth + 1))) return false;
      }
    }
  }
  return walker.depthFirst ? yield* look() : true;
}

function* refused(walker: Walker, path: string, errno: Errno): Program<void> {
  walker.status = 1;
  yield* complain(`find: ${curly(path)}: ${strerror(errno)}\n`);
}

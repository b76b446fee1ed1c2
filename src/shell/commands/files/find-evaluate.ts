/** What find(1) does with each file it meets. */
import { strerror } from '../../../simulator/errno.ts';
import { runProgram } from '../../exec.ts';
import { rmdir, unlink } from '../../file-calls.ts';
import type { Entry } from '../../file-system.ts';
import { exitStatus } from '../../jobs.ts';
import type { Program } from '../../program.ts';
import { complain, print } from '../../syscalls.ts';
import { curly } from '../gnu-tool.ts';
import type { Amount, FindExpression, FindNode } from './find-expression.ts';
import { sizeOf } from './ls-form.ts';
import { modeText } from './mode.ts';
import { lastName } from './targets.ts';

const kindLetters = { directory: 'd', file: 'f', link: 'l', device: 'c', socket: 's' } as const;

/** Files gathered for one `-exec … {} +`. */
export interface Batch {
  /** @returns whether the command ended well */
  run(): Program<boolean>;
}

interface Outcome {
  prune: boolean;
  failed: boolean;
  quit: boolean;
}

export function* createEvaluator(
  { tree, now }: FindExpression,
  batches: Map<object, Batch>,
): Program<(path: string, entry: Entry) => Program<Outcome>> {
  const gathered = new Map<object, string[]>();

  function* test(node: FindNode, path: string, entry: Entry, outcome: Outcome): Program<boolean> {
    switch (node.kind) {
      case 'and':
        return (
          (yield* test(node.left, path, entry, outcome)) && (yield* test(node.right, path, entry, outcome))
        );
      case 'or':
        return (
          (yield* test(node.left, path, entry, outcome)) || (yield* test(node.right, path, entry, outcome))
        );
      case 'not':
        return !(yield* test(node.inner, path, entry, outcome));
      case 'name':
        return node.matcher.test(lastName(path) || '/');
      case 'path':
        return node.matcher.test(path);
      case 'type':
        return node.letters.split(',').includes(kindLetters[entry.kind]);
      case 'size':
        return within(node.amount, Math.ceil(sizeOf(entry) / node.unit));
      case 'age':
        return within(node.amount, Math.floor((now - entry.modified) / node.unit));
      case 'newer':
        return entry.modified > node.than;
      case 'user':
        return entry.ownerUid === node.uid;
      case 'perm': {
        const mode = entry.mode & 0o7777;
        if (node.how === '') return mode === node.mode;
        return node.how === '-'
          ? (mode & node.mode) === node.mode
          : node.mode === 0 || (mode & node.mode) !== 0;
      }
      case 'empty':
        return entry.kind === 'directory'
          ? entry.entries.size === 0
          : entry.kind === 'file' && sizeOf(entry) === 0;
      case 'print':
        yield* print(`${path}\n`);
        return true;
      case 'print0':
        yield* print(`${path}\0`);
        return true;
      case 'printf':
        yield* print(filledIn(node.format, path, entry));
        return true;
      case 'delete': {
        const done = path === '.' || (yield* deleteEntry(path, entry));
        if (!done) outcome.failed = true;
        return done;
      }
      case 'exec': {
        if (!node.together) return yield* run(node.words.map((word) => word.replaceAll('{}', () => path)));
        const paths = gathered.get(node) ?? [];
        gathered.set(node, [...paths, path]);
        batches.set(node, { run: () => run([...node.words, ...(gathered.get(node) ?? [])]) });
        return true;
      }
      case 'prune':
        outcome.prune = true;
        return true;
      case 'quit':
        outcome.quit = true;
        return true;
      case 'true':
        return true;
      case 'false':
        return false;
    }
  }

  return function* (path, entry) {
    const outcome: Outcome = { prune: false, failed: false, quit: false };
    yield* test(tree, path, entry, outcome);
    return outcome;
  };
}

function within({ sign, value }: Amount, measured: number): boolean {
  return sign === '+' ? measured > value : sign === '-' ? measured < value : measured === value;
}

function* run(argv: readonly string[]): Program<boolean> {
  const result = yield* runProgram(argv);
  if (result.ok) return exitStatus(result.status) === 0;
  yield* complain(`find: ${curly(argv[0] ?? '')}: ${strerror(result.errno)}\n`);
  return false;
}

function filledIn(format: string, path: string, entry: Entry): string {
  const values: Readonly<Record<string, string>> = {
    '%': '%',
    f: lastName(path) || '/',
    h: path.includes('/') ? path.replace(/\/[^/]*$/, '') : '.',
    m: entry.mode.toString(8),
    M: modeText(entry),
    n: String(entry.kind === 'file' ? (entry.links ?? 1) : 1),
    p: path,
    s: String(sizeOf(entry)),
    u: entry.owner,
    g: entry.owner,
    U: String(entry.ownerUid),
    y: kindLetters[entry.kind],
  };
  return format.replace(
    /\\([nt0\\])|%(.)/g,
    (all, escaped: string | undefined, letter: string | undefined) => {
      if (escaped !== undefined)
        return escaped === 'n' ? '\n' : escaped === 't' ? '\t' : escaped === '0' ? '\0' : '\\';
      return values[letter ?? ''] ?? all;
    },
  );
}

/** -delete */
function* deleteEntry(path: string, entry: Entry): Program<boolean> {
  const errno = entry.kind === 'directory' ? yield* rmdir(path) : yield* unlink(path);
  if (!errno) return true;
  yield* complain(`find: cannot delete ${curly(path)}: ${strerror(errno)}\n`);
  return false;
}

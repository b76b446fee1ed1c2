import { strerror } from '../../../simulator/errno.ts';
import type { ProgramFile } from '../../command.ts';
import { readDirectory, stat } from '../../file-calls.ts';
import type { Program } from '../../program.ts';
import { closeFile, open } from '../../syscalls.ts';
import { gnuTool, quit, type ToolCall } from '../gnu-tool.ts';
import { formatTime } from './date-format.ts';
import { changesBetween, normalDiff, unifiedDiff } from './diff-lines.ts';
import { readAll } from './input.ts';

/** diff(1) of GNU diffutils. */
export const diff: ProgramFile = gnuTool({
  name: 'diff',
  summary: 'show how two files differ',
  operands: '[OPTION]... FILES',
  about: 'Compare FILES line by line. The status is 0 if they are the same, 1 if they differ, 2 in trouble.',
  version: 'diff (GNU diffutils) 3.8',
  options: [
    { short: 'b', long: 'ignore-space-change', help: 'ignore changes in the amount of white space' },
    { short: 'i', long: 'ignore-case', help: 'ignore case differences in file contents' },
    { short: 'q', long: 'brief', help: 'report only when files differ' },
    { short: 'r', long: 'recursive', help: 'recursively compare any subdirectories found' },
    { short: 's', long: 'report-identical-files', help: 'report when two files are the same' },
    { short: 'u', help: 'output 3 lines of unified context' },
    {
      short: 'U',
      long: 'unified',
      argument: 'NUM',
      optional: true,
      help: 'output NUM (default 3) lines of unified context',
    },
    { short: 'w', long: 'ignore-all-space', help: 'ignore all white space' },
  ],
  absent: 'aBcCdDeEfFHIlnNpPsSStTvWxXyZ',
  absentNames: ['color', 'context', 'side-by-side', 'new-file', 'exclude', 'ignore-blank-lines'],
  misuse: 2,
  hint: "diff: Try 'diff --help' for more information.\n",
  *run(call) {
    const [left, right, extra] = call.operands;
    if (left === undefined || right === undefined) {
      return yield* quit(
        2,
        `diff: missing operand after '${left ?? 'diff'}'\ndiff: Try 'diff --help' for more information.\n`,
      );
    }
    if (extra !== undefined) {
      return yield* quit(
        2,
        `diff: extra operand '${extra}'\ndiff: Try 'diff --help' for more information.\n`,
      );
    }
    return yield* compare(call, left, right, []);
  },
});

interface Side {
  readonly path: string;
  readonly text: string;
  readonly modified: number;
}

function* compare(call: ToolCall, left: string, right: string, shown: readonly string[]): Program {
  const [a, b] = [yield* stat(left), yield* stat(right)];
  const folders = [a, b].map((found) => found.ok && found.value.kind === 'directory');
  if (folders[0] && folders[1]) return yield* compareFolders(call, left, right);
  if (folders[0] && b.ok) return yield* compare(call, `${left}/${right.split('/').at(-1)}`, right, shown);
  if (folders[1] && a.ok) return yield* compare(call, left, `${right}/${left.split('/').at(-1)}`, shown);
  const sides: Side[] = [];
  for (const path of [left, right]) {
    const side = yield* readSide(call, path);
    if (side) sides.push(side);
  }
  const [x, y] = sides;
  if (!x || !y) return 2;
  const [one, other] = [x.text, y.text].map((text) => (text === '' ? [] : text.split(/(?<=\n)/)));
  const changes = changesBetween((one ?? []).map(keyOf(call)), (other ?? []).map(keyOf(call)));
  if (changes.length === 0) {
    if (call.has('report-identical-files')) yield* call.out(`Files ${left} and ${right} are identical\n`);
    return 0;
  }
  if (call.has('brief')) {
    yield* call.out(`Files ${left} and ${right} differ\n`);
    return 1;
  }
  for (const line of shown) yield* call.out(line);
  const unified = call.has('u') || call.has('unified');
  if (!unified) {
    yield* call.out(normalDiff(one ?? [], other ?? [], changes));
    return 1;
  }
  const context = call.value('unified') ? Number(call.value('unified')) || 0 : 3;
  const head = (mark: string, { path, modified }: Side): string =>
    `${mark} ${path}\t${formatTime('%Y-%m-%d %H:%M:%S.%N %z', modified)}\n`;
  yield* call.out(head('---', x) + head('+++', y) + unifiedDiff(one ?? [], other ?? [], changes, context));
  return 1;
}

function keyOf(call: ToolCall): (line: string) => string {
  return (line) => {
    let key = line;
    if (call.has('ignore-all-space')) key = key.replace(/\s+/g, '');
    else if (call.has('ignore-space-change')) key = key.replace(/\s+/g, ' ').trimEnd();
    return call.has('ignore-case') ? key.toLowerCase() : key;
  };
}

function* readSide(call: ToolCall, path: string): Program<Side | undefined> {
  if (path === '-') return { path, text: yield* readAll(0), modified: 0 };
  const found = yield* stat(path);
  const opened = found.ok ? yield* open(path, 'read') : found;
  if (!opened.ok) {
    yield* call.warn(`${path}: ${strerror(opened.errno)}`);
    return undefined;
  }
  if (typeof opened.value !== 'number' || !found.ok) return undefined;
  const text = yield* readAll(opened.value);
  yield* closeFile(opened.value);
  return { path, text, modified: found.value.modified };
}

function* compareFolders(call: ToolCall, left: string, right: string): Program {
  const [a, b] = [yield* readDirectory(left), yield* readDirectory(right)];
  if (!a.ok || !b.ok) return 2;
  const [inLeft, inRight] = [new Map(a.value), new Map(b.value)];
  let status = 0;
  for (const name of [...new Set([...inLeft.keys(), ...inRight.keys()])].sort()) {
    const [one, other] = [inLeft.get(name), inRight.get(name)];
    if (!one || !other) {
      yield* call.out(`Only in ${one ? left : right}: ${name}\n`);
      status = Math.max(status, 1);
      continue;
    }
    const paths = [`${left}/${name}`, `${right}/${name}`] as const;
    if (one.kind === 'directory' && other.kind === 'directory' && !call.has('recursive')) {
      yield* call.out(`Common subdirectories: ${paths[0]} and ${paths[1]}\n`);
      continue;
    }
    const flags = call.parsed.given.map(({ name: option }) =>
      option.length === 1 ? `-${option}` : `--${option}`,
    );
    const title = `diff ${[...flags, ...paths].join(' ')}\n`;
    status = Math.max(status, yield* compare(call, paths[0], paths[1], [title]));
  }
  return status;
}

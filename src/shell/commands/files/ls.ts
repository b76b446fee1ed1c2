import { strerror } from '../../../simulator/errno.ts';
import { listTime } from '../../civil-time.ts';
import type { ProgramFile } from '../../command.ts';
import { mayAccess, type Node, readContent } from '../../file-system.ts';
import { inColumns } from '../../name-columns.ts';
import { gnuOptionError, type OptionTable, optionLines, parseOptions } from '../../option-table.ts';
import { complain, print, self } from '../../syscalls.ts';
import { toBytes } from '../../utf-8.ts';

const options: OptionTable = {
  options: [
    { short: 'a', long: 'all', help: 'do not ignore entries starting with .' },
    { short: 'A', long: 'almost-all', help: 'do not list implied . and ..' },
    { short: 'd', long: 'directory', help: 'list directories themselves, not their contents' },
    { short: 'F', long: 'classify', help: 'append indicator (one of */=>@|) to entries' },
    { short: 'l', help: 'use a long listing format' },
    { short: 'r', long: 'reverse', help: 'reverse order while sorting' },
    { short: '1', help: 'list one file per line' },
    { long: 'help', help: 'display this help and exit' },
  ],
  absent: 'bBcCDfgGhHiIkLmnNopqQRsStTuUvwxXZ',
};

type Entry = readonly [name: string, node: Node];

/** ls(1) of GNU coreutils. */
export const ls: ProgramFile = {
  name: 'ls',
  summary: 'list a folder',
  options,
  *run([, ...args]) {
    const parsed = parseOptions(options, args);
    if (!parsed.ok) {
      yield* complain(`${gnuOptionError('ls', parsed)}Try 'ls --help' for more information.\n`);
      return 2;
    }
    if (parsed.has('help')) {
      yield* print(
        `Usage: ls [OPTION]... [FILE]...\nList information about the FILEs (the current directory by default).\n\n${optionLines(options)}`,
      );
      return 0;
    }
    const task = yield* self();
    const { uid } = task.process;
    const terminal = task.streams.get(1)?.terminal;
    const form: Form = {
      long: parsed.has('l'),
      classify: parsed.has('classify'),
      columns: terminal && !parsed.has('1') ? terminal.columns : undefined,
    };
    const order = parsed.has('reverse') ? -1 : 1;
    const sorted = (entries: readonly Entry[]): readonly Entry[] =>
      [...entries].sort(([a], [b]) => (a < b ? -order : order));

    const operands = parsed.operands.length > 0 ? parsed.operands : ['.'];
    const files: Entry[] = [];
    const folders: Entry[] = [];
    let status = 0;
    for (const path of operands) {
      const found = task.around.files.find(task.cwd, path, uid);
      if (!found.ok) {
        yield* complain(`ls: cannot access '${path}': ${strerror(found.errno)}\n`);
        status = 2;
      } else if (found.value.kind === 'directory' && !parsed.has('directory'))
        folders.push([path, found.value]);
      else files.push([path, found.value]);
    }
    let text = listed(sorted(files), form);
    for (const [path, node] of sorted(folders)) {
      if (node.kind !== 'directory') continue;
      if (!mayAccess(node, uid, 4)) {
        yield* print(text);
        text = '';
        yield* complain(`ls: cannot open directory '${path}': ${strerror('EACCES')}\n`);
        status = 2;
        continue;
      }
      if (operands.length > 1) text += `${text === '' ? '' : '\n'}${path}:\n`;
      const hidden = parsed.has('all') || parsed.has('almost-all');
      const parent = task.around.files.find(task.cwd, `${path}/..`, 0);
      const dots: Entry[] = parsed.has('all')
        ? [
            ['.', node],
            ['..', parent.ok ? parent.value : node],
          ]
        : [];
      const inside = sorted([...node.entries].filter(([name]) => hidden || !name.startsWith('.')));
      const all = order === 1 ? [...dots, ...inside] : [...inside, ...dots.reverse()];
      if (form.long) text += `total ${all.reduce((sum, [, entry]) => sum + blocksOf(entry), 0)}\n`;
      text += listed(all, form);
    }
    yield* print(text);
    return status;
  },
};

interface Form {
  readonly long: boolean;
  readonly classify: boolean;
  /** Undefined lists one entry a line. */
  readonly columns: number | undefined;
}

function listed(entries: readonly Entry[], form: Form): string {
  if (entries.length === 0) return '';
  const names = entries.map(([name, node]) => quoted(name, form) + (form.classify ? markOf(node) : ''));
  if (!form.long) {
    return form.columns === undefined
      ? names.map((name) => `${name}\n`).join('')
      : inColumns(names, form.columns);
  }
  const links = widest(entries.map(([, node]) => linksOf(node)));
  const owners = Math.max(...entries.map(([, { owner }]) => owner.length));
  const sizes = widest(entries.map(([, node]) => sizeOf(node)));
  return entries
    .map(([, node], index) => {
      const owner = node.owner.padEnd(owners);
      const size = String(sizeOf(node)).padStart(sizes);
      const start = `${modeText(node)} ${String(linksOf(node)).padStart(links)} ${owner} ${owner}`;
      return `${start} ${size} ${listTime(node.modified)} ${names[index]}\n`;
    })
    .join('');
}

/** Names with spaces are quoted on a terminal. */
function quoted(name: string, { columns }: Form): string {
  if (columns === undefined || /^[\w.,:@%+=/~-]+$/.test(name)) return name;
  return name.includes("'") ? `"${name}"` : `'${name}'`;
}

function widest(numbers: readonly number[]): number {
  return Math.max(...numbers.map((number) => String(number).length));
}

function markOf(node: Node): string {
  if (node.kind === 'directory') return '/';
  return node.kind === 'file' && (node.mode & 0o111) !== 0 ? '*' : '';
}

function linksOf(node: Node): number {
  if (node.kind !== 'directory') return 1;
  return 2 + [...node.entries.values()].filter(({ kind }) => kind === 'directory').length;
}

function sizeOf(node: Node): number {
  if (node.kind === 'directory') return 4096;
  return node.kind === 'file' ? toBytes(readContent(node)).length : 0;
}

/** Kilobytes on disk, in blocks of four. */
function blocksOf(node: Node): number {
  return Math.ceil(sizeOf(node) / 4096) * 4;
}

function modeText(node: Node): string {
  const kind = node.kind === 'directory' ? 'd' : node.kind === 'device' ? 'c' : '-';
  const bits = [...'rwxrwxrwx'].map((letter, index) => (node.mode & (0o400 >> index) ? letter : '-'));
  return kind + bits.join('');
}

import { strerror } from '../../../simulator/errno.ts';
import type { ProgramFile } from '../../command.ts';
import { readDirectory, stat } from '../../file-calls.ts';
import type { Directory } from '../../file-system.ts';
import type { Program } from '../../program.ts';
import { self, timeOfDay } from '../../syscalls.ts';
import { gnuTool, quoted, type ToolCall } from '../gnu-tool.ts';
import { wildcardMatcher } from '../text/wildcard.ts';
import { blocksOf, type Form, type Listed, lines } from './ls-form.ts';
import { byName, orderOf } from './ls-order.ts';

/** ls(1) of GNU coreutils. */
export const ls: ProgramFile = gnuTool({
  name: 'ls',
  summary: 'list a folder',
  operands: '[OPTION]... [FILE]...',
  about: 'List information about the FILEs (the current directory by default).',
  options: [
    { short: 'a', long: 'all', help: 'do not ignore entries starting with .' },
    { short: 'A', long: 'almost-all', help: 'do not list implied . and ..' },
    { short: 'B', long: 'ignore-backups', help: 'do not list implied entries ending with ~' },
    { short: 'C', help: 'list entries by columns' },
    {
      long: 'color',
      argument: 'WHEN',
      optional: true,
      help: "colour the names: 'always', 'never' or 'auto'",
    },
    { short: 'd', long: 'directory', help: 'list directories themselves, not their contents' },
    { short: 'F', long: 'classify', help: 'append indicator (one of */=>@|) to entries' },
    { short: 'g', help: 'like -l, but do not list owner' },
    { short: 'G', long: 'no-group', help: "in a long listing, don't print group names" },
    { long: 'group-directories-first', help: 'group directories before files' },
    { short: 'h', long: 'human-readable', help: 'print sizes like 1K 234M 2G' },
    { long: 'hide', argument: 'PATTERN', help: 'do not list implied entries matching PATTERN' },
    { short: 'i', long: 'inode', help: 'print the index number of each file' },
    { short: 'I', long: 'ignore', argument: 'PATTERN', help: 'as --hide' },
    { short: 'k', long: 'kibibytes', help: '(as always here)' },
    { short: 'l', help: 'use a long listing format' },
    { short: 'L', long: 'dereference', help: 'show what a link points to, not the link' },
    { short: 'm', help: 'fill width with a comma separated list of entries' },
    { short: 'n', long: 'numeric-uid-gid', help: 'like -l, but list numeric user and group IDs' },
    { short: 'N', long: 'literal', help: 'print entry names without quoting' },
    { short: 'o', help: 'like -l, but do not list group information' },
    { short: 'p', help: 'append / indicator to directories' },
    { short: 'Q', long: 'quote-name', help: 'enclose entry names in double quotes' },
    { short: 'r', long: 'reverse', help: 'reverse order while sorting' },
    { short: 'R', long: 'recursive', help: 'list subdirectories recursively' },
    { short: 's', long: 'size', help: 'print the allocated size of each file, in blocks' },
    { short: 'S', help: 'sort by file size, largest first' },
    { short: 't', help: 'sort by time, newest first' },
    { short: 'U', help: 'do not sort' },
    { short: 'v', help: 'sort numbers inside names as numbers' },
    { short: 'w', long: 'width', argument: 'COLS', help: 'set output width to COLS. 0 means no limit' },
    { short: 'x', help: 'list entries by lines instead of by columns' },
    { short: 'X', help: 'sort alphabetically by entry extension' },
    { short: '1', help: 'list one file per line' },
  ],
  absent: 'bcDfHqTuZ',
  absentNames: [
    'author',
    'block-size',
    'full-time',
    'quoting-style',
    'sort',
    'time',
    'time-style',
    'zero',
    'si',
    'indicator-style',
    'format',
    'hyperlink',
  ],
  misuse: 2,
  *run(call) {
    const form = yield* formOf(call);
    const order = orderOf(call);
    const operands = call.operands.length > 0 ? call.operands : ['.'];
    const files: Listed[] = [];
    const folders: (Listed & { readonly entry: Directory })[] = [];
    let status = 0;
    for (const path of operands) {
      const long = form.long && !path.endsWith('/');
      const found = yield* followed(path, !long && !call.has('directory') && !call.has('classify'), call);
      if (!found.ok) {
        yield* call.warn(`cannot access ${quoted(path)}: ${strerror(found.errno)}`);
        status = 2;
        continue;
      }
      const entry = found.value;
      if (entry.kind === 'directory' && !call.has('directory')) folders.push({ name: path, entry });
      else files.push({ name: path, entry });
    }
    const out = withReset(call);
    if (files.length > 0) yield* out(lines(yield* withTargets(order(files), ''), form));
    const titled = operands.length > 1 || call.has('recursive');
    const list: Lister = { call, out, form, order, titled, printed: files.length > 0 };
    for (const { name } of order(folders)) status = Math.max(status, yield* listFolder(list, name, 0));
    return status;
  },
});

/** Before the first colour ls sets the terminal back. */
function withReset(call: ToolCall): (text: string) => Program<void> {
  let coloured = false;
  return (text) => {
    const first = !coloured && text.includes('\x1b[');
    coloured ||= first;
    return call.out(first ? text.replace('\x1b[', '\x1b[0m\x1b[') : text);
  };
}

/** A link to nowhere is shown as itself where following it fails. */
function* followed(path: string, follow: boolean, call: ToolCall) {
  if (call.has('dereference')) return yield* stat(path);
  if (!follow) return yield* stat(path, false);
  const found = yield* stat(path);
  return found.ok ? found : yield* stat(path, false);
}

interface Lister {
  readonly call: ToolCall;
  readonly out: (text: string) => Program<void>;
  readonly form: Form;
  readonly order: (entries: readonly Listed[]) => readonly Listed[];
  /** Each folder's name stands above its list. */
  readonly titled: boolean;
  printed: boolean;
}

function* listFolder(list: Lister, path: string, depth: number): Program {
  const { call, form, order } = list;
  const read = yield* readDirectory(path);
  if (!read.ok) {
    yield* call.warn(`cannot open directory ${quoted(path)}: ${strerror(read.errno)}`);
    return depth === 0 ? 2 : 1;
  }
  const hidden = call.parsed.given
    .filter(({ name }) => name === 'hide' || name === 'ignore')
    .map(({ value }) => wildcardMatcher(value));
  const shown = (name: string): boolean =>
    (!name.startsWith('.') || call.has('all') || call.has('almost-all')) &&
    !(name.endsWith('~') && call.has('ignore-backups')) &&
    !hidden.some((matcher) => matcher?.test(name));
  const inside: Listed[] = read.value
    .filter(([name]) => shown(name))
    .map(([name, entry]) => ({ name, entry }));
  if (call.has('all') && !call.has('almost-all')) {
    for (const name of ['.', '..']) {
      const found = yield* stat(`${path}/${name}`);
      if (found.ok) inside.push({ name, entry: found.value });
    }
  }
  const all = yield* withTargets(order(inside.sort(byName)), path);
  let text = '';
  if (list.titled) text += `${list.printed ? '\n' : ''}${path}:\n`;
  list.printed = true;
  if (form.long || form.blocks) {
    const total = all.reduce((sum, { entry }) => sum + blocksOf(entry), 0);
    text += `total ${form.human ? form.human(total * 1024) : total}\n`;
  }
  yield* list.out(text + lines(all, form));
  let status = 0;
  if (!call.has('recursive')) return 0;
  for (const { name, entry } of all) {
    if (entry.kind !== 'directory' || name === '.' || name === '..') continue;
    status = Math.max(
      status,
      yield* listFolder(list, path.endsWith('/') ? path + name : `${path}/${name}`, depth + 1),
    );
  }
  return status;
}

/** Looks where links lead, for `->` and for colours. */
function* withTargets(entries: readonly Listed[], folder: string): Program<readonly Listed[]> {
  const out: Listed[] = [];
  for (const one of entries) {
    if (one.entry.kind !== 'link') {
      out.push(one);
      continue;
    }
    const found = yield* stat(folder === '' ? one.name : `${folder}/${one.name}`);
    out.push({ ...one, leadsTo: found.ok ? found.value : undefined });
  }
  return out;
}

function* formOf(call: ToolCall): Program<Form> {
  const terminal = (yield* self()).streams.get(1)?.terminal;
  const layout = call.parsed.given.findLast(({ name }) =>
    ['C', 'x', 'm', 'l', '1', 'g', 'o', 'numeric-uid-gid'].includes(name),
  )?.name;
  const long = ['l', 'g', 'o', 'numeric-uid-gid'].some((name) => call.has(name));
  const columns = Number(call.value('width') ?? terminal?.columns ?? 80);
  const when = call.has('color') ? call.value('color') || 'always' : 'never';
  return {
    long,
    layout: long
      ? 'lines'
      : layout === 'x'
        ? 'across'
        : layout === 'm'
          ? 'commas'
          : layout === 'C' || (layout !== '1' && terminal)
            ? 'columns'
            : 'lines',
    width: columns === 0 ? Number.POSITIVE_INFINITY : columns,
    owner: !call.has('g'),
    group: !call.has('o') && !call.has('no-group'),
    numeric: call.has('numeric-uid-gid'),
    mark: call.has('classify') ? 'all' : call.has('p') ? 'folders' : 'none',
    quoting: call.has('quote-name') ? 'double' : terminal && !call.has('literal') ? 'shell' : 'none',
    human: call.has('human-readable') ? humanSize : undefined,
    inodes: call.has('inode'),
    blocks: call.has('size'),
    colour: when === 'always' || (when === 'auto' && terminal !== undefined),
    now: yield* timeOfDay(),
  };
}

/** 1.2K, 34M: rounded up, as df and ls do. */
export function humanSize(bytes: number): string {
  let value = bytes;
  for (const unit of ['', 'K', 'M', 'G', 'T']) {
    if (value < 1024 || unit === 'T') {
      if (unit === '') return String(value);
      const tenths = Math.ceil(value * 10) / 10;
      return `${tenths < 10 ? tenths.toFixed(1) : Math.ceil(value)}${unit}`;
    }
    value /= 1024;
  }
  return String(bytes);
}

import { strerror } from '../../../simulator/errno.ts';
import type { ProgramFile } from '../../command.ts';
import { readDirectory, stat } from '../../file-calls.ts';
import type { Entry } from '../../file-system.ts';
import type { Program } from '../../program.ts';
import { closeFile, complain, open, self } from '../../syscalls.ts';
import { gnuTool, quit, type ToolCall } from '../gnu-tool.ts';
import { type GrepForm, printed } from './grep-lines.ts';
import { type Matcher, matcherOf } from './grep-pattern.ts';
import { eachFile, linesOf, readAll } from './input.ts';
import { wildcardMatcher } from './wildcard.ts';

const usage = "Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n";

/** grep(1) of GNU grep 3.8. */
export const grep: ProgramFile = gnuTool({
  name: 'grep',
  summary: 'print the lines that match a pattern',
  operands: '[OPTION]... PATTERNS [FILE]...',
  about:
    'Search for PATTERNS in each FILE. The status is 0 if a line is selected, 1 if none, 2 after an error.',
  version: 'grep (GNU grep) 3.8',
  options: [
    { short: 'A', long: 'after-context', argument: 'NUM', help: 'print NUM lines of trailing context' },
    { short: 'a', long: 'text', help: 'process a binary file as if it were text' },
    { short: 'B', long: 'before-context', argument: 'NUM', help: 'print NUM lines of leading context' },
    { short: 'C', long: 'context', argument: 'NUM', help: 'print NUM lines of output context' },
    { short: 'c', long: 'count', help: 'print only a count of selected lines per FILE' },
    {
      long: 'color',
      argument: 'WHEN',
      optional: true,
      help: "mark what matched: 'always', 'never' or 'auto'",
    },
    { long: 'colour', argument: 'WHEN', optional: true, help: 'as --color' },
    { short: 'E', long: 'extended-regexp', help: 'PATTERNS are extended regular expressions' },
    { short: 'e', long: 'regexp', argument: 'PATTERNS', help: 'use PATTERNS for matching' },
    { long: 'exclude', argument: 'GLOB', help: 'skip files that match GLOB' },
    { short: 'F', long: 'fixed-strings', help: 'PATTERNS are strings' },
    { short: 'f', long: 'file', argument: 'FILE', help: 'take PATTERNS from FILE' },
    { short: 'G', long: 'basic-regexp', help: 'PATTERNS are basic regular expressions' },
    { short: 'H', long: 'with-filename', help: 'print the file name with output lines' },
    { short: 'h', long: 'no-filename', help: 'print no file names' },
    { short: 'i', long: 'ignore-case', help: 'ignore case distinctions' },
    { long: 'include', argument: 'GLOB', help: 'search only files that match GLOB' },
    { short: 'L', long: 'files-without-match', help: 'print only names of FILEs with no selected lines' },
    { short: 'l', long: 'files-with-matches', help: 'print only names of FILEs with selected lines' },
    { long: 'line-buffered', help: 'flush output on every line (always so here)' },
    { short: 'm', long: 'max-count', argument: 'NUM', help: 'stop after NUM selected lines' },
    { short: 'n', long: 'line-number', help: 'print the line number with output lines' },
    { short: 'o', long: 'only-matching', help: 'show only the parts of lines that match' },
    { short: 'q', long: 'quiet', help: 'print nothing' },
    { long: 'silent', help: 'as -q' },
    { short: 'R', long: 'dereference-recursive', help: 'as -r' },
    { short: 'r', long: 'recursive', help: 'search all files of a folder' },
    { short: 's', long: 'no-messages', help: 'say nothing about files that cannot be read' },
    { short: 'v', long: 'invert-match', help: 'select the lines that do not match' },
    { short: 'w', long: 'word-regexp', help: 'match only whole words' },
    { short: 'x', long: 'line-regexp', help: 'match only whole lines' },
    { short: 'y', help: 'as -i' },
    { short: 'z', long: 'null-data', help: 'a data line ends in 0 byte, not newline' },
  ],
  absent: 'bDdIPTUVZ',
  absentNames: ['perl-regexp', 'byte-offset', 'exclude-dir', 'exclude-from', 'label', 'null'],
  misuse: 2,
  hint: usage,
  prepare: (args) => args.flatMap((word) => (/^-\d+$/.test(word) ? ['-C', word.slice(1)] : [word])),
  *run(call) {
    const operands = [...call.operands];
    const sources = yield* patternSources(call);
    const [pattern] = sources.length > 0 ? [] : operands.splice(0, 1);
    if (sources.length === 0 && pattern === undefined) return yield* quit(2, usage);
    if (pattern !== undefined) sources.push(pattern);
    const compiled = matcherOf(
      sources.flatMap((source) => source.split('\n')),
      {
        extended: lastOf(call, ['extended-regexp', 'fixed-strings', 'basic-regexp']) === 'extended-regexp',
        fixed: lastOf(call, ['extended-regexp', 'fixed-strings', 'basic-regexp']) === 'fixed-strings',
        ignoreCase: call.has('ignore-case') || call.has('y'),
        words: call.has('word-regexp'),
        lines: call.has('line-regexp'),
      },
    );
    if (!compiled.ok) return yield* quit(2, `grep: ${compiled.error}\n`);
    for (const warning of compiled.warnings) yield* call.warn(`warning: ${warning}`);
    const recursive = call.has('recursive') || call.has('dereference-recursive');
    const context = yield* number(call, 'context', 0);
    const paths = operands.length > 0 ? operands : [recursive ? '' : '-'];
    const named =
      lastOf(call, ['with-filename', 'no-filename']) ??
      (paths.length > 1 || recursive ? 'with-filename' : 'no-filename');
    const search: Search = {
      call,
      matcher: compiled.matcher,
      recursive,
      most: yield* maxCount(call),
      form: {
        names: named === 'with-filename',
        numbers: call.has('line-number'),
        only: call.has('only-matching'),
        invert: call.has('invert-match'),
        before: call.has('before-context') ? yield* number(call, 'before-context', 0) : context,
        after: call.has('after-context') ? yield* number(call, 'after-context', 0) : context,
        colour: yield* wantsColour(call),
      },
    };
    const result: Result = { selected: false, unmatched: false, failed: false };
    for (const path of paths) {
      yield* searchPath(search, path, result);
      if (result.selected && (call.has('quiet') || call.has('silent'))) return 0;
    }
    if (result.failed) return 2;
    return (call.has('files-without-match') ? result.unmatched : result.selected) ? 0 : 1;
  },
});

interface Search {
  readonly call: ToolCall;
  readonly matcher: Matcher;
  readonly recursive: boolean;
  readonly most: number;
  readonly form: GrepForm;
}

interface Result {
  selected: boolean;
  /** A file had no selected line. */
  unmatched: boolean;
  failed: boolean;
}

function lastOf(call: ToolCall, names: readonly string[]): string | undefined {
  return call.parsed.given.findLast(({ name }) => names.includes(name))?.name;
}

function* patternSources(call: ToolCall): Program<string[]> {
  const sources: string[] = [];
  for (const { name, value } of call.parsed.given) {
    if (name === 'regexp') sources.push(value);
    if (name !== 'file') continue;
    yield* eachFile(
      [value],
      (path, errno) => quit(2, `grep: ${path}: ${strerror(errno)}\n`),
      function* (fd) {
        sources.push((yield* readAll(fd)).replace(/\n$/, ''));
      },
    );
  }
  return sources;
}

function* number(call: ToolCall, option: string, fallback: number): Program<number> {
  const text = call.value(option);
  if (text === undefined) return fallback;
  if (!/^\d+$/.test(text)) return yield* quit(2, `grep: ${text}: invalid context length argument\n`);
  return Number(text);
}

function* maxCount(call: ToolCall): Program<number> {
  const text = call.value('max-count');
  if (text === undefined) return Number.POSITIVE_INFINITY;
  if (!/^-?\d+$/.test(text)) return yield* quit(2, 'grep: invalid max count\n');
  return text.startsWith('-') ? Number.POSITIVE_INFINITY : Number(text);
}

function* wantsColour(call: ToolCall): Program<boolean> {
  const option = lastOf(call, ['color', 'colour']);
  if (option === undefined) return false;
  const when = call.value(option) || 'auto';
  if (when === 'always') return true;
  if (when === 'never') return false;
  if (when !== 'auto') return yield* quit(2, call.help);
  return (yield* self()).streams.get(1)?.terminal !== undefined;
}

/** @param path '' stands for the current folder, which is not named */
function* searchPath(search: Search, path: string, result: Result): Program<void> {
  const { call, recursive } = search;
  if (path === '-') {
    yield* searchFile(search, 0, '(standard input)', result);
    return;
  }
  const found = yield* stat(path || '.');
  if (found.ok && found.value.kind === 'directory') {
    if (recursive) yield* searchFolder(search, path, result);
    else {
      if (!call.has('no-messages')) yield* complain(`grep: ${path}: Is a directory\n`);
      result.failed = true;
    }
    return;
  }
  if (recursive && !admitted(call, path)) return;
  const opened = found.ok ? yield* open(path, 'read') : found;
  if (!opened.ok) {
    if (!call.has('no-messages')) yield* complain(`grep: ${path}: ${strerror(opened.errno)}\n`);
    result.failed = true;
    return;
  }
  if (typeof opened.value !== 'number') return;
  yield* searchFile(search, opened.value, path, result);
  yield* closeFile(opened.value);
}

function* searchFolder(search: Search, path: string, result: Result): Program<void> {
  const listed = yield* readDirectory(path || '.');
  if (!listed.ok) {
    if (!search.call.has('no-messages')) yield* complain(`grep: ${path}: ${strerror(listed.errno)}\n`);
    result.failed = true;
    return;
  }
  for (const [name, entry] of listed.value) {
    if (!follows(search.call, entry)) continue;
    const below = path === '' ? name : path.endsWith('/') ? path + name : `${path}/${name}`;
    yield* searchPath(search, below, result);
  }
}

/** -r leaves links and devices alone. */
function follows(call: ToolCall, entry: Entry): boolean {
  return entry.kind === 'link'
    ? call.has('dereference-recursive')
    : entry.kind !== 'device' && entry.kind !== 'socket';
}

function admitted(call: ToolCall, path: string): boolean {
  const name = path.split('/').at(-1) ?? '';
  const globs = (option: string): readonly string[] =>
    call.parsed.given.filter((given) => given.name === option).map(({ value }) => value);
  const fits = (glob: string): boolean => wildcardMatcher(glob)?.test(name) ?? false;
  const included = globs('include');
  return (included.length === 0 || included.some(fits)) && !globs('exclude').some(fits);
}

function* searchFile(search: Search, fd: number, path: string, result: Result): Program<void> {
  const { call, matcher, form, most } = search;
  const quiet = call.has('quiet') || call.has('silent');
  const namesOnly = call.has('files-with-matches') || call.has('files-without-match');
  const separator = call.has('null-data') ? '\0' : '\n';
  const print = printed(form, matcher, path, separator);
  const lines = linesOf(fd, separator);
  let count = 0;
  let binary = false;
  for (let some = yield* lines.next(); some && count < most; some = yield* lines.next()) {
    binary ||= !call.has('text') && some.some((line) => line.includes('\0'));
    let text = '';
    for (const line of some) {
      const selected = count < most && matcher.test(line) !== form.invert;
      if (selected) count += 1;
      if (selected && (quiet || namesOnly)) break;
      if (!call.has('count') && !binary) text += print(line, selected);
    }
    if (count > 0 && (quiet || namesOnly)) break;
    if (!quiet && !namesOnly) yield* call.out(text);
    if (binary && count > 0 && !call.has('count')) {
      yield* call.out(`grep: ${path}: binary file matches\n`);
      break;
    }
  }
  if (count > 0) result.selected = true;
  else result.unmatched = true;
  if (quiet) return;
  const name = form.colour ? `\x1b[35m\x1b[K${path}\x1b[m\x1b[K` : path;
  if (namesOnly) {
    if (count > 0 === call.has('files-with-matches')) yield* call.out(`${name}\n`);
  } else if (call.has('count')) {
    const colon = form.colour ? '\x1b[36m\x1b[K:\x1b[m\x1b[K' : ':';
    yield* call.out(`${form.names ? name + colon : ''}${count}\n`);
  }
}

/** egrep(1) and fgrep(1): the older names. */
export const egrep: ProgramFile = older('egrep', '-E', 'grep with extended regular expressions');
export const fgrep: ProgramFile = older('fgrep', '-F', 'grep for strings');

function older(name: string, option: string, summary: string): ProgramFile {
  return { ...grep, name, summary, run: ([, ...args]) => grep.run(['grep', option, ...args]) };
}

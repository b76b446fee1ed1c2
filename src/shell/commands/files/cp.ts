/** cp(1) of GNU coreutils. */
import { strerror } from '../../../simulator/errno.ts';
import type { ProgramFile } from '../../command.ts';
import { chmod, mkdir, readDirectory, setTime, stat, symlink, unlink } from '../../file-calls.ts';
import type { Entry } from '../../file-system.ts';
import type { Program } from '../../program.ts';
import { closeFile, open, read, self, write } from '../../syscalls.ts';
import { gnuTool, quoted, type ToolCall } from '../gnu-tool.ts';
import { agrees } from './rm.ts';
import { joined, targetsOf } from './targets.ts';

export const cp: ProgramFile = gnuTool({
  name: 'cp',
  summary: 'copy files, and with -r folders',
  operands: '[OPTION]... SOURCE DEST\n  or:  cp [OPTION]... SOURCE... DIRECTORY',
  about: 'Copy SOURCE to DEST, or multiple SOURCE(s) to DIRECTORY.',
  options: [
    { short: 'a', long: 'archive', help: 'as -dR --preserve' },
    { short: 'f', long: 'force', help: 'if a file cannot be opened, remove it and try again' },
    { short: 'i', long: 'interactive', help: 'prompt before overwrite' },
    { short: 'n', long: 'no-clobber', help: 'do not overwrite an existing file' },
    { short: 'p', help: 'keep mode and time' },
    { short: 'R', help: 'as -r' },
    { short: 'r', long: 'recursive', help: 'copy directories recursively' },
    {
      short: 't',
      long: 'target-directory',
      argument: 'DIRECTORY',
      help: 'copy all SOURCE arguments into DIRECTORY',
    },
    { short: 'T', long: 'no-target-directory', help: 'treat DEST as a normal file' },
    { short: 'u', long: 'update', help: 'copy only when the SOURCE is newer' },
    { short: 'v', long: 'verbose', help: 'explain what is being done' },
  ],
  absent: 'bdHLlPSsxZ',
  absentNames: [
    'attributes-only',
    'backup',
    'dereference',
    'link',
    'parents',
    'preserve',
    'reflink',
    'symbolic-link',
  ],
  *run(call) {
    const targets = yield* targetsOf(call);
    let status = 0;
    for (const { from, to } of targets) if (!(yield* copyOne(call, from, to))) status = 1;
    return status;
  },
});

function* copyOne(call: ToolCall, from: string, to: string): Program<boolean> {
  const recursive = ['archive', 'recursive', 'R'].some((name) => call.has(name));
  const source = yield* stat(from, !call.has('archive') && !recursive);
  if (!source.ok) return yield* refused(call, `cannot stat ${quoted(from)}: ${strerror(source.errno)}`);
  const entry = source.value;
  if (entry.kind === 'directory') {
    if (!recursive) return yield* refused(call, `-r not specified; omitting directory ${quoted(from)}`);
    return yield* copyFolder(call, from, to, entry);
  }
  const there = yield* stat(to);
  if (there.ok) {
    if (there.value === entry) {
      return yield* refused(call, `${quoted(from)} and ${quoted(to)} are the same file`);
    }
    if (there.value.kind === 'directory') {
      return yield* refused(call, `cannot overwrite directory ${quoted(to)} with non-directory`);
    }
    if (call.has('no-clobber')) return true;
    if (call.has('update') && there.value.modified >= entry.modified) return true;
    if (call.has('interactive') && !(yield* agrees(`cp: overwrite ${quoted(to)}? `))) return true;
  } else if (to.endsWith('/')) {
    return yield* refused(call, `cannot create regular file ${quoted(to)}: Not a directory`);
  }
  if (call.has('verbose')) yield* call.out(`${quoted(from)} -> ${quoted(to)}\n`);
  if (entry.kind === 'link') {
    if (there.ok) yield* unlink(to);
    const errno = yield* symlink(entry.target, to);
    return errno
      ? yield* refused(call, `cannot create symbolic link ${quoted(to)}: ${strerror(errno)}`)
      : true;
  }
  return yield* copyContent(call, from, to, entry, there.ok);
}

function* copyContent(
  call: ToolCall,
  from: string,
  to: string,
  entry: Entry,
  exists: boolean,
): Program<boolean> {
  const opened = yield* open(from, 'read');
  if (!opened.ok) {
    return yield* refused(call, `cannot open ${quoted(from)} for reading: ${strerror(opened.errno)}`);
  }
  let target = yield* open(to, 'write');
  if (!target.ok && exists && call.has('force')) {
    yield* unlink(to);
    target = yield* open(to, 'write');
  }
  if (!target.ok) {
    yield* closeFile(opened.value);
    return yield* refused(call, `cannot create regular file ${quoted(to)}: ${strerror(target.errno)}`);
  }
  let done = true;
  for (let text = yield* read(opened.value); text !== '' && done; text = yield* read(opened.value)) {
    const written = yield* write(target.value, text);
    if (written.ok) continue;
    done = yield* refused(call, `error writing ${quoted(to)}: ${strerror(written.errno)}`);
  }
  yield* closeFile(opened.value);
  yield* closeFile(target.value);
  if (!exists) yield* chmod(to, entry.mode & (keeps(call) ? 0o7777 : 0o755));
  if (keeps(call)) yield* setTime(to, entry.modified);
  return done;
}

function keeps(call: ToolCall): boolean {
  return call.has('archive') || call.has('p');
}

function* copyFolder(call: ToolCall, from: string, to: string, entry: Entry): Program<boolean> {
  if (yield* liesInside(entry, to)) {
    return yield* refused(call, `cannot copy a directory, ${quoted(from)}, into itself, ${quoted(to)}`);
  }
  const there = yield* stat(to);
  if (there.ok && there.value.kind !== 'directory') {
    return yield* refused(
      call,
      `cannot overwrite non-directory ${quoted(to)} with directory ${quoted(from)}`,
    );
  }
  const inside = yield* readDirectory(from);
  if (!inside.ok) return yield* refused(call, `cannot access ${quoted(from)}: ${strerror(inside.errno)}`);
  if (!there.ok) {
    const errno = yield* mkdir(to, entry.mode & 0o755);
    if (errno) return yield* refused(call, `cannot create directory ${quoted(to)}: ${strerror(errno)}`);
    if (call.has('verbose')) yield* call.out(`${quoted(from)} -> ${quoted(to)}\n`);
  }
  let all = true;
  for (const [name] of inside.value)
    all = (yield* copyOne(call, joined(from, name), joined(to, name))) && all;
  if (keeps(call)) yield* setTime(to, entry.modified);
  return all;
}

/** Whether a path that does not exist yet would lie in a folder. */
export function* liesInside(folder: Entry, path: string): Program<boolean> {
  const { around, cwd } = yield* self();
  let at = path.startsWith('/') ? path : `${cwd}/${path}`;
  while (at !== '') {
    const found = around.files.find('/', at, 0);
    if (found.ok && found.value === folder) return true;
    at = at.replace(/\/*[^/]*\/*$/, '');
  }
  return false;
}

function* refused(call: ToolCall, text: string): Program<false> {
  yield* call.warn(text);
  return false;
}

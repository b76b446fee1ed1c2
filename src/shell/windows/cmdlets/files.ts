/** Cmdlets for folders and files. */

import { toCivil } from '../../civil-time.ts';
import { mkdir, rmdir, unlink } from '../../file-calls.ts';
import { resolvePath } from '../../file-system.ts';
import type { Program } from '../../program.ts';
import { openStream, self } from '../../syscalls.ts';
import type { Cmdlet } from '../language/cmdlet.ts';
import { PsError } from '../language/errors.ts';
import { isLike, object, type Value } from '../language/values.ts';
import { fromWindowsPath, toWindowsPath } from '../windows-path.ts';

function* place(path: string): Program<string> {
  const { cwd, environment } = yield* self();
  return resolvePath(cwd, fromWindowsPath(path.replace(/^~(?=[\\/]|$)/, environment.get('HOME') ?? '/')));
}

function missing(path: string): PsError {
  return new PsError(`Cannot find path '${toWindowsPath(path)}' because it does not exist.`);
}

const setLocation: Cmdlet = {
  name: 'Set-Location',
  summary: 'go to a folder',
  aliases: ['cd', 'chdir', 'sl'],
  parameters: [
    { name: 'Path', position: 0, aliases: ['LiteralPath'] },
    { name: 'PassThru', switch: true },
  ],
  *run(call) {
    const task = yield* self();
    const path = yield* place(call.text('Path') ?? '~');
    const found = task.around.files.find('/', path, task.process.uid);
    if (!found.ok || found.value.kind !== 'directory') throw missing(path);
    task.cwd = path;
    return [];
  },
};

const getLocation: Cmdlet = {
  name: 'Get-Location',
  summary: 'show the folder',
  aliases: ['gl', 'pwd'],
  parameters: [],
  *run() {
    return [
      object('PathInfo', { Path: toWindowsPath((yield* self()).cwd) }, toWindowsPath((yield* self()).cwd)),
    ];
  },
};

const getChildItem: Cmdlet = {
  name: 'Get-ChildItem',
  summary: 'list a folder',
  aliases: ['ls', 'dir', 'gci'],
  parameters: [
    { name: 'Path', position: 0, aliases: ['LiteralPath'] },
    { name: 'Filter', position: 1 },
    { name: 'Name', switch: true },
    { name: 'Force', switch: true },
    { name: 'File', switch: true },
    { name: 'Directory', switch: true },
  ],
  absent: 'Recurse Depth Include Exclude Hidden ReadOnly System Attributes FollowSymlink',
  *run(call) {
    const task = yield* self();
    const given = yield* place(call.text('Path') ?? '.');
    const pattern = /[*?]/.test(given) ? given.replace(/^.*\//, '') : call.text('Filter');
    const path = /[*?]/.test(given) ? given.replace(/\/[^/]*$/, '') || '/' : given;
    const found = task.around.files.find('/', path, task.process.uid);
    if (!found.ok) throw missing(path);
    const folder = found.value.kind === 'directory' ? path : path.replace(/\/[^/]*$/, '') || '/';
    const entries =
      found.value.kind === 'directory'
        ? [...found.value.entries]
        : [[path.replace(/^.*\//, ''), found.value] as const];
    return entries
      .filter(
        ([name, { kind }]) =>
          (pattern === undefined || isLike(name, pattern)) &&
          !(call.has('File') && kind === 'directory') &&
          !(call.has('Directory') && kind !== 'directory'),
      )
      .sort(
        ([a, one], [b, other]) =>
          Number(other.kind === 'directory') - Number(one.kind === 'directory') ||
          (a.toLowerCase() < b.toLowerCase() ? -1 : 1),
      )
      .map(([name, entry]): Value => {
        if (call.has('Name')) return name;
        const directory = entry.kind === 'directory';
        const length = entry.kind === 'file' && typeof entry.content === 'string' ? entry.content.length : 0;
        return object(
          'FileInfo',
          {
            PSHeading: `Directory: ${toWindowsPath(folder)}`,
            Mode: directory ? 'd----' : '-a---',
            LastWriteTime: writeTime(entry.modified),
            Length: directory ? undefined : length,
            Name: name,
            FullName: toWindowsPath(resolvePath(folder, name)),
          },
          name,
        );
      });
  },
};

/** `1/5/2026  9:00 AM`, as an English Windows writes it. */
export function writeTime(milliseconds: number): string {
  const { year, month, day, hour, minute } = toCivil(milliseconds);
  const clock = `${hour % 12 === 0 ? 12 : hour % 12}:${String(minute).padStart(2, '0')} ${hour < 12 ? 'AM' : 'PM'}`;
  return `${month + 1}/${day}/${year} ${clock.padStart(8)}`;
}

const newItem: Cmdlet = {
  name: 'New-Item',
  summary: 'make a file or a folder',
  aliases: ['ni', 'mkdir', 'md'],
  parameters: [
    { name: 'Path', position: 0, aliases: ['Name'] },
    { name: 'ItemType', values: ['File', 'Directory'], aliases: ['Type'] },
    { name: 'Value' },
    { name: 'Force', switch: true },
  ],
  *run(call) {
    const path = yield* place(call.text('Path') ?? '');
    if (call.text('ItemType') === 'Directory' || /^(?:mkdir|md)$/i.test(call.name)) {
      const refused = yield* mkdir(path);
      if (refused && refused !== 'EEXIST') throw missing(path);
      if (refused && !call.has('Force'))
        throw new PsError(`An item with the specified name ${toWindowsPath(path)} already exists.`);
      return [];
    }
    const task = yield* self();
    const opened = openStream(task, path, 'write');
    if (!opened.ok) throw new PsError(`Could not find a part of the path '${toWindowsPath(path)}'.`);
    opened.value.write(task, call.text('Value') ?? '');
    return [];
  },
};

const removeItem: Cmdlet = {
  name: 'Remove-Item',
  summary: 'remove a file or an empty folder',
  aliases: ['rm', 'del', 'erase', 'ri', 'rd', 'rmdir'],
  parameters: [
    { name: 'Path', position: 0, aliases: ['LiteralPath'] },
    { name: 'Force', switch: true },
  ],
  absent: 'Recurse Filter Include Exclude Stream Credential',
  *run(call) {
    const path = yield* place(call.text('Path') ?? '');
    const refused = yield* unlink(path);
    if (refused === 'EISDIR' || refused === 'EPERM') {
      if (yield* rmdir(path))
        throw new PsError(`The item at ${toWindowsPath(path)} has children: remove them first.`);
    } else if (refused) throw missing(path);
    return [];
  },
};

const testPath: Cmdlet = {
  name: 'Test-Path',
  summary: 'whether a path leads somewhere',
  parameters: [{ name: 'Path', position: 0, aliases: ['LiteralPath'] }],
  *run(call) {
    const task = yield* self();
    return [task.around.files.find('/', yield* place(call.text('Path') ?? ''), task.process.uid).ok];
  },
};

export const fileCmdlets: readonly Cmdlet[] = [
  setLocation,
  getLocation,
  getChildItem,
  newItem,
  removeItem,
  testPath,
];

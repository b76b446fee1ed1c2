/** stat(1) of GNU coreutils. */
import { strerror } from '../../../simulator/errno.ts';
import type { ProgramFile } from '../../command.ts';
import { stat as statCall } from '../../file-calls.ts';
import type { Entry } from '../../file-system.ts';
import { gnuTool, quoted, usageError } from '../gnu-tool.ts';
import { formatTime } from '../text/date-format.ts';
import { inodeOf } from './inode.ts';
import { blocksOf, linksOf, sizeOf } from './ls-form.ts';
import { modeText } from './mode.ts';

const kindBits = {
  directory: 0o040000,
  file: 0o100000,
  link: 0o120000,
  device: 0o020000,
  socket: 0o140000,
} as const;

export const stat: ProgramFile = gnuTool({
  name: 'stat',
  summary: 'show what the kernel keeps about a file',
  operands: '[OPTION]... FILE...',
  about: 'Display file status.',
  options: [
    {
      short: 'c',
      long: 'format',
      argument: 'FORMAT',
      help: 'use FORMAT: %n name, %s size, %a mode, %U owner, %y time …',
    },
    { long: 'printf', argument: 'FORMAT', help: 'like --format, but read escapes and add no newline' },
    { short: 'L', long: 'dereference', help: 'follow links' },
  ],
  absent: 'ft',
  absentNames: ['cached', 'file-system', 'terse'],
  differs: 'All times of a file are that of its last change.',
  *run(call) {
    if (call.operands.length === 0) return yield* usageError(call, 'missing operand');
    const printf = call.value('printf');
    const format =
      printf?.replace(/\\([nt\\])/g, (_, letter) => (letter === 'n' ? '\n' : letter === 't' ? '\t' : '\\')) ??
      call.value('format');
    let status = 0;
    for (const path of call.operands) {
      const found = yield* statCall(path, call.has('dereference'));
      if (!found.ok) {
        yield* call.warn(`cannot statx ${quoted(path)}: ${strerror(found.errno)}`);
        status = 1;
        continue;
      }
      const text = format === undefined ? whole(path, found.value) : filledIn(format, path, found.value);
      yield* call.out(text + (printf === undefined ? '\n' : ''));
    }
    return status;
  },
});

function nameOf(path: string, entry: Entry): string {
  return entry.kind === 'link' ? `${path} -> ${entry.target}` : path;
}

function typeOf(entry: Entry): string {
  switch (entry.kind) {
    case 'directory':
      return 'directory';
    case 'link':
      return 'symbolic link';
    case 'device':
      return 'character special file';
    case 'socket':
      return 'socket';
    case 'file':
      return sizeOf(entry) === 0 ? 'regular empty file' : 'regular file';
  }
}

function whole(path: string, entry: Entry): string {
  const id = (label: string): string =>
    `${label}: (${String(entry.ownerUid).padStart(5)}/${entry.owner.padStart(8)})`;
  const when = formatTime('%Y-%m-%d %H:%M:%S.%N %z', entry.modified);
  return `  File: ${nameOf(path, entry)}
  Size: ${String(sizeOf(entry)).padEnd(10)}\tBlocks: ${String(blocksOf(entry) * 2).padEnd(10)} IO Block: 4096   ${typeOf(entry)}
Device: 254,0\tInode: ${String(inodeOf(entry)).padEnd(11)} Links: ${linksOf(entry)}
Access: (${octal(entry.mode)}/${modeText(entry)})  ${id('Uid')}   ${id('Gid')}
Access: ${when}
Modify: ${when}
Change: ${when}
 Birth: ${when}`;
}

function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}

function filledIn(format: string, path: string, entry: Entry): string {
  return format.replace(/%([-0]?)(\d*)(.)/gs, (all, flag: string, width: string, letter: string) => {
    const text = directive(letter, path, entry);
    if (text === undefined) return all;
    return flag === '-' ? text.padEnd(Number(width)) : text.padStart(Number(width), flag || ' ');
  });
}

function directive(letter: string, path: string, entry: Entry): string | undefined {
  const when = (format: string): string => formatTime(format, entry.modified);
  switch (letter) {
    case '%':
      return '%';
    case 'a':
      return entry.mode.toString(8);
    case 'A':
      return modeText(entry);
    case 'b':
      return String(blocksOf(entry) * 2);
    case 'B':
      return '512';
    case 'f':
      return (kindBits[entry.kind] + entry.mode).toString(16);
    case 'F':
      return typeOf(entry);
    case 'g':
    case 'u':
      return String(entry.ownerUid);
    case 'G':
    case 'U':
      return entry.owner;
    case 'h':
      return String(linksOf(entry));
    case 'i':
      return String(inodeOf(entry));
    case 'n':
      return path;
    case 'N':
      return entry.kind === 'link' ? `${quoted(path)} -> ${quoted(entry.target)}` : quoted(path);
    case 'o':
      return '4096';
    case 's':
      return String(sizeOf(entry));
    case 'w':
    case 'x':
    case 'y':
    case 'z':
      return when('%Y-%m-%d %H:%M:%S.%N %z');
    case 'W':
    case 'X':
    case 'Y':
    case 'Z':
      return when('%s');
    default:
      return undefined;
  }
}

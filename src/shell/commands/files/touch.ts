/** touch(1) and truncate(1) of GNU coreutils. */
import { strerror } from '../../../simulator/errno.ts';
import type { ProgramFile } from '../../command.ts';
import { setTime, stat } from '../../file-calls.ts';
import type { Program } from '../../program.ts';
import { closeFile, open, read, timeOfDay, write } from '../../syscalls.ts';
import { fromBytes, toBytes } from '../../utf-8.ts';
import { curly, gnuTool, quit, quoted, type ToolCall, usageError } from '../gnu-tool.ts';
import { parseCount } from '../text/count-argument.ts';
import { readDate } from '../text/date.ts';

export const touch: ProgramFile = gnuTool({
  name: 'touch',
  summary: 'make empty files, or set the time of files to now',
  operands: '[OPTION]... FILE...',
  about:
    'Update the access and modification times of each FILE to the current time. A FILE that does not exist is created empty.',
  options: [
    { short: 'a', help: 'change only the access time (which is not kept here)' },
    { short: 'c', long: 'no-create', help: 'do not create any files' },
    { short: 'd', long: 'date', argument: 'STRING', help: 'parse STRING and use it instead of current time' },
    { short: 'm', help: 'change only the modification time' },
    { short: 'r', long: 'reference', argument: 'FILE', help: "use this file's time instead of current time" },
    { short: 't', argument: 'STAMP', help: 'use [[CC]YY]MMDDhhmm[.ss] instead of current time' },
  ],
  absent: 'fh',
  *run(call) {
    const when = yield* wantedTime(call);
    if (call.operands.length === 0) return yield* usageError(call, 'missing file operand');
    let status = 0;
    for (const path of call.operands) {
      const found = yield* stat(path);
      if (!found.ok && found.errno === 'ENOENT' && call.has('no-create')) continue;
      let errno = found.ok ? undefined : found.errno;
      if (!found.ok && found.errno === 'ENOENT') {
        const opened = yield* open(path, 'append');
        errno = opened.ok ? undefined : opened.errno;
        if (opened.ok) yield* closeFile(opened.value);
      }
      errno ??= yield* setTime(path, when);
      // With write permission anybody may set a time to now.
      if (errno === 'EPERM') errno = 'EACCES';
      if (!errno) continue;
      yield* call.warn(`cannot touch ${quoted(path)}: ${strerror(errno)}`);
      status = 1;
    }
    return status;
  },
});

function* wantedTime(call: ToolCall): Program<number> {
  const now = yield* timeOfDay();
  const reference = call.value('reference');
  if (reference !== undefined) {
    const found = yield* stat(reference);
    if (!found.ok) {
      return yield* quit(
        1,
        `touch: failed to get attributes of ${quoted(reference)}: ${strerror(found.errno)}\n`,
      );
    }
    return found.value.modified;
  }
  const text = call.value('date') ?? call.value('t');
  if (text === undefined) return now;
  const stamp = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d\d))?$/.exec(text);
  const written = call.has('date')
    ? text
    : stamp
        ?.slice(1, 4)
        .join('-')
        .concat(` ${stamp[4]}:${stamp[5]}:${stamp[6] ?? '00'}`);
  const when = written === undefined ? undefined : readDate(written, now);
  return when ?? (yield* quit(1, `touch: invalid date format ${curly(text)}\n`));
}

export const truncate: ProgramFile = gnuTool({
  name: 'truncate',
  summary: 'cut a file to a size, or make it longer',
  operands: 'OPTION... FILE...',
  about: 'Shrink or extend the size of each FILE to the specified size.',
  options: [
    { short: 'c', long: 'no-create', help: 'do not create any files' },
    { short: 's', long: 'size', argument: 'SIZE', help: 'set or adjust the file size by SIZE bytes' },
  ],
  absent: 'or',
  *run(call) {
    const text = call.value('size');
    if (text === undefined)
      return yield* usageError(call, `you must specify either ${curly('--size')} or ${curly('--reference')}`);
    const size = parseCount(text);
    if (!size) return yield* quit(1, `truncate: Invalid number: ${curly(text)}\n`);
    if (call.operands.length === 0) return yield* usageError(call, 'missing file operand');
    let status = 0;
    for (const path of call.operands) {
      if (call.has('no-create') && !(yield* stat(path)).ok) continue;
      const errno = yield* resize(path, (before) =>
        size.sign === '+'
          ? before + size.value
          : size.sign === '-'
            ? Math.max(0, before - size.value)
            : size.value,
      );
      if (!errno) continue;
      status = 1;
      yield* call.warn(`cannot open ${quoted(path)} for writing: ${strerror(errno)}`);
    }
    return status;
  },
});

function* resize(path: string, sizeAfter: (before: number) => number) {
  let text = '';
  const opened = yield* open(path, 'read');
  if (opened.ok) {
    text = yield* read(opened.value);
    yield* closeFile(opened.value);
  } else if (opened.errno !== 'ENOENT') return opened.errno;
  const bytes = toBytes(text);
  const size = Math.min(sizeAfter(bytes.length), 2 ** 26);
  const target = yield* open(path, 'write');
  if (!target.ok) return target.errno;
  const written = yield* write(target.value, fromBytes(bytes.slice(0, size).padEnd(size, '\0')));
  yield* closeFile(target.value);
  return written.ok ? undefined : written.errno;
}

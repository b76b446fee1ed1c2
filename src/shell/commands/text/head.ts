import { strerror } from '../../../simulator/errno.ts';
import type { ProgramFile } from '../../command.ts';
import type { Program } from '../../program.ts';
import { read } from '../../syscalls.ts';
import { fromBytes, toBytes } from '../../utf-8.ts';
import { curly, gnuTool, quit, quoted, type ToolCall } from '../gnu-tool.ts';
import { type Count, parseCount } from './count-argument.ts';
import { eachFile, linesOf, readAll } from './input.ts';

/** head(1) of GNU coreutils. */
export const head: ProgramFile = gnuTool({
  name: 'head',
  summary: 'print the first lines',
  operands: '[OPTION]... [FILE]...',
  about: 'Print the first 10 lines of each FILE.',
  options: [
    {
      short: 'c',
      long: 'bytes',
      argument: '[-]NUM',
      help: 'print the first NUM bytes; with -, all but the last',
    },
    {
      short: 'n',
      long: 'lines',
      argument: '[-]NUM',
      help: 'print the first NUM lines; with -, all but the last',
    },
    { short: 'q', long: 'quiet', help: 'never print the names of files' },
    { short: 'v', long: 'verbose', help: 'always print the names of files' },
  ],
  absent: 'z',
  prepare: ([first = '', ...rest]) => {
    const match = /^-(\d+)$/.exec(first);
    return match ? ['-n', match[1] ?? '', ...rest] : [first, ...rest].filter((word) => word !== '' || first);
  },
  *run(call) {
    const { value } = call;
    const bytes = value('bytes');
    const text = bytes ?? value('lines') ?? '10';
    const count = parseCount(text);
    if (!count) {
      return yield* quit(1, `head: invalid number of ${bytes ? 'bytes' : 'lines'}: ${curly(text)}\n`);
    }
    const named = call.has('verbose') || (call.operands.length > 1 && !call.has('quiet'));
    let first = true;
    const all = yield* eachFile(
      call.operands,
      (path, errno) =>
        errno === 'EISDIR'
          ? call.warn(`error reading ${quoted(path)}: ${strerror(errno)}`)
          : call.warn(`cannot open ${quoted(path)} for reading: ${strerror(errno)}`),
      function* (fd, path) {
        if (named) yield* call.out(`${first ? '' : '\n'}==> ${path === '-' ? 'standard input' : path} <==\n`);
        first = false;
        if (bytes !== undefined) yield* firstBytes(call, fd, count);
        else yield* firstLines(call, fd, count);
      },
    );
    return all ? 0 : 1;
  },
});

function* firstLines(call: ToolCall, fd: number, { sign, value }: Count): Program<void> {
  if (sign === '-') {
    const lines = (yield* readAll(fd)).split(/(?<=\n)/);
    yield* call.out(lines.slice(0, Math.max(0, lines.length - value)).join(''));
    return;
  }
  const lines = linesOf(fd);
  for (let left = value; left > 0; ) {
    const some = yield* lines.next();
    if (!some) return;
    const part = some.slice(0, left);
    left -= part.length;
    yield* call.out(part.join('\n') + (lines.endedOpen() && part.length === some.length ? '' : '\n'));
  }
}

function* firstBytes(call: ToolCall, fd: number, { sign, value }: Count): Program<void> {
  if (sign === '-') {
    const bytes = toBytes(yield* readAll(fd));
    yield* call.out(fromBytes(bytes.slice(0, Math.max(0, bytes.length - value))));
    return;
  }
  for (let left = value; left > 0; ) {
    const bytes = toBytes(yield* read(fd, left));
    if (bytes === '') return;
    yield* call.out(fromBytes(bytes.slice(0, left)));
    left -= bytes.length;
  }
}

import { strerror } from '../../../simulator/errno.ts';
import type { ProgramFile } from '../../command.ts';
import type { Program } from '../../program.ts';
import { complain, open, read, sleep } from '../../syscalls.ts';
import { fromBytes, toBytes } from '../../utf-8.ts';
import { curly, gnuTool, quit, quoted } from '../gnu-tool.ts';
import { type Count, parseCount } from './count-argument.ts';
import { readAll } from './input.ts';

/** How often -f looks again, in milliseconds. */
const pause = 1000;

/** tail(1) of GNU coreutils; -f follows the file until Ctrl-C. */
export const tail: ProgramFile = gnuTool({
  name: 'tail',
  summary: 'print the last lines, and with -f those that come',
  operands: '[OPTION]... [FILE]...',
  about: 'Print the last 10 lines of each FILE.',
  options: [
    {
      short: 'c',
      long: 'bytes',
      argument: '[+]NUM',
      help: 'print the last NUM bytes; with +, from byte NUM on',
    },
    { short: 'f', long: 'follow', help: 'go on printing what is appended, until Ctrl-C' },
    { short: 'F', help: 'as -f' },
    {
      short: 'n',
      long: 'lines',
      argument: '[+]NUM',
      help: 'print the last NUM lines; with +, from line NUM on',
    },
    { short: 'q', long: 'quiet', help: 'never print the names of files' },
    { short: 's', long: 'sleep-interval', argument: 'N', help: 'with -f, look every N seconds' },
    { short: 'v', long: 'verbose', help: 'always print the names of files' },
  ],
  absent: 'z',
  absentNames: ['pid', 'retry', 'max-unchanged-stats'],
  prepare: (args) => {
    const match = /^([+-])(\d+)(f?)$/.exec(args[0] ?? '');
    if (!match) return args;
    const [, sign = '', count = '', follow] = match;
    return ['-n', (sign === '+' ? '+' : '') + count, ...(follow ? ['-f'] : []), ...args.slice(1)];
  },
  *run(call) {
    const bytes = call.value('bytes');
    const text = bytes ?? call.value('lines') ?? '10';
    const count = parseCount(text);
    if (!count) {
      return yield* quit(1, `tail: invalid number of ${bytes ? 'bytes' : 'lines'}: ${curly(text)}\n`);
    }
    const paths = call.operands.length > 0 ? call.operands : ['-'];
    const named = call.has('verbose') || (paths.length > 1 && !call.has('quiet'));
    const header = (path: string): string => `==> ${path === '-' ? 'standard input' : path} <==\n`;
    const followed: { readonly path: string; readonly fd: number }[] = [];
    let last: string | undefined;
    let status = 0;
    for (const path of paths) {
      const opened = path === '-' ? ({ ok: true, value: 0 } as const) : yield* open(path, 'read');
      if (!opened.ok) {
        yield* call.warn(
          opened.errno === 'EISDIR'
            ? `error reading ${quoted(path)}: ${strerror(opened.errno)}`
            : `cannot open ${quoted(path)} for reading: ${strerror(opened.errno)}`,
        );
        status = 1;
        continue;
      }
      if (named) yield* call.out((last === undefined ? '' : '\n') + header(path));
      last = path;
      yield* call.out(lastPart(yield* readAll(opened.value), count, bytes !== undefined));
      if (path !== '-') followed.push({ path, fd: opened.value });
    }
    if (!call.has('follow') && !call.has('F')) return status;
    if (followed.length === 0) {
      if (status !== 0) yield* complain('tail: no files remaining\n');
      return status;
    }
    return yield* follow(Number(call.value('sleep-interval') ?? 1) * pause);

    function* follow(wait: number): Program {
      for (;;) {
        yield* sleep(Math.max(wait || pause, 10));
        for (const { path, fd } of followed) {
          const more = yield* read(fd);
          if (more === '') continue;
          if (named && path !== last) yield* call.out(`\n${header(path)}`);
          last = path;
          yield* call.out(more);
        }
      }
    }
  },
});

function lastPart(text: string, { sign, value }: Count, byBytes: boolean): string {
  if (byBytes) {
    const bytes = toBytes(text);
    const start = sign === '+' ? Math.max(0, value - 1) : Math.max(0, bytes.length - value);
    return fromBytes(bytes.slice(start));
  }
  const lines = text.split(/(?<=\n)/);
  return lines.slice(sign === '+' ? Math.max(0, value - 1) : Math.max(0, lines.length - value)).join('');
}

/** less(1) and more(1): a text page by page on a terminal, and as it is elsewhere. */
import { strerror } from '../../../simulator/errno.ts';
import type { ProgramFile } from '../../command.ts';
import type { Program } from '../../program.ts';
import { closeFile, open, print, read, self } from '../../syscalls.ts';
import { columnsOf } from '../../text-width.ts';
import { gnuTool } from '../gnu-tool.ts';
import { eachFile, readAll } from './input.ts';

/** Shows a text; a terminal that has fewer rows gets it page by page. */
export function* page(text: string, prompt: (end: boolean) => string): Program<void> {
  const terminal = (yield* self()).streams.get(1)?.terminal;
  const lines = text.replace(/\n$/, '').split('\n');
  const rows = (line: string): number => Math.max(1, Math.ceil(columnsOf(line) / (terminal?.columns ?? 80)));
  const height = lines.reduce((sum, line) => sum + rows(line), 0);
  if (!terminal || height < terminal.rows || text === '') {
    yield* print(text);
    return;
  }
  const keys = yield* open('/dev/tty', 'read');
  if (!keys.ok) {
    yield* print(text);
    return;
  }
  const raw = terminal.raw;
  terminal.raw = true;
  try {
    let at = 0;
    let room = terminal.rows - 1;
    for (;;) {
      let part = '';
      for (; at < lines.length && room > 0; at += 1) {
        part += `${lines[at]}\n`;
        room -= rows(lines[at] ?? '');
      }
      yield* print(`${part}\x1b[7m${prompt(at >= lines.length)}\x1b[27m`);
      room = 0;
      while (room === 0) {
        const key = yield* read(keys.value);
        if (key === 'q' || key === 'Q' || key === '\x03' || key === '') {
          yield* print('\r\x1b[K');
          return;
        }
        if (at >= lines.length) continue;
        if (key === ' ' || key === 'f' || key === '\x1b[6~') room = terminal.rows - 1;
        if (key === 'd') room = Math.max(1, Math.floor(terminal.rows / 2));
        if (key === '\r' || key === '\n' || key === 'j' || key === 'e' || key === '\x1b[B') room = 1;
        if (key === 'G') room = lines.length * 4;
      }
      yield* print('\r\x1b[K');
    }
  } finally {
    terminal.raw = raw;
    yield* closeFile(keys.value);
  }
}

const differs = 'Space goes on, Enter goes on by a line, q ends it; going back and searching are not here.';

function pager(
  name: string,
  version: string,
  missing: string,
  prompt: (path: string, end: boolean) => string,
): ProgramFile {
  return gnuTool({
    name,
    summary: 'read a text page by page',
    operands: '[file]...',
    about: 'Show each file, page by page on a terminal.',
    version,
    absent: 'aBcdefFgGiIJKLmMnNpPqQrRsSuUVwWxXyz',
    differs,
    *run(call) {
      const task = yield* self();
      if (call.operands.length === 0 && task.streams.get(0)?.terminal) {
        yield* call.out(missing);
        return 1;
      }
      const all = yield* eachFile(
        call.operands,
        (path, errno) =>
          call.out(errno === 'EISDIR' ? `${path} is a directory\n` : `${path}: ${strerror(errno)}\n`),
        function* (fd, path) {
          yield* page(yield* readAll(fd), (end) => prompt(path, end));
        },
      );
      return all ? 0 : 1;
    },
  });
}

/** less(1) */
export const less = pager('less', 'less 590', 'Missing filename ("less --help" for help)\n', (_path, end) =>
  end ? '(END)' : ':',
);

/** more(1) of util-linux. */
export const more = pager(
  'more',
  'more from util-linux 2.38.1',
  "more: bad usage\nTry 'more --help' for more information.\n",
  (_path, end) => (end ? '(END)' : '--More--'),
);

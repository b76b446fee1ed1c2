import { strerror } from '../../../simulator/errno.ts';
import type { ProgramFile } from '../../command.ts';
import { fileError, gnuTool, quoted } from '../gnu-tool.ts';
import { eachFile, linesOf, readAll } from './input.ts';

/** tac(1) of GNU coreutils: the last line first. */
export const tac: ProgramFile = gnuTool({
  name: 'tac',
  summary: 'print files with the last line first',
  operands: '[OPTION]... [FILE]...',
  about: 'Write each FILE to standard output, last line first.',
  absent: 'brs',
  *run(call) {
    const all = yield* eachFile(
      call.operands,
      (path, errno) =>
        errno === 'EISDIR'
          ? call.warn(`${path}: read error: ${strerror(errno)}`)
          : call.warn(`failed to open ${quoted(path)} for reading: ${strerror(errno)}`),
      function* (fd) {
        const lines = (yield* readAll(fd)).split(/(?<=\n)/);
        yield* call.out(lines.reverse().join(''));
      },
    );
    return all ? 0 : 1;
  },
});

/** rev(1) of util-linux: each line from its end. */
export const rev: ProgramFile = gnuTool({
  name: 'rev',
  summary: 'print each line from its end to its start',
  operands: '[options] [<file> ...]',
  about: 'Reverse lines characterwise.',
  version: 'rev from util-linux 2.38.1',
  *run(call) {
    const all = yield* eachFile(
      call.operands,
      (path, errno) => call.warn(`cannot open ${path}: ${strerror(errno)}`),
      function* (fd) {
        const lines = linesOf(fd);
        for (let some = yield* lines.next(); some; some = yield* lines.next()) {
          const text = some.map((line) => [...line].reverse().join('')).join('\n');
          yield* call.out(text + (lines.endedOpen() ? '' : '\n'));
        }
      },
    );
    return all ? 0 : 1;
  },
});

/** nl(1) of GNU coreutils, without logical pages. */
export const nl: ProgramFile = gnuTool({
  name: 'nl',
  summary: 'number lines',
  operands: '[OPTION]... [FILE]...',
  about: 'Write each FILE to standard output, with line numbers added.',
  options: [
    {
      short: 'b',
      long: 'body-numbering',
      argument: 'STYLE',
      help: 'which lines: a (all), t (not empty), n (none)',
    },
    { short: 'i', long: 'line-increment', argument: 'NUMBER', help: 'what is added at each line' },
    { short: 's', long: 'number-separator', argument: 'STRING', help: 'what stands after the number' },
    { short: 'v', long: 'starting-line-number', argument: 'NUMBER', help: 'the first number' },
    { short: 'w', long: 'number-width', argument: 'NUMBER', help: 'how wide numbers are' },
  ],
  absent: 'dfhlnp',
  *run(call) {
    const style = call.value('body-numbering') ?? 't';
    const separator = call.value('number-separator') ?? '\t';
    const width = Math.min(Number(call.value('number-width') ?? 6) || 6, 100);
    const step = Number(call.value('line-increment') ?? 1);
    let number = Number(call.value('starting-line-number') ?? 1);
    const all = yield* eachFile(
      call.operands,
      (path, errno) => call.warn(fileError(path, errno)),
      function* (fd) {
        const lines = linesOf(fd);
        for (let some = yield* lines.next(); some; some = yield* lines.next()) {
          let text = '';
          for (const line of some) {
            if (style === 'n' || (style === 't' && line === '')) {
              text += `${' '.repeat(width + separator.length)}${line}\n`;
              continue;
            }
            text += `${String(number).padStart(width)}${separator}${line}\n`;
            number += step;
          }
          yield* call.out(text);
        }
      },
    );
    return all ? 0 : 1;
  },
});

import { strerror } from '../../../simulator/errno.ts';
import type { ProgramFile } from '../../command.ts';
import { gnuOptionError, type OptionTable, optionLines, parseOptions } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import { closeFile, complain, open, print, read } from '../../syscalls.ts';

const options: OptionTable = {
  options: [
    { short: 'n', long: 'number', help: 'number all output lines' },
    { long: 'help', help: 'display this help and exit' },
  ],
  absent: 'AbeEstTuv',
};

/** cat(1) of GNU coreutils. */
export const cat: ProgramFile = {
  name: 'cat',
  summary: 'print files',
  options,
  *run([, ...args]) {
    const parsed = parseOptions(options, args);
    if (!parsed.ok) {
      yield* complain(`${gnuOptionError('cat', parsed)}Try 'cat --help' for more information.\n`);
      return 1;
    }
    if (parsed.has('help')) {
      yield* print(
        `Usage: cat [OPTION]... [FILE]...\nConcatenate FILE(s) to standard output.\n\n${optionLines(options)}`,
      );
      return 0;
    }
    const output = parsed.has('number') ? numbered() : print;
    let status = 0;
    for (const path of parsed.operands.length > 0 ? parsed.operands : ['-']) {
      const opened = path === '-' ? ({ ok: true, value: 0 } as const) : yield* open(path, 'read');
      if (!opened.ok) {
        yield* complain(`cat: ${path}: ${strerror(opened.errno)}\n`);
        status = 1;
        continue;
      }
      yield* copy(opened.value, output);
      if (opened.value !== 0) yield* closeFile(opened.value);
    }
    return status;
  },
};

function* copy(fd: number, output: (text: string) => Program<unknown>): Program<void> {
  for (let text = yield* read(fd); text !== ''; text = yield* read(fd)) yield* output(text);
}

function numbered(): (text: string) => Program<unknown> {
  let number = 0;
  let atStart = true;
  return (text) => {
    const lines = text.split(/(?<=\n)/).map((line) => {
      if (atStart) number += 1;
      const prefix = atStart ? `${String(number).padStart(6)}\t` : '';
      atStart = line.endsWith('\n');
      return prefix + line;
    });
    return print(lines.join(''));
  };
}

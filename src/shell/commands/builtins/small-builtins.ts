/** The builtins of bash(1) that are a line or two each. */

import { leave } from '../../bash.ts';
import type { Builtin } from '../../command.ts';
import { noOptions } from '../../option-table.ts';
import { complain, print, self } from '../../syscalls.ts';
import { builtinOptions } from './builtin-options.ts';

export const pwd: Builtin = {
  name: 'pwd',
  summary: 'print the folder you are in',
  options: noOptions,
  *run() {
    yield* print(`${(yield* self()).cwd}\n`);
    return 0;
  },
};

export const trueCommand: Builtin = {
  name: 'true',
  summary: 'do nothing, successfully',
  options: noOptions,
  // biome-ignore lint/correctness/useYield: a program is a generator, even one that does nothing.
  *run() {
    return 0;
  },
};

export const colon: Builtin = { ...trueCommand, name: ':' };

export const falseCommand: Builtin = {
  name: 'false',
  summary: 'do nothing, unsuccessfully',
  options: noOptions,
  // biome-ignore lint/correctness/useYield: a program is a generator, even one that does nothing.
  *run() {
    return 1;
  },
};

export const exit: Builtin = {
  name: 'exit',
  summary: 'leave the shell, with a status',
  options: noOptions,
  *run(shell, [, text, extra]) {
    if (text !== undefined && !/^[+-]?\d+$/.test(text)) {
      yield* complain(`bash: exit: ${text}: numeric argument required\n`);
      yield* leave(shell, 2);
      return 2;
    }
    if (extra !== undefined) {
      yield* complain('bash: exit: too many arguments\n');
      return 1;
    }
    yield* leave(shell, text === undefined ? shell.status : Number(text) & 255);
    return shell.leaving ?? 1;
  },
};

const historyTable = { options: [{ short: 'c', help: 'forget every line' }], absent: 'danprsw' };

export const history: Builtin = {
  name: 'history',
  summary: 'list the lines you typed',
  options: historyTable,
  *run(shell, argv) {
    const usage = 'history [-c] [-d offset] [n] or history -anrw [filename] or history -ps arg [arg...]';
    const parsed = yield* builtinOptions(argv, historyTable, usage);
    if (!parsed) return 2;
    if (parsed.has('c')) {
      shell.history.length = 0;
      return 0;
    }
    const [count] = parsed.operands;
    if (count !== undefined && !/^\d+$/.test(count)) {
      yield* complain(`bash: history: ${count}: numeric argument required\n`);
      return 1;
    }
    const first = count === undefined ? 0 : Math.max(0, shell.history.length - Number(count));
    const lines = shell.history.slice(first);
    yield* print(lines.map((line, index) => `${String(first + index + 1).padStart(5)}  ${line}\n`).join(''));
    return 0;
  },
};

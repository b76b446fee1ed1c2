/** The builtins of bash(1) that are a line or two each. */
import type { Builtin } from '../../command.ts';
import { arithmeticStatus } from '../../language/compound.ts';
import { shellMessage } from '../../language/run.ts';
import { noOptions, type OptionTable } from '../../option-table.ts';
import { kill, print, self } from '../../syscalls.ts';
import { builtinOptions } from './builtin-options.ts';
import { printFor } from './echo.ts';

const pwdOptions: OptionTable = {
  options: [
    { short: 'L', help: 'with the names of symbolic links (the usual)' },
    { short: 'P', help: 'without symbolic links' },
  ],
};

export const pwd: Builtin = {
  name: 'pwd',
  summary: 'print the folder you are in',
  options: pwdOptions,
  *run(shell, argv) {
    const parsed = yield* builtinOptions(shell, argv, pwdOptions, 'pwd [-LP]');
    if (!parsed) return 2;
    return yield* printFor(shell, 'pwd', `${(yield* self()).cwd}\n`);
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

export const letBuiltin: Builtin = {
  name: 'let',
  summary: 'evaluate arithmetic',
  options: noOptions,
  *run(shell, [, ...expressions], run) {
    if (expressions.length === 0) {
      yield* shellMessage(shell, 'let: expression expected');
      return 1;
    }
    let status = 0;
    for (const expression of expressions) status = yield* arithmeticStatus(run, expression, 'let: ');
    return status;
  },
};

export const times: Builtin = {
  name: 'times',
  summary: 'the processor time of the shell and its children; here it costs none',
  options: noOptions,
  *run() {
    yield* print('0m0.000s 0m0.000s\n0m0.000s 0m0.000s\n');
    return 0;
  },
};

const historyTable: OptionTable = {
  options: [
    { short: 'c', help: 'forget every line' },
    { short: 'd', argument: 'NUMBER', help: 'forget one line' },
  ],
  absent: 'anprsw',
};

export const history: Builtin = {
  name: 'history',
  summary: 'list the lines you typed',
  options: historyTable,
  *run(shell, argv) {
    const usage = 'history [-c] [-d offset] [n] or history -anrw [filename] or history -ps arg [arg...]';
    const parsed = yield* builtinOptions(shell, argv, historyTable, usage);
    if (!parsed) return 2;
    if (!shell.interactive) return 0;
    if (parsed.has('c')) {
      shell.history.length = 0;
      return 0;
    }
    const gone = parsed.value('d');
    if (gone !== undefined) {
      const index = Number(gone) < 0 ? shell.history.length + Number(gone) : Number(gone) - 1;
      if (!/^-?\d+$/.test(gone) || index < 0 || index >= shell.history.length) {
        yield* shellMessage(shell, `history: ${gone}: history position out of range`);
        return 1;
      }
      shell.history.splice(index, 1);
      return 0;
    }
    const [count] = parsed.operands;
    if (count !== undefined && !/^\d+$/.test(count)) {
      yield* shellMessage(shell, `history: ${count}: numeric argument required`);
      return 1;
    }
    const first = count === undefined ? 0 : Math.max(0, shell.history.length - Number(count));
    const lines = shell.history.slice(first);
    yield* print(lines.map((line, index) => `${String(first + index + 1).padStart(5)}  ${line}\n`).join(''));
    return 0;
  },
};

export const caller: Builtin = {
  name: 'caller',
  summary: 'tell from where a function was called',
  options: noOptions,
  *run(shell) {
    if (shell.calls.length === 0) return 1;
    yield* print(`${shell.line} ${shell.interactive ? 'NULL' : shell.source}\n`);
    return 0;
  },
};

export const suspend: Builtin = {
  name: 'suspend',
  summary: 'stop this shell',
  options: noOptions,
  *run(shell) {
    if (shell.interactive) {
      yield* shellMessage(shell, 'suspend: cannot suspend: no job control');
      return 1;
    }
    yield* kill((yield* self()).pid, 'SIGSTOP');
    return 0;
  },
};

export const enable: Builtin = {
  name: 'enable',
  summary: 'switch builtins on and off',
  options: { options: [{ short: 'n', help: 'switch off' }] },
  *run(shell, argv, run) {
    const parsed = yield* builtinOptions(
      shell,
      argv,
      this.options,
      'enable [-a] [-dnps] [-f filename] [name ...]',
    );
    if (!parsed) return 2;
    const { builtins } = run.commands;
    const off = parsed.has('n');
    if (parsed.operands.length === 0) {
      const names = [...builtins.keys()]
        .filter((name) => shell.extraOptions.has(`disabled:${name}`) === off)
        .sort();
      yield* print(names.map((name) => `enable ${off ? '-n ' : ''}${name}\n`).join(''));
      return 0;
    }
    let status = 0;
    for (const name of parsed.operands) {
      if (!builtins.has(name)) {
        yield* shellMessage(shell, `enable: ${name}: not a shell builtin`);
        status = 1;
      } else if (off) shell.extraOptions.add(`disabled:${name}`);
      else shell.extraOptions.delete(`disabled:${name}`);
    }
    return status;
  },
};

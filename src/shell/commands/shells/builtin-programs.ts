/** Builtins that also lie under /usr/bin, for programs that start other programs: env, xargs, sudo, timeout. */
import type { Builtin, Commands, ProgramFile } from '../../command.ts';
import { createVariables, newVariable } from '../../language/variables.ts';
import { createShell } from '../../shell.ts';
import { self } from '../../syscalls.ts';
import { echo } from '../builtins/echo.ts';
import { printf } from '../builtins/printf.ts';
import { falseCommand, pwd, trueCommand } from '../builtins/small-builtins.ts';
import { bracket, test } from '../builtins/test.ts';

/** @param commands all commands */
export function builtinPrograms(commands: () => Commands): readonly ProgramFile[] {
  return [bracket, echo, falseCommand, printf, pwd, test, trueCommand].map((builtin) =>
    asProgram(builtin, commands),
  );
}

function asProgram(builtin: Builtin, commands: () => Commands): ProgramFile {
  const { name, options, summary } = builtin;
  return {
    name,
    summary,
    options,
    *run(argv) {
      const task = yield* self();
      const shell = createShell({
        pid: task.pid,
        // Messages begin with the builtin's own name.
        name: '',
        interactive: false,
        variables: createVariables([
          new Map([...task.environment].map(([variable, value]) => [variable, newVariable(value, true)])),
        ]),
        positional: [],
        history: [],
      });
      return yield* builtin.run(shell, [name, ...argv.slice(1)], {
        shell,
        commands: commands(),
        source: '',
        firstLine: 1,
      });
    },
  };
}

import { strerror } from '../../../simulator/errno.ts';
import type { Builtin } from '../../command.ts';
import { mayAccess, resolvePath } from '../../file-system.ts';
import { noOptions } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import type { Shell } from '../../shell.ts';
import { complain, print, self } from '../../syscalls.ts';
import { builtinOptions } from './builtin-options.ts';

/** cd, a builtin of bash(1). */
export const cd: Builtin = {
  name: 'cd',
  summary: 'go to another folder; without a name, home',
  options: noOptions,
  *run(shell, argv) {
    const parsed = yield* builtinOptions(argv, noOptions, 'cd [-L|[-P [-e]] [-@]] [dir]');
    if (!parsed) return 2;
    const [target, extra] = parsed.operands;
    if (extra !== undefined) return yield* fail('too many arguments');
    if (target === undefined) return yield* goTo(shell, shell.variables.get('HOME') ?? '/');
    if (target !== '-') return yield* goTo(shell, target);
    const back = shell.variables.get('OLDPWD');
    if (back === undefined) return yield* fail('OLDPWD not set');
    const status = yield* goTo(shell, back);
    if (status === 0) yield* print(`${shell.variables.get('PWD')}\n`);
    return status;
  },
};

function* goTo(shell: Shell, target: string): Program {
  const task = yield* self();
  if (target === '') return 0;
  const found = task.around.files.find(task.cwd, target, task.process.uid);
  if (!found.ok) return yield* fail(`${target}: ${strerror(found.errno)}`);
  if (found.value.kind !== 'directory') return yield* fail(`${target}: ${strerror('ENOTDIR')}`);
  if (!mayAccess(found.value, task.process.uid, 1)) return yield* fail(`${target}: ${strerror('EACCES')}`);
  shell.variables.set('OLDPWD', task.cwd);
  task.cwd = resolvePath(task.cwd, target);
  shell.variables.set('PWD', task.cwd);
  return 0;
}

function* fail(reason: string): Program {
  yield* complain(`bash: cd: ${reason}\n`);
  return 1;
}

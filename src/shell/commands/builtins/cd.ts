import { strerror } from '../../../simulator/errno.ts';
import type { Builtin } from '../../command.ts';
import { mayAccess, resolvePath } from '../../file-system.ts';
import { shellMessage } from '../../language/run.ts';
import type { OptionTable } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import type { Shell } from '../../shell.ts';
import { print, self } from '../../syscalls.ts';
import { builtinOptions } from './builtin-options.ts';

const options: OptionTable = {
  options: [
    { short: 'L', help: 'keep the names of symbolic links (the usual)' },
    { short: 'P', help: 'use the real folder instead of symbolic links' },
    { short: 'e', help: 'with -P, fail when the folder cannot be told' },
    { short: '@', help: 'show extended attributes as folders' },
  ],
};

/** cd, a builtin of bash(1). */
export const cd: Builtin = {
  name: 'cd',
  summary: 'go to another folder; without a name, home',
  options,
  *run(shell, argv) {
    const parsed = yield* builtinOptions(shell, argv, options, 'cd [-L|[-P [-e]] [-@]] [dir]');
    if (!parsed) return 2;
    const [target, extra] = parsed.operands;
    if (extra !== undefined) return yield* fail(shell, 'too many arguments');
    if (target === undefined) {
      const home = shell.variables.get('HOME');
      return home === undefined ? yield* fail(shell, 'HOME not set') : yield* goTo(shell, home);
    }
    if (target !== '-') {
      const found = yield* alongPath(shell, target);
      const status = yield* goTo(shell, found ?? target);
      if (status === 0 && found !== undefined) yield* print(`${shell.variables.get('PWD')}\n`);
      return status;
    }
    const back = shell.variables.get('OLDPWD');
    if (back === undefined) return yield* fail(shell, 'OLDPWD not set');
    const status = yield* goTo(shell, back);
    if (status === 0) yield* print(`${shell.variables.get('PWD')}\n`);
    return status;
  },
};

/** CDPATH */
function* alongPath(shell: Shell, target: string): Program<string | undefined> {
  const folders = shell.variables.get('CDPATH');
  if (!folders || /^\.{0,2}(?:\/|$)/.test(target)) return undefined;
  const { around, cwd, process } = yield* self();
  for (const folder of folders.split(':')) {
    const path = `${folder || '.'}/${target}`;
    const found = around.files.find(cwd, path, process.uid);
    if (found.ok && found.value.kind === 'directory')
      return folder === '' || folder === '.' ? undefined : path;
  }
  return undefined;
}

/** chdir(2), and the variables that follow it. @returns a status; the message is out when it is not 0 */
export function* goTo(shell: Shell, target: string, name = 'cd'): Program {
  const task = yield* self();
  if (target === '') return 0;
  const found = task.around.files.find(task.cwd, target, task.process.uid);
  if (!found.ok) return yield* fail(shell, `${target}: ${strerror(found.errno)}`, name);
  if (found.value.kind !== 'directory') return yield* fail(shell, `${target}: ${strerror('ENOTDIR')}`, name);
  if (!mayAccess(found.value, task.process.uid, 1)) {
    return yield* fail(shell, `${target}: ${strerror('EACCES')}`, name);
  }
  shell.variables.set('OLDPWD', task.cwd);
  task.cwd = resolvePath(task.cwd, target);
  shell.variables.set('PWD', task.cwd);
  for (const variable of ['PWD', 'OLDPWD']) shell.variables.ensure(variable).exported = true;
  return 0;
}

function* fail(shell: Shell, reason: string, name = 'cd'): Program {
  yield* shellMessage(shell, `${name}: ${reason}`);
  return 1;
}

/** break, continue, return, exit and logout: how a loop, a function, a shell is left. */
import { leave } from '../../bash.ts';
import type { Builtin } from '../../command.ts';
import { Abandon, Exit, LeaveLoop, Return } from '../../language/control-flow.ts';
import { shellMessage } from '../../language/run.ts';
import { noOptions } from '../../option-table.ts';

function loopBuiltin(name: 'break' | 'continue', summary: string): Builtin {
  return {
    name,
    summary,
    options: noOptions,
    *run(shell, [, text = '1', extra]) {
      if (shell.loops === 0) {
        yield* shellMessage(shell, `${name}: only meaningful in a \`for', \`while', or \`until' loop`);
        return 0;
      }
      if (!/^[+-]?\d+$/.test(text)) {
        yield* shellMessage(shell, `${name}: ${text}: numeric argument required`);
        if (shell.interactive) return 128;
        throw new Exit(128);
      }
      if (extra !== undefined) {
        yield* shellMessage(shell, `${name}: too many arguments`);
        throw new Abandon(1);
      }
      if (Number(text) < 1) {
        yield* shellMessage(shell, `${name}: ${text}: loop count out of range`);
        throw new LeaveLoop('break', shell.loops);
      }
      throw new LeaveLoop(name, Math.min(Number(text), shell.loops));
    },
  };
}

export const breakBuiltin = loopBuiltin('break', 'leave a loop');
export const continueBuiltin = loopBuiltin('continue', 'go on with the next round of a loop');

export const returnBuiltin: Builtin = {
  name: 'return',
  summary: 'leave a function, with a status',
  options: noOptions,
  *run(shell, [, text, extra]) {
    if (text !== undefined && !/^[+-]?\d+$/.test(text)) {
      yield* shellMessage(shell, `return: ${text}: numeric argument required`);
      throw new Return(2);
    }
    if (extra !== undefined) {
      yield* shellMessage(shell, 'return: too many arguments');
      throw new Abandon(1);
    }
    if (shell.calls.length === 0 && shell.sourcing === 0) {
      yield* shellMessage(shell, "return: can only `return' from a function or sourced script");
      return 2;
    }
    throw new Return(text === undefined ? shell.status : Number(text) & 255);
  },
};

export const exit: Builtin = {
  name: 'exit',
  summary: 'leave the shell, with a status',
  options: noOptions,
  *run(shell, [name, text, extra]) {
    if (name === 'logout' && !shell.extraOptions.has('login_shell')) {
      yield* shellMessage(shell, "logout: not login shell: use `exit'");
      return 1;
    }
    if (text !== undefined && !/^[+-]?\d+$/.test(text)) {
      yield* shellMessage(shell, `exit: ${text}: numeric argument required`);
      if (!shell.jobControl) throw new Exit(2);
      yield* leave(shell, 2);
      return 2;
    }
    if (extra !== undefined) {
      yield* shellMessage(shell, 'exit: too many arguments');
      throw new Abandon(1);
    }
    const status = text === undefined ? shell.status : Number(text) & 255;
    if (!shell.interactive || shell.level > 0) throw new Exit(status);
    yield* leave(shell, status, name !== 'logout');
    if (shell.leaving !== undefined) throw new Exit(status);
    return 1;
  },
};

export const logout: Builtin = { ...exit, name: 'logout', summary: 'leave a login shell' };

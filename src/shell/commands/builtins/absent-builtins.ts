/** Builtins of bash that make no sense here: better said in a sentence than `command not found`. */
import type { Builtin } from '../../command.ts';
import { shellMessage } from '../../language/run.ts';
import { noOptions } from '../../option-table.ts';

const reasons: Readonly<Record<string, string>> = {
  bind: 'the keys of the line editor are fixed here',
  compgen: 'completion cannot be programmed here',
  complete: 'completion cannot be programmed here',
  compopt: 'completion cannot be programmed here',
  fc: 'type the line again or find it with the arrow keys and Ctrl-R: there is no editor here',
};

export const absentBuiltins: readonly Builtin[] = Object.entries(reasons).map(([name, reason]) => ({
  name,
  summary: `not here: ${reason}`,
  options: noOptions,
  *run(shell) {
    yield* shellMessage(shell, `${name}: ${reason}`);
    return 2;
  },
}));

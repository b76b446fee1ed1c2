import type { Builtin } from '../../command.ts';
import { isSignalName } from '../../language/fork.ts';
import { singleQuote } from '../../language/quote.ts';
import { shellMessage } from '../../language/run.ts';
import type { OptionTable } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import { NotSupported, type Shell, type TrapName } from '../../shell.ts';
import { parseSignal, signalNumber } from '../../signal.ts';
import { complain, print, self } from '../../syscalls.ts';
import { builtinOptions } from './builtin-options.ts';
import { listSignals } from './kill.ts';

const options: OptionTable = {
  options: [
    { short: 'l', help: 'list the signals' },
    { short: 'p', help: 'list the traps' },
  ],
};
const usage = 'trap [-lp] [[arg] signal_spec ...]';

/** trap, a builtin of bash(1). */
export const trap: Builtin = {
  name: 'trap',
  summary: 'run a command when a signal comes, or when the shell ends',
  options,
  *run(shell, argv) {
    const parsed = yield* builtinOptions(shell, argv, options, usage);
    if (!parsed) return 2;
    if (parsed.has('l')) return yield* listSignals(shell, []);
    const [command, ...names] = parsed.operands;
    if (command === undefined || parsed.has('p')) return yield* list(shell, parsed.operands);
    // `trap INT` and `trap - INT` take the trap away.
    const resets = command === '-' || names.length === 0 || /^\d+$/.test(command);
    const wanted = names.length === 0 || (resets && command !== '-') ? parsed.operands : names;
    if (names.length === 0 && !occasion(command)) {
      yield* complain(`trap: usage: ${usage}\n`);
      return 2;
    }
    let status = 0;
    for (const word of wanted) {
      const name = occasion(word);
      if (!name) {
        yield* shellMessage(shell, `trap: ${word}: invalid signal specification`);
        status = 1;
        continue;
      }
      if (name === 'DEBUG' && !resets) throw new NotSupported('trap … DEBUG');
      yield* change(shell, name, resets ? undefined : command);
    }
    return status;
  },
};

function occasion(word: string): TrapName | undefined {
  const upper = word.toUpperCase();
  if (word === '0' || upper === 'EXIT') return 'EXIT';
  if (upper === 'ERR' || upper === 'DEBUG' || upper === 'RETURN') return upper;
  return parseSignal(word);
}

function* change(shell: Shell, name: TrapName, command: string | undefined): Program<void> {
  if (command === undefined) shell.traps.delete(name);
  else shell.traps.set(name, command);
  const task = yield* self();
  if (isSignalName(name)) {
    if (command === undefined) {
      if (shell.interactive && name === 'SIGINT') task.dispositions.set(name, 'catch');
      else if (shell.interactive && (name === 'SIGTERM' || name === 'SIGQUIT' || name === 'SIGTSTP')) {
        task.dispositions.set(name, 'ignore');
      } else task.dispositions.delete(name);
    } else task.dispositions.set(name, command === '' ? 'ignore' : 'catch');
  }
  // The EXIT trap runs before a death by these as well.
  if (name === 'EXIT' && !shell.interactive) {
    for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) {
      if (shell.traps.has(signal)) continue;
      if (command === undefined) task.dispositions.delete(signal);
      else task.dispositions.set(signal, 'catch');
    }
  }
}

function* list(shell: Shell, words: readonly string[]): Program {
  const order = (name: TrapName): number =>
    name === 'EXIT'
      ? 0
      : isSignalName(name)
        ? signalNumber(name)
        : name === 'DEBUG'
          ? 65
          : name === 'ERR'
            ? 66
            : 67;
  const chosen = words.map(occasion);
  for (const [name, command] of [...shell.traps].sort(([a], [b]) => order(a) - order(b))) {
    if (words.length > 0 && !chosen.includes(name)) continue;
    yield* print(`trap -- ${singleQuote(command)} ${name}\n`);
  }
  return 0;
}

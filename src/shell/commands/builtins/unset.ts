import type { Builtin } from '../../command.ts';
import { parseReference, unsetVariable } from '../../language/assign.ts';
import { ShellError } from '../../language/control-flow.ts';
import { shellMessage } from '../../language/run.ts';
import type { OptionTable } from '../../option-table.ts';
import { builtinOptions } from './builtin-options.ts';

const unsetOptions: OptionTable = {
  options: [
    { short: 'v', help: 'variables only' },
    { short: 'f', help: 'functions only' },
    { short: 'n', help: 'the variable that holds a name, not the one it names' },
  ],
};

/** unset, a builtin of bash(1). */
export const unset: Builtin = {
  name: 'unset',
  summary: 'forget a variable or a function',
  options: unsetOptions,
  *run(shell, argv) {
    const parsed = yield* builtinOptions(shell, argv, unsetOptions, 'unset [-f] [-v] [-n] [name ...]');
    if (!parsed) return 2;
    if (parsed.has('f') && parsed.has('v')) {
      yield* shellMessage(shell, 'unset: cannot simultaneously unset a function and a variable');
      return 1;
    }
    let status = 0;
    for (const word of parsed.operands) {
      if (parsed.has('f')) {
        shell.functions.delete(word);
        continue;
      }
      const reference = parseReference(word);
      if (!reference) {
        if (!parsed.has('v')) {
          shell.functions.delete(word);
          continue;
        }
        yield* shellMessage(shell, `unset: \`${word}': not a valid identifier`);
        status = 1;
        continue;
      }
      if (!shell.variables.find(reference.name) && !parsed.has('v')) {
        shell.functions.delete(word);
        continue;
      }
      if (parsed.has('n')) {
        shell.variables.unset(reference.name);
        continue;
      }
      try {
        unsetVariable(shell, reference.name, reference.subscript);
      } catch (error) {
        if (!(error instanceof ShellError)) throw error;
        yield* shellMessage(shell, `unset: ${error.message}`);
        status = 1;
      }
    }
    return status;
  },
};

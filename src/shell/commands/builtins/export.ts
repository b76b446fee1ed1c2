import type { Builtin } from '../../command.ts';
import { noOptions, type OptionTable } from '../../option-table.ts';
import { complain, print } from '../../syscalls.ts';
import { builtinOptions } from './builtin-options.ts';

const name = /^[A-Za-z_][A-Za-z0-9_]*$/;
const exportOptions: OptionTable = { options: [{ short: 'p', help: 'list what is exported' }], absent: 'fn' };

/** export, a builtin of bash(1). */
export const exportBuiltin: Builtin = {
  name: 'export',
  summary: 'give a variable to the programs you start',
  options: exportOptions,
  *run(shell, argv) {
    const parsed = yield* builtinOptions(argv, exportOptions, 'export [-fn] [name[=value] ...] or export -p');
    if (!parsed) return 2;
    if (parsed.operands.length === 0) {
      for (const exported of [...shell.exported].sort()) {
        const value = shell.variables.get(exported);
        const quoted = value === undefined ? '' : `="${value.replace(/["\\$`]/g, '\\$&')}"`;
        yield* print(`declare -x ${exported}${quoted}\n`);
      }
    }
    let status = 0;
    for (const word of parsed.operands) {
      const cut = word.indexOf('=');
      const variable = cut < 0 ? word : word.slice(0, cut);
      if (!name.test(variable)) {
        yield* complain(`bash: export: \`${word}': not a valid identifier\n`);
        status = 1;
        continue;
      }
      if (cut >= 0) shell.variables.set(variable, word.slice(cut + 1));
      shell.exported.add(variable);
    }
    return status;
  },
};

/** unset, a builtin of bash(1). */
export const unset: Builtin = {
  name: 'unset',
  summary: 'forget a variable',
  options: noOptions,
  *run(shell, argv) {
    const table = { options: [{ short: 'v', help: 'variables only' }], absent: 'fn' };
    const parsed = yield* builtinOptions(argv, table, 'unset [-f] [-v] [-n] [name ...]');
    if (!parsed) return 2;
    for (const variable of parsed.operands) {
      shell.variables.delete(variable);
      shell.exported.delete(variable);
    }
    return 0;
  },
};

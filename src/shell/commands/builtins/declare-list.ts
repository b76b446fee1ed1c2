/** What `declare -p`, `export -p`, `declare -f` print. */
import type { Argument } from '../../command.ts';
import { functionText } from '../../language/command-text.ts';
import { declaration, listing } from '../../language/declaration.ts';
import { listQuote } from '../../language/quote.ts';
import { shellMessage } from '../../language/run.ts';
import type { Variable } from '../../language/variables.ts';
import type { Program } from '../../program.ts';
import type { Shell } from '../../shell.ts';
import { print } from '../../syscalls.ts';

export function* printVariables(
  shell: Shell,
  command: string,
  names: readonly Argument[],
  letters: ReadonlySet<string>,
  plain = false,
): Program {
  const wanted = (variable: Variable): boolean =>
    (!letters.has('x') || variable.exported) &&
    (!letters.has('r') || variable.readonly) &&
    (!letters.has('i') || variable.integer) &&
    (!letters.has('a') || variable.kind === 'indexed') &&
    (!letters.has('A') || variable.kind === 'associative') &&
    (!letters.has('n') || variable.reference);
  let status = 0;
  if (names.length === 0) {
    for (const name of shell.variables.names()) {
      const variable = shell.variables.find(name);
      if (!variable || !wanted(variable)) continue;
      yield* print(plain ? listing(name, variable, listQuote) : declaration(name, variable));
    }
    if (plain)
      for (const [name, { body, source }] of shell.functions) yield* print(functionText(source, name, body));
    return 0;
  }
  for (const word of names) {
    const name = typeof word === 'string' ? word : word.name;
    const variable = shell.variables.find(name);
    if (variable) yield* print(declaration(name, variable));
    else {
      yield* shellMessage(shell, `${command}: ${name}: not found`);
      status = 1;
    }
  }
  return status;
}

export function* listFunctions(shell: Shell, names: readonly Argument[], short: boolean): Program {
  const wanted = names.map((word) => (typeof word === 'string' ? word : word.name));
  let status = 0;
  for (const name of wanted.length > 0 ? wanted : [...shell.functions.keys()].sort()) {
    const found = shell.functions.get(name);
    if (!found) status = 1;
    else if (short) yield* print(wanted.length > 0 ? `${name}\n` : `declare -f ${name}\n`);
    else yield* print(functionText(found.source, name, found.body));
  }
  return status;
}

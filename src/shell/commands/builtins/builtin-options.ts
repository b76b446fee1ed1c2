/** How bash's builtins read their options and refuse wrong ones. */
import { shellMessage } from '../../language/run.ts';
import { type OptionTable, type ParsedOptions, parseOptions } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import type { Shell } from '../../shell.ts';
import { complain } from '../../syscalls.ts';

/**
 * @param usage the line after `NAME: usage: `
 * @returns undefined when an option was wrong and the message is out; the builtin then returns 2
 */
export function* builtinOptions(
  shell: Shell,
  argv: readonly string[],
  table: OptionTable,
  usage: string,
): Program<ParsedOptions | undefined> {
  const [name = '', ...args] = argv;
  const parsed = parseOptions(table, args, true);
  if (parsed.ok) return parsed;
  const option =
    parsed.kind === 'unknown-letter' || parsed.kind === 'absent-letter' ? `-${parsed.letter}` : parsed.option;
  const reason =
    parsed.kind === 'absent-letter'
      ? 'a real option that this shell does not have yet'
      : parsed.kind === 'needs-argument'
        ? 'option requires an argument'
        : 'invalid option';
  const dashed = option.startsWith('-') ? option : `-${option}`;
  yield* shellMessage(shell, `${name}: ${dashed.startsWith('--') ? '--' : dashed}: ${reason}`);
  yield* complain(`${name}: usage: ${usage}\n`);
  return undefined;
}

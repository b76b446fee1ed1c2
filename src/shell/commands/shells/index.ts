/** The shells as programs, and builtins that are programs too. */
import type { Commands, ProgramFile } from '../../command.ts';
import { shellProgram } from './bash-program.ts';
import { builtinPrograms } from './builtin-programs.ts';

/** @param commands all commands, which a shell can run */
export function shellPrograms(commands: () => Commands): readonly ProgramFile[] {
  return [shellProgram('bash', commands), shellProgram('sh', commands), ...builtinPrograms(commands)];
}

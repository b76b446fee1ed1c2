/** What the shell can run: programs, which become processes, and builtins, which run inside the shell. */
import type { OptionTable } from './option-table.ts';
import type { Program } from './program.ts';
import type { Shell } from './shell.ts';

interface Described {
  readonly name: string;
  /** One line for `help`. */
  readonly summary: string;
  readonly options: OptionTable;
}

export interface ProgramFile extends Described {
  /** @param argv the name as typed, then its arguments */
  run(argv: readonly string[]): Program;
}

export interface Builtin extends Described {
  run(shell: Shell, argv: readonly string[]): Program;
}

/** All that can be run by name. */
export interface Commands {
  readonly programs: ReadonlyMap<string, ProgramFile>;
  readonly builtins: ReadonlyMap<string, Builtin>;
}

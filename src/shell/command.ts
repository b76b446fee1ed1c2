/** What the shell can run: programs, which become processes, and builtins, which run inside the shell. */
import type { Element } from './language/assign.ts';
import type { Run } from './language/run.ts';
import type { OptionTable } from './option-table.ts';
import type { Program } from './program.ts';
import type { ProgramPart } from './program-part.ts';
import type { Shell } from './shell.ts';

interface Described {
  readonly name: string;
  /** One line for `help`. */
  readonly summary: string;
  readonly options: OptionTable;
  /** For `man`: the words after the name, where `[OPTION]...` alone would not do. */
  readonly operands?: string;
  /** For `man`: what the real one does and this one does not, beyond options that are absent. */
  readonly differs?: string;
  /** For `man`: the section of the real manual page; 1 when left out. */
  readonly section?: number;
}

export interface ProgramFile extends Described {
  /** Set for a stand-in: where the real one comes from. */
  readonly part?: ProgramPart;
  /** @param argv the name as typed, then its arguments */
  run(argv: readonly string[]): Program;
}

/** An argument of `declare` and its like: a word, or `name=(…)` with its elements. */
export type Argument =
  | string
  | { readonly name: string; readonly append: boolean; readonly elements: readonly Element[] };

export interface Builtin extends Described {
  run(shell: Shell, argv: readonly string[], run: Run): Program;
  /** Set where assignments among the arguments keep their shape: neither split nor matched with files. */
  declare?(shell: Shell, words: readonly Argument[], run: Run): Program;
}

/** All that can be run by name. */
export interface Commands {
  readonly programs: ReadonlyMap<string, ProgramFile>;
  readonly builtins: ReadonlyMap<string, Builtin>;
}

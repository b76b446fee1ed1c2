/** What the parts of the language hand to one another while one text is run. */
import type { Commands } from '../command.ts';
import type { Program } from '../program.ts';
import type { Shell } from '../shell.ts';
import { complain } from '../syscalls.ts';

export interface Run {
  readonly shell: Shell;
  readonly commands: Commands;
  /** The text that the positions in the tree point into. */
  readonly source: string;
  /** The number of its first line. */
  readonly firstLine: number;
  /** This process was made for the one command that runs now, and becomes its program. */
  readonly becomes?: boolean;
}

/** The number of the line at a place of the source. */
export function lineAt({ source, firstLine }: Run, place: number): number {
  let line = firstLine;
  for (
    let index = source.indexOf('\n');
    index >= 0 && index < place;
    index = source.indexOf('\n', index + 1)
  ) {
    line += 1;
  }
  return line;
}

/** `bash: ` to a person, `./x.sh: line 3: ` in a script. */
export function messagePrefix(shell: Shell): string {
  // A builtin that runs as a program of its own.
  if (shell.source === '') return '';
  if (shell.interactive) return `${shell.source}: `;
  return `${shell.source}:${shell.wording ? '' : ' line '}${shell.line}: `;
}

/** Prints a message of the shell itself on standard error. */
export function* shellMessage(shell: Shell, text: string): Program<void> {
  yield* complain(`${messagePrefix(shell)}${text}\n`);
}

/** A program of Windows' command line: its arguments are words, its switches begin with `/` or `-`. */
import type { ProgramFile } from '../../command.ts';
import { noOptions } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import { complain, print } from '../../syscalls.ts';

export function consoleProgram(
  name: string,
  summary: string,
  run: (words: readonly string[]) => Program,
): ProgramFile {
  return { name, summary, options: noOptions, run: ([, ...words]) => run(words) };
}

/** Prints and ends. */
export function* say(text: string, status = 0): Program {
  yield* print(text);
  return status;
}

export function* fail(text: string, status = 1): Program {
  yield* complain(text);
  return status;
}

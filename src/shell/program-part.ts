/**
 * Programs that a page fetches together, when somebody first needs one of them. Until then each has a stand-in, which knows
 * its name and summary and waits where the real one is needed.
 */
import type { ProgramFile } from './command.ts';
import { noOptions } from './option-table.ts';
import { ask, blocked, type Program } from './program.ts';
import { complain } from './syscalls.ts';

export interface ProgramPart {
  state: 'absent' | 'coming' | 'here' | 'failed';
  /** By name, once they are here. */
  readonly programs: Map<string, ProgramFile>;
  /** Begins to fetch them; `state` tells how that goes. */
  fetch(): void;
}

export function standIn(name: string, summary: string, part: ProgramPart): ProgramFile {
  const real = (): ProgramFile | undefined => part.programs.get(name);
  return {
    name,
    summary,
    part,
    get options() {
      return real()?.options ?? noOptions;
    },
    *run(argv) {
      yield* present(part);
      const program = real();
      if (program) return yield* program.run(argv);
      yield* complain(`${name}: this program could not be loaded; run it again to try again\n`);
      return 126;
    },
  };
}

/** Waits until the programs of a part are here, or could not be fetched. */
export function* present(part: ProgramPart): Program<void> {
  yield* ask('execve', () => {
    if (part.state === 'absent') part.fetch();
    if (part.state === 'absent' || part.state === 'coming') return blocked;
    if (part.state === 'failed') part.state = 'absent';
    return true;
  });
}

/** The program itself, with all that it declares: for its manual page, its options, its completion. */
export function* inFull(program: ProgramFile): Program<ProgramFile> {
  if (!program.part) return program;
  yield* present(program.part);
  return program.part.programs.get(program.name) ?? program;
}

/** Bash's grammar, its builtins, and stand-ins for every program: what a page loads when somebody begins to type. */
import { parse } from 'unbash';
import type { Commands } from './command.ts';
import { builtinsFor } from './commands/builtins/index.ts';
import { catalogue } from './commands/catalogue.ts';
import { isPartName, type PartName, partFetches } from './commands/parts.ts';
import { setUp } from './commands/set-up.ts';
import { shellPrograms } from './commands/shells/index.ts';
import { language } from './language/language.ts';
import { type ProgramPart, standIn } from './program-part.ts';
import type { Tools } from './tools.ts';

export interface ToolsByNeed extends Tools {
  /** Fetches every part that is not here yet. @throws when one cannot be fetched */
  fetchAll(): Promise<void>;
}

/**
 * @param onFetch told of every fetch as it begins: the world stands still until the promise is settled, so that the same steps
 *   give the same world whether a program was there already or not
 */
export function createTools(onFetch: (arrival: Promise<void>) => void): ToolsByNeed {
  const arrivals = new Map<PartName, Promise<void>>();

  function fetch(name: PartName, part: ProgramPart): Promise<void> {
    const under = arrivals.get(name);
    if (under) return under;
    part.state = 'coming';
    const arrival = partFetches[name](() => commands).then(
      (programs) => {
        for (const program of programs) part.programs.set(program.name, program);
        part.state = 'here';
      },
      (failure: unknown) => {
        part.state = 'failed';
        arrivals.delete(name);
        throw failure;
      },
    );
    arrivals.set(name, arrival);
    return arrival;
  }

  const parts = Object.keys(catalogue)
    .filter(isPartName)
    .map((name) => {
      const part: ProgramPart = {
        state: 'absent',
        programs: new Map(),
        fetch: () => onFetch(fetch(name, part)),
      };
      return { name, part };
    });
  const programs = [
    ...shellPrograms(() => commands),
    ...parts.flatMap(({ name, part }) =>
      Object.entries(catalogue[name]).map(([program, summary]) => standIn(program, summary, part)),
    ),
  ];
  const builtins = builtinsFor(() => commands);
  const commands: Commands = {
    programs: new Map(programs.map((program) => [program.name, program])),
    builtins: new Map(builtins.map((builtin) => [builtin.name, builtin])),
  };
  return {
    parse,
    language,
    commands,
    setUp,
    fetchAll: async () => {
      await Promise.all(parts.map(({ name, part }) => fetch(name, part)));
    },
  };
}

/** A part of the programs that a page fetches once, when it is first needed. */
import type { ProgramFile } from './command.ts';
import type { ProgramPart } from './program-part.ts';

export interface PartByNeed {
  readonly part: ProgramPart;
  /** Fetches it now, if it is not here or on its way. @throws when it cannot be fetched */
  arrive(): Promise<void>;
}

/**
 * @param load imports it
 * @param onFetch told of the fetch as it begins: the world stands still until the promise is settled
 */
export function partByNeed(
  load: () => Promise<readonly ProgramFile[]>,
  onFetch: (arrival: Promise<void>) => void,
): PartByNeed {
  let arrival: Promise<void> | undefined;
  const programs = new Map<string, ProgramFile>();
  const part: ProgramPart = { state: 'absent', programs, fetch: () => onFetch(arrive()) };

  function arrive(): Promise<void> {
    if (arrival) return arrival;
    part.state = 'coming';
    arrival = load().then(
      (loaded) => {
        for (const program of loaded) programs.set(program.name, program);
        part.state = 'here';
      },
      (failure: unknown) => {
        part.state = 'failed';
        arrival = undefined;
        throw failure;
      },
    );
    return arrival;
  }
  return { part, arrive };
}

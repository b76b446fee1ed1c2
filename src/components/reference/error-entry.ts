/** What the page of error messages says beyond what the port field says: src/ports/known-errors.ts is the one list. */
import { errorSlug } from '../../ports/error-texts.ts';
import { KNOWN_ERRORS } from '../../ports/known-errors.ts';
import type { KnownError } from '../../ports/query.ts';
import type { Source } from '../../ports/source.ts';
import type { RuleId } from '../../simulator/rules.ts';

/** A text as people see it. It must be one that the port field recognises as this error. */
export interface SeenText {
  readonly text: string;
  /** Who prints it. */
  readonly by: string;
  /** The name that people search for, which becomes the place on the page: `WinError 10048`. */
  readonly name: string;
}

export interface ErrorEntry {
  /** The `name` of a known error. */
  readonly error: string;
  readonly seen: readonly SeenText[];
  /** The most frequent first. */
  readonly causes: readonly string[];
  /** Commands of the reference that find out more, by slug. */
  readonly commands: readonly string[];
  /** Slugs of lessons; those that are not written yet are left out of the page. */
  readonly lessons: readonly string[];
  /** Rules of the simulated host, each with its recorded cases. */
  readonly rules: readonly RuleId[];
  readonly sources: readonly Source[];
}

/** An entry with what the port field knows of its error. */
export interface ReadError extends ErrorEntry {
  readonly known: KnownError;
  readonly slug: string;
}

/** @throws when an entry explains an error that the port field does not know, or one of those is not explained */
export function readErrors(entries: readonly ErrorEntry[]): readonly ReadError[] {
  const known = new Map(KNOWN_ERRORS.map(({ error }) => [error.name, error]));
  for (const name of known.keys()) {
    if (!entries.some(({ error }) => error === name))
      throw new Error(`content/reference/errors/ does not explain ${name}, which the port field knows.`);
  }
  return entries.map((entry) => {
    const error = known.get(entry.error);
    if (!error)
      throw new Error(
        `content/reference/errors/: ${entry.error} is no known error; there is ${[...known.keys()].join(', ')}.`,
      );
    return { ...entry, known: error, slug: errorSlug(entry.error) };
  });
}

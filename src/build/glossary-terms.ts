/** A term of the glossary: what the page shows, and which words of a lesson lead to it. */
import type { Source } from '../ports/source.ts';

export interface GlossaryTerm {
  /** As it stands in a sentence: lower case unless it is a name. */
  readonly term: string;
  /** Other names and spellings. */
  readonly also?: readonly string[];
  readonly standard: string;
  readonly source: Source;
  readonly plain: string;
  /** Terms that it is mixed up with. */
  readonly compare?: readonly string[];
  /** The words that a lesson links; the term itself when left out. */
  readonly links?: readonly string[];
}

/** `ephemeral-port`: the place of a term on the glossary's page. */
export function termSlug(term: string): string {
  return term
    .toLowerCase()
    .replaceAll('_', '-')
    .replaceAll(/[^a-z0-9-]+/g, '-');
}

/** The words that lead to each term. */
export function linkedWords({ term, links = [term] }: GlossaryTerm): readonly string[] {
  return links;
}

/** The term that somebody wrote, whatever its case and whether in the plural. */
export function findTerm(glossary: readonly GlossaryTerm[], words: string): GlossaryTerm | undefined {
  const sought = words.trim().toLowerCase();
  return glossary.find((entry) =>
    [entry.term, ...linkedWords(entry)].some((word) => {
      const known = word.toLowerCase();
      return sought === known || sought === `${known}s`;
    }),
  );
}

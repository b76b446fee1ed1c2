/**
 * The glossary: each term once. `standard` says what the document says, in our words and closely; `plain` says it as one
 * would to a friend. Lessons link the first use of each term; `links` are the words that are linked, where they are not
 * the term itself, and none for words that every paragraph has.
 */
import type { GlossaryTerm } from '../../src/build/glossary-terms.ts';
import { addresses } from './glossary/addresses.ts';
import { machines } from './glossary/machines.ts';
import { sockets } from './glossary/sockets.ts';

export const glossary: readonly GlossaryTerm[] = [...addresses, ...sockets, ...machines];

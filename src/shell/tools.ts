/** What running a line needs and showing a prompt does not: a page loads it when somebody begins to type. */
import type { ParsedScript } from 'unbash';
import type { Commands } from './command.ts';

/** unbash's `parse`. */
export type Parse = (source: string) => ParsedScript;

export interface Tools {
  readonly parse: Parse;
  readonly commands: Commands;
}

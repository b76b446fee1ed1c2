/** What a sed script reads and writes. */
import type { Program } from '../../program.ts';

/** Where the lines come from. */
export interface SedInput {
  /** The next line; undefined at the end. */
  next(): Program<string | undefined>;
  /** Whether another line comes after the one that was read last. */
  atEnd(): Program<boolean>;
  /** Whether that line ended with a line feed. */
  closed(): boolean;
  readonly path: () => string;
}

export interface SedOutput {
  out(text: string): Program<void>;
  /** `w FILE` */
  append(path: string, text: string): Program<void>;
  /** `r FILE`: what it holds, '' when it cannot be read. */
  read(path: string): Program<string>;
}

export interface SedOptions {
  readonly quiet: boolean;
  readonly separator: string;
  /** Line numbers begin anew with each file. */
  readonly separate: boolean;
}

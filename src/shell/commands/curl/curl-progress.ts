/** What curl keeps in mind while it transfers. */
import type { Program } from '../../program.ts';
import { complain } from '../../syscalls.ts';
import type { CurlRequest } from './curl-arguments.ts';
import type { CurlFailure } from './curl-connect.ts';
import type { CurlOutput } from './curl-output.ts';
import type { ConnectTo } from './curl-places.ts';
import type { Transfer } from './curl-report.ts';
import type { ResponseHead } from './curl-response.ts';

/** What holds for all URLs of one command line. */
export interface Invocation {
  readonly request: CurlRequest;
  readonly data: string | undefined;
  readonly known: ReadonlyMap<string, readonly string[]>;
  readonly instead: readonly ConnectTo[];
  /** How many connections there were; `-v` counts them. */
  connections: number;
}

/** What is being done for one URL, redirects included. */
export interface Progress {
  readonly invocation: Invocation;
  readonly request: CurlRequest;
  readonly startedAt: number;
  readonly meter: boolean;
  /** Output to a terminal is shown line by line, other output is counted in `-v`. */
  readonly toTerminal: boolean;
  readonly output: CurlOutput;
  transfer: Transfer;
}

/** The end of one request and its answer. */
export interface Outcome {
  readonly failure: CurlFailure | undefined;
  readonly head?: ResponseHead;
  /** What `-v` says at the end. */
  readonly closing: string;
}

/** A line of `-v`. */
export function* say({ request }: Progress, line: string, mark = '*'): Program<void> {
  if (request.flags.has('verbose')) yield* complain(`${mark} ${line}\n`);
}

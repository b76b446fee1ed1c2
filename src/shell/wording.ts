/** How a shell that reads bash's grammar says things, where it is not bash. Without one a shell speaks as bash does. */
import type { Errno } from '../simulator/errno.ts';
import type { Job, JobState } from './jobs.ts';
import type { Signal } from './signal.ts';

export interface Wording {
  jobLine(jobs: readonly Job[], job: Job, long: boolean, state: JobState): string;
  /** Of a program in the foreground that was stopped by a key. */
  suspended(text: string): string;
  /** Of one that a signal ended. */
  killed(signal: Signal, text: string): string;
  /** A command that is nowhere, or that cannot be run; without the shell's own name before it. */
  notFound(name: string): string;
  refused(path: string, errno: Errno): string;
  /** A pattern that fits no file is an error. */
  noMatch(pattern: string): string;
  syntaxError(message: string): string;
  /** The first `exit` is refused while jobs are stopped. */
  readonly stoppedJobs: string;
  /** What `--version` prints. */
  readonly version: string;
}

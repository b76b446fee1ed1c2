import { findJob, isAmbiguous, type Job } from '../../jobs.ts';
import { shellMessage } from '../../language/run.ts';
import type { Program } from '../../program.ts';
import type { Shell } from '../../shell.ts';

export interface NamedJobOptions {
  /** A word without `%` names a job too. */
  readonly bare?: boolean;
  /** Of a name that fits several jobs it says both: that it is ambiguous, and that there is no such job. */
  readonly both?: boolean;
}

/** The one job that `%1`, `%python`, `%?server` names; undefined when it has said that none does, or several. */
export function* namedJob(
  shell: Shell,
  builtin: string,
  spec: string,
  { bare = false, both = false }: NamedJobOptions = {},
): Program<Job | undefined> {
  const ambiguous = isAmbiguous(shell.jobs, spec, bare);
  if (ambiguous) yield* shellMessage(shell, `${builtin}: ${spec.replace(/^%?\??/, '')}: ambiguous job spec`);
  const job = ambiguous ? undefined : findJob(shell.jobs, spec, bare);
  if (!job && (both || !ambiguous)) yield* shellMessage(shell, `${builtin}: ${spec}: no such job`);
  return job;
}

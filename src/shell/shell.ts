/** What one shell remembers: variables, jobs, history, the last status. */
import type { Job } from './jobs.ts';

export interface Shell {
  /** `$$`: a subshell keeps the number of the shell it came from. */
  readonly pid: number;
  readonly user: string;
  readonly variables: Map<string, string>;
  readonly exported: Set<string>;
  readonly history: string[];
  readonly jobs: Job[];
  /** True for the shell that a person types to: jobs have groups of their own and are announced. */
  readonly jobControl: boolean;
  /** `$?` */
  status: number;
  /** `$!` */
  lastBackground: number | undefined;
  /** Set by `exit`: the status to leave with. */
  leaving: number | undefined;
  /** `exit` was refused once because of stopped jobs. */
  warnedOfJobs: boolean;
}

/** A copy for a process of its own: what it changes stays there. */
export function subshellOf(shell: Shell): Shell {
  return {
    ...shell,
    variables: new Map(shell.variables),
    exported: new Set(shell.exported),
    history: [...shell.history],
    jobs: [],
    jobControl: false,
  };
}

export function environmentOf(shell: Shell): Map<string, string> {
  const pairs = [...shell.exported].flatMap((name) => {
    const value = shell.variables.get(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return new Map(pairs);
}

/** A construct of bash that this shell reads but cannot run. */
export class NotSupported extends Error {
  readonly construct: string;
  constructor(construct: string) {
    super(construct);
    this.construct = construct;
  }
}

/** What one PowerShell remembers between lines. */
import type { Task } from '../../task.ts';
import type { Cmdlet } from './cmdlet.ts';
import type { Value } from './values.ts';

export interface PsJob {
  readonly id: number;
  readonly task: Task;
  readonly command: string;
  /** What it printed since somebody last took it. */
  output: string;
}

export interface PsState {
  /** By name in lower case. */
  readonly variables: Map<string, Value>;
  readonly history: readonly string[];
  readonly jobs: PsJob[];
  /** `$?` */
  ok: boolean;
  /** `$LASTEXITCODE` */
  lastExitCode: number | undefined;
  leaving: number | undefined;
  /** Every cmdlet by its name and its aliases, in lower case. */
  readonly cmdlets: ReadonlyMap<string, Cmdlet>;
}

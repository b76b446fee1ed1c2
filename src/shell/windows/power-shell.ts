/** PowerShell 7 as far as this host has it: the session behind a terminal's prompt. */
import type { Program } from '../program.ts';
import { cmdlets } from './cmdlets/index.ts';
import { endJob } from './cmdlets/jobs.ts';
import { completeLine } from './language/complete.ts';
import { ParseError } from './language/reader.ts';
import { runSource } from './language/run.ts';
import type { PsState } from './language/state.ts';
import { parseSource } from './language/words.ts';
import type { PowerShellSession } from './windows-shell.ts';

export interface PowerShellOptions {
  readonly history: readonly string[];
}

export function newState(history: readonly string[]): PsState {
  return {
    variables: new Map(),
    history,
    jobs: [],
    ok: true,
    lastExitCode: undefined,
    leaving: undefined,
    cmdlets,
  };
}

export function openPowerShell({ history }: PowerShellOptions): PowerShellSession {
  const state = newState(history);
  return {
    get leaving() {
      return state.leaving;
    },
    isWhole(source) {
      try {
        parseSource(source);
        return true;
      } catch (error) {
        if (error instanceof ParseError) return !error.incomplete;
        throw error;
      }
    },
    run: (source): Program<void> => runSource(state, source),
    complete: (text, cursor) => completeLine(state, text, cursor),
    *end() {
      for (const job of state.jobs) yield* endJob(job);
    },
  };
}

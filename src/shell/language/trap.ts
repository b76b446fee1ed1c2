/** Traps: commands that run when a signal came, when the shell ends, when a command failed. */
import type { Program } from '../program.ts';
import type { TrapName } from '../shell.ts';
import type { Run } from './run.ts';
import { runText } from './script.ts';

/** Runs the command of a trap; `$?` is afterwards what it was before. */
export function* runTrap(run: Run, name: TrapName): Program<void> {
  const { shell } = run;
  const command = shell.traps.get(name);
  if (!command) return;
  const { status, line } = shell;
  yield* runText(run, command, { firstLine: name === 'EXIT' ? 1 : line });
  shell.status = status;
  shell.line = line;
}

/** Once, as the shell ends; `exit` inside it changes the status. */
export function* runExitTrap(run: Run): Program<void> {
  const { shell } = run;
  const command = shell.traps.get('EXIT');
  if (!command) return;
  shell.traps.delete('EXIT');
  const { status } = shell;
  yield* runText(run, command, { firstLine: 1 });
  shell.status = status;
}

/** Runs the traps of the signals that came meanwhile. */
export function* runPendingTraps(run: Run): Program<void> {
  for (let signal = run.shell.pendingTraps.shift(); signal; signal = run.shell.pendingTraps.shift()) {
    yield* runTrap(run, signal);
  }
}

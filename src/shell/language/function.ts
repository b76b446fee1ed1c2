/** Functions (bash(1), FUNCTIONS): a compound command with parameters and variables of its own. */
import type { Program } from '../program.ts';
import type { ShellFunction } from '../shell.ts';
import { enter } from './call-stack.ts';
import { Return, ShellError } from './control-flow.ts';
import { runCommand, runStatements } from './interpreter.ts';
import type { Run } from './run.ts';
import { runTrap } from './trap.ts';

/** How deep functions may call one another, where bash itself would go on until it crashes. */
export const nestingLimit = 1000;

/** @returns the status of `return`, or of the last command */
export function* callFunction(
  run: Run,
  name: string,
  { body, file, firstLine, source }: ShellFunction,
  positional: readonly string[],
): Program {
  const { shell } = run;
  if (shell.calls.length >= nestingLimit) {
    throw new ShellError(`${name}: maximum function nesting level exceeded (${nestingLimit})`);
  }
  const before = { positional: shell.positional, loops: shell.loops, source: shell.source, line: shell.line };
  const inner: Run = { ...run, source, firstLine, becomes: false };
  shell.variables.push();
  shell.positional = positional;
  shell.loops = 0;
  shell.source = file;
  shell.calls.push(name);
  try {
    yield* enter(
      body.type === 'CompoundList' ? runStatements(inner, body.commands) : runCommand(inner, body),
    );
  } catch (error) {
    if (!(error instanceof Return)) throw error;
    shell.status = error.status;
  } finally {
    shell.calls.pop();
    shell.variables.pop();
    Object.assign(shell, before);
  }
  if (shell.traps.has('RETURN')) yield* runTrap(run, 'RETURN');
  return shell.status;
}

/** Runs what the parser read: statements, lists and pipelines. Compound commands are in compound.ts. */
import type { AndOr, CommandNode, Pipeline, PipelineNode, Statement } from 'unbash';
import { addJob } from '../jobs.ts';
import type { Program } from '../program.ts';
import { NotSupported } from '../shell.ts';
import { createPipe, nullStream, type Stream } from '../stream.ts';
import { complain, now, self } from '../syscalls.ts';
import type { Task } from '../task.ts';
import { enter } from './call-stack.ts';
import { commandText } from './command-text.ts';
import { runCompound } from './compound.ts';
import { Abandon, Exit, ShellError } from './control-flow.ts';
import { awaitMembers, fork, noRoomForProcess } from './fork.ts';
import { lineAt, type Run, shellMessage } from './run.ts';
import { runSimple } from './simple-command.ts';
import { runPendingTraps, runTrap } from './trap.ts';

/** The statements inside a construct. */
export function* runStatements(run: Run, statements: readonly Statement[]): Program {
  for (const statement of statements) {
    yield* runStatement(run, statement);
    if (run.shell.leaving !== undefined) break;
  }
  return run.shell.status;
}

/** The statements of a text. An error of expansion gives up what is left of its line, and the next line goes on. */
export function* runUnits(run: Run, statements: readonly Statement[]): Program {
  const { shell } = run;
  let abandonedFrom: number | undefined;
  for (const statement of statements) {
    if (abandonedFrom !== undefined) {
      if (!run.source.slice(abandonedFrom, statement.pos).includes('\n')) continue;
      abandonedFrom = undefined;
    }
    try {
      yield* runStatement(run, statement);
    } catch (error) {
      if (!(error instanceof Abandon)) throw error;
      shell.status = error.status;
      if (shell.level > 0) throw error;
      abandonedFrom = statement.end;
    }
    if (shell.leaving !== undefined) break;
  }
  return shell.status;
}

/** One statement; what it cannot do it says, and the next one goes on. */
function* runStatement(run: Run, statement: Statement): Program {
  const { shell } = run;
  try {
    if (statement.background) yield* runInBackground(run, statement);
    else yield* runList(run, statement.command);
  } catch (error) {
    if (!(error instanceof NotSupported)) throw error;
    yield* shellMessage(shell, `${error.construct}: not supported here yet`);
    shell.status = 2;
  }
  if (shell.pendingTraps.length > 0) yield* runPendingTraps(run);
  return shell.status;
}

function* runInBackground(run: Run, { command }: Statement): Program<void> {
  const { shell } = run;
  const stages: readonly (PipelineNode | AndOr)[] =
    command.type === 'Pipeline' && command.prefixes.length === 0 ? command.commands : [command];
  shell.line = lineAt(run, command.pos);
  const members = yield* spawnStages(run, stages, command.type === 'Pipeline' ? command.operators : [], true);
  const [leader] = members;
  const last = members.at(-1);
  shell.status = 0;
  if (!leader || !last) return;
  shell.lastBackground = last.pid;
  const job = addJob(shell.jobs, leader.group, members, commandText(run.source, command));
  if (shell.jobControl) yield* complain(`[${job.number}] ${last.pid}\n`);
}

export function* runList(run: Run, node: PipelineNode | AndOr): Program {
  if (node.type !== 'AndOr') return yield* runPipeline(run, node);
  const { shell } = run;
  for (const [index, command] of node.commands.entries()) {
    const operator = index === 0 ? undefined : node.operators[index - 1];
    const skip = (operator === '&&' && shell.status !== 0) || (operator === '||' && shell.status === 0);
    if (skip) continue;
    if (index === node.commands.length - 1) yield* runPipeline(run, command);
    else yield* asCondition(run, runPipeline(run, command));
    if (shell.leaving !== undefined) break;
  }
  return shell.status;
}

/** Runs something whose failure is an answer: neither `set -e` nor ERR applies. */
export function* asCondition(run: Run, program: Program): Program {
  run.shell.conditions += 1;
  try {
    return yield* program;
  } finally {
    run.shell.conditions -= 1;
  }
}

function* runPipeline(run: Run, node: PipelineNode): Program {
  const { shell } = run;
  if (node.type !== 'Pipeline') {
    yield* runCommand(run, node);
    if (node.type === 'Command') shell.pipeStatuses = [shell.status];
    if (shell.status !== 0 && endsOnFailure(node)) yield* onFailure(run);
    return shell.status;
  }
  const time = node.prefixes.find(({ type }) => type === 'Time');
  const negations = node.prefixes.filter(({ type }) => type === 'Negation').length;
  const started = yield* now();
  const [only] = node.commands;
  if (negations > 0) shell.conditions += 1;
  try {
    if (!only) shell.status = 0;
    else if (node.commands.length === 1) yield* runCommand(run, only);
    else yield* runStages(run, node);
  } finally {
    if (negations > 0) shell.conditions -= 1;
  }
  if (time?.type === 'Time') yield* complain(timeReport((yield* now()) - started, time.posix !== undefined));
  if (negations % 2 === 1) shell.status = shell.status === 0 ? 1 : 0;
  else if (shell.status !== 0 && (node.commands.length > 1 || (only && endsOnFailure(only))))
    yield* onFailure(run);
  return shell.status;
}

/** A failing `if` or `{ }` has already ended with the command inside it. */
function endsOnFailure({ type }: CommandNode): boolean {
  return type === 'Command' || type === 'Subshell' || type === 'TestCommand' || type === 'ArithmeticCommand';
}

/** ERR, and then `set -e`. */
function* onFailure(run: Run): Program<void> {
  const { shell } = run;
  if (shell.conditions > 0) return;
  if (shell.traps.has('ERR') && (shell.calls.length === 0 || shell.options.has('errtrace'))) {
    yield* runTrap(run, 'ERR');
  }
  if (shell.options.has('errexit')) throw new Exit(shell.status);
}

/** `time`: nothing here costs a processor anything. */
function timeReport(milliseconds: number, posix: boolean): string {
  if (posix) return `real ${(milliseconds / 1000).toFixed(2)}\nuser 0.00\nsys 0.00\n`;
  const line = (name: string, value: number): string =>
    `${name}\t${Math.floor(value / 60000)}m${((value % 60000) / 1000).toFixed(3)}s\n`;
  return `\n${line('real', milliseconds)}${line('user', 0)}${line('sys', 0)}`;
}

function* runStages(run: Run, node: Pipeline): Program<void> {
  const { shell } = run;
  const members = yield* spawnStages(run, node.commands, node.operators, false);
  yield* awaitMembers(run, members, () => commandText(run.source, { ...node, prefixes: [] }));
  const statuses = members.map(({ status }) => (status?.kind === 'exited' ? status.code : 0));
  statuses[statuses.length - 1] = shell.status;
  const failed = statuses.findLast((status) => status !== 0);
  if (shell.options.has('pipefail') && failed !== undefined) shell.status = failed;
  shell.pipeStatuses = statuses;
}

/** Starts each command in a process of its own, joined by pipes. */
function* spawnStages(
  run: Run,
  stages: readonly (PipelineNode | AndOr)[],
  operators: Pipeline['operators'],
  background: boolean,
): Program<Task[]> {
  const task = yield* self();
  const members: Task[] = [];
  let input: Stream | undefined;
  for (const [index, stage] of stages.entries()) {
    const pipe = index < stages.length - 1 ? createPipe() : undefined;
    const streams = new Map(task.streams);
    if (background && !run.shell.jobControl) streams.set(0, nullStream);
    if (input) streams.set(0, input);
    if (pipe) streams.set(1, pipe.writeEnd);
    if (pipe && operators[index] === '|&') streams.set(2, pipe.writeEnd);
    const member = fork(run, task, { streams, group: members[0]?.group, background }, (child) =>
      stage.type === 'Command' ? runCommand({ ...child, becomes: true }, stage) : runList(child, stage),
    );
    input?.release();
    pipe?.writeEnd.release();
    input = pipe?.readEnd;
    if (!member) {
      yield* noRoomForProcess(run.shell);
      input?.release();
      break;
    }
    members.push(member);
  }
  return members;
}

/** One command; an error of expansion is said here and gives up the line. */
export function* runCommand(run: Run, node: CommandNode): Program {
  const { shell } = run;
  try {
    // Every command makes at least one call, so that an endless loop is noticed.
    yield* self();
    if (node.type === 'Command') return yield* runSimple(run, node);
    return yield* enter(runCompound(run, node));
  } catch (error) {
    if (!(error instanceof ShellError)) throw error;
    shell.line = lineAt(run, node.pos);
    yield* shellMessage(shell, error.message);
    shell.status = error.fatal ? 1 : error.status;
    if (error.fatal && !shell.interactive) {
      throw new Exit(shell.extraOptions.has('command-string') || shell.level > 0 ? error.status : 1);
    }
    throw new Abandon(error.fatal ? 1 : error.status);
  }
}

/** Runs what the parser read: statements, lists, pipelines, simple commands and the common compound ones. */
import type {
  AndOr,
  CommandNode,
  CompoundList,
  ParsedScript,
  Pipeline,
  PipelineNode,
  Statement,
} from 'unbash';
import { commandText } from './command-text.ts';
import { ExpansionError, expandWords, type Substitute } from './expand.ts';
import { awaitMembers, fork, noRoomForProcess, type Run } from './fork.ts';
import { addJob, exitStatus } from './jobs.ts';
import { Interrupt, type Program } from './program.ts';
import { redirect } from './redirect.ts';
import { NotSupported, type Shell } from './shell.ts';
import { runSimple } from './simple-command.ts';
import { createPipe, type Stream, sinkStream } from './stream.ts';
import { judgeSyntax } from './syntax-error.ts';
import { complain, now, self } from './syscalls.ts';
import type { Task } from './task.ts';
import { waitHere } from './wait-for-job.ts';

export function* runScript(run: Run, script: { readonly commands: readonly Statement[] }): Program {
  for (const statement of script.commands) {
    yield* runStatement(run, statement);
    if (run.shell.leaving !== undefined) break;
  }
  return run.shell.status;
}

/** One statement; what it cannot do it says, and the next one goes on. */
function* runStatement(run: Run, statement: Statement): Program {
  const { shell } = run;
  try {
    if (statement.background) yield* runInBackground(run, statement);
    else yield* runList(run, statement.command);
  } catch (error) {
    if (error instanceof NotSupported) {
      yield* complain(`bash: ${error.construct}: not supported here yet\n`);
      shell.status = 2;
    } else if (error instanceof ExpansionError) {
      yield* complain(`bash: ${error.message}\n`);
      shell.status = 1;
    } else throw error;
  }
  return shell.status;
}

function* runInBackground(run: Run, { command }: Statement): Program<void> {
  const { shell } = run;
  const stages: readonly (PipelineNode | AndOr)[] =
    command.type === 'Pipeline' && command.prefixes.length === 0 ? command.commands : [command];
  const members = yield* spawnStages(run, stages);
  const [leader] = members;
  const last = members.at(-1);
  shell.status = 0;
  if (!leader || !last) return;
  shell.lastBackground = last.pid;
  const job = addJob(shell.jobs, leader.group, members, commandText(run.source, command));
  if (shell.jobControl) yield* complain(`[${job.number}] ${last.pid}\n`);
}

function* runList(run: Run, node: PipelineNode | AndOr): Program {
  if (node.type !== 'AndOr') return yield* runPipeline(run, node);
  for (const [index, command] of node.commands.entries()) {
    const operator = index === 0 ? undefined : node.operators[index - 1];
    const skip =
      (operator === '&&' && run.shell.status !== 0) || (operator === '||' && run.shell.status === 0);
    if (skip) continue;
    yield* runPipeline(run, command);
    if (run.shell.leaving !== undefined) break;
  }
  return run.shell.status;
}

function* runPipeline(run: Run, node: PipelineNode): Program {
  const { shell } = run;
  if (node.type !== 'Pipeline') return yield* runCommand(run, node);
  const timed = node.prefixes.some(({ type }) => type === 'Time');
  const started = yield* now();
  const [only] = node.commands;
  if (node.commands.length === 1 && only) yield* runCommand(run, only);
  else yield* runStages(run, node);
  if (timed) yield* complain(timeReport((yield* now()) - started));
  if (node.prefixes.some(({ type }) => type === 'Negation')) shell.status = shell.status === 0 ? 1 : 0;
  return shell.status;
}

/** `time`: nothing here costs a processor anything. */
function timeReport(milliseconds: number): string {
  const line = (name: string, value: number): string =>
    `${name}\t${Math.floor(value / 60000)}m${((value % 60000) / 1000).toFixed(3)}s\n`;
  return `\n${line('real', milliseconds)}${line('user', 0)}${line('sys', 0)}`;
}

function* runStages(run: Run, node: Pipeline): Program<void> {
  if (node.operators.includes('|&')) throw new NotSupported('|&');
  const members = yield* spawnStages(run, node.commands);
  yield* awaitMembers(run, members, () => commandText(run.source, { ...node, prefixes: [] }));
}

/** Starts each command in a process of its own, joined by pipes. */
function* spawnStages(run: Run, stages: readonly (PipelineNode | AndOr)[]): Program<Task[]> {
  const task = yield* self();
  const members: Task[] = [];
  let input: Stream | undefined;
  for (const [index, stage] of stages.entries()) {
    const pipe = index < stages.length - 1 ? createPipe() : undefined;
    const streams = new Map(task.streams);
    if (input) streams.set(0, input);
    if (pipe) streams.set(1, pipe.writeEnd);
    const member = fork(run, task, streams, members[0]?.group, (child) =>
      stage.type === 'Command'
        ? runSimple({ ...child, becomes: true }, stage, substituteWith(child))
        : runList(child, stage),
    );
    input?.release();
    pipe?.writeEnd.release();
    input = pipe?.readEnd;
    if (!member) {
      yield* complain(noRoomForProcess);
      input?.release();
      run.shell.status = 254;
      break;
    }
    members.push(member);
  }
  return members;
}

function* runCommand(run: Run, node: CommandNode): Program {
  const { shell } = run;
  switch (node.type) {
    case 'Command':
      return yield* runSimple(run, node, substituteWith(run));
    case 'BraceGroup':
      return yield* runScript(run, node.body);
    case 'Subshell': {
      const task = yield* self();
      const child = fork(run, task, task.streams, undefined, (inner) => runScript(inner, node.body));
      yield* awaitMembers(run, child ? [child] : [], () => run.source.slice(node.pos, node.end));
      return shell.status;
    }
    case 'If': {
      for (const { clause, then } of [node, ...node.elif]) {
        yield* runScript(run, clause);
        if (shell.leaving !== undefined) return shell.status;
        if (shell.status === 0) return yield* runScript(run, then);
      }
      if (node.else) return yield* runScript(run, node.else);
      shell.status = 0;
      return 0;
    }
    case 'While':
      return yield* runWhile(run, node.kind === 'while', node.clause, node.body);
    case 'For': {
      if (!node.wordlist) throw new NotSupported('for without in');
      const words = yield* expandWords(shell, node.wordlist, substituteWith(run));
      if (words.length === 0) shell.status = 0;
      for (const word of words) {
        shell.variables.set(node.name.value, word);
        yield* runScript(run, node.body);
        if (shell.leaving !== undefined) break;
      }
      return shell.status;
    }
    case 'Redirected': {
      const redirected = yield* redirect(shell, node.redirects, substituteWith(run));
      if (!redirected) {
        shell.status = 1;
        return 1;
      }
      try {
        return yield* runCommand(run, node.command);
      } finally {
        redirected.undo();
      }
    }
    default:
      throw new NotSupported(constructName(node));
  }
}

function* runWhile(run: Run, kind: boolean, clause: CompoundList, body: CompoundList): Program {
  const { shell } = run;
  let status = 0;
  for (;;) {
    yield* runScript(run, clause);
    if (shell.leaving !== undefined || (shell.status === 0) !== kind) break;
    status = yield* runScript(run, body);
    if (shell.leaving !== undefined) break;
  }
  shell.status = shell.leaving ?? status;
  return shell.status;
}

function constructName({ type }: CommandNode): string {
  switch (type) {
    case 'Function':
      return 'a function of your own';
    case 'Case':
      return 'case';
    case 'Select':
      return 'select';
    case 'TestCommand':
      return '[[ ]]';
    case 'ArithmeticCommand':
    case 'ArithmeticFor':
      return '(( ))';
    default:
      return type.toLowerCase();
  }
}

/** `$(…)`: runs in a process of its own; what it prints is the answer. */
function substituteWith(run: Run): Substitute {
  return function* substitute(_shell: Shell, script: ParsedScript): Program<string> {
    const judged = judgeSyntax('', script);
    if (judged.kind === 'error') throw new ExpansionError(judged.message);
    const task = yield* self();
    let text = '';
    const streams = new Map(task.streams);
    streams.set(
      1,
      sinkStream('pipe:', (piece) => {
        if (text.length < outputLimit) text += piece;
      }),
    );
    const source = script.source ?? run.source;
    const child = fork({ ...run, source }, task, streams, task.group, (inner) => runScript(inner, script));
    if (!child) return '';
    const status = yield* waitHere([child]);
    if (status.kind === 'signaled' && status.signal === 'SIGINT') throw new Interrupt('SIGINT');
    run.shell.status = exitStatus(status);
    return text;
  };
}

/** What a command substitution keeps of an endless output. */
const outputLimit = 1024 * 1024;

/** A simple command: assignments, redirections, and a function, a builtin or a program. */
import { type Assignment, type Command, type CommandArgument, parse, type Word } from 'unbash';
import { strerror } from '../../simulator/errno.ts';
import type { Argument, Builtin } from '../command.ts';
import { becomeExecutable, executableAt, type Failure, searchPath } from '../exec.ts';
import { readContent } from '../file-system.ts';
import type { Program } from '../program.ts';
import { environmentOf, type Shell } from '../shell.ts';
import { complain, self } from '../syscalls.ts';
import type { Task } from '../task.ts';
import { assignArray, assignVariable, type Element } from './assign.ts';
import { commandText } from './command-text.ts';
import { ShellError } from './control-flow.ts';
import { expandAssigned, expandAssignmentWord, expandSubscript, expandWords } from './expand.ts';
import { awaitMembers, fork, noRoomForProcess } from './fork.ts';
import { callFunction } from './function.ts';
import { traceQuote } from './quote.ts';
import { redirect } from './redirect.ts';
import { lineAt, messagePrefix, type Run, shellMessage } from './run.ts';
import { runScriptFile } from './script.ts';

/** @returns `$?` */
export function* runSimple(run: Run, node: Command): Program {
  const { shell } = run;
  shell.line = lineAt(run, node.pos);
  shell.substituted = undefined;
  const assignments = node.prefix.filter((part) => part.type === 'Assignment');
  const words = node.name ? yield* expandWords(run, [node.name]) : [];
  const declares = words.length > 0 ? builtinNamed(run, words[0])?.declare : undefined;
  const given: Argument[] = [...words];
  for (const argument of node.args)
    given.push(...(yield* expandArgument(run, argument, declares !== undefined)));
  const argv = given.map((one) => (typeof one === 'string' ? one : one.name));
  const [name] = argv;
  if (name === undefined) return yield* runAssignments(run, node, assignments);
  if (shell.options.has('xtrace')) yield* traceCommand(run, argv);
  const last = argv.at(-1) ?? '';
  const body = shell.functions.get(name);
  const builtin = builtinNamed(run, name);
  if (!body && !builtin) {
    yield* runProgram(run, node, argv, assignments);
    shell.variables.set('_', last);
    return shell.status;
  }
  const redirected = yield* redirect(run, node.redirects);
  if (!redirected) {
    shell.status = 1;
    return 1;
  }
  const temporary = assignments.length > 0;
  if (temporary) shell.variables.push();
  try {
    for (const assignment of assignments) yield* assignTemporarily(run, assignment);
    if (body) shell.status = yield* callFunction(run, name, body, argv.slice(1));
    else if (builtin?.declare) shell.status = yield* builtin.declare(shell, given, run);
    else if (builtin) shell.status = yield* builtin.run(shell, argv, run);
  } finally {
    if (temporary) shell.variables.pop();
    // `exec` without a command redirects the shell itself.
    if (name === 'exec' && argv.length === 1) redirected.keep();
    else redirected.undo();
  }
  shell.variables.set('_', last);
  return shell.status;
}

function builtinNamed({ shell, commands }: Run, name: string | undefined): Builtin | undefined {
  if (name === undefined || shell.extraOptions.has(`disabled:${name}`)) return undefined;
  return commands.builtins.get(name);
}

/** An argument that looks like an assignment keeps its shape for `export` and its like, and is a word for others. */
function* expandArgument(
  run: Run,
  argument: CommandArgument,
  declares: boolean,
): Program<readonly Argument[]> {
  if (argument.type === 'Word') return yield* expandWords(run, [argument]);
  const { append, index, name, value } = argument;
  const start = `${name}${index ? `[${index.text}]` : ''}${append ? '+' : ''}=`;
  if (value.type !== 'Word') {
    if (!declares) return [argument.text];
    return [
      {
        name: argument.name,
        append: append ?? false,
        elements: yield* expandElements(run, argument.name, value.elements),
      },
    ];
  }
  if (declares) return [start + (yield* expandAssigned(run, value))];
  const braces = value.parts?.some(({ type }) => type === 'BraceExpansion');
  if (braces) return yield* expandWords(run, [prefixed(start, value)]);
  return yield* expandAssignmentWord(run, start, value);
}

/** `name=` and the value as one word, for a command that takes it as any other argument. */
function prefixed(start: string, value: Word): Word {
  const { pos, end, text } = value;
  const literal = { type: 'Literal', pos, end, value: start, text: start } as const;
  const rest = value.parts ?? [{ type: 'Literal', pos, end, value: value.value, text } as const];
  return {
    type: 'Word',
    text: start + text,
    value: start + value.value,
    pos,
    end,
    parts: [literal, ...rest],
  };
}

/** The elements of `name=(…)`: `[subscript]=value`, or words that may become several. */
function* expandElements(run: Run, name: string, words: readonly Word[]): Program<readonly Element[]> {
  const elements: Element[] = [];
  for (const word of words) {
    const match = /^\[((?:[^\][]|\[[^\]]*\])+)\]=/.exec(word.text);
    if (!match) {
      for (const value of yield* expandWords(run, [word])) elements.push({ subscript: undefined, value });
      continue;
    }
    const [whole, subscript = ''] = match;
    elements.push({
      subscript: yield* expandSubscript(run, name, subscript),
      value: yield* expandElementValue(run, word, whole.length),
    });
  }
  return elements;
}

/** What follows `[subscript]=` in an element: a word of its own. */
function* expandElementValue(run: Run, word: Word, from: number): Program<string> {
  const [statement] = parse(`x=${word.text.slice(from)}`).commands;
  const [assignment] = statement?.command.type === 'Command' ? statement.command.prefix : [];
  if (assignment?.type !== 'Assignment' || assignment.value.type !== 'Word') return word.text.slice(from);
  return yield* expandAssigned(run, assignment.value);
}

/** Assignments without a command change the shell. */
function* runAssignments(run: Run, node: Command, assignments: readonly Assignment[]): Program {
  const { shell } = run;
  const redirected = yield* redirect(run, node.redirects);
  redirected?.undo();
  for (const assignment of assignments) yield* assign(run, assignment);
  shell.status = redirected ? (shell.substituted ?? 0) : 1;
  return shell.status;
}

function* assign(run: Run, { append = false, index, name, value }: Assignment): Program<void> {
  if (value.type !== 'Word') {
    const elements = yield* expandElements(run, name, value.elements);
    assignArray(run.shell, name, elements, { append });
    return;
  }
  const text = yield* expandAssigned(run, value);
  const subscript = index ? yield* expandSubscript(run, name, index.text) : undefined;
  yield* traceCommand(run, [`${name}${append ? '+' : ''}=${text === '' ? '' : traceQuote(text)}`], false);
  assignVariable(run.shell, name, subscript, text, { append });
}

/** An assignment for one command: in a scope of its own, and exported. */
function* assignTemporarily(run: Run, { append, name, value }: Assignment): Program<void> {
  const { shell } = run;
  if (value.type !== 'Word') return;
  const text = yield* expandAssigned(run, value);
  if (shell.variables.find(name)?.readonly) throw new ShellError(`${name}: readonly variable`);
  const before = append ? (shell.variables.get(name) ?? '') : '';
  const variable = shell.variables.local(name);
  variable.value = before + text;
  variable.exported = true;
}

/** `set -x` */
export function* traceCommand(run: Run, words: readonly string[], quoted = true): Program<void> {
  const { shell } = run;
  if (!shell.options.has('xtrace')) return;
  const sign = shell.variables.get('PS4') ?? '+ ';
  const start = (sign[0] ?? '').repeat(shell.substitutions + 1) + sign.slice(1);
  yield* complain(`${start}${words.map((word) => (quoted ? traceQuote(word) : word)).join(' ')}\n`);
}

function* runProgram(
  run: Run,
  node: Command,
  argv: readonly string[],
  assignments: readonly Assignment[],
): Program<void> {
  const { shell } = run;
  const body = (child: Run): Program => becomeProgram(child, node, argv, assignments);
  if (run.becomes) {
    yield* body(run);
    return;
  }
  const task = yield* self();
  const child = fork(run, task, { streams: task.streams }, body);
  if (!child) yield* noRoomForProcess(shell);
  else yield* awaitMembers(run, [child], () => commandText(run.source, node));
}

/** execve(2) in a process that was forked for this. */
function* becomeProgram(
  run: Run,
  node: Command,
  argv: readonly string[],
  assignments: readonly Assignment[],
): Program {
  const { shell } = run;
  const redirected = yield* redirect(run, node.redirects);
  if (!redirected) {
    shell.status = 1;
    return 1;
  }
  redirected.keep();
  if (assignments.length > 0) shell.variables.push();
  for (const assignment of assignments) yield* assignTemporarily(run, assignment);
  shell.status = yield* execute(run, argv);
  return shell.status;
}

/** Finds a program and becomes it; else says why not, as bash does. */
export function* execute(
  run: Run,
  argv: readonly string[],
  {
    named = '',
    calledAs = argv[0],
  }: { readonly named?: string; readonly calledAs?: string | undefined } = {},
): Program {
  const { shell } = run;
  const task = yield* self();
  const [name = ''] = argv;
  const environment = environmentOf(shell);
  if (name === '') {
    yield* shellMessage(shell, ': command not found');
    return 127;
  }
  const path = pathOf(shell, task, name);
  if (path === undefined) {
    const reason = named === '' ? 'command not found' : 'not found';
    yield* shellMessage(shell, shell.wording?.notFound(name) ?? `${named}${name}: ${reason}`);
    return 127;
  }
  environment.set('_', path);
  const found = task.around.files.find(task.cwd, path, task.process.uid);
  const executable = executableAt(task, path, argv, { environment });
  if (!executable.ok) {
    const said = shell.wording?.refused(path, executable.errno);
    const text =
      said === undefined ? refusal(name, path, executable, found.ok ? found.value.kind : '') : `${said}\n`;
    yield* complain(messagePrefix(shell) + text);
    return executable.errno === 'ENOENT' ? 127 : 126;
  }
  const script = found.ok && found.value.kind === 'file' && !found.value.program ? found.value : undefined;
  if (script && !readContent(script).startsWith('#!')) {
    // A script without a first line that names its interpreter is run by this very shell.
    shell.traps.clear();
    return yield* runScriptFile(run, path, argv.slice(1));
  }
  // The interpreter of a script keeps its own name.
  const called = executable.argv[0] === argv[0] ? [calledAs ?? name, ...argv.slice(1)] : executable.argv;
  return yield* becomeExecutable(task, { ...executable, argv: called }, environment);
}

/** Where a command lies; one that may not be run is better than none, for the message. */
export function pathOf(shell: Shell, task: Task, name: string): string | undefined {
  // An empty PATH has the name taken as it is.
  if (name.includes('/') || shell.variables.get('PATH') === '') return name;
  let second: string | undefined;
  for (const path of searchPath(name, shell.variables.get('PATH') ?? '')) {
    const found = task.around.files.find(task.cwd, path, task.process.uid);
    if (!found.ok || found.value.kind !== 'file') continue;
    if ((found.value.mode & 0o111) !== 0) return path.replace(/^\.\/(?=[^/]*$)/, './');
    second ??= path;
  }
  return second;
}

function refusal(name: string, path: string, failure: Failure, kind: string): string {
  if (kind === 'directory') return `${name}: Is a directory\n`;
  if (failure.errno === 'ENOENT' && kind === 'file')
    return `${path}: cannot execute: required file not found\n`;
  return `${path}: ${strerror(failure.errno)}\n`;
}

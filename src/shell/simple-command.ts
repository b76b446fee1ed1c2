/** A simple command: assignments, redirections, and a builtin or a program. */
import type { Assignment, Command, CommandArgument } from 'unbash';
import { strerror } from '../simulator/errno.ts';
import type { ProgramFile } from './command.ts';
import { commandText } from './command-text.ts';
import { expandText, expandWords, type Substitute } from './expand.ts';
import { mayAccess } from './file-system.ts';
import { awaitMembers, fork, noRoomForProcess, type Run } from './fork.ts';
import type { Program } from './program.ts';
import { redirect } from './redirect.ts';
import { environmentOf, NotSupported, type Shell } from './shell.ts';
import { complain, self } from './syscalls.ts';

/** Builtins of bash that are not here: better said than `command not found`. */
const absentBuiltins = new Set(
  'alias bind break builtin caller case command compgen complete compopt continue declare dirs enable eval exec fc getopts hash let local logout mapfile popd printf pushd read readarray readonly return set shift shopt source . suspend test [ times trap type typeset ulimit umask unalias'.split(
    ' ',
  ),
);

/** @returns `$?` */
export function* runSimple(run: Run, node: Command, substitute: Substitute): Program {
  const { shell } = run;
  const assignments = node.prefix.filter((part) => part.type === 'Assignment');
  const words = node.name ? yield* expandWords(shell, [node.name], substitute) : [];
  for (const argument of node.args) words.push(...(yield* expandArgument(shell, argument, substitute)));
  const [name] = words;
  if (name === undefined) {
    shell.status = 0;
    yield* assign(shell, assignments, substitute);
    const redirected = yield* redirect(shell, node.redirects, substitute);
    redirected?.undo();
    if (!redirected) shell.status = 1;
    return shell.status;
  }
  const builtin = run.commands.builtins.get(name);
  if (builtin) {
    const redirected = yield* redirect(shell, node.redirects, substitute);
    if (!redirected) {
      shell.status = 1;
      return 1;
    }
    const before = new Map(shell.variables);
    try {
      yield* assign(shell, assignments, substitute);
      shell.status = yield* builtin.run(shell, words);
    } finally {
      for (const { name: changed } of assignments) restore(shell, changed, before.get(changed));
      redirected.undo();
    }
    return shell.status;
  }
  if (absentBuiltins.has(name)) throw new NotSupported(name);
  const task = yield* self();
  const body = (child: Run): Program => becomeProgram(child, node, words, assignments, substitute);
  if (run.becomes) return yield* body(run);
  const child = fork(run, task, task.streams, undefined, body);
  if (!child) {
    yield* complain(noRoomForProcess);
    shell.status = 254;
    return 254;
  }
  yield* awaitMembers(run, [child], () => commandText(run.source, node));
  return shell.status;
}

/** An argument that looks like an assignment (`export A=1`) is neither split nor matched with files. */
function* expandArgument(
  shell: Shell,
  argument: CommandArgument,
  substitute: Substitute,
): Program<readonly string[]> {
  if (argument.type === 'Word') return yield* expandWords(shell, [argument], substitute);
  return [`${argument.name}=${yield* assignedValue(shell, argument, substitute)}`];
}

function* assignedValue(shell: Shell, assignment: Assignment, substitute: Substitute): Program<string> {
  const { value, index, name, append } = assignment;
  if (value.type !== 'Word' || index) throw new NotSupported('an array');
  const text = yield* expandText(shell, value, substitute);
  return append ? (shell.variables.get(name) ?? '') + text : text;
}

function* assign(
  shell: Shell,
  assignments: readonly Assignment[],
  substitute: Substitute,
  exported = false,
): Program<void> {
  for (const assignment of assignments) {
    const value = yield* assignedValue(shell, assignment, substitute);
    shell.variables.set(assignment.name, value);
    if (exported) shell.exported.add(assignment.name);
  }
}

function restore(shell: Shell, name: string, value: string | undefined): void {
  if (value === undefined) shell.variables.delete(name);
  else shell.variables.set(name, value);
}

/** execve(2) in a process that was forked for this. */
function* becomeProgram(
  { shell, commands }: Run,
  node: Command,
  words: readonly string[],
  assignments: readonly Assignment[],
  substitute: Substitute,
): Program {
  const redirected = yield* redirect(shell, node.redirects, substitute);
  if (!redirected) {
    shell.status = 1;
    return 1;
  }
  redirected.keep();
  yield* assign(shell, assignments, substitute, true);
  const [name = ''] = words;
  const task = yield* self();
  const program = name.includes('/')
    ? yield* programAt(commands.programs, name)
    : commands.programs.get(name);
  if (typeof program === 'object') {
    task.process.argv = words;
    task.environment = environmentOf(shell);
    shell.status = yield* program.run(words);
  } else {
    if (program === undefined) yield* complain(`bash: ${name}: command not found\n`);
    shell.status = program ?? 127;
  }
  return shell.status;
}

/** A program by its path; else the status, with the reason said. */
function* programAt(programs: ReadonlyMap<string, ProgramFile>, path: string): Program<ProgramFile | number> {
  const { around, cwd, process } = yield* self();
  const found = around.files.find(cwd, path, process.uid);
  const [status, reason] = !found.ok
    ? [found.errno === 'ENOENT' ? 127 : 126, strerror(found.errno)]
    : found.value.kind === 'directory'
      ? [126, 'Is a directory']
      : !mayAccess(found.value, process.uid, 1)
        ? [126, 'Permission denied']
        : [126, 'a script of your own cannot run here yet'];
  const program =
    found.ok && found.value.kind === 'file' ? programs.get(path.split('/').at(-1) ?? '') : undefined;
  if (program && reason.startsWith('a script')) return program;
  yield* complain(`bash: ${path}: ${reason}\n`);
  return status;
}

/** bash(1) as a program: a script, the string of `-c`, commands on standard input, or a person at a terminal. */
import { bash, type Dialect } from '../../bash.ts';
import type { Commands, ProgramFile } from '../../command.ts';
import { searchPath } from '../../exec.ts';
import { shellProcess } from '../../language/fork.ts';
import { language } from '../../language/language.ts';
import type { Run } from '../../language/run.ts';
import { read as readText, runScriptFile, runText } from '../../language/script.ts';
import { setFirstVariables } from '../../language/special-parameter.ts';
import { createVariables, newVariable } from '../../language/variables.ts';
import { editLine } from '../../line-editor.ts';
import type { Program } from '../../program.ts';
import { createShell, type Shell } from '../../shell.ts';
import { complain, print, read, self } from '../../syscalls.ts';
import type { Task } from '../../task.ts';
import type { Wording } from '../../wording.ts';
import { type BashArguments, readBashArguments } from './bash-arguments.ts';

const version = `GNU bash, version 5.2.15(1)-release (x86_64-pc-linux-gnu)
Copyright (C) 2022 Free Software Foundation, Inc.
License GPLv3+: GNU GPL version 3 or later <http://gnu.org/licenses/gpl.html>

This is free software; you are free to change and redistribute it.
There is NO WARRANTY, to the extent permitted by law.
`;

/** A shell that reads bash's grammar and is not bash. */
export interface Other {
  readonly dialect: Dialect;
  readonly wording: Wording;
}

export function shellProgram(
  name: 'bash' | 'sh' | 'zsh',
  commands: () => Commands,
  other?: Other,
): ProgramFile {
  return {
    name,
    summary:
      name !== 'sh'
        ? 'the shell: run a script, or a shell in the shell'
        : 'the same shell under its old name',
    options: {
      options: [
        { short: 'c', argument: 'COMMAND', help: 'run this text' },
        { short: 's', help: 'read commands from standard input' },
        { short: 'e', help: 'leave when a command fails' },
        { short: 'u', help: 'a variable that is not set is an error' },
        { short: 'x', help: 'show each command before it runs' },
        { short: 'n', help: 'read the commands, and run none' },
        { long: 'version', help: 'print the version' },
      ],
    },
    *run([argv0 = name, ...args]) {
      const given = readBashArguments(args);
      if (given.ok !== true && given.ok !== false) {
        yield* print(
          given.ok === 'version'
            ? (other?.wording.version ?? version)
            : `Usage:\t${argv0} [option] ...\n\t${argv0} [option] script-file ...\n`,
        );
        return 0;
      }
      if (!given.ok) {
        yield* complain(`${argv0}: ${given.message}\n`);
        return 2;
      }
      const task = yield* self();
      const { kind } = given.arguments;
      if (kind === 'input' && task.streams.get(0)?.terminal && task.tty)
        return yield* interactiveShell(task, commands, argv0, given.arguments.login, other);
      return yield* scriptShell(task, commands, argv0, given.arguments, other);
    },
  };
}

/** A shell inside the shell. */
function* interactiveShell(
  task: Task,
  commands: () => Commands,
  name: string,
  login: boolean,
  other: Other | undefined,
): Program {
  const { host } = task.around;
  const { uid } = task.process;
  const before = task.tty?.foreground;
  const tools = { language, editLine, commands: commands(), ...(other && { wording: other.wording }) };
  try {
    return yield* bash({
      tools: () => tools,
      user: host.users.find((user) => user.uid === uid)?.name ?? (uid === 0 ? 'root' : String(uid)),
      editing: task.tty?.editing ?? false,
      history: [],
      killRing: [],
      name: name.replace(/.*\//, ''),
      login: login || name.startsWith('-'),
      ...(other && { dialect: other.dialect }),
    });
  } finally {
    if (task.tty && before !== undefined) task.tty.foreground = before;
  }
}

function* scriptShell(
  task: Task,
  commands: () => Commands,
  argv0: string,
  given: BashArguments,
  other: Other | undefined,
): Program {
  const shell = createShell({
    pid: task.pid,
    name: given.name ?? argv0,
    interactive: false,
    variables: createVariables([
      new Map([...task.environment].map(([name, value]) => [name, newVariable(value, true)])),
    ]),
    positional: given.positional,
    history: [],
    wording: other?.wording,
  });
  setFirstVariables(shell, task);
  for (const option of given.on) shell.options.add(option);
  for (const option of given.off) shell.options.delete(option);
  if (given.login || argv0.startsWith('-')) shell.extraOptions.add('login_shell');
  if (given.kind === 'command') shell.extraOptions.add('command-string');
  if (given.kind === 'input') shell.extraOptions.add('standard-input');
  const run: Run = { shell, commands: commands(), source: '', firstLine: 1 };
  return yield* shellProcess(run, runGiven(run, task, given));
}

function* runGiven(run: Run, task: Task, { kind, positional, text }: BashArguments): Program {
  switch (kind) {
    case 'command':
      return yield* runText(run, text, { kind: '-c: ' });
    case 'script': {
      const status = yield* runScriptFile(run, scriptPath(task, run.shell, text), positional);
      run.shell.status = status;
      return status;
    }
    case 'input':
      return yield* runInput(run);
  }
}

/** A script is looked for here first, then along PATH. */
function scriptPath(task: Task, shell: Shell, path: string): string {
  const { around, cwd, process } = task;
  if (path.includes('/') || around.files.find(cwd, path, process.uid).ok) return path;
  const found = searchPath(path, shell.variables.get('PATH')).find(
    (candidate) => around.files.find(cwd, candidate, process.uid).ok,
  );
  return found ?? path;
}

/** Commands from standard input: each runs as soon as it is whole, and may read what follows it. */
function* runInput(run: Run): Program {
  const { shell } = run;
  let waiting = '';
  let line = 1;
  for (;;) {
    const text = yield* read(0, 'line');
    waiting += text;
    if (text !== '' && readText(run, waiting, false).reading.kind === 'incomplete') continue;
    if (waiting !== '') {
      yield* runText(run, waiting, { firstLine: line });
      const { reading } = readText(run, waiting, true);
      if (reading.kind !== 'complete') return 2;
    }
    line += waiting.split('\n').length - 1;
    waiting = '';
    if (text === '') return shell.status;
  }
}

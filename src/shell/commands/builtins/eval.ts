/** eval, source, command, builtin, exec: builtins that run other commands. */
import { strerror } from '../../../simulator/errno.ts';
import type { Builtin } from '../../command.ts';
import { searchPath } from '../../exec.ts';
import { readContent } from '../../file-system.ts';
import { enter } from '../../language/call-stack.ts';
import { Exit, Return } from '../../language/control-flow.ts';
import { awaitMembers, fork, noRoomForProcess } from '../../language/fork.ts';
import { traceQuote } from '../../language/quote.ts';
import { type Run, shellMessage } from '../../language/run.ts';
import { runText } from '../../language/script.ts';
import { execute } from '../../language/simple-command.ts';
import { noOptions, type OptionTable } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import type { Shell } from '../../shell.ts';
import { complain, self } from '../../syscalls.ts';
import { builtinOptions } from './builtin-options.ts';
import { describeNames } from './type.ts';

export const evalBuiltin: Builtin = {
  name: 'eval',
  summary: 'run its arguments as a command line',
  options: noOptions,
  *run(shell, argv, run) {
    const parsed = yield* builtinOptions(shell, argv, noOptions, 'eval [arg ...]');
    if (!parsed) return 2;
    return yield* runText(run, parsed.operands.join(' '), {
      firstLine: shell.line,
      kind: shell.interactive ? '' : 'eval: ',
    });
  },
};

export const source: Builtin = {
  name: 'source',
  summary: 'run a file in this very shell',
  options: noOptions,
  *run(shell, argv, run) {
    const [name = 'source'] = argv;
    const usage = `${name} filename [arguments]`;
    const parsed = yield* builtinOptions(shell, argv, noOptions, usage);
    if (!parsed) return 2;
    const [file, ...positional] = parsed.operands;
    if (file === undefined) {
      yield* shellMessage(shell, `${name}: filename argument required`);
      yield* complain(`${name}: usage: ${usage}\n`);
      return 2;
    }
    const path = yield* sourcePath(shell, file);
    const { around, cwd, process } = yield* self();
    const found = around.files.find(cwd, path, process.uid);
    if (!found.ok) {
      yield* shellMessage(
        shell,
        `${found.errno === 'ENOENT' ? '' : `${name}: `}${file}: ${strerror(found.errno)}`,
      );
      return 1;
    }
    if (found.value.kind === 'directory') {
      yield* shellMessage(shell, `${name}: ${file}: is a directory`);
      return 1;
    }
    const opened = around.files.open(cwd, path, process.uid, 'read', 0);
    if (!opened.ok) {
      yield* shellMessage(shell, `${file}: ${strerror(opened.errno)}`);
      return 1;
    }
    return yield* runSourced(
      run,
      found.value.kind === 'file' ? readContent(found.value) : '',
      path,
      positional,
    );
  },
};

export const dot: Builtin = { ...source, name: '.' };

function* runSourced(run: Run, text: string, path: string, positional: readonly string[]): Program {
  const { shell } = run;
  if (shell.sourcing > 200) {
    yield* shellMessage(shell, `source: ${path}: this shell nests at most 200 sourced files`);
    return 1;
  }
  const before = { positional: shell.positional, source: shell.source, line: shell.line };
  if (positional.length > 0) shell.positional = positional;
  if (!shell.interactive) shell.source = path;
  shell.sourcing += 1;
  try {
    return yield* enter(runText(run, text));
  } catch (error) {
    if (!(error instanceof Return)) throw error;
    return error.status;
  } finally {
    shell.sourcing -= 1;
    shell.source = before.source;
    shell.line = before.line;
    if (positional.length > 0) shell.positional = before.positional;
  }
}

/** A name without a slash is looked for along PATH first. */
function* sourcePath(shell: Shell, file: string): Program<string> {
  if (file.includes('/')) return file;
  const { around, cwd, process } = yield* self();
  for (const path of searchPath(file, shell.variables.get('PATH') ?? '')) {
    const found = around.files.find(cwd, path, process.uid);
    if (found.ok && found.value.kind === 'file' && !found.value.program) return path;
  }
  return file;
}

const commandOptions: OptionTable = {
  options: [
    { short: 'v', help: 'tell what it would run' },
    { short: 'V', help: 'tell it in a sentence' },
    { short: 'p', help: 'look along the standard path' },
  ],
};

export const command: Builtin = {
  name: 'command',
  summary: 'run a command, even where a function has its name',
  options: commandOptions,
  *run(shell, argv, run) {
    const parsed = yield* builtinOptions(shell, argv, commandOptions, 'command [-pVv] command [arg ...]');
    if (!parsed) return 2;
    if (parsed.operands.length === 0) return 0;
    if (parsed.has('v') || parsed.has('V')) {
      return yield* describeNames(run, parsed.operands, parsed.has('V') ? 'sentence' : 'short', 'command');
    }
    return yield* runPlain(run, parsed.operands);
  },
};

export const builtin: Builtin = {
  name: 'builtin',
  summary: 'run a builtin, even where a function has its name',
  options: noOptions,
  *run(shell, argv, run) {
    const parsed = yield* builtinOptions(shell, argv, noOptions, 'builtin [shell-builtin [arg ...]]');
    if (!parsed) return 2;
    const [name] = parsed.operands;
    if (name === undefined) return 0;
    const found = run.commands.builtins.get(name);
    if (!found) {
      yield* shellMessage(shell, `builtin: ${name}: not a shell builtin`);
      return 1;
    }
    return yield* found.run(shell, parsed.operands, run);
  },
};

/** A builtin or a program by its name; functions are passed over. */
function* runPlain(run: Run, argv: readonly string[]): Program {
  const { shell } = run;
  const found = run.commands.builtins.get(argv[0] ?? '');
  if (found) return yield* found.run(shell, argv, run);
  if (run.becomes) return yield* execute(run, argv);
  const task = yield* self();
  const child = fork(run, task, { streams: task.streams }, function* (inner) {
    inner.shell.status = yield* execute(inner, argv);
    return inner.shell.status;
  });
  if (!child) yield* noRoomForProcess(shell);
  else yield* awaitMembers(run, [child], () => argv.map(traceQuote).join(' '));
  return shell.status;
}

const execOptions: OptionTable = {
  options: [
    { short: 'a', argument: 'NAME', help: 'the name to give it as its own' },
    { short: 'c', help: 'with an empty environment' },
    { short: 'l', help: 'as a login shell' },
  ],
};

export const exec: Builtin = {
  name: 'exec',
  summary: 'become another program; without one, redirect this shell',
  options: execOptions,
  *run(shell, argv, run) {
    const usage = 'exec [-cl] [-a name] [command [argument ...]] [redirection ...]';
    const parsed = yield* builtinOptions(shell, argv, execOptions, usage);
    if (!parsed) return 2;
    if (parsed.operands.length === 0) return 0;
    const task = yield* self();
    if (shell.interactive) task.dispositions.clear();
    const kept = new Map(shell.traps);
    shell.traps.clear();
    const name = parsed.value('a') ?? parsed.operands[0];
    const calledAs = parsed.has('l') ? `-${name}` : name;
    const status = yield* execute(run, parsed.operands, { named: 'exec: ', calledAs });
    if (status < 126 || !shell.interactive) throw new Exit(status);
    for (const [name, text] of kept) shell.traps.set(name, text);
    return status;
  },
};

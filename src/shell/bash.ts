/** The shell a person types to: prompt, line, run, and what happened to the jobs meanwhile. */
import { type Completion, completeLine } from './completion.ts';
import { runScript } from './interpreter.ts';
import { jobState, takeNotices } from './jobs.ts';
import { editLine, type Line } from './line-editor.ts';
import { Interrupt, type Program } from './program.ts';
import type { Shell } from './shell.ts';
import { judgeSyntax, unfinished } from './syntax-error.ts';
import { complain, onSignal, print, read, self } from './syscalls.ts';
import type { Tools } from './tools.ts';

export interface BashOptions {
  /** Asked for when the first line is read. */
  readonly tools: () => Tools;
  readonly user: string;
  /** False reads lines as they come, without colours and editing: for a still. */
  readonly editing: boolean;
  readonly history: string[];
}

/** The most lines that `history` keeps. */
const historyLimit = 500;

export function* bash(options: BashOptions): Program {
  const task = yield* self();
  yield* onSignal('SIGINT', 'catch');
  for (const signal of ['SIGTSTP', 'SIGTTIN', 'SIGTERM', 'SIGQUIT'] as const)
    yield* onSignal(signal, 'ignore');
  if (task.tty) task.tty.foreground = task.group;
  const shell: Shell = {
    pid: task.pid,
    user: options.user,
    variables: new Map([...task.environment, ['PWD', task.cwd]]),
    exported: new Set([...task.environment.keys(), 'PWD']),
    history: options.history,
    jobs: [],
    jobControl: true,
    status: 0,
    lastBackground: undefined,
    leaving: undefined,
    warnedOfJobs: false,
  };
  while (shell.leaving === undefined) {
    try {
      yield* complain(takeNotices(shell.jobs));
      yield* readAndRun(shell, options);
    } catch (error) {
      if (!(error instanceof Interrupt)) throw error;
      yield* complain('\n');
      shell.status = 130;
    }
  }
  return shell.leaving;
}

function* readAndRun(shell: Shell, options: BashOptions): Program<void> {
  let source = '';
  for (;;) {
    const line = yield* readLine(shell, options, source === '' ? yield* promptOf(shell, options) : '> ');
    if (line.kind === 'interrupted') {
      shell.status = 130;
      return;
    }
    if (line.kind === 'end') {
      if (source === '') return yield* leave(shell, shell.status);
      yield* complain(`bash: ${unfinished(options.tools().parse(source))}\n`);
      shell.status = 2;
      return;
    }
    source += source === '' ? line.text : `\n${line.text}`;
    const { parse, commands } = options.tools();
    const script = parse(source);
    const reading = judgeSyntax(source, script);
    if (reading.kind === 'incomplete') continue;
    remember(shell, source);
    if (reading.kind === 'error') {
      yield* complain(`bash: ${reading.message}\n`);
      shell.status = 2;
    } else {
      const asked = shell.warnedOfJobs;
      yield* runScript({ shell, commands, source }, script);
      if (asked) shell.warnedOfJobs = false;
    }
    return;
  }
}

/** `exit` and Ctrl-D; the first one is refused while jobs are stopped. */
export function* leave(shell: Shell, status: number): Program<void> {
  if (shell.jobControl) {
    yield* complain('exit\n');
    const stopped = shell.jobs.some(({ members }) => jobState(members).kind === 'stopped');
    if (stopped && !shell.warnedOfJobs) {
      shell.warnedOfJobs = true;
      yield* complain('There are stopped jobs.\n');
      return;
    }
  }
  shell.leaving = status;
}

function remember({ history }: Shell, source: string): void {
  // HISTCONTROL=ignoreboth, as Debian sets it.
  if (source.trim() === '' || source.startsWith(' ') || history.at(-1) === source) return;
  history.push(source);
  if (history.length > historyLimit) history.shift();
}

function* promptOf(shell: Shell, { editing, user }: BashOptions): Program<string> {
  const { around, cwd, process } = yield* self();
  const home = shell.variables.get('HOME') ?? '';
  const inHome = home !== '' && (cwd === home || cwd.startsWith(`${home}/`));
  const where = `${user}@${around.host.name}`;
  const folder = inHome ? `~${cwd.slice(home.length)}` : cwd;
  const sign = process.uid === 0 ? '#' : '$';
  return editing ? `\x1b[32m${where}\x1b[0m:\x1b[34m${folder}\x1b[0m${sign} ` : `${where}:${folder}${sign} `;
}

function* readLine(shell: Shell, options: BashOptions, prompt: string): Program<Line> {
  if (!options.editing) {
    yield* print(prompt);
    const text = yield* read(0);
    return text === '' ? { kind: 'end' } : { kind: 'line', text: text.replace(/\n$/, '') };
  }
  return yield* editLine({
    prompt,
    history: shell.history,
    complete: (text, cursor): Program<Completion> =>
      completeLine(shell, options.tools().commands, text, cursor),
  });
}

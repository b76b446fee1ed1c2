/** The shell a person types to: prompt, line, run, and what happened to the jobs meanwhile. */
import { jobState, takeNotices } from './jobs.ts';
import { createVariables, newVariable } from './language/variables.ts';
import type { Editing, Line } from './line-editor.ts';
import { askLine } from './line-prompt.ts';
import { createLineReader, type LineReader } from './line-reader.ts';
import type { LineScreen } from './line-screen.ts';
import { Interrupt, type Program } from './program.ts';
import { decodePrompt } from './prompt.ts';
import { createShell, type Shell } from './shell.ts';
import { complain, kill, onSignal, print, read, self } from './syscalls.ts';
import type { Tools } from './tools.ts';

export interface BashOptions {
  /** Asked for when the first line is read. */
  readonly tools: () => Pick<Tools, 'language' | 'editLine' | 'commands' | 'wording'>;
  readonly user: string;
  /** False reads lines as they come, without colours and editing: for a still. */
  readonly editing: boolean;
  readonly history: string[];
  /** What Ctrl-K and its like cut, the latest first. */
  readonly killRing: string[];
  /** `$0`, as messages begin: bash, or -bash for a login shell. */
  readonly name?: string;
  /** A shell that somebody logged in to: `logout` leaves it. */
  readonly login?: boolean;
  /** Another shell that reads bash's grammar: its words, its prompt and its options. */
  readonly dialect?: Dialect;
}

export interface Dialect {
  /** PS1 as it is set at first, and what reads it. */
  readonly prompt: string;
  readonly decode: typeof decodePrompt;
}

/** Debian's prompt for a user, and the same with its colours. */
const plainPrompt = '\\u@\\h:\\w\\$ ';
const colouredPrompt = '\\[\\e[32m\\]\\u@\\h\\[\\e[0m\\]:\\[\\e[34m\\]\\w\\[\\e[0m\\]\\$ ';
/** The most lines that `history` keeps. */
const historyLimit = 500;

export function* bash(options: BashOptions): Program {
  const task = yield* self();
  for (const signal of ['SIGINT', 'SIGHUP'] as const) yield* onSignal(signal, 'catch');
  for (const signal of ['SIGTSTP', 'SIGTTIN', 'SIGTERM', 'SIGQUIT'] as const)
    yield* onSignal(signal, 'ignore');
  if (task.tty) task.tty.foreground = task.group;
  const shell = createShell({
    pid: task.pid,
    name: options.name ?? 'bash',
    interactive: true,
    variables: createVariables([
      new Map([...task.environment].map(([name, value]) => [name, newVariable(value, true)])),
    ]),
    positional: [],
    history: options.history,
  });
  if (options.login) shell.extraOptions.add('login_shell');
  shell.variables.set('PWD', task.cwd);
  shell.variables.ensure('PWD').exported = true;
  shell.variables.set('PS1', options.dialect?.prompt ?? (options.editing ? colouredPrompt : plainPrompt));
  // As the first files of a user on Debian have it, like the colours.
  if (options.editing) shell.variables.set('HISTCONTROL', 'ignoreboth');
  const { history } = shell;
  const { killRing } = options;

  function edit(prompt: string, screen: LineScreen, key: string): Program<Line> {
    const { language, editLine, commands } = options.tools();
    const complete: Editing['complete'] = (text, cursor) => language.complete(shell, commands, text, cursor);
    return editLine({ prompt, history, killRing, complete }, screen, key);
  }

  const reader = createLineReader({
    expand: (text, before) =>
      shell.options.has('histexpand')
        ? options.tools().language.expandHistory(text, history, before)
        : { kind: 'same' },
    read: (prompt) =>
      options.editing ? askLine(prompt, (screen, key) => edit(prompt, screen, key)) : readPlainLine(prompt),
  });
  while (shell.leaving === undefined) {
    try {
      // zsh hears of every job at once.
      yield* complain(takeNotices(shell, shell.wording !== undefined));
      yield* readAndRun(shell, options, reader);
    } catch (error) {
      if (!(error instanceof Interrupt)) throw error;
      if (error.signal === 'SIGHUP') return yield* hangUp(shell);
      reader.drop();
      yield* complain('\n');
      shell.status = 130;
    }
  }
  if (shell.traps.has('EXIT')) yield* options.tools().language.end(shell, options.tools().commands);
  return shell.leaving;
}

/** The terminal is gone: every job that the shell still knows learns of it. */
function* hangUp({ jobs }: Shell): Program {
  for (const { group } of jobs) {
    yield* kill(-group, 'SIGHUP');
    yield* kill(-group, 'SIGCONT');
  }
  return 129;
}

function* readAndRun(shell: Shell, options: BashOptions, reader: LineReader): Program<void> {
  let source = '';
  for (;;) {
    const prompt = yield* promptOf(shell, options, source === '' ? 'PS1' : 'PS2');
    const line = yield* reader.next(prompt, source);
    if (line.kind === 'interrupted') {
      shell.status = 130;
      return;
    }
    if (line.kind === 'end') {
      if (source === '') return yield* leave(shell, shell.status);
      yield* complain(`${shell.name}: ${options.tools().language.unfinished(source)}\n`);
      shell.status = 2;
      return;
    }
    source += source === '' ? line.text : `\n${line.text}`;
    const { language, commands, wording } = options.tools();
    if (options.dialect) shell.wording = wording;
    const reading = language.judge(shell, commands, source);
    if (reading.kind === 'incomplete') continue;
    remember(shell, language.historyEntry(source));
    if (reading.kind === 'error') {
      yield* complain(`${shell.name}: ${shell.wording?.syntaxError(reading.message) ?? reading.message}\n`);
      shell.status = 2;
    } else {
      const asked = shell.warnedOfJobs;
      yield* language.run(shell, commands, source);
      if (asked) shell.warnedOfJobs = false;
    }
    return;
  }
}

/** `exit`, `logout` (which says nothing) and Ctrl-D; the first one is refused while jobs are stopped. */
export function* leave(shell: Shell, status: number, announced = true): Program<void> {
  if (shell.jobControl) {
    if (announced && !shell.wording)
      yield* complain(shell.extraOptions.has('login_shell') ? 'logout\n' : 'exit\n');
    const stopped = shell.jobs.some(({ members }) => jobState(members).kind === 'stopped');
    if (stopped && !shell.warnedOfJobs) {
      shell.warnedOfJobs = true;
      yield* complain(shell.wording?.stoppedJobs ?? 'There are stopped jobs.\n');
      return;
    }
  }
  shell.leaving = status;
}

function remember({ history, variables }: Shell, source: string): void {
  const control = (variables.get('HISTCONTROL') ?? '').split(':');
  const ignores = (what: string): boolean => control.includes(what) || control.includes('ignoreboth');
  if (source.trim() === '' || (ignores('ignorespace') && source.startsWith(' '))) return;
  if (ignores('ignoredups') && history.at(-1) === source) return;
  history.push(source);
  if (history.length > historyLimit) history.shift();
}

function* promptOf(
  shell: Shell,
  { user, tools, dialect }: BashOptions,
  name: 'PS1' | 'PS2',
): Program<string> {
  const { around, cwd, process } = yield* self();
  const decode = dialect?.decode ?? decodePrompt;
  const text = decode(shell.variables.get(name) ?? (name === 'PS2' ? '> ' : ''), {
    user,
    host: around.host.name,
    cwd,
    home: shell.variables.get('HOME') ?? '',
    superuser: process.uid === 0,
    time: around.epoch + around.host.network.now,
    command: shell.history.length + 1,
    jobs: shell.jobs.length,
  });
  if (dialect || !/[$`]./.test(text.replace(/\$ $/, ''))) return text;
  const { language, commands } = tools();
  return yield* language.expandPrompt(shell, commands, text);
}

function* readPlainLine(prompt: string): Program<Line> {
  yield* print(prompt);
  const text = yield* read(0);
  return text === '' ? { kind: 'end' } : { kind: 'line', text: text.replace(/\n$/, '') };
}

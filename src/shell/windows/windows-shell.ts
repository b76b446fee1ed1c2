/**
 * What a terminal on a Windows host needs before a line is run: the prompt of PowerShell, and the files that lie there. The
 * language and the programs come with the first line.
 */

import type { Completion } from '../completion.ts';
import type { Line } from '../line-editor.ts';
import { askLine } from '../line-prompt.ts';
import { createLineReader } from '../line-reader.ts';
import { Interrupt, type Program } from '../program.ts';
import { type ProgramPart, present } from '../program-part.ts';
import { complain, onSignal, print, read, self } from '../syscalls.ts';
import type { SessionOptions, SystemShell } from '../system-shell.ts';
import { windowsFiles } from './windows-files.ts';
import { toWindowsPath } from './windows-path.ts';

/** One PowerShell: its variables, its jobs, what is on its way through its pipeline. */
export interface PowerShellSession {
  /** `exit` was run, with this status. */
  readonly leaving: number | undefined;
  /** False while a bracket, a quote or a pipe is open. */
  isWhole(source: string): boolean;
  run(source: string): Program<void>;
  complete(text: string, cursor: number): Program<Completion>;
  /** The shell goes: its jobs go with it; what Start-Process began stays. */
  end(): Program<void>;
}

export interface PowerShellSource {
  readonly part: ProgramPart;
  /** Undefined until the part is here. */
  open(history: readonly string[]): PowerShellSession | undefined;
}

const historyLimit = 500;

function* powerShell(options: SessionOptions): Program {
  const task = yield* self();
  for (const signal of ['SIGINT', 'SIGHUP'] as const) yield* onSignal(signal, 'catch');
  // Windows has no Ctrl-Z of this kind: no program is stopped by a key.
  for (const signal of ['SIGTSTP', 'SIGTTIN', 'SIGTERM', 'SIGQUIT'] as const)
    yield* onSignal(signal, 'ignore');
  if (task.tty) task.tty.foreground = task.group;
  const { history, killRing, editing } = options;
  let session: PowerShellSession | undefined;

  function* opened(): Program<PowerShellSession | undefined> {
    const source = options.tools().powerShell;
    if (!source) throw new Error('a Windows host without PowerShell');
    yield* present(source.part);
    session ??= source.open(history);
    if (!session) yield* complain('PowerShell could not be loaded; press Enter to try again\n');
    return session;
  }

  function* complete(text: string, cursor: number): Program<Completion> {
    return (yield* (yield* opened())?.complete(text, cursor) ?? nothing()) ?? { insert: '', choices: [] };
  }

  const reader = createLineReader({
    read: (prompt) =>
      editing
        ? askLine(prompt, (screen, key) =>
            options.tools().editLine({ prompt, history, killRing, complete }, screen, key),
          )
        : readPlainLine(prompt),
  });

  function* readAndRun(): Program<void> {
    let source = '';
    for (;;) {
      const prompt = source === '' ? `PS ${toWindowsPath(task.cwd)}> ` : '>> ';
      const line = yield* reader.next(prompt, source);
      if (line.kind === 'interrupted') return;
      if (line.kind === 'end') {
        // PSReadLine gives Ctrl-D no meaning on Windows.
        if (editing) yield* print('\r\x1b[K');
        else closed = true;
        return;
      }
      source += source === '' ? line.text : `\n${line.text}`;
      if (source.trim() === '') return;
      const running = yield* opened();
      if (!running) return;
      if (!running.isWhole(source)) continue;
      if (history.at(-1) !== source) history.push(source);
      if (history.length > historyLimit) history.shift();
      return yield* running.run(source);
    }
  }

  let closed = false;
  while (!closed && session?.leaving === undefined) {
    try {
      yield* readAndRun();
    } catch (error) {
      if (!(error instanceof Interrupt)) throw error;
      if (error.signal === 'SIGHUP') break;
      reader.drop();
    }
  }
  if (session) yield* session.end();
  return session?.leaving ?? 0;
}

function* nothing(): Program<undefined> {}

function* readPlainLine(prompt: string): Program<Line> {
  yield* print(prompt);
  const text = yield* read(0);
  return text === '' ? { kind: 'end' } : { kind: 'line', text: text.replace(/\n$/, '') };
}

/** `C:\` is the root of the host's files: `/Users/dev` is `C:\Users\dev`. */
export const windowsShell: SystemShell = {
  init: { pid: 4, argv: ['System'] },
  argv: ['pwsh.exe'],
  session: powerShell,
  home: ({ name, uid }) => (uid === 0 ? '/Users/Administrator' : `/Users/${name}`),
  environment: (user, { name }) =>
    new Map([
      ['COMPUTERNAME', name.toUpperCase()],
      ['HOME', windowsShell.home(user)],
      ['PATH', '/Windows/System32'],
      ['USERNAME', user.name],
      ['USERPROFILE', toWindowsPath(windowsShell.home(user))],
    ]),
  firstFiles: windowsFiles,
  programs: '/Windows/System32',
  fileName: (program) => `${program}.exe`,
  script: (lines) => ['/Windows/System32/pwsh.exe', '-Command', lines.join('\n')],
};

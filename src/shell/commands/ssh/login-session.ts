/** What sshd runs for somebody who has logged in: one command line, or a shell at a terminal. */
import { type ExecOptions, findExecutable, startProgram } from '../../exec.ts';
import { type InnerTerminal, openInnerTerminal } from '../../inner-terminal.ts';
import { exitStatus } from '../../jobs.ts';
import { ask, blocked, type Program } from '../../program.ts';
import { nullStream, type Stream, sinkStream } from '../../stream.ts';
import { self, startThread } from '../../syscalls.ts';
import { hasEnded, type Surroundings, type Task } from '../../task.ts';
import { toBytes } from '../../utf-8.ts';
import { sendFrame } from './frames.ts';

/** A user of this host, who has logged in. */
export interface Login {
  readonly name: string;
  readonly uid: number;
}

/** What was written and not sent yet. */
type Written = { readonly kind: 'stdout' | 'stderr'; readonly text: string }[];

function whereAndHow(
  { files }: Surroundings,
  { name, uid }: Login,
): Required<Pick<ExecOptions, 'uid' | 'cwd' | 'environment'>> {
  const home = uid === 0 ? '/root' : `/home/${name}`;
  return {
    uid,
    cwd: files.find('/', home, uid).ok ? home : '/',
    environment: new Map([
      ['HOME', home],
      ['PATH', '/usr/local/bin:/usr/bin:/bin'],
      ['SHELL', '/bin/bash'],
      ['USER', name],
    ]),
  };
}

/** Runs one command line as the user, and sends what it writes. */
export function* runCommand(fd: number, login: Login, command: string): Program {
  const { around } = yield* self();
  const written: Written = [];
  const sink = (kind: 'stdout' | 'stderr'): Stream =>
    sinkStream('pipe:', (text) => {
      written.push({ kind, text });
    });
  const started = yield* startProgram(['bash', '-c', command], {
    ...whereAndHow(around, login),
    streams: new Map([
      [0, nullStream],
      [1, sink('stdout')],
      [2, sink('stderr')],
    ]),
    group: 'new',
  });
  if (started.ok) return yield* sendUntilEnd(fd, started.task, written);
  yield* sendFrame(fd, 'exit', '-', '127');
  return 0;
}

/** Opens a shell at a terminal; what is typed comes by `stdin` frames. */
export function* openShell(
  fd: number,
  login: Login,
  size: { readonly columns: number; readonly rows: number; readonly kind: string },
  terminals: InnerTerminal[],
): Program<void> {
  const task = yield* self();
  const { around } = task;
  const { uid, cwd, environment } = whereAndHow(around, login);
  const argv = ['-bash'];
  const found = findExecutable(task, ['bash'], { uid, environment });
  const written: Written = [];
  const terminal =
    found.ok &&
    openInnerTerminal(
      around,
      { ...size, editing: size.kind !== 'dumb' },
      (text) => {
        written.push({ kind: 'stdout', text });
      },
      (tty) =>
        around.scheduler.spawn({
          around,
          uid,
          argv,
          program: found.program.run(argv),
          parent: task,
          tty,
          cwd,
          environment: new Map([...environment, ['TERM', size.kind]]),
          streams: new Map([0, 1, 2].map((one) => [one, tty.stream])),
        }),
    );
  if (!terminal) {
    yield* sendFrame(fd, 'exit', '-', '127');
    return;
  }
  terminals.push(terminal);
  yield* startThread(sendUntilEnd(fd, terminal.task, written));
}

function* sendUntilEnd(fd: number, task: Task, written: Written): Program {
  for (;;) {
    yield* ask('poll', () => (written.length > 0 || hasEnded(task) ? true : blocked));
    for (const { kind, text } of written.splice(0)) yield* sendFrame(fd, kind, '-', toBytes(text));
    const { status } = task;
    if (!status || !hasEnded(task)) continue;
    task.around.scheduler.reap(task);
    yield* sendFrame(fd, 'exit', '-', String(exitStatus(status)));
    return 0;
  }
}

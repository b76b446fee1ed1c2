/** `docker exec`: another program in a container that runs. */
import { type Executable, findExecutable } from '../../exec.ts';
import { handOnKeys, openInnerTerminal } from '../../inner-terminal.ts';
import { exitStatus } from '../../jobs.ts';
import type { ParsedOptions } from '../../option-table.ts';
import { ask, blocked, Interrupt, type Program } from '../../program.ts';
import type { Stream } from '../../stream.ts';
import { complain, onSignal, self } from '../../syscalls.ts';
import { hasEnded, type Task } from '../../task.ts';
import type { Tty } from '../../tty.ts';
import { type Container, findContainer, type Running } from './engine.ts';
import { environmentOf } from './start-container.ts';
import { noSuchContainer, type Subcommand } from './subcommand.ts';

export const exec: Subcommand = {
  name: 'exec',
  summary: 'Execute a command in a running container',
  usage: '[OPTIONS] CONTAINER COMMAND [ARG...]',
  table: {
    options: [
      { short: 'd', long: 'detach', help: 'Detached mode: run command in the background' },
      { short: 'i', long: 'interactive', help: 'Keep STDIN open even if not attached' },
      { short: 't', long: 'tty', help: 'Allocate a pseudo-TTY (with -i)' },
    ],
    absent: 'ewu',
  },
  operands: ['requires at least 2 arguments', 2, Infinity],
  request: 'Post "containers/NAME/exec"',
  *run(engine, options) {
    const [name = '', ...argv] = options.operands;
    const container = findContainer(engine, name);
    if (!container) return yield* noSuchContainer(name);
    const { running } = container;
    if (!running) {
      yield* complain(`Error response from daemon: container ${container.id} is not running\n`);
      return 1;
    }
    const environment = environmentOf(container);
    const found = findExecutable(running.main, argv, { environment, uid: 0, cwd: '/' });
    if (!found.ok) {
      const denied = found.errno === 'EACCES';
      yield* complain(
        `OCI runtime exec failed: exec failed: unable to start container process: exec: "${argv[0]}": ${denied ? 'permission denied' : 'executable file not found in $PATH'}\n`,
      );
      return denied ? 126 : 127;
    }
    return yield* enter(container, running, found, options);
  },
};

function* enter(
  container: Container,
  { around }: Running,
  { argv, program }: Executable,
  options: ParsedOptions,
): Program {
  const task = yield* self();
  const start = (tty: Tty | undefined, streams: ReadonlyMap<number, Stream>): Task | undefined =>
    around.scheduler.spawn({
      around,
      uid: 0,
      argv,
      program: program.run(argv),
      tty,
      cwd: '/',
      environment: new Map([...environmentOf(container), ...(tty ? [['TERM', 'xterm'] as const] : [])]),
      streams,
    });
  const outer = task.streams.get(0)?.terminal;
  if (options.has('tty') && options.has('interactive') && !outer) {
    yield* complain('the input device is not a TTY\n');
    return 1;
  }
  if (options.has('tty') && options.has('interactive') && outer) {
    const inner = openInnerTerminal(
      around,
      outer,
      (text) => outer.output(text),
      (tty) => start(tty, new Map([0, 1, 2].map((fd) => [fd, tty.stream]))),
    );
    return inner ? yield* handOnKeys(outer, inner) : 126;
  }
  const streams = [0, 1, 2].flatMap((fd): [number, Stream][] => {
    const stream = task.streams.get(fd);
    return stream && (fd > 0 || options.has('interactive')) ? [[fd, through(task, stream)]] : [];
  });
  const started = start(undefined, new Map(streams));
  if (!started) return 126;
  return options.has('detach') ? 0 : yield* waitFor(started);
}

/** The caller's own open file as a process of the container has it: a pipe, kept by the caller. */
function through(task: Task, stream: Stream): Stream {
  return {
    path: 'pipe:',
    terminal: undefined,
    read: (_, size) => stream.read(task, size),
    write: (_, text) => stream.write(task, text),
    retain() {},
    release() {},
  };
}

/** Differs from docker: Ctrl-C ends the command inside too; the real one does so only with -t. */
function* waitFor(inside: Task): Program {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) yield* onSignal(signal, 'catch');
  for (;;) {
    try {
      return yield* ask('wait4', () =>
        hasEnded(inside) && inside.status ? exitStatus(inside.status) : blocked,
      );
    } catch (error) {
      if (!(error instanceof Interrupt)) throw error;
      inside.around.scheduler.signal(inside, error.signal);
    }
  }
}

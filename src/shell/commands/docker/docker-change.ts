/** The subcommands that start, end and remove containers. */
import { askUntil } from '../../ask-until.ts';
import { ask, blocked, type Program } from '../../program.ts';
import { complain, now, print } from '../../syscalls.ts';
import type { Container } from './engine.ts';
import { forget, startContainer } from './start-container.ts';
import { forEach, type Subcommand } from './subcommand.ts';

/** How long `docker stop` waits before it kills. */
const grace = 10_000;

/** SIGTERM, and SIGKILL for who does not end. */
function* end(container: Container, patience: number): Program<void> {
  const { running } = container;
  if (!running) return;
  const { scheduler } = running.around;
  const isOver = (): true | typeof blocked => (container.running === running ? blocked : true);
  if (patience > 0) {
    scheduler.signal(running.main, 'SIGTERM');
    if ((yield* askUntil('wait4', (yield* now()) + patience, isOver)) === true) return;
  }
  scheduler.signal(running.main, 'SIGKILL');
  yield* ask('wait4', isOver);
}

function changing(
  name: string,
  summary: string,
  act: (container: Container, seconds: number) => Program<void>,
): Subcommand {
  return {
    name,
    summary,
    usage: '[OPTIONS] CONTAINER [CONTAINER...]',
    table: {
      options: [
        {
          short: 't',
          long: 'timeout',
          argument: 'int',
          help: 'Seconds to wait before killing the container',
        },
      ],
      absent: 's',
    },
    operands: ['requires at least 1 argument', 1, Infinity],
    request: `Post "containers/NAME/${name}"`,
    run: (engine, options) =>
      forEach(engine, options.operands, function* (container, given) {
        const seconds = Number(options.value('timeout') ?? grace / 1000);
        if (name === 'kill' && !container.running) {
          yield* complain(
            `Error response from daemon: cannot kill container: ${given}: container ${container.id} is not running\n`,
          );
          return 1;
        }
        yield* act(container, seconds * 1000);
        const problem =
          (name === 'start' || name === 'restart') && !container.running
            ? yield* startContainer(engine, container)
            : undefined;
        if (problem !== undefined) {
          yield* complain(
            `Error response from daemon: ${problem}\nError: failed to start containers: ${given}\n`,
          );
          return 1;
        }
        yield* print(`${given}\n`);
        return 0;
      }),
  };
}

export const stop = changing('stop', 'Stop one or more running containers', end);
export const kill = changing('kill', 'Kill one or more running containers', (container) => end(container, 0));
export const restart = changing('restart', 'Restart one or more containers', end);
export const start = changing('start', 'Start one or more stopped containers', function* () {});

export const rm: Subcommand = {
  name: 'rm',
  summary: 'Remove one or more containers',
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  table: {
    options: [{ short: 'f', long: 'force', help: 'Force the removal of a running container (uses SIGKILL)' }],
    absent: 'lv',
  },
  operands: ['requires at least 1 argument', 1, Infinity],
  request: 'Delete "containers/NAME"',
  run: (engine, options) =>
    forEach(engine, options.operands, function* (container, given) {
      if (container.running && !options.has('force')) {
        yield* complain(
          `Error response from daemon: cannot remove container "/${container.name}": container is running: stop the container before removing or force remove\n`,
        );
        return 1;
      }
      yield* end(container, 0);
      forget(engine, container);
      yield* print(`${given}\n`);
      return 0;
    }),
};

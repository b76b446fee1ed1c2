import type { ProgramFile } from '../../command.ts';
import { noOptions } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import { complain, print, self } from '../../syscalls.ts';
import { kill, restart, rm, start, stop } from './docker-change.ts';
import { exec } from './docker-exec.ts';
import { run } from './docker-run.ts';
import { imageList, inspect, logs, port, ps } from './docker-show.ts';
import { engineOf } from './engine.ts';
import { images } from './images.ts';
import { readOptions, type Subcommand } from './subcommand.ts';

const subcommands: ReadonlyMap<string, Subcommand> = new Map(
  [run, exec, ps, imageList, inspect, kill, logs, port, restart, rm, start, stop].map((one) => [
    one.name,
    one,
  ]),
);

/** What the real one has besides, so that nobody is told that it is unknown. */
const absent = new Set(
  'build pull push login logout search info builder checkpoint container context image manifest network plugin system trust volume swarm compose attach commit cp create diff events export history import load pause rename rmi save stats tag top unpause update wait'.split(
    ' ',
  ),
);

/**
 * docker(1): its texts are those of docker 28.2.2, run. What the daemon does, and what it answers, is documented (moby's
 * sources and tests) and not run.
 */
export const docker: ProgramFile = {
  name: 'docker',
  summary: 'run programs in containers, and publish their ports: docker run -d -p 8080:80 nginx',
  options: noOptions,
  operands: 'COMMAND',
  differs: `The images are ${[...images.keys()].join(', ')}. A container's processes are not among those of the host, and its cable (veth) is not among the interfaces. Files that a container changed are gone when it starts again.`,
  *run([, ...args]) {
    const [first, ...rest] = args;
    if (first === undefined || first === 'help' || first === '--help' || first === '-h') {
      yield* print(overview());
      return 0;
    }
    if (first === '--version' || first === '-v') {
      yield* print('Docker version 28.2.2, build e6534b4\n');
      return 0;
    }
    const subcommand = subcommands.get(first);
    if (!subcommand) {
      yield* complain(
        absent.has(first)
          ? `docker: '${first}' is a real command that this host does not have yet\n`
          : `docker: unknown command: docker ${first}\n\nRun 'docker --help' for more information\n`,
      );
      return 1;
    }
    return yield* perform(subcommand, rest);
  },
};

function* perform(subcommand: Subcommand, args: readonly string[]): Program {
  const { name, usage, summary, table } = subcommand;
  if (args[0] === '--help') {
    const lines = table.options.map(({ short, long, argument, help }) => {
      const left = `${short ? `-${short}, ` : '    '}--${long}${argument ? ` ${argument}` : ''}`;
      return `  ${left.padEnd(32)} ${help}\n`;
    });
    const list = lines.length > 0 ? `\nOptions:\n${lines.join('')}` : '';
    yield* print(`Usage:  docker ${name} ${usage}\n\n${summary}\n${list}`);
    return 0;
  }
  const options = yield* readOptions(subcommand, args);
  if (typeof options === 'number') return options;
  const { around, process } = yield* self();
  // The person whose laptop it is belongs to the group docker; nobody else does.
  if (process.uid !== 0 && process.uid !== 1000) {
    yield* complain(denied(subcommand, options.operands[0] ?? ''));
    return name === 'run' ? 125 : 1;
  }
  const engine = engineOf(around);
  if (!engine) {
    const what =
      'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?';
    yield* complain(
      name === 'run' ? `docker: ${what}\n\nRun 'docker run --help' for more information\n` : `${what}\n`,
    );
    return name === 'run' ? 125 : 1;
  }
  return yield* subcommand.run(engine, options);
}

function denied({ name, request }: Subcommand, operand: string): string {
  const socket = '%2Fvar%2Frun%2Fdocker.sock';
  const path = name === 'run' ? socket : `${socket}/v1.50`;
  const asked = request.replace('NAME', operand).replace('"', `"http://${path}/`);
  const text = `permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: ${asked}: dial unix /var/run/docker.sock: connect: permission denied\n`;
  return name === 'run' ? `docker: ${text}\nRun 'docker run --help' for more information\n` : text;
}

function overview(): string {
  const lines = [...subcommands.values()].map(({ name, summary }) => `  ${name.padEnd(11)} ${summary}\n`);
  return `Usage:  docker COMMAND\n\nA self-sufficient runtime for containers\n\nCommands here:\n${lines.join('')}\nImages here: ${[...images.keys()].join(', ')}\n\nRun 'docker COMMAND --help' for more information on a command.\n`;
}

/** `docker run`: makes a container of an image and starts it. */
import { parseAddress } from '../../../simulator/address.ts';
import type { ParsedOptions } from '../../option-table.ts';
import { ask, blocked, Interrupt, type Program } from '../../program.ts';
import { complain, onSignal, print } from '../../syscalls.ts';
import { follow } from './docker-show.ts';
import { type Container, gateway, newId, newName } from './engine.ts';
import { findImage } from './images.ts';
import { type PublishedPort, readPublishedPort } from './published-port.ts';
import { forget, startContainer } from './start-container.ts';
import type { Subcommand } from './subcommand.ts';

export const run: Subcommand = {
  name: 'run',
  summary: 'Create and run a new container from an image',
  usage: '[OPTIONS] IMAGE [COMMAND] [ARG...]',
  table: {
    options: [
      { long: 'add-host', argument: 'list', help: 'Add a custom host-to-IP mapping (host:ip)' },
      { short: 'd', long: 'detach', help: 'Run container in background and print container ID' },
      { short: 'e', long: 'env', argument: 'list', help: 'Set environment variables' },
      { long: 'name', argument: 'string', help: 'Assign a name to the container' },
      { long: 'network', argument: 'network', help: 'Connect a container to a network: bridge or host' },
      { short: 'p', long: 'publish', argument: 'list', help: "Publish a container's port(s) to the host" },
      { long: 'rm', help: 'Automatically remove the container when it exits' },
    ],
    absent: 'acehilmtuvwP',
    absentNames: ['restart', 'volume', 'publish-all', 'interactive', 'tty', 'hostname', 'ip'],
  },
  operands: ['requires at least 1 argument', 1, Infinity],
  request: 'Head "_ping"',
  *run(engine, options) {
    const read = readRequest(options);
    if (!read.ok) return yield* refuse(read.message);
    const [imageName = '', ...command] = options.operands;
    const image = findImage(imageName);
    if (!image) {
      const tag = imageName.includes(':') ? imageName : `${imageName}:latest`;
      yield* complain(`Unable to find image '${tag}' locally\n`);
      return yield* refuse(
        `Error response from daemon: pull access denied for ${imageName}, repository does not exist or may require 'docker login': denied: requested access to the resource is denied`,
      );
    }
    const name = options.value('name') ?? newName(engine);
    const holder = engine.containers.find((known) => known.name === name);
    if (holder) {
      return yield* refuse(
        `Error response from daemon: Conflict. The container name "/${name}" is already in use by container "${holder.id}". You have to remove (or rename) that container to be able to reuse that name.`,
      );
    }
    if (read.network === 'host' && read.published.length > 0) {
      yield* complain('WARNING: Published ports are discarded when using host network mode\n');
    }
    const { now } = engine.around.host.network;
    const container: Container = {
      id: newId(engine.random),
      name,
      imageName,
      image,
      command,
      asked: read.published,
      network: read.network,
      environment: read.environment,
      extraHosts: read.extraHosts,
      temporary: options.has('rm'),
      created: now,
      log: '',
      state: 'created',
      exitCode: 0,
      changed: now,
      running: undefined,
    };
    engine.containers.push(container);
    const problem = yield* startContainer(engine, container);
    if (options.has('detach')) yield* print(`${container.id}\n`);
    if (problem !== undefined) {
      if (container.temporary) forget(engine, container);
      return yield* refuse(
        `Error response from daemon: ${problem}`,
        problem.startsWith('failed to create task') ? 127 : 125,
      );
    }
    return options.has('detach') ? 0 : yield* attach(container);
  },
};

interface Request {
  readonly ok: true;
  readonly published: readonly PublishedPort[];
  readonly network: 'bridge' | 'host';
  readonly environment: ReadonlyMap<string, string>;
  readonly extraHosts: readonly string[];
}

function readRequest(options: ParsedOptions): Request | { readonly ok: false; readonly message: string } {
  const given = (name: string): readonly string[] =>
    options.given.filter((option) => option.name === name).map(({ value }) => value);
  const published: PublishedPort[] = [];
  for (const text of given('publish')) {
    const port = readPublishedPort(text);
    if (!port.ok) return port;
    published.push(port.value);
  }
  const network = options.value('network') ?? 'bridge';
  if (network !== 'bridge' && network !== 'host') {
    return { ok: false, message: `"--network ${network}" is a real choice that this host does not have yet` };
  }
  const extraHosts: string[] = [];
  for (const text of given('add-host')) {
    const [name = '', address = ''] = text.split(/[:=](.*)/s);
    const reached = address === 'host-gateway' ? gateway : parseAddress(address);
    if (!reached) return { ok: false, message: `invalid IP address in add-host: "${address}"` };
    extraHosts.push(`${reached}\t${name}`);
  }
  const environment = new Map(
    given('env').map((text): [string, string] => {
      const [key = '', value = ''] = text.split(/=(.*)/s);
      return [key, value];
    }),
  );
  return { ok: true, published, network, environment, extraHosts };
}

function* refuse(message: string, status = 125): Program {
  yield* complain(`docker: ${message}\n\nRun 'docker run --help' for more information\n`);
  return status;
}

/** Shows what it writes; Ctrl-C goes to its main program. */
function* attach(container: Container): Program {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) yield* onSignal(signal, 'catch');
  const before = container.log.length;
  for (let shown = 0; ; ) {
    try {
      yield* follow(container, shown);
      return yield* ask('wait4', () => (container.state === 'exited' ? container.exitCode : blocked));
    } catch (error) {
      if (!(error instanceof Interrupt)) throw error;
      shown = Math.max(before, container.log.length);
      const { running } = container;
      running?.around.scheduler.signal(running.main, error.signal);
    }
  }
}

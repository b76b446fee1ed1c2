/** The subcommands that only show: ps, port, inspect, logs, images. Their layouts are those of docker 28.2.2, run. */

import type { Program } from '../../program.ts';
import { ask, blocked } from '../../program.ts';
import { complain, print } from '../../syscalls.ts';
import { age } from './age.ts';
import { type Container, type Engine, findContainer, gateway } from './engine.ts';
import { images } from './images.ts';
import { endText, hostAddresses, type PublishedPort, portsText } from './published-port.ts';
import { forEach, noSuchContainer, type Subcommand } from './subcommand.ts';

/** Columns as wide as their longest cell, three spaces between. */
function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, index) =>
    Math.max(7, ...rows.map((row) => (row[index] ?? '').length)),
  );
  return rows
    .map((row) => {
      const cells = row.map((cell, index) =>
        index === row.length - 1 ? cell : cell.padEnd((widths[index] ?? 0) + 3),
      );
      return `${cells.join('')}\n`;
    })
    .join('');
}

export function publishedPorts(container: Container): readonly PublishedPort[] {
  return container.running?.published ?? [];
}

function statusText({ state, changed, exitCode }: Container, now: number): string {
  if (state === 'created') return 'Created';
  if (state === 'running') return `Up ${age(now - changed)}`;
  return `Exited (${exitCode}) ${age(now - changed)} ago`;
}

function commandText({ command, image }: Container, whole: boolean): string {
  const text = command.length > 0 ? command.join(' ') : image.command;
  return `"${whole || text.length <= 20 ? text : `${text.slice(0, 19)}…`}"`;
}

export const ps: Subcommand = {
  name: 'ps',
  summary: 'List containers',
  usage: '[OPTIONS]',
  table: {
    options: [
      { short: 'a', long: 'all', help: 'Show all containers (default shows just running)' },
      { short: 'q', long: 'quiet', help: 'Only display container IDs' },
      { long: 'no-trunc', help: "Don't truncate output" },
    ],
    absent: 'fnls',
    absentNames: ['filter', 'format', 'last', 'latest', 'size'],
  },
  operands: ['accepts no arguments', 0, 0],
  request: 'Get "containers/json"',
  *run({ containers, around }, options) {
    const { now } = around.host.network;
    const whole = options.has('no-trunc');
    const shown = containers.filter(({ state }) => options.has('all') || state === 'running').toReversed();
    const idOf = ({ id }: Container): string => (whole ? id : id.slice(0, 12));
    if (options.has('quiet')) {
      yield* print(shown.map((one) => `${idOf(one)}\n`).join(''));
      return 0;
    }
    const rows = shown.map((one) => [
      idOf(one),
      one.imageName,
      commandText(one, whole),
      `${age(now - one.created)} ago`,
      statusText(one, now),
      one.state === 'running' && one.network === 'bridge'
        ? portsText(publishedPorts(one), one.image.exposed)
        : '',
      one.name,
    ]);
    yield* print(
      columns([['CONTAINER ID', 'IMAGE', 'COMMAND', 'CREATED', 'STATUS', 'PORTS', 'NAMES'], ...rows]),
    );
    return 0;
  },
};

export const port: Subcommand = {
  name: 'port',
  summary: 'List port mappings or a specific mapping for the container',
  usage: 'CONTAINER [PRIVATE_PORT[/PROTO]]',
  table: { options: [] },
  operands: ['requires at least 1 and at most 2 arguments', 1, 2],
  request: 'Get "containers/NAME/json"',
  *run(engine, { operands: [name = '', wanted] }) {
    const container = findContainer(engine, name);
    if (!container) return yield* noSuchContainer(name);
    const found = publishedPorts(container).filter(
      (one) =>
        wanted === undefined ||
        `${one.port}/${one.protocol}` === (wanted.includes('/') ? wanted : `${wanted}/tcp`),
    );
    if (found.length === 0 && wanted !== undefined) {
      yield* complain(`Error: No public port '${wanted}' published for ${name}\n`);
      return 1;
    }
    const lines = found.flatMap((one) =>
      hostAddresses(one).map((address) => {
        const end = endText(address, one.hostPort);
        return wanted === undefined ? `${one.port}/${one.protocol} -> ${end}\n` : `${end}\n`;
      }),
    );
    yield* print(lines.join(''));
    return 0;
  },
};

/** The part of `docker inspect` that is here, as the template walks through it. */
function facts(container: Container): Readonly<Record<string, unknown>> {
  const { id, name, state, exitCode, running, imageName, network, environment } = container;
  const ports = Object.fromEntries(
    publishedPorts(container).map((one) => [
      `${one.port}/${one.protocol}`,
      hostAddresses(one).map((address) => ({ HostIp: address, HostPort: String(one.hostPort) })),
    ]),
  );
  const attached = {
    Gateway: running && network === 'bridge' ? gateway : '',
    IPAddress: running?.address ?? '',
    IPPrefixLen: running && network === 'bridge' ? 16 : 0,
  };
  return {
    Id: id,
    Name: `/${name}`,
    State: { Status: state, Running: state === 'running', ExitCode: exitCode },
    Config: {
      Hostname: id.slice(0, 12),
      Image: imageName,
      Env: [...environment].map(([key, value]) => `${key}=${value}`),
    },
    HostConfig: { NetworkMode: network },
    NetworkSettings: { Ports: ports, Networks: { [network]: attached } },
  };
}

export const inspect: Subcommand = {
  name: 'inspect',
  summary: 'Return low-level information on Docker objects',
  usage: '[OPTIONS] NAME|ID [NAME|ID...]',
  table: {
    options: [{ short: 'f', long: 'format', argument: 'string', help: 'Format output using a template' }],
    absent: 's',
  },
  operands: ['requires at least 1 argument', 1, Infinity],
  request: 'Get "containers/NAME/json"',
  *run(engine, options) {
    const found = options.operands.flatMap((name) => findContainer(engine, name) ?? []);
    const template = options.value('format');
    if (template === undefined) {
      yield* print(`${JSON.stringify(found.map(facts), undefined, 4)}\n`);
    } else {
      for (const one of found) {
        const line = filled(template, facts(one));
        if (typeof line !== 'string') {
          yield* complain(`template parsing error: template: :1: ${line.missing}\n`);
          return 1;
        }
        yield* print(`${line}\n`);
      }
    }
    const absent = options.operands.find((name) => !findContainer(engine, name));
    if (absent === undefined) return 0;
    yield* complain(`Error: No such object: ${absent}\n`);
    return 1;
  },
};

/** `{{.A.B}}`, `{{json .A}}` and `{{range .A}}{{.B}}{{end}}` of Go's text/template. */
function filled(template: string, value: unknown): string | { readonly missing: string } {
  const ranged = /^(.*?)\{\{\s*range\s+([.\w]+)\s*\}\}(.*?)\{\{\s*end\s*\}\}(.*)$/s.exec(template);
  if (ranged) {
    const [, before = '', path = '', inside = '', after = ''] = ranged;
    const list = valueAt(value, path);
    const items = typeof list === 'object' && list !== null ? Object.values(list) : [];
    const parts = [filled(before, value), ...items.map((item) => filled(inside, item)), filled(after, value)];
    return parts.find((part) => typeof part !== 'string') ?? parts.join('');
  }
  let missing: string | undefined;
  const text = template.replace(
    /\{\{\s*(json\s+)?([^}]*?)\s*\}\}/g,
    (_, json: string | undefined, path: string) => {
      const found = /^\.[.\w]*$/.test(path) ? valueAt(value, path) : undefined;
      if (found === undefined) missing ??= `"${path}" is not here`;
      return json || typeof found === 'object' ? JSON.stringify(found) : String(found);
    },
  );
  return missing === undefined ? text : { missing };
}

function valueAt(value: unknown, path: string): unknown {
  let at = value;
  for (const key of path.split('.').filter((part) => part !== '')) {
    at = typeof at === 'object' && at !== null ? new Map(Object.entries(at)).get(key) : undefined;
  }
  return at;
}

export const logs: Subcommand = {
  name: 'logs',
  summary: 'Fetch the logs of a container',
  usage: '[OPTIONS] CONTAINER',
  table: {
    options: [{ short: 'f', long: 'follow', help: 'Follow log output' }],
    absent: 'nt',
    absentNames: ['tail', 'since'],
  },
  operands: ['requires 1 argument', 1, 1],
  request: 'Get "containers/NAME/logs"',
  run: (engine, options) =>
    forEach(engine, options.operands, function* (container) {
      if (options.has('follow')) return yield* follow(container, 0);
      yield* print(container.log);
      return 0;
    }),
};

/** Shows what a container writes, until it ends. @param from how much has been shown */
export function* follow(container: Container, from: number): Program {
  let shown = from;
  for (;;) {
    const more = yield* ask('read', () => {
      if (container.log.length > shown) return container.log.slice(shown);
      return container.state === 'running' ? blocked : '';
    });
    if (more === '') return 0;
    shown += more.length;
    yield* print(more);
  }
}

export const imageList: Subcommand = {
  name: 'images',
  summary: 'List images',
  usage: '[OPTIONS] [REPOSITORY[:TAG]]',
  table: { options: [], absent: 'afq' },
  operands: ['requires at most 1 argument', 0, 1],
  request: 'Get "images/json"',
  *run(_: Engine) {
    const rows = [...images.values()].map(({ name, id, size }) => [name, 'latest', id, '2 weeks ago', size]);
    yield* print(columns([['REPOSITORY', 'TAG', 'IMAGE ID', 'CREATED', 'SIZE'], ...rows]));
    return 0;
  },
};

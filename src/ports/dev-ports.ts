import { DEV_PORT_TABLE } from './dev-ports-table.ts';
import type { Protocol } from './registry.ts';
import { PROTOCOLS } from './registry.ts';
import type { Source } from './source.ts';
import { IANA_REGISTRY } from './source.ts';

/** The sorts of program, in the order in which the ports page lists them. */
export const DEV_PORT_KINDS = {
  'dev-server': 'Development servers',
  'dev-tool': 'Developers’ tools',
  database: 'Databases',
  search: 'Search engines',
  'message-broker': 'Message brokers',
  monitoring: 'Monitoring',
  'cloud-emulator': 'Cloud emulators',
  containers: 'Containers',
  orchestration: 'Orchestration',
  ci: 'Build servers',
  test: 'Test tools',
  debug: 'Debuggers',
  ai: 'AI',
  'data-science': 'Data science',
  cms: 'Content management',
  automation: 'Automation',
  blockchain: 'Blockchain',
  proxy: 'Proxies',
  mail: 'Mail',
  media: 'Media',
  'oauth-callback': 'Sign-in callbacks',
  'remote-access': 'Remote access',
  web: 'Web',
  system: 'System services',
} as const;

export type DevPortKind = keyof typeof DEV_PORT_KINDS;

/** One program that has this port as its default. */
export interface DevPort {
  readonly port: number;
  readonly protocol: Protocol;
  readonly kind: DevPortKind;
  readonly program: string;
  /** The address that it binds by default, where that is known. */
  readonly bind: string | undefined;
  readonly source: Source;
}

export interface DevPorts {
  readonly all: readonly DevPort[];
  /** The programs of a port, the best known first. */
  readonly at: (port: number) => readonly DevPort[];
  /** Programs of that name: those whose first word it is, else those that begin so, else with that word. */
  readonly named: (name: string) => readonly DevPort[];
}

function isKind(text: string): text is DevPortKind {
  return Object.hasOwn(DEV_PORT_KINDS, text);
}

/** Turns a source as the table writes it into a link that can be followed. */
export function sourceOf(written: string): Source {
  const [form = '', place = '', file = ''] = written.split(' ', 3);
  const at = place.lastIndexOf('@');
  const version = place.slice(at + 1);
  const name = place.slice(0, at);
  const [path = '', line] = file.split('#');
  switch (form) {
    case 'iana':
      return IANA_REGISTRY;
    case 'gh':
      return {
        label: `${name}, ${path}`,
        url: `https://github.com/${name}/blob/${version}/${path}${line === undefined ? '' : `#${line}`}`,
      };
    case 'npm':
      return { label: `${place}, ${file}`, url: `https://www.npmjs.com/package/${name}/v/${version}` };
    case 'debian':
      return {
        label: `Debian package ${place}${file === '' ? '' : `, ${file}`}`,
        url: `https://packages.debian.org/bookworm/${place}`,
      };
    default: {
      const host = /^https:\/\/([^/]+)\//.exec(written)?.[1];
      if (host === undefined) throw new SyntaxError(`not a source: ${written}`);
      return { label: host, url: written };
    }
  }
}

function readRow(row: string): DevPort {
  const [port = '', kind = '', program = '', source = '', bind = '', written = ''] = row.split('|');
  const protocol = PROTOCOLS.find((name) => name === written) ?? 'tcp';
  if (!isKind(kind)) throw new SyntaxError(`not a kind of program: ${kind}`);
  return {
    port: Number(port),
    protocol,
    kind,
    program,
    bind: bind === '' ? undefined : bind,
    source: sourceOf(source),
  };
}

/** The project's own table of default ports, opened for looking up. */
export function openDevPorts(): DevPorts {
  const all = DEV_PORT_TABLE.trim().split('\n').map(readRow);
  const byPort = new Map<number, DevPort[]>();
  // Those whose address is known are the ones that people know: they come first.
  for (const row of [
    ...all.filter(({ bind }) => bind !== undefined),
    ...all.filter(({ bind }) => bind === undefined),
  ]) {
    byPort.set(row.port, [...(byPort.get(row.port) ?? []), row]);
  }
  return {
    all,
    at: (port) => byPort.get(port) ?? [],
    named: (name) => {
      const wanted = name.toLowerCase();
      if (wanted.length < 2) return [];
      const words = ({ program }: DevPort) => program.toLowerCase().split(/[^a-z\d.@+-]+/);
      const exact = all.filter((row) => row.program.toLowerCase() === wanted || words(row)[0] === wanted);
      if (exact.length > 0) return exact;
      const begins = all.filter(({ program }) => program.toLowerCase().startsWith(wanted));
      return begins.length > 0 ? begins : all.filter((row) => words(row).includes(wanted));
    },
  };
}

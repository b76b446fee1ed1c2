/** What lies on a fresh host: a site to serve, and the files under /etc and /proc that decide about ports. */
import type { Host, User } from '../simulator/host.ts';
import type { ProgramFile } from './command.ts';
import type { Directory, Entry, Node } from './file-system.ts';
import { accountLines, groupLine, osRelease, passwdLine, services } from './first-texts.ts';
import { procDirectory } from './proc-files.ts';
import { nullStream, zeroStream } from './stream.ts';
import type { Task } from './task.ts';

export interface FirstFilesOptions {
  readonly host: Host;
  readonly user: User;
  /** Milliseconds since 1970: when the files were last changed. */
  readonly modified: number;
  /** For /proc: the programs that run. */
  readonly tasks?: ReadonlyMap<number, Task>;
}

export type Tree = { readonly [name: string]: Tree | string | Entry };

/** A folder from its entries: texts become files, tables become folders. */
export function folderFrom(tree: Tree, owner: User, modified: number, mode = 0o755): Directory {
  const entries = new Map<string, Entry>();
  for (const [name, value] of Object.entries(tree)) entries.set(name, nodeFrom(value, owner, modified));
  return { kind: 'directory', owner: owner.name, ownerUid: owner.uid, mode, modified, entries };
}

function nodeFrom(value: Tree[string], owner: User, modified: number): Entry {
  if (typeof value === 'string') {
    return { kind: 'file', owner: owner.name, ownerUid: owner.uid, mode: 0o644, modified, content: value };
  }
  return isEntry(value) ? value : folderFrom(value, owner, modified);
}

export function firstFiles({ host, user, modified, tasks = new Map() }: FirstFilesOptions): Directory {
  const root = { name: 'root', uid: 0 };
  const users = host.users.some(({ uid }) => uid === user.uid) ? host.users : [...host.users, user];
  const toDirectory = (tree: Tree, owner: User, mode?: number): Directory =>
    folderFrom(tree, owner, modified, mode);

  const link = (target: string): Entry => ({
    kind: 'link',
    owner: 'root',
    ownerUid: 0,
    mode: 0o777,
    modified,
    target,
  });
  const home = { ...homeOf(user), '.bash_history': '' };

  return toDirectory(
    {
      bin: link('usr/bin'),
      dev: {
        null: { ...toDirectory({}, root), kind: 'device', mode: 0o666, stream: nullStream },
        zero: { ...toDirectory({}, root), kind: 'device', mode: 0o666, stream: zeroStream },
      },
      etc: {
        debian_version: '12.11\n',
        group: accountLines(users, groupLine),
        hostname: `${host.name}\n`,
        hosts: hostsFile(host.name),
        'nsswitch.conf': 'hosts:          files dns\n',
        'os-release': link('../usr/lib/os-release'),
        passwd: accountLines(users, passwdLine),
        'resolv.conf': '',
        services,
        shadow: {
          ...toDirectory({}, root),
          kind: 'file',
          mode: 0o640,
          content: accountLines(users, ({ name }) => `${name}:*:20000:0:99999:7:::\n`),
        },
        shells: '# /etc/shells: valid login shells\n/bin/sh\n/bin/bash\n',
      },
      home: { [user.name]: toDirectory(home, user) },
      proc: procDirectory({
        host,
        tasks,
        ownerName: (uid) => users.find((known) => known.uid === uid)?.name ?? String(uid),
        modified,
      }),
      root: toDirectory({}, root, 0o700),
      run: {},
      sbin: link('usr/bin'),
      tmp: toDirectory({}, root, 0o1777),
      usr: { bin: {}, lib: { 'os-release': osRelease }, sbin: link('bin') },
      var: { log: {}, run: link('/run'), tmp: toDirectory({}, root, 0o1777) },
    },
    root,
  );
}

/** What lies under /usr/bin for a program that is built in here. */
export function programFile(modified: number, program: ProgramFile): Node {
  return { kind: 'file', owner: 'root', ownerUid: 0, mode: 0o755, modified, content: '', program };
}

function isEntry(value: Tree | Entry): value is Entry {
  return typeof value.kind === 'string' && typeof value.mode === 'number';
}

/** What a person's folder holds at first. */
export function homeOf(user: User): Tree {
  return user.uid === 0 ? {} : { site };
}

const page = (title: string, body: string): string =>
  `<!doctype html>\n<title>${title}</title>\n<h1>${title}</h1>\n${body}\n`;

const site: Tree = {
  'about.html': page('About this site', '<p>Two pages and a folder of notes, served from ~/site.</p>'),
  'index.html': page('Hello from 62893', '<p>This page lies in ~/site/index.html.</p>'),
  notes: {
    'ports.txt': '62893 is above 49151: a dynamic port.\n',
    'todo.txt': 'Listen on 127.0.0.1 only.\n',
  },
};

/** As the Debian installer writes it. */
function hostsFile(name: string): string {
  return `127.0.0.1\tlocalhost
127.0.1.1\t${name}

# The following lines are desirable for IPv6 capable hosts
::1     localhost ip6-localhost ip6-loopback
ff02::1 ip6-allnodes
ff02::2 ip6-allrouters
`;
}

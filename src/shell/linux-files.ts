/** What lies on a fresh Linux host beside the folders of people: the files under /etc and /proc that decide about ports. */
import type { Host, User } from '../simulator/host.ts';
import type { Directory, Entry } from './file-system.ts';
import { folderFrom, type Tree } from './first-files.ts';
import { accountLines, groupLine, osRelease, passwdLine, services } from './first-texts.ts';
import { procDirectory } from './proc-files.ts';
import { nullStream, zeroStream } from './stream.ts';
import type { Task } from './task.ts';

export interface LinuxDiskOptions {
  readonly host: Host;
  readonly user: User;
  /** Milliseconds since 1970: when the files were last changed. */
  readonly modified: number;
  /** For /proc: the programs that run. */
  readonly tasks?: ReadonlyMap<number, Task>;
}

/** Lays out the disk around the folders of people. */
export function layOutLinux(
  top: Directory,
  { host, user, modified, tasks = new Map() }: LinuxDiskOptions,
): void {
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
  const disk = toDirectory(
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
      proc: procDirectory({
        host,
        tasks,
        ownerName: (uid) => users.find((known) => known.uid === uid)?.name ?? String(uid),
        modified,
      }),
      run: {},
      sbin: link('usr/bin'),
      tmp: toDirectory({}, root, 0o1777),
      usr: { bin: {}, lib: { 'os-release': osRelease }, sbin: link('bin') },
      var: { log: {}, run: link('/run'), tmp: toDirectory({}, root, 0o1777) },
    },
    root,
  );
  const inOrder = [...top.entries, ...disk.entries].sort(([one], [other]) => (one < other ? -1 : 1));
  top.entries.clear();
  for (const [name, entry] of inOrder) top.entries.set(name, entry);
}

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

/** The services of a scene, as Debian's packages set them up; systemd is not there, so the recorder starts them. */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { Account } from './sandbox.ts';

interface Service {
  readonly argv: readonly string[];
  readonly user: string;
  /** Folders that have to belong to the user. */
  readonly folders: readonly string[];
  readonly port: number;
}

const services: Readonly<Record<string, Service>> = {
  nginx: { argv: ['/usr/sbin/nginx'], user: 'root', folders: [], port: 80 },
  postgresql: {
    argv: [
      '/usr/lib/postgresql/15/bin/postgres',
      '-D',
      '/var/lib/postgresql/15/main',
      '-c',
      'config_file=/etc/postgresql/15/main/postgresql.conf',
    ],
    user: 'postgres',
    folders: ['/var/lib/postgresql', '/etc/postgresql', '/var/log/postgresql', '/run/postgresql'],
    port: 5432,
  },
  'redis-server': {
    argv: ['/usr/bin/redis-server', '/etc/redis/redis.conf', '--daemonize', 'no'],
    user: 'redis',
    folders: ['/var/lib/redis', '/etc/redis', '/var/log/redis', '/run/redis'],
    port: 6379,
  },
};

/** The modes that the packages give to what lies under /run. */
const runtimeModes: Readonly<Record<string, number>> = { '/run/postgresql': 0o2775, '/run/redis': 0o2755 };

/** Those whose programs this machine does not have. Nothing is installed for them: a package would start its server. */
export function missingServices(names: readonly string[]): readonly string[] {
  return names.filter((name) => !existsSync(services[name]?.argv[0] ?? ''));
}

const patience = 15_000;

/** @throws when a service does not listen, with the reason */
export async function startServices(
  inside: string,
  names: readonly string[],
  users: readonly Account[],
): Promise<void> {
  for (const name of names) {
    const service = services[name];
    if (!service) throw new Error(`the recorder knows no service ${name}`);
    const id = String(users.find((user) => user.name === service.user)?.uid ?? 0);
    for (const folder of service.folders) {
      mkdirSync(`${inside}${folder}`, { recursive: true });
      spawnSync('chown', ['-R', `${id}:${id}`, `${inside}${folder}`]);
      if (folder in runtimeModes) chmodSync(`${inside}${folder}`, runtimeModes[folder] ?? 0);
    }
    if (name === 'postgresql') {
      // Its certificate belongs to a group that the simulated host does not have.
      writeFileSync(`${inside}/etc/postgresql/15/main/conf.d/plain.conf`, 'ssl = off\n');
    }
    const become = ['/usr/bin/setpriv', `--reuid=${id}`, `--regid=${id}`, '--clear-groups'];
    spawn('/usr/sbin/chroot', [inside, ...become, ...service.argv], {
      detached: true,
      stdio: 'ignore',
      env: {},
    });
    await listens(`${inside}/proc/net/tcp`, service.port, name);
  }
}

async function listens(table: string, port: number, name: string): Promise<void> {
  const row = new RegExp(`: [0-9A-F]+:${port.toString(16).toUpperCase().padStart(4, '0')} \\S+ 0A `);
  const until = performance.now() + patience;
  while (!row.test(readFileSync(table, 'latin1'))) {
    if (performance.now() > until) throw new Error(`${name} does not listen on port ${port}`);
    await setTimeout(20);
  }
}

/** The start worlds of lessons and labs, by name: which host stands there, and who sits at it. */
import type { HostOptions, User } from '../simulator/host.ts';

export interface Scene {
  readonly host: HostOptions;
  /** The user whose shell the learner types into. */
  readonly user: string;
  /** The services that run from the start, by the names of their units. */
  readonly services?: readonly string[];
}

/** A laptop on a home network: the loopback interface, and one address that its neighbours can reach. */
const laptop: Scene = {
  host: {
    name: 'laptop',
    interfaces: { lo: ['127.0.0.1/8', '::1/128'], wlan0: ['192.168.1.20/24'] },
    users: [
      { name: 'dev', uid: 1000 },
      { name: 'guest', uid: 1001 },
    ],
  },
  user: 'dev',
};

/** A small server as Debian's packages set it up: a web server for everybody, two databases for this host alone. */
const server: Scene = {
  host: {
    name: 'server',
    interfaces: { lo: ['127.0.0.1/8', '::1/128'], eth0: ['192.168.1.10/24'] },
    users: [
      { name: 'dev', uid: 1000 },
      { name: 'www-data', uid: 33 },
      { name: 'postgres', uid: 110 },
      { name: 'redis', uid: 111 },
    ],
  },
  user: 'dev',
  services: ['nginx', 'postgresql', 'redis-server'],
};

const scenes: ReadonlyMap<string, Scene> = new Map([
  ['laptop', laptop],
  ['server', server],
]);

export const sceneNames: readonly string[] = [...scenes.keys()];

/** @throws when no scene has that name: a mistake in a lesson's frontmatter, and so a failed build. */
export function findScene(name: string): Scene {
  const scene = scenes.get(name);
  if (!scene) throw new Error(`There is no scene "${name}"; there is ${sceneNames.join(', ')}.`);
  return scene;
}

/** @throws when the scene's host has no account for its user */
export function userOf({ host, user }: Scene): User {
  const found = host.users?.find(({ name }) => name === user);
  if (!found) throw new Error(`${host.name} has no user "${user}".`);
  return found;
}

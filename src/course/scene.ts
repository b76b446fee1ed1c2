/** The start worlds of lessons and labs, by name: which host stands there, and who sits at it. */
import type { HostOptions, User } from '../simulator/host.ts';

export interface SceneHost {
  readonly host: HostOptions;
  /** The user whose shell the learner types into. */
  readonly user: string;
  /** The services that run from the start, by the names of their units. */
  readonly services?: readonly string[];
  /** Command lines that root ran on it before the learner came. */
  readonly prepared?: readonly string[];
}

/** The learner's own host, and others on the same network. */
export interface Scene extends SceneHost {
  readonly neighbours?: readonly SceneHost[];
}

/** All hosts of a scene, the learner's own first. */
export function hostsOf(scene: Scene): readonly SceneHost[] {
  return [scene, ...(scene.neighbours ?? [])];
}

/** Whether programs run on it before the learner types: services, or what prepared its hosts. */
export function needsPrograms(scene: Scene): boolean {
  return hostsOf(scene).some(({ services, prepared }) => services !== undefined || prepared !== undefined);
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

/**
 * A home network: the learner's laptop and a phone on the Wi-Fi, the router that leads out and translates addresses, and a
 * stranger on the internet. 203.0.113.0/24 (RFC 5737) stands for the internet.
 */
const home: Scene = {
  ...laptop,
  host: {
    ...laptop.host,
    interfaces: {
      lo: ['127.0.0.1/8', '::1/128'],
      wlan0: { link: 'Wi-Fi', addresses: ['192.168.1.20/24', '2001:db8:1::20/64'] },
    },
    routes: [
      { destination: '0.0.0.0/0', via: '192.168.1.1' },
      { destination: '::/0', via: '2001:db8:1::1' },
    ],
  },
  neighbours: [
    {
      host: {
        name: 'phone',
        interfaces: {
          lo: ['127.0.0.1/8', '::1/128'],
          wlan0: { link: 'Wi-Fi', addresses: ['192.168.1.30/24', '2001:db8:1::30/64'] },
        },
        users: [{ name: 'user', uid: 1000 }],
        routes: [
          { destination: '0.0.0.0/0', via: '192.168.1.1' },
          { destination: '::/0', via: '2001:db8:1::1' },
        ],
      },
      user: 'user',
    },
    {
      host: {
        name: 'router',
        interfaces: {
          lo: ['127.0.0.1/8', '::1/128'],
          lan: { link: 'Wi-Fi', addresses: ['192.168.1.1/24', '2001:db8:1::1/64'] },
          wan: { link: 'internet', addresses: ['203.0.113.7/24', '2001:db8:ffff::7/64'] },
        },
        sysctls: { ipForward: true, ipv6Forward: true },
      },
      user: 'root',
      prepared: [
        'iptables -t nat -A POSTROUTING -o wan -j MASQUERADE',
        'iptables -P FORWARD DROP',
        'iptables -A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED,DNAT -j ACCEPT',
        'iptables -A FORWARD -i lan -j ACCEPT',
        'ip6tables -P FORWARD DROP',
        'ip6tables -A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
        'ip6tables -A FORWARD -i lan -j ACCEPT',
      ],
    },
    {
      host: {
        name: 'stranger',
        interfaces: {
          lo: ['127.0.0.1/8', '::1/128'],
          eth0: { link: 'internet', addresses: ['203.0.113.66/24', '2001:db8:ffff::66/64'] },
        },
        users: [{ name: 'user', uid: 1000 }],
        routes: [{ destination: '2001:db8:1::/64', via: '2001:db8:ffff::7' }],
      },
      user: 'user',
    },
  ],
};

/** A Mac whose AirPlay Receiver is on, as it is by default: ports 5000 and 7000 are taken before anybody starts a server. */
const mac: Scene = {
  host: {
    name: 'macbook',
    system: 'macos',
    interfaces: { lo: ['127.0.0.1/8', '::1/128'], en0: ['192.168.1.20/24'] },
    users: [{ name: 'dev', uid: 501 }],
  },
  user: 'dev',
  services: ['airplay'],
};

const scenes: ReadonlyMap<string, Scene> = new Map([
  ['laptop', laptop],
  ['server', server],
  ['home', home],
  ['mac', mac],
]);

export const sceneNames: readonly string[] = [...scenes.keys()];

/** @throws when no scene has that name: a mistake in a lesson's frontmatter, and so a failed build. */
export function findScene(name: string): Scene {
  const scene = scenes.get(name);
  if (!scene) throw new Error(`There is no scene "${name}"; there is ${sceneNames.join(', ')}.`);
  return scene;
}

/** @throws when the scene's host has no account for its user */
export function userOf({ host, user }: SceneHost): User {
  const found = host.users?.find(({ name }) => name === user);
  if (!found) throw new Error(`${host.name} has no user "${user}".`);
  return found;
}

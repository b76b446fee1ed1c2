import type { Scene } from '../scene.ts';

/** A small server as Debian's packages set it up: a web server for everybody, two databases for this host alone. */
export const server: Scene = {
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

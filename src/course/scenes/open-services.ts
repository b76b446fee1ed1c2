import type { Scene } from '../scene.ts';
import { home } from './home.ts';
import { server } from './server.ts';

/**
 * The small server on a home network, with the phone and the router of it. Somebody let its databases listen on every address, as
 * guides advise when a connection is refused.
 */
export const openServices: Scene = {
  ...server,
  host: {
    ...server.host,
    interfaces: {
      lo: ['127.0.0.1/8', '::1/128'],
      eth0: { link: 'Wi-Fi', addresses: ['192.168.1.10/24', '2001:db8:1::10/64'] },
    },
    routes: home.host.routes ?? [],
  },
  configuration: {
    '/etc/redis/redis.conf': [
      ['bind 127.0.0.1 -::1', 'bind 0.0.0.0'],
      ['protected-mode yes', 'protected-mode no'],
    ],
    '/etc/postgresql/15/main/postgresql.conf': [
      ["#listen_addresses = 'localhost'", "listen_addresses = '*'\t"],
    ],
  },
  neighbours: home.neighbours ?? [],
};

import type { Scene } from '../scene.ts';
import { home } from './home.ts';

/**
 * The home network, and two hosts on the internet that tunnels lead to: a rented server that runs sshd, and the edge of a
 * tunnel provider. 203.0.113.0/24 (RFC 5737) stands for the internet.
 */
export const tunnel: Scene = {
  ...home,
  prepared: ['echo "203.0.113.50 server" >> /etc/hosts'],
  neighbours: [
    ...(home.neighbours ?? []),
    {
      host: {
        name: 'server',
        interfaces: {
          lo: ['127.0.0.1/8', '::1/128'],
          eth0: { link: 'internet', addresses: ['203.0.113.50/24'] },
        },
        users: [
          { name: 'dev', uid: 1000 },
          { name: 'www-data', uid: 33 },
        ],
      },
      user: 'dev',
      services: ['ssh', 'nginx'],
    },
    {
      host: {
        name: 'edge',
        interfaces: {
          lo: ['127.0.0.1/8', '::1/128'],
          eth0: { link: 'internet', addresses: ['203.0.113.80/24'] },
        },
      },
      user: 'root',
      services: ['tunnel-edge'],
    },
  ],
};

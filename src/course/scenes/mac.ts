import type { Scene } from '../scene.ts';
import { home } from './home.ts';

/**
 * A Mac on the home network, whose AirPlay Receiver is on, as it is by default: ports 5000 and 7000 are taken before anybody starts
 * a server. Its neighbours are those of the other laptop.
 */
export const mac: Scene = {
  host: {
    name: 'macbook',
    system: 'macos',
    interfaces: {
      lo: ['127.0.0.1/8', '::1/128'],
      en0: { link: 'Wi-Fi', addresses: ['192.168.1.20/24', '2001:db8:1::20/64'] },
    },
    routes: [
      { destination: '0.0.0.0/0', via: '192.168.1.1' },
      { destination: '::/0', via: '2001:db8:1::1' },
    ],
    users: [{ name: 'dev', uid: 501 }],
  },
  user: 'dev',
  services: ['airplay'],
  ...(home.neighbours && { neighbours: home.neighbours }),
};

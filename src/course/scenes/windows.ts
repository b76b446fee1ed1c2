import type { Scene } from '../scene.ts';
import { home } from './home.ts';

/**
 * A Windows computer on the home network, with the neighbours of the other laptop: its firewall is on, its network is private,
 * and Windows has set port ranges aside, as it does for Hyper-V. Documented, not run.
 */
export const windows: Scene = {
  host: {
    name: 'desktop',
    system: 'windows',
    interfaces: {
      lo: ['127.0.0.1/8', '::1/128'],
      wlan0: { link: 'Wi-Fi', addresses: ['192.168.1.20/24', '2001:db8:1::20/64'] },
    },
    routes: [
      { destination: '0.0.0.0/0', via: '192.168.1.1' },
      { destination: '::/0', via: '2001:db8:1::1' },
    ],
    users: [{ name: 'dev', uid: 1000 }],
    // The shapes that people report: blocks of a hundred in the dynamic range, and the one that an administrator made.
    excludedPorts: [
      [5357, 5357],
      [50000, 50059],
      [54913, 55012],
      [55390, 55489],
    ],
  },
  user: 'dev',
  services: ['rpc', 'dns'],
  ...(home.neighbours && { neighbours: home.neighbours }),
};

import type { Scene } from '../scene.ts';

/** A laptop on a home network: the loopback interface, and one address that its neighbours can reach. */
export const laptop: Scene = {
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

import type { Scene } from '../scene.ts';

/** A Mac whose AirPlay Receiver is on, as it is by default: ports 5000 and 7000 are taken before anybody starts a server. */
export const mac: Scene = {
  host: {
    name: 'macbook',
    system: 'macos',
    interfaces: { lo: ['127.0.0.1/8', '::1/128'], en0: ['192.168.1.20/24'] },
    users: [{ name: 'dev', uid: 501 }],
  },
  user: 'dev',
  services: ['airplay'],
};

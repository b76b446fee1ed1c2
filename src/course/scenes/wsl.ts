import type { Scene } from '../scene.ts';
import { windows } from './windows.ts';

/**
 * The Windows computer with a Linux inside: WSL 2 in its NAT mode, on a network of its own between the two. Windows passes
 * packets on and translates their source; wslrelay.exe forwards localhost. Documented, not run.
 */
export const wsl: Scene = {
  ...windows,
  host: {
    ...windows.host,
    interfaces: {
      ...windows.host.interfaces,
      wsl: { link: 'WSL', addresses: ['172.28.112.1/20'] },
    },
    sysctls: { ipForward: true },
  },
  services: ['rpc', 'dns', 'wsl'],
  neighbours: [
    {
      host: {
        name: 'ubuntu',
        interfaces: {
          lo: ['127.0.0.1/8', '::1/128'],
          eth0: { link: 'WSL', addresses: ['172.28.120.45/20'] },
        },
        routes: [{ destination: '0.0.0.0/0', via: '172.28.112.1' }],
        users: [{ name: 'dev', uid: 1000 }],
      },
      user: 'dev',
    },
    ...(windows.neighbours ?? []),
  ],
};

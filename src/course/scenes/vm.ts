import type { Scene } from '../scene.ts';
import { home } from './home.ts';

/**
 * The home network; on the laptop runs a virtual machine behind QEMU's user-mode network, as documented: the guest has 10.0.2.15,
 * to it the laptop is 10.0.2.2, ports 8080 (every address) and 2222 (loopback) of the laptop lead into it. `vm-nat` is the part
 * of QEMU that the guest sees: no interface of the laptop is on that network.
 */
export const vm: Scene = {
  ...home,
  services: ['qemu'],
  neighbours: [
    {
      host: {
        name: 'vm',
        interfaces: {
          lo: ['127.0.0.1/8', '::1/128'],
          eth0: { link: 'inside QEMU', addresses: ['10.0.2.15/24'] },
        },
        routes: [{ destination: '0.0.0.0/0', via: '10.0.2.2' }],
        users: [
          { name: 'dev', uid: 1000 },
          { name: 'www-data', uid: 33 },
        ],
      },
      user: 'dev',
      services: ['nginx', 'ssh'],
      listed: true,
    },
    ...(home.neighbours ?? []),
    {
      host: {
        name: 'vm-nat',
        interfaces: {
          lo: ['127.0.0.1/8', '::1/128'],
          eth0: { link: 'inside QEMU', addresses: ['10.0.2.2/24'] },
        },
      },
      user: 'root',
      services: ['qemu-nat'],
      prepared: ['iptables -t nat -A PREROUTING -i eth0 -p tcp -j REDIRECT --to-ports 1'],
    },
  ],
};

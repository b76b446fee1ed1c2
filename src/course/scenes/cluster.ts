import type { Scene } from '../scene.ts';
import { home } from './home.ts';

const node = '192.168.1.50';

/**
 * The home network with a small Kubernetes cluster on it: one node, and behind it two pods of a web server. The pods' network is
 * the node's own; nobody else has a way there.
 */
export const cluster: Scene = {
  ...home,
  prepared: [
    'mkdir -p /home/dev/.kube',
    `echo "    server: https://${node}:6443" > /home/dev/.kube/config`,
    'chown -R dev /home/dev/.kube',
  ],
  neighbours: [
    ...(home.neighbours ?? []),
    {
      host: {
        name: 'node',
        interfaces: {
          lo: ['127.0.0.1/8', '::1/128'],
          eth0: { link: 'Wi-Fi', addresses: [`${node}/24`] },
          cni0: { link: 'pods', addresses: ['10.244.0.1/24'] },
        },
        routes: [{ destination: '0.0.0.0/0', via: '192.168.1.1' }],
        sysctls: { ipForward: true },
      },
      user: 'root',
      services: ['kube-apiserver'],
    },
    ...['web-6d4cf56db6-q7m2x', 'web-6d4cf56db6-v9k4d'].map((name, index) => ({
      host: {
        name,
        interfaces: {
          lo: ['127.0.0.1/8', '::1/128'],
          eth0: { link: 'pods', addresses: [`10.244.0.${5 + index}/24`] },
        },
        routes: [{ destination: '0.0.0.0/0', via: '10.244.0.1' }],
        users: [{ name: 'www-data', uid: 33 }],
      },
      user: 'root',
      services: ['nginx'],
    })),
  ],
};

import type { Scene } from '../scene.ts';
import { laptop } from './laptop.ts';

/**
 * A home network: the learner's laptop and a phone on the Wi-Fi, the router that leads out and translates addresses, and a
 * stranger on the internet. 203.0.113.0/24 (RFC 5737) stands for the internet.
 */
export const home: Scene = {
  ...laptop,
  host: {
    ...laptop.host,
    interfaces: {
      lo: ['127.0.0.1/8', '::1/128'],
      wlan0: { link: 'Wi-Fi', addresses: ['192.168.1.20/24', '2001:db8:1::20/64'] },
    },
    routes: [
      { destination: '0.0.0.0/0', via: '192.168.1.1' },
      { destination: '::/0', via: '2001:db8:1::1' },
    ],
  },
  neighbours: [
    {
      host: {
        name: 'phone',
        interfaces: {
          lo: ['127.0.0.1/8', '::1/128'],
          wlan0: { link: 'Wi-Fi', addresses: ['192.168.1.30/24', '2001:db8:1::30/64'] },
        },
        users: [{ name: 'user', uid: 1000 }],
        routes: [
          { destination: '0.0.0.0/0', via: '192.168.1.1' },
          { destination: '::/0', via: '2001:db8:1::1' },
        ],
      },
      user: 'user',
    },
    {
      host: {
        name: 'router',
        interfaces: {
          lo: ['127.0.0.1/8', '::1/128'],
          lan: { link: 'Wi-Fi', addresses: ['192.168.1.1/24', '2001:db8:1::1/64'] },
          wan: { link: 'internet', addresses: ['203.0.113.7/24', '2001:db8:ffff::7/64'] },
        },
        sysctls: { ipForward: true, ipv6Forward: true },
      },
      user: 'root',
      // As most home routers have it: programs may ask it for ports (UPnP).
      services: ['miniupnpd'],
      prepared: [
        'iptables -t nat -A POSTROUTING -o wan -j MASQUERADE',
        'iptables -P FORWARD DROP',
        'iptables -A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED,DNAT -j ACCEPT',
        'iptables -A FORWARD -i lan -j ACCEPT',
        'ip6tables -P FORWARD DROP',
        'ip6tables -A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
        'ip6tables -A FORWARD -i lan -j ACCEPT',
      ],
    },
    {
      host: {
        name: 'stranger',
        interfaces: {
          lo: ['127.0.0.1/8', '::1/128'],
          eth0: { link: 'internet', addresses: ['203.0.113.66/24', '2001:db8:ffff::66/64'] },
        },
        users: [{ name: 'user', uid: 1000 }],
        routes: [{ destination: '2001:db8:1::/64', via: '2001:db8:ffff::7' }],
      },
      user: 'user',
    },
  ],
};

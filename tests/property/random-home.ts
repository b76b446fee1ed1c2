/** Random small networks: a home with its router, somebody beyond, listeners, rules and translations. */
import fc from 'fast-check';
import { socketAddress } from '../../src/simulator/address.ts';
import { createHost, type Host } from '../../src/simulator/host.ts';
import { systemCall } from '../../src/simulator/kernel.ts';
import { createLink } from '../../src/simulator/link.ts';
import { createNat, type NatTarget } from '../../src/simulator/nat.ts';
import { createNetwork } from '../../src/simulator/network.ts';
import {
  createPacketFilter,
  type FilterRule,
  type Hook,
  type Target,
} from '../../src/simulator/packet-filter.ts';
import { createProcess } from '../../src/simulator/process.ts';

export const addresses = [
  '127.0.0.1',
  '192.168.1.20',
  '192.168.1.30',
  '192.168.1.77',
  '192.168.1.1',
  '203.0.113.7',
  '203.0.113.66',
  '10.9.9.9',
] as const;
const hostNames = ['laptop', 'phone', 'router', 'stranger'] as const;
export const ports = [80, 8080, 8081] as const;

const port = fc.constantFrom(...ports);
const address = fc.constantFrom(...addresses);
const hostName = fc.constantFrom(...hostNames);

const target: fc.Arbitrary<Target> = fc.constantFrom<Target>(
  { kind: 'ACCEPT' },
  { kind: 'DROP' },
  { kind: 'REJECT', with: 'icmp-port-unreachable' },
  { kind: 'REJECT', with: 'icmp-host-prohibited' },
  { kind: 'REJECT', with: 'tcp-reset' },
);
const filterRule = fc.record({
  host: hostName,
  hook: fc.constantFrom<Hook>('INPUT', 'FORWARD', 'OUTPUT'),
  port,
  target,
  fromSource: fc.boolean(),
});
const natRule = fc.record({
  host: hostName,
  hook: fc.constantFrom('PREROUTING' as const, 'OUTPUT' as const, 'POSTROUTING' as const),
  port,
  to: address,
  toPort: port,
});

export const world = fc.record({
  forwards: fc.boolean(),
  localnet: fc.boolean(),
  listeners: fc.array(fc.record({ host: hostName, any: fc.boolean(), port }), { maxLength: 5 }),
  filters: fc.array(filterRule, { maxLength: 3 }),
  nats: fc.array(natRule, { maxLength: 3 }),
  from: hostName,
  to: address,
  port,
});
export type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

function rule<T>(from: number, to: T, side: 'source' | 'destination' = 'destination'): FilterRule<T> {
  const matches = [{ kind: 'ports', protocol: 'tcp', [side]: { not: false, value: [from, from] } }] as const;
  return { matches, target: to, packets: 0, bytes: 0 };
}

export function build({ forwards, localnet, listeners, filters, nats }: World): ReadonlyMap<string, Host> {
  const network = createNetwork({ seed: 1 });
  const wifi = createLink(network, 'wifi');
  const internet = createLink(network, 'internet');
  const lo = ['127.0.0.1/8'];
  const home = {
    routes: [{ destination: '0.0.0.0/0', via: '192.168.1.1' }],
    sysctls: { routeLocalnet: localnet },
  };
  const hosts = [
    createHost(network, {
      ...home,
      name: 'laptop',
      interfaces: { lo, wifi: { link: wifi, addresses: ['192.168.1.20/24'] } },
    }),
    createHost(network, {
      ...home,
      name: 'phone',
      interfaces: { lo, wifi: { link: wifi, addresses: ['192.168.1.30/24'] } },
    }),
    createHost(network, {
      name: 'router',
      interfaces: {
        lo,
        wifi: { link: wifi, addresses: ['192.168.1.1/24'] },
        internet: { link: internet, addresses: ['203.0.113.7/24'] },
      },
      sysctls: { ipForward: forwards, routeLocalnet: localnet },
    }),
    createHost(network, {
      name: 'stranger',
      interfaces: { lo, internet: { link: internet, addresses: ['203.0.113.66/24'] } },
      routes: [{ destination: '192.168.0.0/16', via: '203.0.113.7' }],
    }),
  ];
  const byName = new Map(hosts.map((host) => [host.name, host]));
  for (const { host: name, any, port: at } of listeners) {
    const host = byName.get(name);
    if (!host) continue;
    const process = createProcess(host, { uid: 0, argv: ['server'] });
    const made = systemCall(host, process, { name: 'socket', domain: 'AF_INET', type: 'SOCK_STREAM' });
    const fd = made.ok ? made.value : -1;
    systemCall(host, process, {
      name: 'bind',
      fd,
      address: socketAddress(any ? '0.0.0.0' : '127.0.0.1', at),
    });
    systemCall(host, process, { name: 'listen', fd, backlog: 5 });
  }
  for (const { host: name, hook, port: at, target: to, fromSource } of filters) {
    const host = byName.get(name);
    if (!host) continue;
    host.packetFilter ??= createPacketFilter();
    host.packetFilter.ipv4.get(hook)?.rules.push(rule(at, to, fromSource ? 'source' : 'destination'));
  }
  for (const { host: name, hook, port: at, to, toPort } of nats) {
    const host = byName.get(name);
    if (!host) continue;
    host.nat ??= createNat();
    const change: NatTarget =
      hook === 'POSTROUTING'
        ? { kind: 'MASQUERADE', ports: undefined }
        : { kind: 'DNAT', address: to, ports: [toPort, toPort] };
    host.nat.ipv4.get(hook)?.rules.push(rule(at, change));
  }
  return byName;
}

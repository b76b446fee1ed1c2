/** Several hosts on links, with random routes, rules and settings, for random programs that reach from one to another. */
import fc from 'fast-check';
import type { Header } from '../../../src/simulator/notation/case.ts';
import { parseCases } from '../../../src/simulator/notation/parse-cases.ts';

export interface Scene {
  readonly headers: readonly Header[];
  readonly hosts: readonly string[];
  /** The addresses of the hosts, in the order of their lines. */
  readonly addresses: readonly string[];
}

/** Hosts and what they always have, and lines of which some are taken, in any order. */
interface Plan {
  readonly always: string;
  readonly often: readonly string[];
  readonly sometimes: readonly string[];
}

const filterRules = (host: string, interfaces: readonly string[], neighbour: string): readonly string[] => [
  `iptables ${host} -P INPUT DROP`,
  `iptables ${host} -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT`,
  `iptables ${host} -A INPUT -p tcp --dport 8080 -j DROP`,
  `iptables ${host} -A INPUT -p tcp --dport 8080 -j ACCEPT`,
  `iptables ${host} -A INPUT -p udp -j DROP`,
  `iptables ${host} -A INPUT -s ${neighbour} -j REJECT --reject-with icmp-host-prohibited`,
  `iptables ${host} -A OUTPUT -p icmp -j DROP`,
  `iptables ${host} -A INPUT -p icmp --icmp-type echo-request -j DROP`,
  `iptables ${host} -A INPUT -p icmp -j REJECT`,
  `iptables ${host} -A OUTPUT -p icmp --icmp-type echo-reply -j DROP`,
  `sysctl ${host} net.ipv4.icmp_echo_ignore_all 1`,
  `iptables ${host} -A OUTPUT -d ${neighbour} -p udp -j DROP`,
  `ip6tables ${host} -A INPUT -p tcp --dport 8080 -j REJECT --reject-with tcp-reset`,
  ...interfaces.flatMap((name) => [
    `iptables ${host} -A INPUT -i ${name} -j DROP`,
    `iptables ${host} -A INPUT -i ${name} -p tcp -j REJECT`,
    `iptables ${host} -A INPUT -i ${name} -p udp -j REJECT`,
    `iptables ${host} -A OUTPUT -o ${name} -p tcp -j DROP`,
  ]),
];

const natRules = (
  host: string,
  inner: string,
  outer: string,
  own: string,
  behind: string,
): readonly string[] => [
  `iptables ${host} -t nat -A POSTROUTING -o ${outer} -j MASQUERADE`,
  `iptables ${host} -t nat -A POSTROUTING -o ${inner} -j MASQUERADE`,
  `iptables ${host} -t nat -A PREROUTING -i ${outer} -p tcp --dport 80 -j DNAT --to-destination ${behind}:8080`,
  `iptables ${host} -t nat -A PREROUTING -d ${own} -p tcp --dport 80 -j DNAT --to-destination ${behind}:8080`,
  `iptables ${host} -t nat -A PREROUTING -d ${own} -p udp -j DNAT --to-destination ${behind}`,
  `iptables ${host} -t nat -A OUTPUT -d ${own} -p tcp --dport 80 -j DNAT --to-destination ${behind}:8080`,
  `iptables ${host} -t nat -A PREROUTING -p tcp --dport 80 -j REDIRECT --to-ports 8080`,
  `iptables ${host} -t nat -A PREROUTING -i ${outer} -p tcp --dport 80 -j DNAT --to-destination 127.0.0.1:8080`,
  `iptables ${host} -t nat -A PREROUTING ! -i ${outer} -m addrtype --dst-type LOCAL -p tcp -m multiport --dports 80,8080 -j DNAT --to-destination ${behind}:8080`,
  `iptables ${host} -t nat -A POSTROUTING -d ${behind} ! -s ${own} -j SNAT --to-source ${own}`,
  `iptables ${host} -t nat -A POSTROUTING -o lo -j MASQUERADE`,
  `iptables ${host} -P FORWARD DROP`,
  `iptables ${host} -A FORWARD -i ${inner} -j ACCEPT`,
  `iptables ${host} -A FORWARD -i ${outer} -p tcp -j REJECT`,
  `iptables ${host} -A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT`,
  `iptables ${host} -t nat -A PREROUTING -d ${own} -p icmp -j DNAT --to-destination ${behind}`,
  `iptables ${host} -A FORWARD -p icmp -j REJECT --reject-with icmp-net-prohibited`,
  `iptables ${host} -A FORWARD -p udp -j REJECT --reject-with icmp-admin-prohibited`,
];

const plans: readonly Plan[] = [
  {
    always: `
      host laptop 192.168.1.20/24@wifi 192.168.1.21/24@wifi 2001:db8::20/64@wifi
      host phone 192.168.1.30/24@wifi 2001:db8::30/64@wifi`,
    often: [],
    sometimes: [
      ...filterRules('laptop', ['wifi', 'lo'], '192.168.1.30'),
      ...filterRules('phone', ['wifi'], '192.168.1.20'),
    ],
  },
  {
    always: `
      host phone 192.168.1.30/24@wifi 2001:db8:1::30/64@wifi
      host router 192.168.1.1/24@wifi 203.0.113.7/24@internet 2001:db8:1::1/64@wifi 2001:db8:2::7/64@internet
      host server 203.0.113.80/24@internet 2001:db8:2::80/64@internet
      route phone default via 192.168.1.1`,
    often: [
      'sysctl router net.ipv4.ip_forward 1',
      'sysctl router net.ipv6.conf.all.forwarding 1',
      'route phone default via 2001:db8:1::1',
      'route server default via 203.0.113.7',
      'route server 2001:db8:1::/64 via 2001:db8:2::7',
    ],
    sometimes: [
      ...natRules('router', 'wifi', 'internet', '203.0.113.7', '192.168.1.30'),
      ...filterRules('server', ['internet'], '192.168.1.30'),
      'ip6tables router -t nat -A POSTROUTING -o internet -j MASQUERADE',
      'ip6tables router -t nat -A PREROUTING -i internet -p tcp --dport 80 -j DNAT --to-destination [2001:db8:1::30]:8080',
      'ip6tables router -A FORWARD -i internet -j REJECT',
      'ip6tables router -A FORWARD -p tcp --dport 8080 -j REJECT --reject-with icmp6-adm-prohibited',
    ],
  },
  {
    always: `
      host phone 192.168.1.30/24@wifi
      host router 192.168.1.1/24@wifi 10.0.0.1/24@uplink
      host provider 10.0.0.2/24@uplink
      route phone default via 192.168.1.1
      sysctl router net.ipv4.ip_forward 1`,
    often: [
      'route router default via 10.0.0.2',
      'route provider default via 10.0.0.1',
      'sysctl provider net.ipv4.ip_forward 1',
    ],
    sometimes: [
      ...natRules('router', 'wifi', 'uplink', '10.0.0.1', '192.168.1.30'),
      ...filterRules('provider', ['uplink'], '10.0.0.1'),
      'iptables provider -t nat -A PREROUTING -p tcp --dport 80 -j DNAT --to-destination 10.0.0.1:80',
      'iptables provider -t nat -A PREROUTING -p tcp --dport 80 -j DNAT --to-destination 192.168.1.1:8080',
      'iptables provider -t nat -A POSTROUTING -o uplink -j MASQUERADE',
    ],
  },
  {
    always: `
      host laptop 192.168.1.20/24@wifi 172.17.0.1/16@docker0
      host phone 192.168.1.30/24@wifi
      host box 172.17.0.2/16@docker0
      route box default via 172.17.0.1`,
    often: ['sysctl laptop net.ipv4.ip_forward 1', 'route phone 172.17.0.0/16 via 192.168.1.20'],
    sometimes: [
      ...natRules('laptop', 'docker0', 'wifi', '192.168.1.20', '172.17.0.2'),
      ...filterRules('laptop', ['wifi', 'docker0'], '192.168.1.30'),
    ],
  },
];

/** Every host picks ports of its own, so that translation never has to pick one by chance. */
const portRanges = ['40000 40007', '40008 40015', '40016 40023'];

function sceneOf({ always }: Plan, lines: readonly string[]): Scene {
  const names = [...always.matchAll(/host (\S+)/g)].map(([, name = '']) => name);
  const ranges = names.map(
    (name, index) => `sysctl ${name} net.ipv4.ip_local_port_range ${portRanges[index]}`,
  );
  const pings = names.map((name) => `sysctl ${name} net.ipv4.ping_group_range 0 2147483647`);
  const text = ['case scene', always, ...ranges, ...pings, ...lines].join('\n');
  const [parsed] = parseCases(text).cases;
  return {
    headers: parsed?.headers ?? [],
    hosts: names,
    addresses: [...always.matchAll(/([0-9a-f.:]+)\/\d+@/g)].map(([, address = '']) => address),
  };
}

export const randomScene: fc.Arbitrary<Scene> = fc
  .constantFrom(...plans)
  .chain((plan) =>
    fc
      .tuple(
        fc.array(fc.nat(9), { minLength: plan.often.length, maxLength: plan.often.length }),
        fc.shuffledSubarray([...plan.sometimes], { maxLength: 4 }),
      )
      .map(([odds, rules]) =>
        sceneOf(plan, [...plan.often.filter((_, index) => odds[index] !== 9), ...rules]),
      ),
  );

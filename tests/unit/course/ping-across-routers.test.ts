/** ping(8) across a router, as ping of iputils 20221126 printed it between three network namespaces on Linux 6.18. */
import { expect, test } from 'vitest';
import { findScene } from '../../../src/course/scenes/index.ts';
import { sitDown } from './seat.ts';

/** Times differ with every run. */
function withoutTimes(output: string): string {
  return output
    .replace(/time=[\d.]+ ms/g, 'time=T ms')
    .replace(/time \d+ms/, 'time Tms')
    .replace(/= [\d./]+ ms/, '= T ms');
}

function head(to: string): string {
  return to.includes(':')
    ? `PING ${to}(${to}) 56 data bytes\n`
    : `PING ${to} (${to}) 56(84) bytes of data.\n`;
}

function reply(to: string, count: number): string {
  const lines = Array.from({ length: count }, (_, index) => {
    return `64 bytes from ${to}: icmp_seq=${index + 1} ttl=63 time=T ms\n`;
  });
  return `${head(to)}${lines.join('')}
--- ${to} ping statistics ---
${count} packets transmitted, ${count} received, 0% packet loss, time Tms
rtt min/avg/max/mdev = T ms
`;
}

function failure(to: string, line: string): string {
  const errors = line === '' ? '' : ' +1 errors,';
  return `${head(to)}${line}
--- ${to} ping statistics ---
1 packets transmitted, 0 received,${errors} 100% packet loss, time Tms

`;
}

const stranger = '203.0.113.66';
const stranger6 = '2001:db8:ffff::66';
const reject = 'iptables -I FORWARD -p icmp -j REJECT';

interface Recorded {
  readonly rule: string;
  /** Typed before, and on which host. */
  readonly before?: readonly [host: string, line: string];
  readonly command: string;
  readonly output: string;
}

const recorded: readonly Recorded[] = [
  {
    rule: 'each router takes one off the hop limit',
    command: `ping -c 2 ${stranger}`,
    output: reply(stranger, 2),
  },
  {
    rule: 'the router says when the hop limit is used up',
    command: `ping -c 1 -t 1 ${stranger}`,
    output: failure(stranger, 'From 192.168.1.1 icmp_seq=1 Time to live exceeded\n'),
  },
  {
    rule: 'two hops are enough for one router',
    command: `ping -c 1 -t 2 ${stranger}`,
    output: reply(stranger, 1),
  },
  {
    rule: 'the router says that it knows no way',
    command: 'ping -c 1 198.51.100.1',
    output: failure('198.51.100.1', 'From 192.168.1.1 icmp_seq=1 Destination Net Unreachable\n'),
  },
  {
    rule: 'the router says, with its outer address, that nobody is there',
    command: 'ping -c 1 203.0.113.99',
    output: failure('203.0.113.99', 'From 203.0.113.7 icmp_seq=1 Destination Host Unreachable\n'),
  },
  { rule: 'over IPv6 it is the same', command: `ping -c 1 ${stranger6}`, output: reply(stranger6, 1) },
  {
    rule: 'over IPv6 the hop limit has another text',
    command: `ping -c 1 -t 1 ${stranger6}`,
    output: failure(stranger6, 'From 2001:db8:1::1 icmp_seq=1 Time exceeded: Hop limit\n'),
  },
  {
    rule: 'over IPv6 the router knows no route',
    command: 'ping -c 1 2001:db8:9::1',
    output: failure('2001:db8:9::1', 'From 2001:db8:1::1 icmp_seq=1 Destination unreachable: No route\n'),
  },
  {
    rule: 'a rule of the router that prohibits is called a filter',
    before: ['router', `${reject} --reject-with icmp-admin-prohibited`],
    command: `ping -c 1 ${stranger}`,
    output: failure(stranger, 'From 192.168.1.1 icmp_seq=1 Packet filtered\n'),
  },
  {
    rule: 'REJECT without more words says that the port is unreachable, though ping has none',
    before: ['router', reject],
    command: `ping -c 1 ${stranger}`,
    output: failure(stranger, 'From 192.168.1.1 icmp_seq=1 Destination Port Unreachable\n'),
  },
  {
    rule: 'who ignores pings looks like nobody',
    before: ['stranger', 'sudo sysctl -qw net.ipv4.icmp_echo_ignore_all=1'],
    command: `ping -c 1 -W 1 ${stranger}`,
    output: failure(stranger, ''),
  },
  {
    rule: 'what the own filter drops is silence',
    before: ['laptop', `sudo iptables -A OUTPUT -p icmp -d ${stranger} -j DROP`],
    command: `ping -c 1 -W 1 ${stranger}`,
    output: failure(stranger, ''),
  },
  {
    rule: 'what the own filter rejects is told twice',
    before: ['laptop', `sudo iptables -A OUTPUT -p icmp -d ${stranger} -j REJECT`],
    command: `ping -c 1 -W 1 ${stranger}`,
    output: failure(
      stranger,
      'From 192.168.1.20 icmp_seq=1 Destination Port Unreachable\nping: sendmsg: Operation not permitted\n',
    ),
  },
];

test.each(recorded)('$rule', ({ before, command, output }) => {
  const seat = sitDown(findScene('home'));
  if (before) seat.type(before[1], before[0]);
  expect(withoutTimes(seat.type(command))).toBe(output);
});

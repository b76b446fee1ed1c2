/** The hosts that random programs run on: most often the usual one, else one setting is different. */
import type { Header } from '../../../src/simulator/notation/case.ts';

/** A small range, so that ports run out; and a second interface, so that there is an address besides loopback. */
const usual: readonly Header[] = [
  { kind: 'address', address: '192.0.2.10', prefixLength: 24 },
  { kind: 'address', address: '2001:db8::10', prefixLength: 64 },
  { kind: 'sysctl', name: 'net.ipv4.ip_local_port_range', value: '40000 40007' },
];

function withSetting(...settings: readonly (readonly [string, string])[]): readonly Header[] {
  return [...usual, ...settings.map(([name, value]): Header => ({ kind: 'sysctl', name, value }))];
}

const second = usual.find(({ kind }) => kind === 'sysctl');

/** How often, and the headers. */
export const randomHosts: readonly (readonly [number, readonly Header[]])[] = [
  [12, usual],
  [1, withSetting(['net.ipv6.bindv6only', '1'])],
  [1, withSetting(['net.ipv4.ip_autobind_reuse', '1'])],
  [1, withSetting(['net.ipv4.ip_nonlocal_bind', '1'], ['net.ipv6.ip_nonlocal_bind', '1'])],
  [1, withSetting(['net.ipv4.ip_unprivileged_port_start', '80'], ['net.core.somaxconn', '1'])],
  [1, withSetting(['net.ipv4.ip_local_reserved_ports', '40001-40003,8080'])],
  [1, withSetting(['net.ipv4.tcp_fin_timeout', '1'])],
  [
    1,
    [
      { kind: 'no-ipv6' },
      { kind: 'address', address: '192.0.2.10', prefixLength: 24 },
      ...(second ? [second] : []),
    ],
  ],
];

/**
 * The rules that Docker writes for the network `bridge`, in the words of iptables(8).
 *
 * Documented, not run: the rules of Docker Engine 29, from moby's integration/network/bridge/iptablesdoc (new-daemon.md,
 * usernet-portmap.md, usernet-portmap-lo.md) and docs.docker.com/engine/network/firewall-iptables. What they do was run:
 * tests/conformance/cases/network/containers.case has such rules in a real kernel.
 *
 * Differs from Docker: the table `raw` is missing, by which it drops packets for a container's own address that come from a
 * link; no rules for IPv6, as its default bridge has none.
 */

import type { Host } from '../../../simulator/host.ts';
import { createNat } from '../../../simulator/nat.ts';
import { createPacketFilter } from '../../../simulator/packet-filter.ts';
import { writeRule } from '../firewall/write-rules.ts';
import type { PublishedPort } from './published-port.ts';

export interface DockerRule {
  readonly table: 'filter' | 'nat';
  /** After `-A `, or `-I ` where it goes to the head of its chain. */
  readonly text: string;
  readonly first?: boolean;
}

const chains = ['DOCKER', 'DOCKER-BRIDGE', 'DOCKER-CT', 'DOCKER-FORWARD', 'DOCKER-INTERNAL', 'DOCKER-USER'];

const filterRules = [
  '-I FORWARD -j DOCKER-FORWARD',
  '-I FORWARD -j DOCKER-USER',
  '-A DOCKER ! -i docker0 -o docker0 -j DROP',
  '-A DOCKER-BRIDGE -o docker0 -j DOCKER',
  '-A DOCKER-CT -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
  '-A DOCKER-FORWARD -j DOCKER-CT',
  '-A DOCKER-FORWARD -j DOCKER-INTERNAL',
  '-A DOCKER-FORWARD -j DOCKER-BRIDGE',
  '-A DOCKER-FORWARD -i docker0 -j ACCEPT',
];

const natRules = [
  '-N DOCKER',
  '-A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER',
  '-A OUTPUT ! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j DOCKER',
  '-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE',
];

/** What the daemon writes when it starts. A host that was no router becomes one, and from then on forwards only by a rule. */
export function writeFirstRules(host: Host): void {
  host.packetFilter ??= createPacketFilter();
  host.nat ??= createNat();
  const filter = host.packetFilter.ipv4;
  for (const name of chains) writeRule(filter, `-N ${name}`);
  for (const rule of filterRules) writeRule(filter, rule);
  for (const rule of natRules) writeRule(host.nat.ipv4, rule);
  if (!host.sysctls.ipForward) writeRule(filter, '-P FORWARD DROP');
  host.sysctls.ipForward = true;
}

/** The rules of one published port. Those of an IPv6 address have none: there docker-proxy alone takes the connections. */
export function rulesOf(published: PublishedPort, container: string): readonly DockerRule[] {
  const { address, hostPort, port, protocol } = published;
  if (address.includes(':')) return [];
  const match = `-p ${protocol} -m ${protocol} --dport`;
  const destination = address === '' || address === '0.0.0.0' ? '' : `-d ${address}/32 `;
  return [
    {
      table: 'nat',
      text: `DOCKER ${destination}! -i docker0 ${match} ${hostPort} -j DNAT --to-destination ${container}:${port}`,
    },
    {
      table: 'filter',
      text: `DOCKER -d ${container}/32 ! -i docker0 -o docker0 ${match} ${port} -j ACCEPT`,
      first: true,
    },
  ];
}

/** Undefined when all went well, else what dockerd says of a chain that somebody has removed. */
export function addRules(host: Host, rules: readonly DockerRule[]): string | undefined {
  for (const { table, text, first } of rules) {
    const given = `${first ? '-I' : '-A'} ${text}`;
    const there = table === 'nat' ? host.nat?.ipv4 : host.packetFilter?.ipv4;
    if (!there || !writeRule(there, given)) {
      return ` (iptables failed: iptables --wait -t ${table} ${given}: iptables: No chain/target/match by that name.\n (exit status 1))`;
    }
  }
  return undefined;
}

export function removeRules(host: Host, rules: readonly DockerRule[]): void {
  for (const { table, text } of rules) {
    const there = table === 'nat' ? host.nat?.ipv4 : host.packetFilter?.ipv4;
    if (there) writeRule(there, `-D ${text}`);
  }
}

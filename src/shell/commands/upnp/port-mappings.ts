/**
 * The ports that a gateway forwards because a program asked for it, and the rules that do it. Recorded: the rules that
 * miniupnpd 2.3.1 writes (iptables-save), and its answers.
 */
import { parseAddress } from '../../../simulator/address.ts';
import type { Host } from '../../../simulator/host.ts';
import { createNat } from '../../../simulator/nat.ts';
import { createPacketFilter } from '../../../simulator/packet-filter.ts';
import { writeRule } from '../firewall/write-rules.ts';

export interface PortMapping {
  readonly protocol: 'TCP' | 'UDP';
  readonly externalPort: number;
  readonly client: string;
  readonly port: number;
  readonly description: string;
  /** The network's time when it ends, in milliseconds. */
  readonly endsAt: number;
}

/** WANIPConnection:2 §2.5, Table 2-6: what a gateway says no with. */
export const upnpErrors = {
  401: 'Invalid Action',
  402: 'Invalid Args',
  606: 'Action not authorized',
  713: 'SpecifiedArrayIndexInvalid',
  714: 'NoSuchEntryInArray',
  718: 'ConflictInMappingEntry',
} as const;
export type UpnpError = keyof typeof upnpErrors;

/** What a lease of 0, for ever, becomes: a week. */
export const longestLease = 604_800;
/** miniupnpd.conf: `allow 1024-65535 … 1024-65535`, `deny 0-65535 …`. */
const lowestPort = 1024;

const mappingsOf = new WeakMap<Host, PortMapping[]>();

/** In the order in which they were asked for; those whose lease is over are gone. */
export function portMappings(host: Host): readonly PortMapping[] {
  const all = mappingsOf.get(host) ?? [];
  for (const old of all.filter(({ endsAt }) => endsAt <= host.network.now)) forget(host, old);
  return mappingsOf.get(host) ?? [];
}

export interface Wish {
  readonly protocol: string;
  readonly externalPort: number;
  readonly client: string;
  readonly port: number;
  readonly description: string;
  /** Seconds. */
  readonly lease: number;
}

/**
 * AddPortMapping, in secure mode (secure_mode=yes): a program gets ports for the host that it runs on and for no other.
 *
 * @param asker who asks
 * @returns an error, or undefined when it is done. Whether anybody listens there is not asked.
 */
export function addMapping(host: Host, asker: string, wish: Wish): UpnpError | undefined {
  const { protocol, externalPort, client, port } = wish;
  if (parseAddress(client) === undefined) return 402;
  if (client !== asker) return 718;
  if (protocol !== 'TCP' && protocol !== 'UDP') return 402;
  if (externalPort < lowestPort || port < lowestPort) return 606;
  const known = portMappings(host).find(
    (one) => one.protocol === protocol && one.externalPort === externalPort,
  );
  if (known && known.client !== client) return 718;
  if (known) forget(host, known);
  const lease = wish.lease > 0 ? Math.min(wish.lease, longestLease) : longestLease;
  const { description } = wish;
  const endsAt = host.network.now + lease * 1000;
  const mapping: PortMapping = { protocol, externalPort, client, port, description, endsAt };
  mappingsOf.set(host, [...(mappingsOf.get(host) ?? []), mapping]);
  write(host, mapping, 'A');
  return undefined;
}

/** DeletePortMapping. One that is not there is deleted, too: miniupnpd says yes. */
export function deleteMapping(
  host: Host,
  asker: string,
  protocol: string,
  externalPort: number,
): UpnpError | undefined {
  const known = portMappings(host).find(
    (one) => one.protocol === protocol && one.externalPort === externalPort,
  );
  if (known && known.client !== asker) return 606;
  if (known) forget(host, known);
  return undefined;
}

function forget(host: Host, mapping: PortMapping): void {
  mappingsOf.set(
    host,
    (mappingsOf.get(host) ?? []).filter((one) => one !== mapping),
  );
  write(host, mapping, 'D');
}

/** What /etc/miniupnpd/iptables_init.sh does when the service starts: chains of its own for what comes in by the interface. */
export function writeChains(host: Host, outer: string): void {
  host.packetFilter ??= createPacketFilter();
  host.nat ??= createNat();
  const { ipv4: nat } = host.nat;
  const { ipv4: filter } = host.packetFilter;
  writeRule(nat, '-N MINIUPNPD');
  writeRule(nat, '-N MINIUPNPD-POSTROUTING');
  writeRule(nat, `-I PREROUTING -i ${outer} -j MINIUPNPD`);
  writeRule(nat, `-I POSTROUTING -o ${outer} -j MINIUPNPD-POSTROUTING`);
  writeRule(filter, '-N MINIUPNPD');
  writeRule(filter, `-I FORWARD -i ${outer} ! -o ${outer} -j MINIUPNPD`);
}

function write(
  host: Host,
  { protocol: name, externalPort, client, port }: PortMapping,
  act: 'A' | 'D',
): void {
  const protocol = name.toLowerCase();
  const match = `-p ${protocol} -m ${protocol}`;
  const { nat, packetFilter } = host;
  if (nat) {
    writeRule(
      nat.ipv4,
      `-${act} MINIUPNPD ${match} --dport ${externalPort} -j DNAT --to-destination ${client}:${port}`,
    );
    const back = `-s ${client}/32 ${match} --sport ${port} -j MASQUERADE --to-ports ${externalPort}`;
    writeRule(nat.ipv4, `-${act} MINIUPNPD-POSTROUTING ${back}`);
  }
  if (packetFilter) {
    writeRule(packetFilter.ipv4, `-${act} MINIUPNPD -d ${client}/32 ${match} --dport ${port} -j ACCEPT`);
  }
}

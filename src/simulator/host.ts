/** A host: interfaces with addresses, kernel settings, processes, and the tables of its sockets. */
import { broadcastOf, inPrefix, onTheWire, type Prefix, parsePrefix } from './address.ts';
import { createLink, type Link } from './link.ts';
import type { Nat } from './nat.ts';
import type { Network } from './network.ts';
import type { ApplicationFirewall } from './os/application-firewall.ts';
import type { SystemName, SystemRules } from './os/system-rules.ts';
import { systems } from './os/systems.ts';
import type { WindowsFirewall } from './os/windows-firewall.ts';
import type { Wsl } from './os/wsl.ts';
import type { PacketFilter } from './packet-filter.ts';
import type { PingSocket } from './ping-socket.ts';
import { createPortTable, type PortTable } from './port-table.ts';
import type { Process } from './process.ts';
import { createRoute, type Route } from './routing-table.ts';
import type { Socket } from './socket.ts';

/** The sysctls that decide socket answers; see ip-sysctl in the kernel's documentation. */
export interface Sysctls {
  /** net.ipv4.ip_local_port_range, both ends included. */
  ipLocalPortRange: readonly [number, number];
  /** net.ipv4.ip_local_reserved_ports: never chosen, but given when asked for. */
  ipLocalReservedPorts: ReadonlySet<number>;
  /** net.ipv4.ip_autobind_reuse: bind(0) may share a port between SO_REUSEADDR sockets. */
  ipAutobindReuse: boolean;
  /** net.ipv4.ip_nonlocal_bind and net.ipv6.ip_nonlocal_bind */
  ipNonlocalBind: boolean;
  ipv6NonlocalBind: boolean;
  /** net.ipv4.ip_unprivileged_port_start */
  ipUnprivilegedPortStart: number;
  /** net.ipv6.bindv6only */
  bindv6only: boolean;
  /** net.core.somaxconn */
  somaxconn: number;
  /** net.ipv4.tcp_fin_timeout, in seconds. */
  tcpFinTimeout: number;
  /** net.ipv4.tcp_syn_retries */
  tcpSynRetries: number;
  /** net.ipv4.ip_default_ttl */
  ipDefaultTtl: number;
  /** net.ipv4.icmp_echo_ignore_all and net.ipv6.icmp.echo_ignore_all: nobody answers a ping. */
  icmpEchoIgnoreAll: boolean;
  icmpv6EchoIgnoreAll: boolean;
  /** net.ipv4.ping_group_range: which groups may have ping sockets; empty when the first is greater than the last. */
  pingGroupRange: readonly [number, number];
  /** net.ipv4.ip_forward and net.ipv6.conf.all.forwarding: whether the host is a router. */
  ipForward: boolean;
  ipv6Forward: boolean;
  /** net.ipv4.conf.all.route_localnet: 127/8 may come in from, and go out to, a link. */
  routeLocalnet: boolean;
}

export interface Interface {
  readonly name: string;
  readonly addresses: readonly Prefix[];
  /** Undefined where nobody else is: loopback, and a link without neighbours. */
  readonly link: Link | undefined;
}

export interface User {
  readonly name: string;
  readonly uid: number;
}

export interface Host {
  readonly network: Network;
  readonly name: string;
  readonly system: SystemRules;
  /** An interface may come later, see attach-interface.ts. */
  readonly interfaces: Interface[];
  /** Besides those that the interfaces' own networks make. */
  readonly routes: readonly Route[];
  /** The IPv4 broadcast addresses of the attached networks. */
  readonly broadcasts: Set<string | undefined>;
  readonly users: readonly User[];
  readonly sysctls: Sysctls;
  /** Ranges that nobody may bind, both ends included: Windows reserves them for Hyper-V, WSL and Docker. */
  readonly excludedPorts: readonly (readonly [first: number, last: number])[];
  readonly processes: Map<number, Process>;
  readonly tcp: PortTable;
  readonly udp: PortTable;
  /** Every socket that exists, in the order in which they were made; TIME-WAIT remains included. */
  readonly sockets: Set<Socket>;
  /** Who waits for echo replies, see ping-socket.ts. */
  readonly pingSockets: Set<PingSocket>;
  /** Undefined until somebody writes a rule (iptables, ufw): a host without rules asks none. */
  packetFilter: PacketFilter | undefined;
  /** macOS's. Undefined on other systems, and where nobody can switch it on. */
  applicationFirewall: ApplicationFirewall | undefined;
  /** Windows': its rules stand in `packetFilter` too. */
  windowsFirewall: WindowsFirewall | undefined;
  /** Undefined until somebody writes a rule of the nat table. */
  nat: Nat | undefined;
  /** A Linux inside a Windows, on both of them. */
  wsl: Wsl | undefined;
  nextPid: number;
  nextSocketId: number;
}

export interface LinkedInterface {
  /** The link, or the name of one of the network's; a name that is new makes one. */
  readonly link: Link | string;
  readonly addresses: readonly string[];
}

export interface HostOptions {
  readonly name: string;
  /** Linux when left out. */
  readonly system?: SystemName;
  /** `{ lo: ['127.0.0.1/8', '::1/128'], wlan0: ['192.168.1.20/24'], eth0: { link, addresses: ['10.0.0.1/8'] } }` */
  readonly interfaces: Readonly<Record<string, readonly string[] | LinkedInterface>>;
  /** `{ destination: '0.0.0.0/0', via: '192.168.1.1' }` */
  readonly routes?: readonly { readonly destination: string; readonly via: string }[];
  readonly users?: readonly User[];
  readonly sysctls?: Partial<Sysctls>;
  readonly excludedPorts?: readonly (readonly [first: number, last: number])[];
}

export const root: User = { name: 'root', uid: 0 };

/** Linux's defaults, as a fresh network namespace of Linux 6.18 has them. */
export const linuxSettings: Sysctls = {
  ipLocalPortRange: [32768, 60999],
  ipLocalReservedPorts: new Set(),
  ipAutobindReuse: false,
  ipNonlocalBind: false,
  ipv6NonlocalBind: false,
  ipUnprivilegedPortStart: 1024,
  bindv6only: false,
  somaxconn: 4096,
  tcpFinTimeout: 60,
  tcpSynRetries: 6,
  ipDefaultTtl: 64,
  icmpEchoIgnoreAll: false,
  icmpv6EchoIgnoreAll: false,
  pingGroupRange: [1, 0],
  ipForward: false,
  ipv6Forward: false,
  routeLocalnet: false,
};

function linkOf(network: Network, link: Link | string | undefined): Link | undefined {
  if (typeof link !== 'string') return link;
  return network.links.find(({ name }) => name === link) ?? createLink(network, link);
}

/** @throws when an interface's address is no prefix: a mistake in a scene, not in a program. */
export function createHost(network: Network, options: HostOptions): Host {
  const prefixOf = (text: string): Prefix => {
    const prefix = parsePrefix(text);
    if (!prefix) throw new Error(`${options.name}: "${text}" is not ADDRESS/LENGTH`);
    return prefix;
  };
  const interfaces = Object.entries(options.interfaces).map(([name, given]): Interface => {
    const linked = 'link' in given ? given : { link: undefined, addresses: given };
    return { name, addresses: linked.addresses.map(prefixOf), link: linkOf(network, linked.link) };
  });
  const system = systems[options.system ?? 'linux'];
  const host: Host = {
    network,
    name: options.name,
    system,
    interfaces,
    routes: (options.routes ?? []).map(({ destination, via }) =>
      createRoute(interfaces, { destination: prefixOf(destination), via }),
    ),
    broadcasts: new Set([
      '255.255.255.255',
      ...interfaces.flatMap(({ addresses }) => addresses.map(broadcastOf)),
    ]),
    users: [root, ...(options.users ?? [])],
    sysctls: { ...linuxSettings, ...system.settings, ...options.sysctls },
    excludedPorts: options.excludedPorts ?? [],
    processes: new Map(),
    tcp: createPortTable(),
    udp: createPortTable(),
    sockets: new Set(),
    pingSockets: new Set(),
    packetFilter: undefined,
    applicationFirewall: undefined,
    windowsFirewall: undefined,
    nat: undefined,
    wsl: undefined,
    nextPid: system.pidStep * Math.floor((1000 + network.random.below(4000)) / system.pidStep),
    nextSocketId: 10000 + network.random.below(40000),
  };
  network.hosts.push(host);
  for (const one of interfaces) one.link?.ends.push({ host, interface: one });
  return host;
}

/**
 * Whether packets to this address are delivered here (the `local` routing table, ip-route(8)): every address of an
 * interface, and on the loopback interface every address of an IPv4 prefix, so all of 127.0.0.0/8.
 */
export function isLocalAddress(host: Host, address: string): boolean {
  const wire = onTheWire(address);
  const wholeLoopback = host.system.wholeLoopbackNetwork;
  // Asked several times for every packet at every host: loops, because closures cost more than the comparisons.
  for (const { name, addresses } of host.interfaces) {
    const whole = name === 'lo' && wholeLoopback && !wire.includes(':');
    for (const prefix of addresses) {
      if (prefix.address === wire || (whole && inPrefix(wire, prefix))) return true;
    }
  }
  return false;
}

/** 255.255.255.255, or the IPv4 broadcast address of an attached network, which TCP may bind and nobody can connect to. */
export function isBroadcastAddress(host: Host, address: string): boolean {
  return host.broadcasts.has(onTheWire(address));
}

/** The interface whose network holds the address, though the address is not this host's own. */
export function attachedInterface(host: Host, address: string): Interface | undefined {
  const wire = onTheWire(address);
  return host.interfaces.find(
    ({ name, addresses }) => name !== 'lo' && addresses.some((prefix) => inPrefix(wire, prefix)),
  );
}

export interface Holder {
  readonly process: Process;
  readonly fd: number;
}

/** Which process holds which socket; what the kernel keeps alone is not among them. */
export function holders(host: Host): ReadonlyMap<Socket, Holder> {
  const found = new Map<Socket, Holder>();
  for (const process of host.processes.values()) {
    for (const [fd, file] of process.files)
      if (file.kind === 'socket') found.set(file.socket, { process, fd });
  }
  return found;
}

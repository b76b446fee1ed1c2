/**
 * The two networking modes of WSL 2 (learn.microsoft.com: "Accessing network applications with WSL", "Advanced settings
 * configuration in WSL", "Troubleshooting WSL", "Configure Hyper-V firewall"). Documented, not run.
 *
 * NAT: a network of its own; Windows routes, translates and relays, so nothing is decided here. Mirrored: both hosts have the
 * same addresses and share the ports; who has the port gets the packet, past the Hyper-V firewall.
 */
import { isMulticast, isWildcard, onTheWire } from '../address.ts';
import { tableOf } from '../bind-conflict.ts';
import type { Carrier } from '../carrier.ts';
import { forgetOldFlows } from '../describe-packet.ts';
import { passesFilter } from '../filter-packet.ts';
import { type Host, holders, type Interface, isBroadcastAddress } from '../host.ts';
import type { Packet } from '../packet.ts';
import { createPacketFilter, type FilterTable, type Hook } from '../packet-filter.ts';
import { holdersOf } from '../port-table.ts';
import type { Rule } from '../rules.ts';
import type { Endpoint } from '../socket.ts';
import { hyperVRules, wslRules } from './documented-windows.ts';
import {
  createWindowsFirewall,
  fill,
  type WindowsFirewall,
  type WindowsFirewallRule,
} from './windows-firewall.ts';
import type { Wsl, WslQuestion } from './wsl.ts';

/** The part of the Hyper-V firewall that is WSL's own. */
export interface HyperVFirewall {
  inbound: 'Block' | 'Allow';
  outbound: 'Block' | 'Allow';
  rules: readonly WindowsFirewallRule[];
}

export function createHyperVFirewall(): HyperVFirewall {
  return { inbound: 'Block', outbound: 'Allow', rules: [] };
}

export interface WslSettings {
  readonly mode: Wsl['mode'];
  /** `hostAddressLoopback`: the other IPv4 addresses of the host lead to the other side too. */
  readonly hostAddressLoopback: boolean;
  readonly ignoredPorts: readonly number[];
}

export interface WslHosts {
  readonly windows: Host;
  readonly linux: Host;
}

export function createWsl(hosts: WslHosts, settings: WslSettings, hyperV: HyperVFirewall): Wsl {
  return settings.mode === 'mirrored' ? mirrored(hosts, settings, hyperV) : nat(hosts);
}

const told = ({ sentence, source }: Rule): string => `${sentence} (${source.label}.)`;

function nat({ windows, linux }: WslHosts): Wsl {
  return {
    mode: 'nat',
    windows,
    linux,
    owner: (_, at) => at,
    lets: () => true,
    conflict: () => undefined,
    refresh() {},
    remark({ listener, from, answer, address, port }) {
      if (listener === windows && answer === 'yes' && isRelayed(windows, port))
        return told(wslRules['localhost-forwarding']);
      if (listener === from) return undefined;
      if (listener === windows) return from === linux ? told(wslRules['windows-by-gateway']) : undefined;
      if (listener !== linux) return undefined;
      if (from !== windows) return answer === 'no' ? told(wslRules.portproxy) : undefined;
      return address !== undefined && linux.interfaces.some((one) => hasAddress(one, address))
        ? told(wslRules['nat-network'])
        : told(wslRules[answer === 'yes' ? 'localhost-forwarding' : 'relay-per-family']);
    },
  };
}

function isRelayed(windows: Host, port: number): boolean {
  const held = [...holders(windows)];
  return held.some(([{ local }, { process }]) => local.port === port && process.argv[0] === 'wslrelay.exe');
}

/** Never handed to Linux when they come from outside. */
const kept = { udp: [68], tcp: [135, 1900, 2869, 3702, 5004, 5357, 5358] } as const;

function isKept(protocol: Packet['protocol'], port: number): boolean {
  return (protocol === 'tcp' || protocol === 'udp') && kept[protocol].some((one) => one === port);
}

function mirrored({ windows, linux }: WslHosts, settings: WslSettings, hyperV: HyperVFirewall): Wsl {
  const filter = createPacketFilter();
  const other = (host: Host): Host => (host === windows ? linux : windows);

  function passes(carrier: Carrier, hook: Hook, packet: Packet, on: string): boolean {
    const place = hook === 'INPUT' ? { in: on } : { out: on };
    return passesFilter(carrier, windows, filter, hook, packet, place, packet);
  }

  /** Whose packet began what this one belongs to: answers find their way back, of a probe too, which has no socket. */
  function note(carrier: Carrier, from: Host, packet: Packet): void {
    const { source, destination, protocol } = packet;
    carrier
      .flows(filter)
      .set(keyOf(from, protocol, source, destination), { at: windows.network.now, answered: false });
    if (carrier.counts) forgetOldFlows(filter.flows, windows.network.now);
  }

  function whose(carrier: Carrier, at: Host, packet: Packet): Host {
    const about = packet.protocol === 'icmp' ? packet.about : undefined;
    const [from, to] = about ? [about.destination, about.source] : [packet.source, packet.destination];
    const { protocol } = about ?? packet;
    const flows = carrier.flows(filter);
    for (const host of [windows, linux]) {
      if (flows.get(keyOf(host, protocol, to, from))) return host;
      if (flows.get(keyOf(host, protocol, from, to)) && at === host) return other(host);
    }
    if (protocol !== 'tcp' && protocol !== 'udp') return at;
    return !holds(at, protocol, to.port) && holds(other(at), protocol, to.port) ? other(at) : at;
  }

  return {
    mode: 'mirrored',
    windows,
    linux,
    owner(carrier, at, packet, on) {
      const { address, port } = packet.destination;
      if (!on) {
        const shared =
          address === '127.0.0.1' ||
          (settings.hostAddressLoopback && !address.includes(':') && !address.startsWith('127.'));
        const to = shared ? whose(carrier, at, packet) : at;
        if (to === at) return at;
        if (!passes(carrier, 'INPUT', packet, 'lo')) return undefined;
        note(carrier, at, packet);
        return to;
      }
      const many = isBroadcastAddress(at, address) || isMulticast(address);
      const to = many ? at : whose(carrier, at, packet);
      if (to === windows || isKept(packet.protocol, port)) return windows;
      return passes(carrier, 'INPUT', packet, on.name) ? linux : undefined;
    },
    lets(carrier, from, packet) {
      if (from !== linux) return true;
      note(carrier, linux, packet);
      return passes(carrier, 'OUTPUT', packet, 'vm');
    },
    conflict(host, socket) {
      const { port } = socket.local;
      if (host === linux && settings.ignoredPorts.includes(port)) return undefined;
      const [taker] = holdersOf(tableOf(other(host), socket), port);
      if (!taker) return undefined;
      // People report 10013 (WSAEACCES) where Windows asks for a port of Linux: microsoft/WSL#40169.
      const errno = host === linux ? 'EADDRINUSE' : 'EACCES';
      return { errno, rule: 'wsl-shared-port', socket: taker };
    },
    refresh() {
      const firewall = merged(windows.windowsFirewall, hyperV);
      for (const [table, v6] of [
        [filter.ipv4, false],
        [filter.ipv6, true],
      ] as const) {
        clear(table);
        fill(table, windows, firewall, v6, {
          title: 'Hyper-V firewall',
          loopback: hyperVRules.loopback,
          inbound: hyperVRules['inbound-default'],
          why: (rule) => (hyperV.rules.includes(rule) ? undefined : hyperVRules['rules-without-program']),
        });
      }
    },
    remark: (question) => remarkMirrored({ windows, linux }, question),
  };
}

/** Its own rules, and those of Windows Firewall that name no program (`firewall=true`, AllowHostPolicyMerge). */
function merged(firewall: WindowsFirewall | undefined, hyperV: HyperVFirewall): WindowsFirewall {
  const base = firewall ?? createWindowsFirewall(() => '');
  const state = { on: true, inbound: hyperV.inbound, outbound: hyperV.outbound };
  return {
    ...base,
    profiles: { Domain: state, Private: state, Public: state },
    rules: [...hyperV.rules, ...base.rules.filter(({ program }) => program === undefined)],
  };
}

function clear(table: FilterTable): void {
  for (const chain of table.values()) chain.rules.splice(0);
}

function keyOf(host: Host, protocol: string, from: Endpoint, to: Endpoint): string {
  return `${host.name} ${protocol} ${from.address} ${from.port} ${to.address} ${to.port}`;
}

function holds(host: Host, protocol: 'tcp' | 'udp', port: number): boolean {
  for (const _ of holdersOf(host[protocol], port)) return true;
  return false;
}

function hasAddress({ addresses }: Interface, address: string): boolean {
  return addresses.some((one) => one.address === address);
}

function remarkMirrored({ windows, linux }: WslHosts, question: WslQuestion): string | undefined {
  const { listener, from, answer, protocol, port, address } = question;
  if (listener === from) return undefined;
  const between = [windows, linux].includes(listener) && [windows, linux].includes(from);
  if (between) {
    const own = address !== undefined && !isWildcard(address) && !onTheWire(address).startsWith('127.');
    const rule = answer === 'no' && own && address !== '::1' ? 'mirrored-own-address' : 'mirrored-loopback';
    return told(wslRules[rule]);
  }
  if (listener !== linux) return undefined;
  if (answer === 'yes') return told(wslRules['mirrored-lan']);
  return isKept(protocol, port) ? told(wslRules['mirrored-never']) : undefined;
}

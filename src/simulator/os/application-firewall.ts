/**
 * macOS's application firewall as Apple documents it ("Block connections to your Mac with a firewall" in the Mac User Guide;
 * "Firewall security in macOS" in Apple Platform Security; socketfilterfw(8)): off at first; it asks about programs and not
 * about ports, of what comes in from others and never of loopback. What carries Apple's or a developer's signature is let in by
 * itself, unless somebody blocks it.
 *
 * The documents do not say what the other end sees of a connection that was stopped. Here no answer comes.
 */
import type { Carrier } from '../carrier.ts';
import { type Host, holders, type Interface } from '../host.ts';
import type { Packet } from '../packet.ts';
import { receiversOf } from '../receive-datagram.ts';
import { findListener } from '../receive-segment.ts';
import type { Socket } from '../socket.ts';

/** A program as the firewall sees it. */
export interface Application {
  /** The file that runs: `/usr/bin/nc`. */
  readonly path: string;
  readonly signedBy: 'apple' | 'developer' | 'nobody';
}

export interface ApplicationFirewall {
  on: boolean;
  blockAll: boolean;
  stealth: boolean;
  /** Built-in software is let in by itself. */
  allowSigned: boolean;
  /** Downloaded software with a valid signature is let in by itself. */
  allowSignedApps: boolean;
  /** The list: true allows, false blocks. A bundle (`Python.app`) stands for what is in it. */
  readonly applications: Map<string, boolean>;
  identify(argv: readonly string[]): Application;
}

export function createApplicationFirewall(identify: ApplicationFirewall['identify']): ApplicationFirewall {
  return {
    on: false,
    blockAll: false,
    stealth: false,
    allowSigned: true,
    allowSignedApps: true,
    applications: new Map(),
    identify,
  };
}

const guide = 'Apple, Mac User Guide, “Block connections to your Mac with a firewall”';
const unknown = 'Apple’s documents do not say what the other end sees of it; here no answer comes';

/** Whether a packet that came in by a link gets through. */
export function passesApplicationFirewall(
  carrier: Carrier,
  host: Host,
  firewall: ApplicationFirewall,
  packet: Packet,
  on: Interface | undefined,
): boolean {
  if (!on || !firewall.on) return true;
  const says = whyStopped(host, firewall, packet);
  if (says === undefined) return true;
  const by = { chain: 'application firewall', rule: undefined, position: 0, says };
  carrier.watcher(host.network)?.({
    kind: 'judged',
    host,
    packet,
    hook: 'INPUT',
    verdict: { action: 'DROP', by },
  });
  return false;
}

/** A sentence, where it is stopped. */
function whyStopped(host: Host, firewall: ApplicationFirewall, packet: Packet): string | undefined {
  const { name } = host;
  if (packet.protocol === 'echo') {
    return packet.kind === 'request' && firewall.stealth
      ? `The application firewall of ${name} is in stealth mode, which answers no ping (${guide}).`
      : undefined;
  }
  if (packet.protocol === 'icmp' || (packet.protocol === 'tcp' && packet.kind !== 'SYN')) return undefined;
  const { destination, source } = packet;
  const socket =
    packet.protocol === 'tcp' ? findListener(host, destination, source) : receiversOf(host, packet)[0];
  if (!socket) {
    return firewall.stealth
      ? `Nobody listens there, and the application firewall of ${name} is in stealth mode: a closed port does not answer (${guide}).`
      : undefined;
  }
  // Datagrams to a socket that has a peer are answers to what this host sent.
  if (packet.protocol === 'udp' && socket.peer) return undefined;
  if (firewall.blockAll && !isEssential(packet)) {
    return `The application firewall of ${name} blocks all incoming connections but those of basic services such as DHCP and Bonjour (${guide}). ${unknown}.`;
  }
  return whyNotAllowed(host, firewall, socket);
}

/** DHCP, IPsec, Bonjour. */
function isEssential({ protocol, destination: { port } }: Packet): boolean {
  return protocol === 'udp' && [68, 500, 546, 4500, 5353].includes(port);
}

function whyNotAllowed(host: Host, firewall: ApplicationFirewall, socket: Socket): string | undefined {
  const argv = holders(host).get(socket)?.process.argv;
  if (!argv) return undefined;
  const { path, signedBy } = firewall.identify(argv);
  const listed = listedAs(firewall, path);
  if (listed === true) return undefined;
  if (listed === false) {
    return `The application firewall of ${host.name} asks which program a connection is for, and ${path} is on its list as blocked (${guide}). ${unknown}.`;
  }
  if (signedBy === 'apple' ? firewall.allowSigned : signedBy === 'developer' && firewall.allowSignedApps) {
    return undefined;
  }
  return `The application firewall of ${host.name} does not know ${path}: macOS asks the person at the screen, and nobody has allowed it (${guide}). ${unknown}.`;
}

/** Undefined for a program that is not on the list. */
export function listedAs({ applications }: ApplicationFirewall, path: string): boolean | undefined {
  for (const [known, allowed] of applications) {
    if (path === known || path.startsWith(`${known}/`)) return allowed;
  }
  return undefined;
}

/** The ports whose programs may be treated each in its own way, for whoever asks about many ports at once. */
export function judgedPorts({ applicationFirewall, windowsFirewall, sockets, wsl }: Host): readonly number[] {
  const asks = windowsFirewall?.rules.some(({ program }) => program !== undefined);
  // Who of the two has the port gets the packet.
  if (!applicationFirewall?.on && !asks && wsl?.mode !== 'mirrored') return [];
  return [...new Set([...sockets].map(({ local }) => local.port))];
}

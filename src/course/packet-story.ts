/** A packet's way as sentences: what the path view reads out, and what stands under a cell of the matrix. */
import { formatEndpoint } from '../simulator/address.ts';
import { shortInterfaceName } from '../simulator/os/interface-name.ts';
import type { Packet } from '../simulator/packet.ts';
import type { Decider, Verdict } from '../simulator/packet-filter.ts';
import type { Hop, Loss } from '../simulator/packet-path.ts';
import type { Outcome, Probe } from '../simulator/probe-path.ts';
import { rules } from '../simulator/rules.ts';

export interface Line {
  readonly host: string;
  readonly text: string;
  /** The packet goes on, goes back, or went nowhere. */
  readonly mood: 'on' | 'back' | 'end';
  /** What it tells of; undefined for how it ended. */
  readonly hop: Hop | undefined;
}

export function tellPath({ hops, outcome }: Probe): readonly Line[] {
  return tellHops(hops, tellOutcome(outcome));
}

/** @param end the last line: how it ended for whoever tried */
export function tellHops(hops: readonly Hop[], end: string): readonly Line[] {
  const first = hops[0]?.packet;
  const lines = hops.flatMap((hop): readonly Line[] => {
    const text = tellHop(hop);
    if (text === undefined) return [];
    const mood = hop.kind === 'lost' ? 'end' : isAnswer(hop.packet, first) ? 'back' : 'on';
    return [{ host: hop.host.name, text, mood, hop }];
  });
  const host = hops[0]?.host.name ?? '';
  return [...lines, { host, text: end, mood: 'end', hop: undefined }];
}

function isAnswer(packet: Packet, first: Packet | undefined): boolean {
  if (packet.protocol !== first?.protocol || packet.kind === 'reply') return true;
  return packet.protocol === 'tcp' && packet.kind !== 'SYN';
}

function tellHop(hop: Hop): string | undefined {
  const { packet } = hop;
  switch (hop.kind) {
    case 'sent':
      return hop.interface === 'lo'
        ? `${nameOf(packet)} to ${nameOfEnd(packet, 'destination')} turns round on the loopback interface: it never leaves this ${hop.host.wsl?.mode === 'mirrored' ? 'computer' : 'host'}.`
        : `${nameOf(packet)} to ${nameOfEnd(packet, 'destination')} leaves by ${shortInterfaceName(hop.host, hop.interface)}.`;
    case 'arrived':
      return `It comes in by ${shortInterfaceName(hop.host, hop.interface)}.`;
    case 'judged':
      return tellVerdict(hop.hook, hop.verdict);
    case 'translated':
      return tellTranslation(hop.before, packet, hop.by);
    case 'forwarded':
      return `This host is not the destination: it passes the packet on from ${shortInterfaceName(hop.host, hop.from)} to ${shortInterfaceName(hop.host, hop.to)}.`;
    case 'delivered':
      return tellDelivery(packet);
    case 'lost':
      return losses[hop.loss];
  }
}

/** ICMP knows no ports: what stands there is the identifier of whoever asks. */
function nameOfEnd(packet: Packet, side: 'source' | 'destination'): string {
  const { address } = packet[side];
  return packet.protocol === 'echo' || packet.protocol === 'icmp' ? address : formatEndpoint(packet[side]);
}

function nameOf(packet: Packet): string {
  switch (packet.protocol) {
    case 'tcp':
      return `A ${packet.kind} segment`;
    case 'udp':
      return 'A datagram';
    case 'echo':
      return `An echo ${packet.kind}`;
    case 'icmp':
      return packet.kind === 'time-exceeded' ? 'The message “time exceeded”' : 'The message “unreachable”';
  }
}

function tellVerdict(hook: string, { action, by }: Verdict): string | undefined {
  if (by.says !== undefined) return by.says;
  if (!by.rule)
    return action === 'ACCEPT' ? undefined : `No rule of ${hook} fits, and the policy is ${action}.`;
  const where = by.chain === hook ? hook : `${hook} (chain ${by.chain})`;
  return `Packet filter, ${where}, rule ${by.position}: ${action}.`;
}

function tellTranslation(before: Packet, after: Packet, by: Decider | undefined): string {
  const side = formatEndpoint(before.source) === formatEndpoint(after.source) ? 'destination' : 'source';
  const changed = `its ${side} ${nameOfEnd(before, side)} becomes ${nameOfEnd(after, side)}`;
  return by
    ? `Address translation, ${by.chain}, rule ${by.position}: ${changed}.`
    : `Address translation: ${changed}.`;
}

function tellDelivery(packet: Packet): string {
  const at = formatEndpoint(packet.destination);
  if (packet.protocol === 'icmp') return 'The message reaches whoever sent the packet.';
  if (packet.kind === 'request') return 'It has arrived: the host itself answers, and asks no program.';
  if (packet.kind === 'reply') return 'The answer has arrived.';
  if (packet.protocol === 'udp') return `It has arrived: who receives on ${at}?`;
  return packet.kind === 'SYN' ? `It has arrived: who listens on ${at}?` : 'The answer has arrived.';
}

const losses: Readonly<Record<Loss, string>> = {
  martian: 'A packet with a loopback address comes from outside: the host throws it away.',
  'not-a-router': 'It is not for this host, and this host passes nothing on: the packet is thrown away.',
  'nobody-there': 'Nobody is on this link: the packet is gone.',
  'nobody-at-address': rules['nobody-at-address'].sentence,
  'no-route-beyond': rules['no-route-beyond'].sentence,
  'hop-limit': rules['hop-limit'].sentence,
};

/** How it ends for whoever tried. */
export function tellOutcome(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'reached':
      return `Reached: the socket on ${formatEndpoint(outcome.socket.local)} of ${outcome.host.name} answers.`;
    case 'refused':
      return `${outcome.refusal.errno}: ${rules[outcome.refusal.rule].sentence}`;
    case 'silence':
      return 'No packet comes back, so whoever tried waits until time runs out (ETIMEDOUT).';
  }
}

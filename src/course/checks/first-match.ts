/** A chain of iptables and a packet: which line decides? */
import { parsePrefix } from '../../simulator/address.ts';
import { type Judged, judgePacket } from '../../simulator/judge-packet.ts';
import { createPacketFilter, type FilterRule, type PacketFilter } from '../../simulator/packet-filter.ts';
import type { Random } from '../../simulator/random.ts';
import { type MadeQuestion, pick } from './made-question.ts';

interface RuleLine {
  readonly inInterface: string | undefined;
  readonly source: string | undefined;
  readonly port: number | undefined;
  readonly target: 'ACCEPT' | 'DROP';
}

export interface ArrivedPacket {
  readonly inInterface: string;
  readonly source: string;
  readonly port: number;
}

const ports = [22, 80, 8000, 62893] as const;
const sources = ['192.168.1.30', '192.168.1.44', '203.0.113.66'] as const;

export function makeFirstMatch(random: Random): MadeQuestion {
  const lines: RuleLine[] = [];
  while (lines.length < 3) {
    const line = ruleOf(random);
    if (lines.every((one) => textOf(one) !== textOf(line))) lines.push(line);
  }
  const policy = pick(random, ['ACCEPT', 'DROP']);
  const packet: ArrivedPacket = {
    inInterface: 'wlan0',
    source: pick(random, sources),
    // Mostly a port that a line names, so that the lines decide and not the policy.
    port: lines[random.below(4)]?.port ?? pick(random, ports),
  };
  const decides = decidingLine(lines, packet, policy);
  const shown = [`-P INPUT ${policy}`, ...lines.map(textOf)];
  return {
    question: `A SYN from \`${packet.source}\` comes in at \`${packet.inInterface}\`, for TCP port ${packet.port}. Which line decides what becomes of it?`,
    shown,
    choices: shown.map((says, line) => ({
      says: `\`${says}\``,
      right: line === decides,
      answer: whyLine(lines, packet, line, decides),
    })),
  };
}

function ruleOf(random: Random): RuleLine {
  const port = random.below(4) === 0 ? undefined : pick(random, ports);
  const source = random.below(3) === 0 ? pick(random, [...sources, '192.168.1.0/24']) : undefined;
  const inInterface = port === undefined && source === undefined ? 'lo' : undefined;
  return { inInterface, source, port, target: pick(random, ['ACCEPT', 'DROP']) };
}

/** As `iptables -S` writes it. */
function textOf({ inInterface, source, port, target }: RuleLine): string {
  const from = source === undefined ? '' : ` -s ${source.includes('/') ? source : `${source}/32`}`;
  const at = inInterface === undefined ? '' : ` -i ${inInterface}`;
  const to = port === undefined ? '' : ` -p tcp -m tcp --dport ${port}`;
  return `-A INPUT${from}${at}${to} -j ${target}`;
}

function toRule({ inInterface, source, port, target }: RuleLine): FilterRule {
  const prefix =
    source === undefined ? undefined : parsePrefix(source.includes('/') ? source : `${source}/32`);
  return {
    ...(inInterface !== undefined && { inInterface: { not: false, value: inInterface } }),
    ...(prefix && { source: { not: false, value: prefix } }),
    ...(port !== undefined && { protocol: { not: false, value: 'tcp' } }),
    matches:
      port === undefined
        ? []
        : [{ kind: 'ports', protocol: 'tcp', destination: { not: false, value: [port, port] } }],
    target: { kind: target },
    packets: 0,
    bytes: 0,
  };
}

/** Which line decides, by the simulator: 0 is the policy, the rules are counted from 1. */
export function decidingLine(
  lines: readonly RuleLine[],
  packet: ArrivedPacket,
  policy: 'ACCEPT' | 'DROP',
): number {
  const filter = createPacketFilter();
  const chain = filter.ipv4.get('INPUT');
  if (!chain) throw new Error('a packet filter without the chain INPUT');
  chain.policy = policy;
  chain.rules.push(...lines.map(toRule));
  return judgePacket(filter.ipv4, 'INPUT', judged(packet, filter), false).by.position;
}

function judged({ inInterface, source, port }: ArrivedPacket, { recent }: PacketFilter): Judged {
  return {
    inInterface,
    outInterface: undefined,
    source: { address: source, port: 49_152 },
    destination: { address: '192.168.1.20', port },
    protocol: 'tcp',
    icmpType: undefined,
    state: 'NEW',
    dnat: false,
    destinationType: 'LOCAL',
    size: 60,
    now: 0,
    recent,
  };
}

function whyLine(lines: readonly RuleLine[], packet: ArrivedPacket, line: number, decides: number): string {
  const rule = lines[line - 1];
  if (!rule) {
    return decides === 0
      ? 'No rule fits, so the policy decides.'
      : `The policy decides only where no rule does. Rule ${decides} fits before that.`;
  }
  if (line === decides) return 'Rules are asked from the top, and this is the first one that fits.';
  if (rule.inInterface !== undefined)
    return `It asks for \`${rule.inInterface}\`; the packet came in at \`${packet.inInterface}\`.`;
  if (rule.port !== undefined && rule.port !== packet.port)
    return `It asks for port ${rule.port}; the packet goes to ${packet.port}.`;
  const fits = decidingLine([rule], packet, 'ACCEPT') === 1;
  if (!fits) return `It asks for a packet from \`${rule.source}\`; this one is from \`${packet.source}\`.`;
  return `It would fit, and it is not asked: rule ${decides} stands above it and decides.`;
}

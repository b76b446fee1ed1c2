/** Somebody connects to a port of another host: answered, refused, or nothing at all? */
import { formatEndpoint, socketAddress } from '../../simulator/address.ts';
import { createHost, type Host } from '../../simulator/host.ts';
import { systemCall } from '../../simulator/kernel.ts';
import { createNetwork } from '../../simulator/network.ts';
import { createPacketFilter, type Target } from '../../simulator/packet-filter.ts';
import { type Outcome, probePath } from '../../simulator/probe-path.ts';
import { createProcess } from '../../simulator/process.ts';
import type { Random } from '../../simulator/random.ts';
import { rules } from '../../simulator/rules.ts';
import { type MadeQuestion, pick } from './made-question.ts';

export interface Situation {
  /** Where the desk's server listens; undefined where none runs. */
  readonly listens: string | undefined;
  /** What the desk's packet filter does with what comes to the port. */
  readonly filter: 'DROP' | 'REJECT' | undefined;
  readonly port: number;
}

const desk = '192.168.1.40';

const choices = [
  { is: 'reached', says: 'It connects' },
  { is: 'refused', says: 'It is refused at once: connection refused' },
  { is: 'silence', says: 'It waits, and after a long time it gives up: timed out' },
] as const;

export function makeVerdict(random: Random): MadeQuestion {
  const situation: Situation = {
    listens: pick(random, ['0.0.0.0', '127.0.0.1', desk, undefined]),
    filter: pick(random, [undefined, undefined, 'DROP', 'REJECT']),
    port: pick(random, [3000, 5432, 8000, 62893]),
  };
  const outcome = connectTo(situation);
  return {
    question: `${describe(situation)} From your laptop on the same Wi-Fi you connect to \`${desk}:${situation.port}\`. What happens?`,
    choices: choices.map(({ is, says }) => ({
      says,
      right: is === outcome.kind,
      answer:
        is === outcome.kind
          ? whatHappens(situation, outcome)
          : `${notSo[is]} ${whatHappens(situation, outcome)}`,
    })),
  };
}

const notSo: Readonly<Record<Outcome['kind'], string>> = {
  reached: 'For that the SYN has to meet a listener.',
  refused: 'A refusal is an answer: somebody has to send it.',
  silence: 'You wait only where nobody answers.',
};

function describe({ listens, filter, port }: Situation): string {
  const server = listens
    ? `On the desk a server listens on \`${formatEndpoint({ address: listens, port })}\`.`
    : `On the desk no server runs on port ${port}.`;
  if (!filter) return server;
  const does = filter === 'DROP' ? 'drops' : 'rejects';
  return `${server} Its packet filter ${does} (\`-j ${filter}\`) what comes to TCP port ${port}.`;
}

function whatHappens({ listens, filter, port }: Situation, outcome: Outcome): string {
  switch (outcome.kind) {
    case 'reached':
      return `The listener on \`${formatEndpoint({ address: listens ?? '', port })}\` includes this address, and no rule is in the way.`;
    case 'silence':
      return 'The rule drops the SYN and says nothing, so no answer ever comes, whether somebody listens or not.';
    case 'refused': {
      if (filter) return rules[outcome.refusal.rule].sentence;
      const elsewhere = listens === undefined ? '' : ` The server listens on \`${listens}\` alone.`;
      return `${rules[outcome.refusal.rule].sentence}${elsewhere}`;
    }
  }
}

/** What the simulator says of it. */
export function connectTo({ listens, filter, port }: Situation): Outcome {
  const network = createNetwork({ seed: 1 });
  const onWiFi = (name: string, address: string): Host =>
    createHost(network, {
      name,
      interfaces: { lo: ['127.0.0.1/8', '::1/128'], wlan0: { link: 'Wi-Fi', addresses: [`${address}/24`] } },
    });
  const laptop = onWiFi('laptop', '192.168.1.20');
  const host = onWiFi('desk', desk);
  if (listens !== undefined) listen(host, listens, port);
  if (filter)
    addRule(
      host,
      port,
      filter === 'DROP' ? { kind: 'DROP' } : { kind: 'REJECT', with: 'icmp-port-unreachable' },
    );
  return probePath({ from: laptop, protocol: 'tcp', destination: { address: desk, port } }).outcome;
}

function listen(host: Host, address: string, port: number): void {
  const process = createProcess(host, { uid: 1000, argv: ['server'] });
  const socket = systemCall(host, process, { name: 'socket', domain: 'AF_INET', type: 'SOCK_STREAM' });
  if (!socket.ok) return;
  systemCall(host, process, { name: 'bind', fd: socket.value, address: socketAddress(address, port) });
  systemCall(host, process, { name: 'listen', fd: socket.value, backlog: 5 });
}

function addRule(host: Host, port: number, target: Target): void {
  const filter = createPacketFilter();
  host.packetFilter = filter;
  filter.ipv4.get('INPUT')?.rules.push({
    protocol: { not: false, value: 'tcp' },
    matches: [{ kind: 'ports', protocol: 'tcp', destination: { not: false, value: [port, port] } }],
    target,
    packets: 0,
    bytes: 0,
  });
}

/** Two programs ask for an address and a port: what does bind(2) say to the second? */
import { formatEndpoint, socketAddress } from '../../simulator/address.ts';
import { createHost, type Host } from '../../simulator/host.ts';
import { systemCall } from '../../simulator/kernel.ts';
import { createNetwork } from '../../simulator/network.ts';
import { createProcess } from '../../simulator/process.ts';
import type { Random } from '../../simulator/random.ts';
import { rules } from '../../simulator/rules.ts';
import type { Result } from '../../simulator/system-call.ts';
import { laptop } from '../scenes/laptop.ts';
import { between, type MadeQuestion, pick } from './made-question.ts';

interface Asked {
  readonly protocol: 'TCP' | 'UDP';
  readonly address: string;
  readonly port: number;
}

const addresses = ['127.0.0.1', '127.0.0.2', '0.0.0.0', '192.168.1.20', '::1', '::'] as const;
const elsewhere = '192.168.1.30';

export function makeBindConflict(random: Random): MadeQuestion {
  const port = pick(random, [3000, 5173, 8000, 8080, 62893]);
  const first: Asked = { protocol: 'TCP', address: pick(random, addresses), port };
  const second = secondOf(random, first);
  const outcome = bindAfter(first, second);
  const answer = outcome.ok ? 'success' : outcome.errno;
  return {
    question: `A server listens on TCP ${nameOf(first)}. Another program of the same ordinary user asks Linux for ${second.protocol} ${nameOf(second)}. What does it get?`,
    choices: choices.map(({ is, says }) => ({
      says,
      right: is === answer,
      answer: outcome.ok ? whyNotRefused(is, first, second) : rules[outcome.rule].sentence,
    })),
  };
}

/** Mostly the same port, so that the addresses decide. */
function secondOf(random: Random, first: Asked): Asked {
  const address = pick(random, addresses);
  const turn = random.below(10);
  if (turn === 0) return { protocol: 'UDP', address, port: first.port };
  if (turn === 1) return { protocol: 'TCP', address, port: first.port + 1 };
  if (turn === 2) return { protocol: 'TCP', address, port: between(random, 79, 81) };
  if (turn === 3) return { protocol: 'TCP', address: elsewhere, port: first.port };
  return { protocol: 'TCP', address, port: first.port };
}

const choices = [
  { is: 'success', says: 'The address and the port' },
  { is: 'EADDRINUSE', says: '`EADDRINUSE`: address already in use' },
  { is: 'EADDRNOTAVAIL', says: '`EADDRNOTAVAIL`: cannot assign requested address' },
  { is: 'EACCES', says: '`EACCES`: permission denied' },
] as const;

function nameOf({ address, port }: Asked): string {
  return `\`${formatEndpoint({ address, port })}\``;
}

/** What the kernel tells the second, once the first listens. */
export function bindAfter(first: Asked, second: Asked): Result<0> {
  const host = createHost(createNetwork({ seed: 1 }), laptop.host);
  bind(host, first, true);
  return bind(host, second, false);
}

function bind(host: Host, { protocol, address, port }: Asked, listens: boolean): Result<0> {
  const process = createProcess(host, { uid: 1000, argv: ['server'] });
  const local = socketAddress(address, port);
  const type = protocol === 'TCP' ? 'SOCK_STREAM' : 'SOCK_DGRAM';
  const socket = systemCall(host, process, { name: 'socket', domain: local.family, type });
  if (!socket.ok) return socket;
  const bound = systemCall(host, process, { name: 'bind', fd: socket.value, address: local });
  if (listens && bound.ok) systemCall(host, process, { name: 'listen', fd: socket.value, backlog: 5 });
  return bound;
}

function whyNotRefused(choice: (typeof choices)[number]['is'], first: Asked, second: Asked): string {
  switch (choice) {
    case 'success':
    case 'EADDRINUSE':
      if (first.protocol !== second.protocol)
        return 'TCP and UDP count their ports apart, so nothing is in the way.';
      if (first.port !== second.port)
        return `Port ${second.port} is free; the first holds port ${first.port}.`;
      return `\`${first.address}\` and \`${second.address}\` do not overlap, so both have the port.`;
    case 'EADDRNOTAVAIL':
      return `\`${second.address}\` is an address of this host, or stands for all of them.`;
    case 'EACCES':
      return `${second.port} is not below 1024, so no right is needed.`;
  }
}

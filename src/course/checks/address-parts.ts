/** Which part of this address is the port, the host, the scheme? */
import type { Random } from '../../simulator/random.ts';
import { between, type MadeQuestion, pick } from './made-question.ts';

const hosts = ['127.0.0.1', 'localhost', '[::1]', '192.168.1.20', '127.0.0.2'] as const;
const parts = ['scheme', 'host', 'port', 'path'] as const;
type Part = (typeof parts)[number];

const meaning: Readonly<Record<Part, string>> = {
  scheme: 'the scheme: how to speak, and so which protocol',
  host: 'the host: which machine to ask',
  port: 'the port: which listener on that machine',
  path: 'the path: what to ask that listener for',
};

export function makeAddressParts(random: Random): MadeQuestion {
  const host = pick(random, hosts);
  const text: Readonly<Record<Part, string>> = {
    scheme: pick(random, ['http', 'https']),
    host,
    port: String(pick(random, [3000, 5173, 8080, 62893, between(random, 1024, 65535)])),
    path: pick(random, ['/', '/index.html', '/8080/', '/v1/users']),
  };
  const asked = pick(random, ['host', 'port', 'port', 'scheme', 'path']);
  const address = `${text.scheme}://${text.host}:${text.port}${text.path}`;
  return {
    question: `\`${address}\`: which part is the ${asked}?`,
    choices: parts.map((part) => ({
      says: `\`${text[part]}\``,
      right: part === asked,
      answer: `That is ${meaning[part]}.`,
    })),
  };
}

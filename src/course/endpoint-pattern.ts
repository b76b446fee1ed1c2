/** Which addresses and ports a step means: `127.0.0.1:62893`, `[::1]:80`, `*:62893`, `0.0.0.0:32768-60999`. */
import { parseAddress } from '../simulator/address.ts';

export interface EndpointPattern {
  /** Canonical text; undefined stands for every address. */
  readonly address: string | undefined;
  /** Both ends included. */
  readonly ports: readonly [number, number];
}

const everyPort = [1, 65535] as const;

/** @returns the pattern, or undefined when the text is none. */
export function parseEndpointPattern(text: string): EndpointPattern | undefined {
  const parts = /^(\*|\[([^\]]+)\]|[\d.]+):(\*|\d{1,5}(?:-\d{1,5})?)$/.exec(text);
  if (!parts) return undefined;
  const [, left = '', inBrackets, right = ''] = parts;
  const ports = parsePorts(right);
  const address = left === '*' ? undefined : parseAddress(inBrackets ?? left);
  if (!ports || (left !== '*' && address === undefined)) return undefined;
  return { address, ports };
}

function parsePorts(text: string): readonly [number, number] | undefined {
  if (text === '*') return everyPort;
  const [low = 0, high = low] = text.split('-').map(Number);
  return low >= 1 && low <= high && high <= 65535 ? [low, high] : undefined;
}

export function matches(
  pattern: EndpointPattern,
  endpoint: { readonly address: string; readonly port: number },
): boolean {
  const [low, high] = pattern.ports;
  return (
    (pattern.address === undefined || pattern.address === endpoint.address) &&
    low <= endpoint.port &&
    endpoint.port <= high
  );
}

/** As a learner reads it: `127.0.0.1:62893`, `port 62893`, `0.0.0.0, a port from 32768 to 60999`. */
export function describeEndpoint({ address, ports: [low, high] }: EndpointPattern): string {
  const host = address?.includes(':') ? `[${address}]` : address;
  if (low === high) return host === undefined ? `port ${low}` : `${host}:${low}`;
  const range = low === 1 && high === 65535 ? 'any port' : `a port from ${low} to ${high}`;
  return host === undefined ? range : `${host}, ${range}`;
}

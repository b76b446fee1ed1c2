/**
 * A request for a path, as an event on the document carries it. It stands alone: whoever listens for one is on the page from the
 * start, and what draws the path (packet-path.view.ts) brings the network along.
 */

/** What can be sent. */
export const pathProtocols = ['tcp', 'udp', 'ping'] as const;
export type PathProtocol = (typeof pathProtocols)[number];

export function readProtocol(text: unknown): PathProtocol | undefined {
  return pathProtocols.find((one) => one === text);
}

export interface PathRequest {
  /** A host's name. */
  readonly from: string;
  readonly protocol: PathProtocol;
  /** A name or an address. */
  readonly to: string;
  /** Means nothing for ping. */
  readonly port: number;
}

/** The event on the document that asks for a path. */
export const askEvent = 'path-ask';

export function readRequest(detail: unknown): PathRequest | undefined {
  if (typeof detail !== 'object' || detail === null) return undefined;
  const { from, protocol, to, port }: Partial<Record<keyof PathRequest, unknown>> = detail;
  if (typeof from !== 'string' || typeof to !== 'string' || typeof port !== 'number') return undefined;
  const known = readProtocol(protocol);
  return known && { from, protocol: known, to, port };
}

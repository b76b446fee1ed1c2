import type { Source } from './source.ts';
import { RFC6335_RANGES } from './source.ts';

/** The three ranges of the registry. Not the same as "ephemeral" and "privileged": those are the OS's. */
export type RangeName = 'system' | 'user' | 'dynamic';

export interface PortRange {
  readonly name: RangeName;
  readonly first: number;
  readonly last: number;
  /** The names that older texts use for the same range. */
  readonly olderNames: readonly string[];
  /** How a number in it is given out. */
  readonly assigned: string;
  readonly source: Source;
}

export const LAST_PORT = 65535;

const system: PortRange = {
  name: 'system',
  first: 0,
  last: 1023,
  olderNames: ['well-known'],
  assigned: 'IANA assigns them, after IETF Review or IESG Approval',
  source: RFC6335_RANGES,
};
const user: PortRange = {
  name: 'user',
  first: 1024,
  last: 49151,
  olderNames: ['registered'],
  assigned: 'IANA assigns them on request, mostly after Expert Review',
  source: RFC6335_RANGES,
};
const dynamic: PortRange = {
  name: 'dynamic',
  first: 49152,
  last: LAST_PORT,
  olderNames: ['private', 'ephemeral'],
  assigned: 'IANA never assigns them',
  source: RFC6335_RANGES,
};

export const PORT_RANGES: readonly PortRange[] = [system, user, dynamic];

/** A port number: a whole number from 0 to 65535, the 16 bits of a TCP or UDP header's field. */
export function isPort(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= LAST_PORT;
}

/**
 * The registry's range that a port lies in (RFC 6335 §6).
 *
 * @throws RangeError for anything but a whole number from 0 to 65535: a bug of the caller
 */
export function rangeOf(port: number): PortRange {
  if (!isPort(port)) throw new RangeError(`not a port number: ${port}`);
  if (port <= system.last) return system;
  return port <= user.last ? user : dynamic;
}

import { BAD_PORTS } from './blocked-by-browsers.ts';
import { isEphemeral, type OperatingSystem } from './operating-systems.ts';
import type { Registry } from './registry.ts';

/** What lies in a range of ports, counted. */
export interface RangeSummary {
  readonly first: number;
  readonly last: number;
  readonly total: number;
  /** Undefined without a registry, as is `reserved`. */
  readonly assigned: number | undefined;
  readonly reserved: number | undefined;
  readonly refused: number;
  readonly ephemeral: number;
}

/** `assigned` has a service's name, `reserved` is held back without one. */
export type Status = 'assigned' | 'reserved' | 'unassigned';

export function statusOf(port: number, registry: Registry): Status {
  const assignments = registry.assignments(port);
  if (assignments.length === 0) return 'unassigned';
  return assignments.some(({ name }) => name !== '') ? 'assigned' : 'reserved';
}

/** Counts the ports from `first` to `last`, both included. */
export function summarise(
  first: number,
  last: number,
  system: OperatingSystem,
  registry: Registry | undefined,
): RangeSummary {
  let assigned = 0;
  let reserved = 0;
  let refused = 0;
  let ephemeral = 0;
  for (let port = first; port <= last; port += 1) {
    if (registry !== undefined) {
      const status = statusOf(port, registry);
      if (status === 'assigned') assigned += 1;
      if (status === 'reserved') reserved += 1;
    }
    if (BAD_PORTS.has(port)) refused += 1;
    if (isEphemeral(port, system)) ephemeral += 1;
  }
  return {
    first,
    last,
    total: last - first + 1,
    assigned: registry === undefined ? undefined : assigned,
    reserved: registry === undefined ? undefined : reserved,
    refused,
    ephemeral,
  };
}

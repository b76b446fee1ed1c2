/** When the page's own host takes the system that the reader chose, and what is said when it does not; no DOM here. */
import type { WorldStep } from '../../course/world.ts';
import { staysOpen } from '../../course/world.ts';
import type { OperatingSystem } from '../../ports/operating-systems.ts';
import { SYSTEM_PORTS } from '../../ports/operating-systems.ts';

/** Nothing was done on the host, and nothing was taken back: nothing is lost if it begins anew. */
export function isFresh(world: {
  readonly steps: readonly WorldStep[];
  readonly canStepForward: boolean;
}): boolean {
  return world.steps.every(staysOpen) && !world.canStepForward;
}

/** Said where the host has another system than the one it would begin with; empty when it has that. */
export function systemNote(runs: OperatingSystem, wanted: OperatingSystem): string {
  if (runs === wanted) return '';
  return `You chose ${SYSTEM_PORTS[wanted].label}. This machine still runs ${SYSTEM_PORTS[runs].label}, with what was done on it.`;
}

export function freshLabel(wanted: OperatingSystem): string {
  return `Start over on ${SYSTEM_PORTS[wanted].label}`;
}

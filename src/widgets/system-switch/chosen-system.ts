/** The system that the reader chose for the whole site. public/choices.js keeps it; a switch is a field or button of system-switch.element.ts. */
import type { OperatingSystem } from '../../ports/operating-systems.ts';

/** Sent on the document when another system is chosen, here or in another tab. */
export const SYSTEM_CHOSEN = 'system-chosen';

/** Reads a name from a field or an attribute; undefined for anything else. Every page has this, so it names them itself. */
export function toSystem(value: unknown): OperatingSystem | undefined {
  return value === 'linux' || value === 'macos' || value === 'windows' ? value : undefined;
}

/** What was chosen, on this visit or before; else the system that the reader seems to use. */
export function chosenSystem(): OperatingSystem {
  return toSystem(document.documentElement.dataset['system']) ?? 'linux';
}

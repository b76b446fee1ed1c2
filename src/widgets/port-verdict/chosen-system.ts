import { OPERATING_SYSTEMS, type OperatingSystem } from '../../ports/operating-systems.ts';

const KEY = 'homeport-system';
/** Sent on the document, with the system as its detail, when the reader chooses another. */
export const SYSTEM_CHOSEN = 'system-chosen';

let chosen: OperatingSystem | undefined;

/** Reads a name from storage or an event; undefined for anything else. */
export function toSystem(value: unknown): OperatingSystem | undefined {
  return OPERATING_SYSTEMS.find((system) => system === value);
}

function guess(): OperatingSystem {
  const { userAgent } = navigator;
  if (/Windows/.test(userAgent)) return 'windows';
  return /Macintosh|Mac OS X/.test(userAgent) ? 'macos' : 'linux';
}

/** The system that the reader chose, on this visit or before; else the one they seem to use. */
export function chosenSystem(): OperatingSystem {
  if (chosen === undefined) {
    try {
      chosen = toSystem(localStorage.getItem(KEY));
    } catch {
      // Storage is blocked: the choice lasts for the page.
    }
    chosen ??= guess();
  }
  return chosen;
}

/** Keeps the choice and tells every widget of the page. */
export function chooseSystem(system: OperatingSystem): void {
  chosen = system;
  try {
    localStorage.setItem(KEY, system);
  } catch {
    // As above.
  }
  document.dispatchEvent(new CustomEvent(SYSTEM_CHOSEN, { detail: system }));
}

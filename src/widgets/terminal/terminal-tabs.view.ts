/** The words of several terminals; no DOM here. Loaded with them, so that a page without one does not carry them. */

/** How many terminals a page opens. */
export const mostTerminals = 8;

export const fullText = `This page opens ${mostTerminals} terminals at most. Close one first.`;

/**
 * The word on a terminal's tab; the first is 1.
 *
 * @param host named where the scene has several
 */
export function tabLabel(number: number, host?: string): string {
  return host === undefined ? `Terminal ${number}` : `${number}: ${host}`;
}

export function closeLabel(number: number): string {
  return `Close terminal ${number}`;
}

/** The port of the address that this site is about. */
export const HOME_PORT = 62893;

export type PortSetting =
  | { readonly kind: 'port'; readonly port: number }
  | { readonly kind: 'problem'; readonly text: string };

/**
 * Reads the environment variable `PORT`.
 *
 * @param text its value; undefined or empty means HOME_PORT, `0` lets the system pick
 * @returns a port from 0 to 65535, or a sentence for the person who typed it
 */
export function readPortSetting(text: string | undefined): PortSetting {
  const typed = text?.trim() ?? '';
  if (typed === '') return { kind: 'port', port: HOME_PORT };
  const port = /^[0-9]{1,5}$/.test(typed) ? Number(typed) : Number.NaN;
  if (port <= 65535) return { kind: 'port', port };
  const shown = typed.length > 20 ? `${typed.slice(0, 20)}…` : typed;
  return {
    kind: 'problem',
    text: `PORT=${shown} is not a port. A port is a whole number from 1 to 65535, as in PORT=8080. PORT=0 lets the system pick one.`,
  };
}

/**
 * What the page's own host runs when it begins: the chosen system, where it can.
 *
 * @param offered the page's `data-systems`: names between spaces, the host's own first
 */
export function freshSystem(offered: string, chosen: string): string {
  const systems = offered.split(' ');
  return systems.includes(chosen) ? chosen : (systems[0] ?? '');
}

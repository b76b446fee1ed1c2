/** The colours of `ip -c` on a light background. */
const codes = { name: 36, mac: 33, up: 32, ipv4: 35, ipv6: 34 } as const;

/** @param what a kind of word, or an address, whose family decides */
export function paint(text: string, what: string, colour: boolean): string {
  if (!colour) return text;
  const kind =
    what === 'name' || what === 'mac' || what === 'up' ? what : what.includes(':') ? 'ipv6' : 'ipv4';
  return `\x1b[${codes[kind]}m${text}\x1b[0m`;
}

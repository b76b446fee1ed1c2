import type { SocketRow } from '../../../simulator/socket-list.ts';

/** What `ss -s` prints. @param others sockets that are neither TCP nor UDP, beside the one that ss itself asks through */
export function ssSummary(rows: readonly SocketRow[], others: number): string {
  const tcp = rows.filter(({ protocol }) => protocol === 'tcp');
  const udp = rows.filter(({ protocol }) => protocol === 'udp');
  const waits = tcp.filter(({ state }) => state === 'TIME-WAIT').length;
  const open = tcp.filter(({ state }) => state !== 'TIME-WAIT');
  const hashed = open.filter(({ local, state }) => local.port !== 0 && state !== 'CLOSED');
  const established = open.filter(({ state }) => state === 'ESTABLISHED' || state === 'CLOSE-WAIT').length;
  const orphans = open.filter(({ holder, waits: queued }) => !holder && !queued).length;
  // ss takes TIME-WAIT off a number that never had it, and so counts it as closed.
  const closed = open.length - (hashed.length - waits);
  const line = (name: string, of: readonly SocketRow[]): string => {
    const ipv4 = of.filter(({ family }) => family === 'AF_INET').length;
    const cells = [of.length, ipv4, of.length - ipv4].map((count) => `${String(count).padEnd(9)} `);
    return `${name}\t  ${cells.join('').slice(0, -1)}\n`;
  };
  return `Total: ${open.length + udp.length + others + 1}
TCP:   ${open.length + waits} (estab ${established}, closed ${closed}, orphaned ${orphans}, timewait ${waits})

Transport Total     IP        IPv6
${line('RAW', [])}${line('UDP', udp)}${line('TCP', hashed)}${line('INET', [...udp, ...hashed])}${line('FRAG', [])}
`;
}

/**
 * netstat of Windows (learn.microsoft.com, windows-server/administration/windows-commands/netstat): -a, -n, -o, -p.
 * Differs: without -n it shows numbers too, but for this host's own name.
 */
import type { TcpState } from '../../../simulator/socket.ts';
import type { Program } from '../../program.ts';
import { print, self } from '../../syscalls.ts';
import { type EndpointRow, listEndpoints } from '../socket-table.ts';
import { consoleProgram, fail, say } from './console-program.ts';

const usage = `
Displays protocol statistics and current TCP/IP network connections.

NETSTAT [-a] [-n] [-o] [-p proto]

  -a            Displays all connections and listening ports.
  -n            Displays addresses and port numbers in numerical form.
  -o            Displays the owning process ID associated with each connection.
  -p proto      Shows connections for the protocol specified by proto; proto
                may be any of: TCP, UDP, TCPv6, or UDPv6.

The real netstat has more switches; this host's has these.

`;

const states: Readonly<Record<TcpState, string>> = {
  CLOSED: 'CLOSED',
  LISTEN: 'LISTENING',
  'SYN-SENT': 'SYN_SENT',
  'SYN-RECEIVED': 'SYN_RECEIVED',
  ESTABLISHED: 'ESTABLISHED',
  'FIN-WAIT-1': 'FIN_WAIT_1',
  'FIN-WAIT-2': 'FIN_WAIT_2',
  'CLOSE-WAIT': 'CLOSE_WAIT',
  'LAST-ACK': 'LAST_ACK',
  'TIME-WAIT': 'TIME_WAIT',
};

const tables: readonly string[] = ['tcp', 'tcpv6', 'udp', 'udpv6'];

function tableOf({ protocol, v6 }: EndpointRow): string {
  return v6 ? `${protocol}v6` : protocol;
}

export const netstat = consoleProgram('netstat', 'list sockets: netstat -ano', function* (words) {
  const letters = words
    .filter((word) => /^[-/][a-z?]+$/i.test(word))
    .map((word) => word.slice(1).toLowerCase())
    .join('');
  const at = words.findIndex((word) => /^[-/]\w*p$/i.test(word));
  const protocol = at >= 0 ? words[at + 1]?.toLowerCase() : undefined;
  const loose = words.filter((word, index) => !/^[-/]/.test(word) && !(at >= 0 && index === at + 1));
  const known = protocol === undefined ? at < 0 : tables.includes(protocol);
  if (/[^anop]/.test(letters) || loose.length > 0 || !known)
    return yield* letters.includes('?') ? say(usage) : fail(usage);
  const rows = (yield* listEndpoints())
    .filter((row) => letters.includes('a') || (row.protocol === 'tcp' && row.state !== 'LISTEN'))
    .filter((row) => protocol === undefined || tableOf(row) === protocol)
    .toSorted((a, b) => order(a) - order(b) || a.localPort - b.localPort);
  const own = letters.includes('n')
    ? undefined
    : ((yield* self()).environment.get('COMPUTERNAME') ?? undefined);
  yield* print(
    `\nActive Connections\n\n  Proto  Local Address          Foreign Address        State${letters.includes('o') ? '           PID' : ''}\n`,
  );
  for (const row of rows) yield* printRow(row, letters.includes('o'), own);
  return 0;
});

function order(row: EndpointRow): number {
  return tables.indexOf(tableOf(row));
}

function* printRow(row: EndpointRow, withPid: boolean, own: string | undefined): Program<void> {
  const { protocol, localAddress, localPort, remoteAddress, remotePort, state, pid } = row;
  const foreign =
    protocol === 'udp'
      ? '*:*'
      : own !== undefined && remotePort === 0
        ? `${own}:0`
        : endpoint(remoteAddress, remotePort);
  const name = protocol === 'udp' ? '' : states[state];
  const line = `  ${protocol.toUpperCase().padEnd(6)} ${endpoint(localAddress, localPort).padEnd(22)} ${foreign.padEnd(22)} ${withPid ? `${name.padEnd(15)} ${pid}` : name}`;
  yield* print(`${line.trimEnd()}\n`);
}

function endpoint(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

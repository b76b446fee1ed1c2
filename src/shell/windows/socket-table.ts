/** The sockets of a Windows host: one row for each family that a socket takes, as GetExtendedTcpTable and UdpTable give them. */

import type { TcpState } from '../../simulator/socket.ts';
import type { SocketRow } from '../../simulator/socket-list.ts';
import type { Program } from '../program.ts';
import { sockets } from '../socket-calls.ts';

export interface EndpointRow {
  readonly protocol: 'tcp' | 'udp';
  readonly v6: boolean;
  readonly localAddress: string;
  readonly localPort: number;
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly state: TcpState;
  /** 0 where no process has it any more. */
  readonly pid: number;
}

/** A dual-stack socket on `::` has a row in either table. */
export function* listEndpoints(): Program<readonly EndpointRow[]> {
  return (yield* sockets())
    .filter(({ waits, protocol, state }) => !waits && (protocol === 'udp' || state !== 'CLOSED'))
    .flatMap(rowsOf);
}

function rowsOf(socket: SocketRow): readonly EndpointRow[] {
  const { local, peer, protocol, state, holder, v6only } = socket;
  const mapped = local.address.startsWith('::ffff:');
  const row = (v6: boolean, address: string): EndpointRow => ({
    protocol,
    v6,
    localAddress: address.replace('::ffff:', ''),
    localPort: local.port,
    remoteAddress: (peer?.address ?? (v6 ? '::' : '0.0.0.0')).replace('::ffff:', ''),
    remotePort: peer?.port ?? 0,
    state,
    pid: holder?.pid ?? 0,
  });
  const v6 = local.address.includes(':') && !mapped;
  const both = local.address === '::' && !v6only && !peer;
  return both ? [row(true, '::'), row(false, '0.0.0.0')] : [row(v6, local.address)];
}

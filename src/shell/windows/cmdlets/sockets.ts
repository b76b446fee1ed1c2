/** Get-NetTCPConnection and Get-NetUDPEndpoint: learn.microsoft.com, module NetTCPIP. */

import { isLoopback } from '../../../simulator/address.ts';
import type { TcpState } from '../../../simulator/socket.ts';
import type { Cmdlet, CmdletCall } from '../language/cmdlet.ts';
import { isLike, numberOf, object, propertyOf, textOf, type Value } from '../language/values.ts';
import { type EndpointRow, listEndpoints } from '../socket-table.ts';

/** The names of MSFT_NetTCPConnection and their numbers. */
const states: Readonly<Record<TcpState, readonly [string, number]>> = {
  CLOSED: ['Closed', 1],
  LISTEN: ['Listen', 2],
  'SYN-SENT': ['SynSent', 3],
  'SYN-RECEIVED': ['SynReceived', 4],
  ESTABLISHED: ['Established', 5],
  'FIN-WAIT-1': ['FinWait1', 6],
  'FIN-WAIT-2': ['FinWait2', 7],
  'CLOSE-WAIT': ['CloseWait', 8],
  'LAST-ACK': ['LastAck', 10],
  'TIME-WAIT': ['TimeWait', 11],
};

/** IPv6 rows first, as the cmdlets give them. */
function* rows(protocol: 'tcp' | 'udp') {
  const all = (yield* listEndpoints()).filter((row) => row.protocol === protocol);
  return [...all.filter(({ v6 }) => v6), ...all.filter(({ v6 }) => !v6)];
}

function fits(call: CmdletCall, one: Value, names: readonly string[]): boolean {
  return names.every((name) => {
    if (!call.has(name)) return true;
    const found = propertyOf(one, name);
    return call
      .list(name)
      .some((wanted) =>
        typeof found === 'number' ? found === numberOf(wanted) : isLike(textOf(found), textOf(wanted)),
      );
  });
}

/** What the query was, as the cmdlet words it when nothing fits. */
function notFound(call: CmdletCall, type: string, names: readonly string[]): string {
  const used = names.filter((name) => call.has(name));
  const [only] = used;
  if (used.length === 1 && only !== undefined && only !== 'State') {
    return `No ${type} objects found with property '${only}' equal to '${textOf(call.value(only))}'.  Verify the value of the property and retry.`;
  }
  const numbers = new Map(Object.values(states).map(([name, number]) => [name.toLowerCase(), number]));
  const conditions = used.map((name) => {
    const parts = call.list(name).map((value) => {
      const text = textOf(value);
      const number = name === 'State' ? numbers.get(text.toLowerCase()) : numberOf(value);
      return `(${name} = ${number === undefined || Number.isNaN(number) ? `'${text}'` : number})`;
    });
    return `(${parts.join(' OR ')})`;
  });
  return `No matching ${type} objects found by CIM query for instances of the ROOT/StandardCimv2/${type} class on the  CIM server: SELECT * FROM ${type}  WHERE ${conditions.join(' AND ')}. Verify query parameters and retry.`;
}

function connection(row: EndpointRow): Value {
  const [state] = states[row.state];
  // Which setting a connection has is documented only as its kinds; loopback and listeners show none here.
  const internet = row.remotePort > 0 && !isLoopback(row.localAddress);
  return object('NetTCPConnection', {
    LocalAddress: row.localAddress,
    LocalPort: row.localPort,
    RemoteAddress: row.remoteAddress,
    RemotePort: row.remotePort,
    State: state,
    AppliedSetting: internet || (row.remotePort > 0 && state === 'Established') ? 'Internet' : '',
    OwningProcess: row.pid,
  });
}

const filters = [
  'LocalAddress',
  'LocalPort',
  'RemoteAddress',
  'RemotePort',
  'State',
  'OwningProcess',
  'AppliedSetting',
];

const getConnection: Cmdlet = {
  name: 'Get-NetTCPConnection',
  summary: 'list TCP connections and listeners: Get-NetTCPConnection -LocalPort 62893',
  parameters: [
    { name: 'LocalAddress', position: 0, aliases: ['IPAddress'] },
    { name: 'LocalPort', position: 1 },
    { name: 'RemoteAddress' },
    { name: 'RemotePort' },
    { name: 'State', values: Object.values(states).map(([name]) => name) },
    { name: 'OwningProcess' },
    { name: 'AppliedSetting' },
  ],
  absent: 'CreationTime OffloadState CimSession ThrottleLimit AsJob',
  *run(call) {
    const found = (yield* rows('tcp')).map(connection).filter((one) => fits(call, one, filters));
    if (found.length === 0 && filters.some((name) => call.has(name)))
      yield* call.complain(notFound(call, 'MSFT_NetTCPConnection', filters));
    return found;
  },
};

const udpFilters = ['LocalAddress', 'LocalPort', 'OwningProcess'];

const getEndpoint: Cmdlet = {
  name: 'Get-NetUDPEndpoint',
  summary: 'list UDP endpoints: Get-NetUDPEndpoint -LocalPort 5353',
  parameters: [
    { name: 'LocalAddress', position: 0 },
    { name: 'LocalPort', position: 1 },
    { name: 'OwningProcess' },
  ],
  absent: 'CreationTime CimSession ThrottleLimit AsJob',
  *run(call) {
    const found = (yield* rows('udp'))
      .map((row) =>
        object('NetUDPEndpoint', {
          LocalAddress: row.localAddress,
          LocalPort: row.localPort,
          OwningProcess: row.pid,
        }),
      )
      .filter((one) => fits(call, one, udpFilters));
    if (found.length === 0 && udpFilters.some((name) => call.has(name)))
      yield* call.complain(notFound(call, 'MSFT_NetUDPEndpoint', udpFilters));
    return found;
  },
};

export const socketCmdlets: readonly Cmdlet[] = [getConnection, getEndpoint];

/** What stands before the random calls of a program. */
import type { Family } from '../../../src/simulator/address.ts';
import type { Call, CallLine } from '../../../src/simulator/notation/case.ts';
import type { SocketType } from '../../../src/simulator/system-call.ts';

/** How long a connect of a program waits: long enough for loopback, short enough for thousands of programs. */
export const connectWait = 30;

export interface Made {
  readonly name: string;
  readonly domain: Family;
}

export const socketNames = 'abcdefghijklmnopqrstuvwxyz';
/** What a program has before its random calls: states that chance alone would seldom reach. */
export type Beginning =
  | 'nothing'
  | 'connection'
  | 'IPv6 connection'
  | 'mapped connection'
  | 'UDP pair'
  | 'SO_REUSEPORT'
  | 'SO_REUSEADDR';

export function beginWith(beginning: Beginning): { sockets: Made[]; calls: CallLine[] } {
  const sockets: Made[] = [];
  const calls: CallLine[] = [];
  const add = (call: Call, domain?: Family): string => {
    const name = socketNames[sockets.length] ?? 'z';
    const makes = domain === undefined ? undefined : name;
    if (domain !== undefined) sockets.push({ name, domain });
    calls.push({ makes, uid: undefined, call, expected: [], comments: [], note: undefined });
    return name;
  };
  const open = (domain: Family, type: SocketType): string => add({ name: 'socket', domain, type }, domain);
  const connection = (listens: Family, at: string, connects: Family, to: string): void => {
    const server = open(listens, 'SOCK_STREAM');
    add({ name: 'bind', socket: server, address: { address: at, port: 8080 } });
    add({ name: 'listen', socket: server, backlog: 5 });
    const client = open(connects, 'SOCK_STREAM');
    const address = { address: to, port: 8080 };
    add({ name: 'connect', socket: client, address, wait: connectWait });
    add({ name: 'accept', socket: server }, listens);
  };
  switch (beginning) {
    case 'nothing':
      break;
    case 'connection':
      connection('AF_INET', '127.0.0.1', 'AF_INET', '127.0.0.1');
      break;
    case 'IPv6 connection':
      connection('AF_INET6', '::1', 'AF_INET6', '::1');
      break;
    case 'mapped connection':
      connection('AF_INET6', '::', 'AF_INET', '127.0.0.1');
      break;
    case 'UDP pair':
      for (const port of [8080, 8081]) {
        const socket = open('AF_INET', 'SOCK_DGRAM');
        add({ name: 'bind', socket, address: { address: '127.0.0.1', port } });
      }
      break;
    case 'SO_REUSEPORT':
    case 'SO_REUSEADDR':
      for (const domain of ['AF_INET', 'AF_INET', 'AF_INET6'] as const) {
        const socket = open(domain, 'SOCK_STREAM');
        add({ name: 'setsockopt', socket, option: beginning, value: 1 });
      }
      break;
  }
  return { sockets, calls };
}

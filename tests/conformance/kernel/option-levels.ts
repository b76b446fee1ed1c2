/** Where each socket option lives, with Linux's numbers. */
import type { ReadableName } from '../../../src/simulator/notation/option-names.ts';

const SOL_IP = 0;
const SOL_SOCKET = 1;
const SOL_TCP = 6;
const SOL_IPV6 = 41;

export const optionNumbers: Readonly<
  Record<ReadableName | 'TCP_INFO', readonly [level: number, name: number]>
> = {
  SO_REUSEADDR: [SOL_SOCKET, 2],
  SO_ERROR: [SOL_SOCKET, 4],
  SO_BROADCAST: [SOL_SOCKET, 6],
  SO_LINGER: [SOL_SOCKET, 13],
  SO_REUSEPORT: [SOL_SOCKET, 15],
  SO_ACCEPTCONN: [SOL_SOCKET, 30],
  IP_FREEBIND: [SOL_IP, 15],
  IP_BIND_ADDRESS_NO_PORT: [SOL_IP, 24],
  IP_LOCAL_PORT_RANGE: [SOL_IP, 51],
  TCP_LINGER2: [SOL_TCP, 8],
  TCP_INFO: [SOL_TCP, 11],
  IPV6_V6ONLY: [SOL_IPV6, 26],
};

/** The state of a TCP socket, as TCP_INFO tells it. */
import type { Outcome, StateName } from '../../../src/simulator/notation/case.ts';
import { lastErrno, libcGetsockopt } from './libc.ts';
import { lengthOf } from './netlink.ts';
import { optionNumbers } from './option-levels.ts';

/** enum in include/net/tcp_states.h, by number. */
const states: readonly (StateName | undefined)[] = [
  undefined,
  'ESTABLISHED',
  'SYN-SENT',
  'SYN-RECEIVED',
  'FIN-WAIT-1',
  'FIN-WAIT-2',
  'TIME-WAIT',
  'CLOSED',
  'CLOSE-WAIT',
  'LAST-ACK',
  'LISTEN',
  'CLOSING',
];
/** Those that end by themselves, as soon as a packet has arrived. */
export const passingStates: readonly StateName[] = ['SYN-RECEIVED', 'FIN-WAIT-1', 'LAST-ACK', 'CLOSING'];

export function readState(fd: number): Outcome {
  const [level, name] = optionNumbers.TCP_INFO;
  const information = Buffer.alloc(8);
  if (libcGetsockopt(fd, level, name, information, lengthOf(8)) < 0) {
    return { kind: 'errno', errno: lastErrno() };
  }
  const state = states[information[0] ?? 0];
  if (!state) throw new Error(`TCP_INFO gave state ${information[0]}`);
  return { kind: 'state', state };
}

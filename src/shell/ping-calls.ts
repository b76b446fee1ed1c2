/** The calls of a program that pings, beside socket-calls.ts. */
import type { Family } from '../simulator/address.ts';
import {
  type EchoAnswer,
  type EchoRequest,
  openPingSocket as open,
  sendEcho as send,
  takeEchoAnswer,
} from '../simulator/ping-socket.ts';
import type { Result } from '../simulator/system-call.ts';
import { askUntil, type OrTimeout } from './ask-until.ts';
import { ask, blocked, type Program } from './program.ts';

export function* openPingSocket(family: Family, type: 'SOCK_DGRAM' | 'SOCK_RAW'): Program<Result<number>> {
  return yield* ask('socket', ({ around, process }) => open(around.host, process, family, type));
}

export function* sendEcho(fd: number, address: string, request: EchoRequest): Program<Result<number>> {
  return yield* ask('sendto', ({ around, process }) => send(around.host, process, fd, address, request));
}

/** Waits for the next answer, to a time of the network. */
export function* recvEcho(fd: number, deadline: number): Program<OrTimeout<Result<EchoAnswer>>> {
  return yield* askUntil('recvmsg', deadline, ({ process }) => {
    const result = takeEchoAnswer(process, fd);
    return result.ok || result.errno !== 'EAGAIN' ? result : blocked;
  });
}

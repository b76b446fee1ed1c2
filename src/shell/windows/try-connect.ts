/** One attempt to connect, and one echo request, as Windows' own tools make them. */
import { familyOf, socketAddress } from '../../simulator/address.ts';
import type { EchoAnswer } from '../../simulator/ping-socket.ts';
import { sourceFor } from '../../simulator/route.ts';
import { openPingSocket, recvEcho, sendEcho } from '../ping-calls.ts';
import type { Program } from '../program.ts';
import { close, connect, socket } from '../socket-calls.ts';
import { closeFile, now, self } from '../syscalls.ts';

/** @param patience milliseconds: Windows sends a SYN three times and then gives up, 21 s in all */
export function* tryConnect(address: string, port: number, patience = 21_000): Program<boolean> {
  const opened = yield* socket(familyOf(address), 'SOCK_STREAM');
  if (!opened.ok) return false;
  const result = yield* connect(opened.value, socketAddress(address, port), (yield* now()) + patience);
  yield* close(opened.value);
  return result !== 'timeout' && result.ok;
}

/** @returns undefined when the request could not be sent or nothing came within four seconds */
export function* tryEcho(
  address: string,
  sequence: number,
  hopLimit?: number,
): Program<EchoAnswer | undefined> {
  const { host } = (yield* self()).around;
  const source = sourceFor(host, address);
  if (!source.ok) return undefined;
  const opened = yield* openPingSocket(familyOf(address), 'SOCK_RAW');
  const fd = opened.ok ? opened.value : undefined;
  if (fd === undefined) return undefined;
  const sent = yield* sendEcho(fd, address, { sequence, size: 32, source: source.address, hopLimit });
  const answer = sent.ok ? yield* recvEcho(fd, (yield* now()) + 4000) : 'timeout';
  yield* closeFile(fd);
  return answer === 'timeout' || !answer.ok ? undefined : answer.value;
}

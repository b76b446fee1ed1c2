/** What nc does with a connection: input to the peer, the peer to the output, and when that is over. */
import { poll } from '../../poll.ts';
import type { Program } from '../../program.ts';
import { recv, send, shutdown } from '../../socket-calls.ts';
import { now, print, sleep } from '../../syscalls.ts';
import { fromBytes, toBytes } from '../../utf-8.ts';
import type { NcRequest } from './nc-arguments.ts';

const pieceSize = 16384;

/**
 * Ends when both inputs are gone, when nothing can be sent or shown any more, when a listener's peer has ended, or when
 * nothing came for the time of `-w`. A client whose server is gone stays until its own input ends: so does the real one.
 *
 * @param first a datagram that came before the socket was connected
 */
export function* readWrite(fd: number, request: NcRequest, first?: string): Program<void> {
  const { has, interval, quit, timeout, packets = Infinity } = request;
  const halfCloses = has('N') || (quit ?? -1) >= 0;
  let input = has('d') ? undefined : 0;
  let netIn = true;
  let netOut = true;
  let quitAt = Infinity;
  let received = 0;
  if (first !== undefined) {
    yield* print(fromBytes(first));
    received += 1;
  }
  while (received < packets) {
    if (!netIn && (input === undefined || !netOut || has('l'))) return;
    if (interval > 0) yield* sleep(interval);
    const idleUntil = timeout === undefined ? Infinity : (yield* now()) + timeout;
    const until = Math.min(idleUntil, quitAt);
    const event = yield* poll(
      input,
      fd,
      netIn ? 'POLLIN' : 'POLLHUP',
      until === Infinity ? undefined : until,
    );
    if (event === 'timeout' || (event.from === 'socket' && !netIn)) return;
    if (event.from === 'socket') {
      const got = yield* recv(fd, pieceSize);
      if (got === 'timeout') return;
      if (got.ok && got.value.data !== '') {
        yield* print(fromBytes(got.value.data));
        received += 1;
        continue;
      }
      netIn = false;
      if (got.ok) yield* shutdown(fd, 'SHUT_RD');
      else netOut = false;
    } else if (event.text === '') {
      input = undefined;
      if (netOut && halfCloses) yield* shutdown(fd, 'SHUT_WR');
      netOut = false;
      if (quit !== undefined && quit >= 0) quitAt = (yield* now()) + Math.max(quit * 1000, 1);
    } else if (netOut) {
      const text = has('C') ? event.text.replace(/\r?\n/g, '\r\n') : event.text;
      const sent = yield* send(fd, toBytes(text));
      if (!sent.ok) {
        netIn = false;
        netOut = false;
      }
    }
  }
}

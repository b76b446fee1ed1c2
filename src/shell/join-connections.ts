/** Two connections made one: what comes in by one goes out by the other. Every proxy and tunnel does this. */
import type { Program } from './program.ts';
import { close, recv, send, shutdown } from './socket-calls.ts';
import { startThread } from './syscalls.ts';

const pieceSize = 32768;

/** Both ways, until both are over; then both are closed. */
export function* joinConnections(one: number, other: number): Program<void> {
  let ways = 2;
  function* way(from: number, to: number): Program {
    const whole = yield* copy(from, to);
    // Each way ends for itself, but a broken one takes the other along. Descriptors stay taken until both have ended.
    if (!whole) {
      yield* shutdown(from, 'SHUT_RDWR');
      yield* shutdown(to, 'SHUT_RDWR');
    }
    ways -= 1;
    if (ways > 0) return 0;
    yield* close(one);
    yield* close(other);
    return 0;
  }
  yield* startThread(way(other, one));
  yield* way(one, other);
}

/** False when it ended with an error. */
function* copy(from: number, to: number): Program<boolean> {
  for (;;) {
    const piece = yield* recv(from, pieceSize);
    if (piece === 'timeout' || !piece.ok) return false;
    if (piece.value.data === '') {
      yield* shutdown(to, 'SHUT_WR');
      return true;
    }
    const sent = yield* send(to, piece.value.data);
    if (!sent.ok) return false;
  }
}

/**
 * A connection that a process of another host makes, for a program of this one: into a pod, into a virtual machine and out of
 * it. What really carries it there is no network but one program with a foot on either side.
 */
import { socketAddress } from '../../../simulator/address.ts';
import { strerror } from '../../../simulator/errno.ts';
import type { Bytes } from '../../../simulator/system-call.ts';
import { ask, blocked, type Program } from '../../program.ts';
import { close, connect, recv, send, shutdown, socket } from '../../socket-calls.ts';
import { startThread } from '../../syscalls.ts';
import type { Surroundings } from '../../task.ts';

/** What is on its way between the two; '' is the end. */
export interface Elsewhere {
  readonly there: Bytes[];
  readonly back: Bytes[];
  /** Undefined until it is known. */
  outcome: 'open' | { readonly refused: string } | undefined;
}

export interface Destination {
  /** Tried in this order. */
  readonly addresses: readonly string[];
  readonly port: number;
}

/** @param around where it is made; @param title what the process is called there */
export function connectElsewhere(around: Surroundings, destination: Destination, title: string): Elsewhere {
  const connection: Elsewhere = { there: [], back: [], outcome: undefined };
  const started = around.scheduler.spawn({
    around,
    uid: 0,
    argv: [title],
    program: carry(connection, destination),
    cwd: '/',
    environment: new Map(),
    streams: new Map(),
  });
  if (!started) connection.outcome = { refused: 'no process could be started' };
  return connection;
}

/** Joins it with a connection of this host, which is closed when it cannot be made. */
export function* joinElsewhere(fd: number, connection: Elsewhere): Program {
  const outcome = yield* ask('poll', () => connection.outcome ?? blocked);
  if (outcome === 'open') {
    yield* startThread(copyBack(connection, fd));
    yield* copyThere(connection, fd);
  } else yield* close(fd);
  return 0;
}

function* carry(connection: Elsewhere, destination: Destination): Program {
  const fd = yield* dialFirst(destination);
  if (typeof fd !== 'number') {
    connection.outcome = fd;
    return 1;
  }
  connection.outcome = 'open';
  // Seen from here the two ways are the other way round.
  const turned: Elsewhere = { there: connection.back, back: connection.there, outcome: 'open' };
  yield* startThread(copyBack(turned, fd));
  yield* copyThere(turned, fd);
  return 0;
}

/** From the socket; at its end the descriptor stays until nothing can come for it any more. */
function* copyThere({ there, back }: Elsewhere, fd: number): Program {
  for (;;) {
    const piece = yield* recv(fd, 32_768);
    const data = piece !== 'timeout' && piece.ok ? piece.value.data : '';
    there.push(data);
    if (data !== '') continue;
    yield* ask('poll', () => (back[0] === '' ? true : blocked));
    yield* close(fd);
    return 0;
  }
}

/** To the socket; the end is left standing, so that the other way knows of it. */
function* copyBack({ back }: Elsewhere, fd: number): Program {
  for (;;) {
    const piece = yield* ask('read', () => back[0] ?? blocked);
    if (piece === '') {
      yield* shutdown(fd, 'SHUT_WR');
      return 0;
    }
    back.shift();
    yield* send(fd, piece);
  }
}

/** All complaints when no address answers, worded as Go words them. */
function* dialFirst({ addresses, port }: Destination): Program<number | { readonly refused: string }> {
  const problems: string[] = [];
  for (const address of addresses) {
    const to = socketAddress(address, port);
    const opened = yield* socket(to.family, 'SOCK_STREAM');
    if (!opened.ok) continue;
    const reached = yield* connect(opened.value, to);
    if (reached !== 'timeout' && reached.ok) return opened.value;
    const version = address.includes(':') ? 6 : 4;
    const shown = version === 6 ? `[${address}]:${port}` : `${address}:${port}`;
    const why = reached === 'timeout' ? 'i/o timeout' : `connect: ${strerror(reached.errno).toLowerCase()}`;
    problems.push(`IPv${version}: dial tcp${version} ${shown}: ${why}`);
    yield* close(opened.value);
  }
  return { refused: problems.join(' ') };
}

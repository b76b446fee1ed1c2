/** Waiting for several things at once. */

import { askUntil, type OrTimeout } from './ask-until.ts';
import { ask, blocked, type Program } from './program.ts';
import type { Task } from './task.ts';

/** What a program that watches its input and a socket at once is told first. */
export type Readable = { readonly from: 'input'; readonly text: string } | { readonly from: 'socket' };

/**
 * poll(2) for a stream, if any, and a socket: the stream's text, or that the socket has data, an end or an error.
 * A terminal that belongs to another job is not looked at.
 *
 * @param events POLLHUP leaves out data and the peer's end
 */
export function* poll(
  input: number | undefined,
  fd: number,
  events: 'POLLIN' | 'POLLHUP',
  deadline?: number,
): Program<OrTimeout<Readable>> {
  return yield* askUntil<Readable>('poll', deadline, (task) => {
    if (isReady(task, fd, events)) return { from: 'socket' };
    const stream = input === undefined ? undefined : task.streams.get(input);
    if (!stream || (stream.terminal && stream.terminal.foreground !== task.group)) return blocked;
    const text = stream.read(task);
    return text === blocked ? blocked : { from: 'input', text };
  });
}

function isReady(task: Task, fd: number, events: 'POLLIN' | 'POLLHUP'): boolean {
  const file = task.process.files.get(fd);
  if (file?.kind === 'unix') {
    const { received, acceptQueue, error, shutRead, shutWrite } = file.socket;
    if (error || (shutRead && shutWrite)) return true;
    return events === 'POLLIN' && (received !== '' || shutRead || acceptQueue.length > 0);
  }
  if (file?.kind !== 'socket') return true;
  const { socket } = file;
  const { received, datagrams, acceptQueue, error, ended, state, protocol } = socket;
  if (error || (protocol === 'tcp' && state === 'CLOSED')) return true;
  return events === 'POLLIN' && (received !== '' || ended || datagrams.length > 0 || acceptQueue.length > 0);
}

/** poll(2) for listeners: the first at which a connection waits. */
export function* pollListeners(fds: readonly number[]): Program<number> {
  return yield* ask('poll', (task) => fds.find((fd) => isReady(task, fd, 'POLLIN')) ?? blocked);
}

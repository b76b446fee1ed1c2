/** A terminal inside a terminal: what `docker exec -it` opens in a container, and ssh on another host (pty(7)). */
import { exitStatus } from './jobs.ts';
import { ask, blocked, type Program } from './program.ts';
import { hasEnded, type Surroundings, type Task } from './task.ts';
import { createTty, type Tty } from './tty.ts';

export interface InnerTerminal {
  readonly tty: Tty;
  readonly task: Task;
}

/**
 * Opens a terminal on another machine, as large as the person's own, and starts what runs at it.
 *
 * @param onOutput gets what is to be shown, with plain line feeds
 */
export function openInnerTerminal(
  { scheduler }: Surroundings,
  { columns, rows, editing }: Pick<Tty, 'columns' | 'rows' | 'editing'>,
  onOutput: (text: string) => void,
  start: (tty: Tty) => Task | undefined,
): InnerTerminal | undefined {
  const tty = createTty({
    name: 'pts/0',
    columns,
    rows,
    onOutput: (text) => onOutput(text.replaceAll('\r\n', '\n')),
    onSignal: (group, signal) => scheduler.signalGroup(group, signal),
  });
  tty.editing = editing;
  const task = start(tty);
  if (!task) return undefined;
  tty.foreground = task.group;
  return { tty, task };
}

/** Hands on every key until what runs inside has ended. @returns its status */
export function* handOnKeys(outer: Tty, { tty, task }: InnerTerminal): Program {
  outer.raw = true;
  try {
    for (;;) {
      const key = yield* ask<string | undefined>('poll', (own) => {
        if (hasEnded(task)) return undefined;
        const text = outer.stream.read(own);
        return text === blocked ? blocked : text;
      });
      if (key === undefined) return task.status ? exitStatus(task.status) : 0;
      tty.input(key);
    }
  } finally {
    outer.raw = false;
  }
}

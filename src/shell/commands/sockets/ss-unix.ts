/** Unix-domain sockets as ss shows them: a path for the address, an inode for the port. */
import type { UnixRow } from '../../../simulator/unix-socket.ts';
import type { ParsedOptions } from '../../option-table.ts';
import type { Task } from '../../task.ts';
import { commandName } from '../processes/command-name.ts';
import { mayLookInto } from './socket-names.ts';
import { statesFor } from './ss-kinds.ts';
import type { SsCells } from './ss-table.ts';

const stateNames = { LISTEN: 'LISTEN', ESTABLISHED: 'ESTAB', CLOSED: 'UNCONN' } as const;

export function unixCells(task: Task, rows: readonly UnixRow[], parsed: ParsedOptions): readonly SsCells[] {
  const states = statesFor('unix_stream', parsed);
  return rows
    .filter(({ state }) => states.includes(state))
    .map((row) => [
      'u_str',
      stateNames[row.state],
      String(row.receiveQueue).padEnd(6),
      String(row.sendQueue).padEnd(6),
      `${row.path ?? '*'} `,
      // What waits for accept has no file yet.
      String(row.waits ? 0 : row.id),
      '* ',
      String(row.peerId ?? 0),
      parsed.has('processes') ? holderText(task, row) : '',
    ]);
}

/** Only root may look into the processes of others. */
export function holderText(task: Task, { holder }: Pick<UnixRow, 'holder'>): string {
  if (!holder || !mayLookInto(task, task.around.host.processes.get(holder.pid)?.uid)) return '';
  return ` users:(("${commandName([holder.command])}",pid=${holder.pid},fd=${holder.fd}))`;
}

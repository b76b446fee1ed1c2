/** Unix-domain sockets as netstat shows them, and the programs behind sockets. */
import type { UnixRow } from '../../../simulator/unix-socket.ts';
import type { ParsedOptions } from '../../option-table.ts';
import type { Task } from '../../task.ts';
import { mayLookInto } from './socket-names.ts';

const stateNames = { LISTEN: 'LISTENING', ESTABLISHED: 'CONNECTED', CLOSED: '' } as const;

/** The table with its header. */
export function unixLines(task: Task, rows: readonly UnixRow[], parsed: ParsedOptions): string {
  const programs = parsed.has('programs');
  const header = `Proto RefCnt Flags       Type       State         I-Node   ${programs ? 'PID/Program name     ' : ''}Path\n`;
  const lines = rows
    .filter(({ state }) => parsed.has('all') || (state === 'LISTEN') === parsed.has('listening'))
    .map((row) => {
      const listens = row.state === 'LISTEN';
      const cells = [
        'unix '.padEnd(5),
        (row.state === 'ESTABLISHED' ? '3' : '2').padEnd(6),
        (listens ? '[ ACC ]' : '[ ]').padEnd(11),
        'STREAM'.padEnd(10),
        stateNames[row.state].padEnd(13),
        String(row.waits ? 0 : row.id).padEnd(8),
        ...(programs ? [programText(task, row).padEnd(20)] : []),
        row.path ?? '',
      ];
      return `${cells.join(' ')}\n`;
    });
  return header + lines.join('');
}

/** Twenty characters, of which the last is cut off a long name. */
export function programText(task: Task, { holder }: Pick<UnixRow, 'holder'>): string {
  if (!holder || !mayLookInto(task, task.around.host.processes.get(holder.pid)?.uid)) return '-';
  return `${holder.pid}/${programName(task, holder.pid)}`.slice(0, 19);
}

/** The first word of the command line without its folders; a title with spaces as it is. */
function programName(task: Task, pid: number): string {
  const [first = ''] = task.around.host.processes.get(pid)?.argv ?? [];
  return first.includes(' ') ? first : (first.split('/').at(-1) ?? '');
}

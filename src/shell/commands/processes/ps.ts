import type { Process } from '../../../simulator/process.ts';
import type { ProgramFile } from '../../command.ts';
import type { Program } from '../../program.ts';
import { complain, print, self } from '../../syscalls.ts';
import type { Task } from '../../task.ts';
import { commandName } from './command-name.ts';
import { letOthersBegin } from './let-others-begin.ts';
import { allProcesses, sessionOf } from './process-facts.ts';
import { readPsArguments } from './ps-arguments.ts';
import { columnsOf, type PsRequest, type Shown, type SortKey } from './ps-request.ts';
import { treeOrder } from './ps-tree.ts';

const help = `
Usage:
 ps [options]

 Try 'ps --help <simple|list|output|threads|misc|all>'
  or 'ps --help <s|l|o|t|m|a>'
 for additional help text.

For more details see ps(1).
`;

const notHere = `
Here: -A -e -a -d -p -u -U -C -t --ppid -N, -f -F -j -l -y -o, -H --forest --sort --no-headers -w, and in BSD's way
a x u l j f h w p U t o k. Processor time and memory are not measured on this host.
`;

/** ps(1) of procps 4.0. */
export const ps: ProgramFile = {
  name: 'ps',
  summary: 'list processes: ps, ps -ef, ps aux',
  options: {
    options: [
      { short: 'e', help: 'all processes (also -A)' },
      { short: 'f', help: 'full format: user, parent, start, whole command' },
      { short: 'p', long: 'pid', argument: 'PIDS', help: 'only these processes' },
      { short: 'u', long: 'user', argument: 'USERS', help: 'only of these users' },
      { short: 'C', argument: 'NAMES', help: 'only these commands' },
      {
        short: 'o',
        long: 'format',
        argument: 'COLUMNS',
        help: 'these columns: pid,ppid,user,stat,comm,args',
      },
      { long: 'ppid', argument: 'PIDS', help: 'only children of these' },
      { long: 'sort', argument: 'COLUMNS', help: 'sorted by these, - before a name for downwards' },
      { long: 'forest', help: 'as a tree' },
      { long: 'no-headers', help: 'without the header' },
    ],
  },
  *run([, ...args]) {
    const task = yield* self();
    const request = readPsArguments(task, args);
    if (typeof request === 'string') {
      yield* complain(`error: ${request}\n${help}`);
      return 1;
    }
    if (request.answer) {
      yield* print(request.answer === 'help' ? help + notHere : 'ps from procps-ng 4.0.2\n');
      return 0;
    }
    yield* letOthersBegin();
    return yield* list(task, request);
  },
};

function* list(task: Task, request: PsRequest): Program {
  const chosen = allProcesses(task).filter((process) => isChosen(task, request, process) !== request.negated);
  const sorted = request.sort.length > 0 ? [...chosen].sort(comparison(task, request.sort)) : chosen;
  const rows =
    request.tree === 'none'
      ? sorted.map((process) => ({ process, before: '' }))
      : treeOrder(sorted, request.tree);
  const shown = columnsOf(request);
  const width = widthOf(task, request, shown);
  const header = request.header && shown.some((column) => column.header !== '');
  const lines = [
    ...(header ? [lineOf(shown, (column) => column.header)] : []),
    ...rows.map(({ process, before }) =>
      lineOf(shown, ({ column, width: room }) => {
        const text = column.text(task, process);
        if (column !== shown.at(-1)?.column && column.command) return (before + text).slice(0, room);
        return column.command ? before + text : shortened(text, room, column.right);
      }),
    ),
  ];
  yield* print(lines.map((text) => `${text.slice(0, width)}\n`).join(''));
  return chosen.length === 0 ? 1 : 0;
}

function isChosen(task: Task, request: PsRequest, process: Process): boolean {
  const { pid, ppid, uid, terminal } = process;
  const { pids, ppids, uids, commands, terminals } = request;
  if (pids.has(pid) || ppids.has(ppid) || uids.has(uid) || commands.has(commandName(process.argv)))
    return true;
  if (terminal !== undefined && terminals.has(terminal)) return true;
  const leads = sessionOf(task, process) === pid;
  switch (request.all) {
    case 'every':
      return true;
    case 'withTerminal':
      return terminal !== undefined && !leads;
    case 'notLeaders':
      return !leads;
    case undefined:
      break;
  }
  if (request.bsdAll || request.bsdWithoutTerminal) {
    return (
      (request.bsdAll || uid === task.process.uid) && (request.bsdWithoutTerminal || terminal !== undefined)
    );
  }
  return !request.listed && uid === task.process.uid && terminal === task.tty?.name;
}

function comparison(task: Task, keys: readonly SortKey[]): (a: Process, b: Process) => number {
  return (a, b) => {
    for (const { column, down } of keys) {
      const [one, other] = [a, b].map(
        (process) => column.value?.(task, process) ?? column.text(task, process),
      );
      if (one === other || one === undefined || other === undefined) continue;
      return (one < other ? -1 : 1) * (down ? -1 : 1);
    }
    return a.pid - b.pid;
  };
}

/** The last column takes the room that it needs; a header that is too long takes it from the next column. */
function lineOf(shown: readonly Shown[], cell: (shown: Shown) => string): string {
  let over = 0;
  return shown
    .map((each, index) => {
      const text = cell(each);
      const room = Math.max(0, each.width - over);
      over = Math.max(0, text.length - room);
      if (each.column.right) return text.padStart(room);
      return index === shown.length - 1 ? text : text.padEnd(room);
    })
    .join(' ');
}

/** A name that does not fit ends in a plus. */
function shortened(text: string, width: number, right: boolean): string {
  return right || text.length <= width ? text : `${text.slice(0, width - 1)}+`;
}

/** As many whole lines of the terminal as the columns need; of a command in the last one three letters are enough. */
function widthOf(task: Task, { wide }: PsRequest, shown: readonly Shown[]): number {
  const columns = task.streams.get(1)?.terminal?.columns;
  if (columns === undefined || wide > 1) return Number.POSITIVE_INFINITY;
  const screen = wide === 1 ? Math.max(132, columns) : columns;
  const last = shown.at(-1);
  const widths = shown.map((each) => (each === last && each.column.command ? 3 : each.width));
  const total = widths.reduce((sum, width) => sum + width + 1, -1);
  return Math.max(1, Math.ceil(total / screen)) * screen;
}

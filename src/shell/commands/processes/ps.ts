import type { Process } from '../../../simulator/process.ts';
import { clockTime, toCivil } from '../../civil-time.ts';
import type { ProgramFile } from '../../command.ts';
import type { OptionTable } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import { complain, print, self } from '../../syscalls.ts';
import type { Task } from '../../task.ts';

const options: OptionTable = {
  options: [
    { short: 'e', help: 'all processes (also -A)' },
    { short: 'f', help: 'full format: user, parent, start, whole command' },
    { short: 'p', argument: 'PID', help: 'only these processes' },
  ],
  absent: 'acCdFgGHjklLmMnNoOqsStTuUvVwxXyZ',
};

const help = `
Usage:
 ps [options]

 Try 'ps --help <simple|list|output|threads|misc|all>'
  or 'ps --help <s|l|o|t|m|a>'
 for additional help text.

For more details see ps(1).
`;

interface Request {
  all: boolean;
  full: boolean;
  /** BSD's `aux`: the format with a user and percentages. */
  user: boolean;
  pids: number[] | undefined;
}

/** ps(1) of procps 4: `ps`, `ps -e`, `ps -f`, `ps -p PID`, `ps aux`. */
export const ps: ProgramFile = {
  name: 'ps',
  summary: 'list processes: ps, ps -ef, ps aux',
  options,
  *run([, ...args]) {
    const request: Request = { all: false, full: false, user: false, pids: undefined };
    const rest = [...args];
    for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
      const error = readWord(request, word, rest);
      if (error === 'help') {
        yield* print(
          `${help.replace('\nFor more', `\nHere: ps, ps -e, ps -f, ps -ef, ps -p PID, ps aux.\n\nFor more`)}`,
        );
        return 0;
      }
      if (error !== undefined) {
        yield* complain(`error: ${error}\n${help}`);
        return 1;
      }
    }
    return yield* list(request);
  },
};

function readWord(request: Request, word: string, rest: string[]): string | undefined {
  if (word === '--help') return 'help';
  if (word.startsWith('--')) return 'unknown gnu long option';
  if (/^\d+(,\d+)*$/.test(word)) return addPids(request, word);
  if (!word.startsWith('-')) {
    for (const letter of word) {
      if (letter === 'u') request.user = true;
      else if (letter === 'a' || letter === 'x') request.all = true;
      else if (letter !== 'w') return 'unsupported option (BSD syntax)';
    }
    return undefined;
  }
  const letters = [...word.slice(1)];
  for (let letter = letters.shift(); letter !== undefined; letter = letters.shift()) {
    if (letter === 'e' || letter === 'A') request.all = true;
    else if (letter === 'f') request.full = true;
    else if (letter === 'p') {
      const list = letters.length > 0 ? letters.splice(0).join('') : rest.shift();
      if (list === undefined) return 'list of process IDs must follow -p';
      const error = addPids(request, list);
      if (error) return error;
    } else if (options.absent?.includes(letter))
      return `-${letter} is a real option that this host does not have yet`;
    else return 'unsupported SysV option';
  }
  return undefined;
}

function addPids(request: Request, list: string): string | undefined {
  const parts = list.split(/[\s,]+/);
  if (!parts.every((part) => /^\d+$/.test(part))) return 'process ID list syntax error';
  request.pids = [...(request.pids ?? []), ...parts.map(Number)];
  return undefined;
}

function* list({ all, full, user, pids }: Request): Program {
  const task = yield* self();
  const { host } = task.around;
  const chosen = [...host.processes.values()]
    .filter(
      (process) =>
        (all && !pids) ||
        (pids
          ? pids.includes(process.pid)
          : process.uid === task.process.uid && process.terminal === task.tty?.name),
    )
    .sort((a, b) => a.pid - b.pid);
  const header = user
    ? 'USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND'
    : full
      ? 'UID          PID    PPID  C STIME TTY          TIME CMD'
      : '    PID TTY          TIME CMD';
  const line = user ? userLine : full ? fullLine : shortLine;
  const width = task.streams.get(1)?.terminal?.columns;
  const lines = [header, ...chosen.map((process) => line(task, process))];
  yield* print(lines.map((text) => `${width === undefined ? text : text.slice(0, width)}\n`).join(''));
  return chosen.length === 0 ? 1 : 0;
}

function commandName({ argv }: Process): string {
  return (argv[0]?.split('/').at(-1) ?? '').slice(0, 15);
}

function shortLine(_task: Task, process: Process): string {
  return `${String(process.pid).padStart(7)} ${(process.terminal ?? '?').padEnd(8)} 00:00:00 ${commandName(process)}`;
}

function fullLine(task: Task, process: Process): string {
  const pids = `${String(process.pid).padStart(7)} ${String(process.ppid).padStart(7)}`;
  const start = startTime(task, process);
  const terminal = (process.terminal ?? '?').padEnd(8);
  return `${userName(task, process).padEnd(8)} ${pids}  0 ${start} ${terminal} 00:00:00 ${process.argv.join(' ')}`;
}

/** Kilobytes that such a program takes on Debian 12: address space and what is in memory. */
const memory: Readonly<Record<string, readonly [number, number]>> = {
  bash: [7196, 3980],
  curl: [23176, 9984],
  node: [1073236, 47312],
  ps: [11084, 4452],
  python: [25680, 18700],
  python3: [25680, 18700],
};

function userLine(task: Task, process: Process): string {
  const [size, resident] = memory[commandName(process)] ?? [5484, 1880];
  const start = `${userName(task, process).padEnd(8)} ${String(process.pid).padStart(7)}  0.0  0.0`;
  const sizes = `${String(size).padStart(6)} ${String(resident).padStart(5)}`;
  const state = `${(process.terminal ?? '?').padEnd(8)} ${stateOf(task, process).padEnd(4)}`;
  return `${start} ${sizes} ${state} ${startTime(task, process)}   0:00 ${process.argv.join(' ')}`;
}

function userName(task: Task, { uid }: Process): string {
  return task.around.host.users.find((user) => user.uid === uid)?.name ?? String(uid);
}

function startTime(task: Task, { startedAt }: Process): string {
  return clockTime(toCivil(task.around.epoch + startedAt));
}

/** T stopped, R running (ps itself), S asleep; s leads a session, + is in the foreground. */
function stateOf(task: Task, process: Process): string {
  const other = task.around.scheduler.tasks.get(process.pid);
  if (!other) return 'S';
  const letter = other.status?.kind === 'stopped' ? 'T' : other === task ? 'R' : 'S';
  const leads = other.parent === undefined ? 's' : '';
  const threads = other.threads.length > 1 ? 'l' : '';
  return letter + leads + threads + (other.tty?.foreground === other.group ? '+' : '');
}

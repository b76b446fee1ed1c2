/** ps(1) of macOS: `ps`, `ps aux`, `ps -ef`, and columns of one's own with -o. Nothing here uses processor time. */
import type { Process } from '../../../simulator/process.ts';
import { clockTime, toCivil } from '../../civil-time.ts';
import type { ProgramFile } from '../../command.ts';
import { letOthersBegin } from '../../commands/processes/let-others-begin.ts';
import {
  allProcesses,
  groupOf,
  startedAt,
  stateText,
  userNameOf,
} from '../../commands/processes/process-facts.ts';
import { complain, print, self } from '../../syscalls.ts';
import type { Task } from '../../task.ts';
import { commandLine, executableOf, terminalName } from './mac-process.ts';

interface Column {
  readonly header: string;
  readonly width: number;
  readonly right: boolean;
  text(asker: Task, process: Process): string;
}

type Text = Column['text'];
const left = (header: string, width: number, text: Text): Column => ({ header, width, right: false, text });
const right = (header: string, width: number, text: Text): Column => ({ header, width, right: true, text });

const user: Text = (asker, { uid }) => userNameOf(asker, uid);
const line: Text = (_asker, process) => {
  const [first = '', ...rest] = commandLine(process).split(' ');
  return [first, ...rest].join(' ');
};
const zero: Text = () => '0:00.00';
/** `??` where there is no terminal; the short form leaves out `tty`. */
const long: Text = (_asker, { terminal }) => (terminal === undefined ? '??' : terminalName(terminal));
const short: Text = (_asker, { terminal }) =>
  terminal === undefined ? '??' : terminalName(terminal).slice(3);
/** `9:41AM` */
const clock: Text = (asker, process) => {
  const [hours = '0', minutes = '00'] = clockTime(toCivil(startedAt(asker, process))).split(':');
  return `${Number(hours) % 12 || 12}:${minutes}${Number(hours) < 12 ? 'AM' : 'PM'}`;
};

const columns: Readonly<Record<string, Column>> = {
  pid: right('PID', 5, (_asker, { pid }) => String(pid)),
  ppid: right('PPID', 5, (_asker, { ppid }) => String(ppid)),
  pgid: right('PGID', 5, (asker, process) => String(groupOf(asker, process))),
  uid: right('UID', 5, (_asker, { uid }) => String(uid)),
  user: left('USER', 16, user),
  '%cpu': right('%CPU', 5, () => '0.0'),
  '%mem': right('%MEM', 4, () => '0.0'),
  vsz: right('VSZ', 8, () => '410059136'),
  rss: right('RSS', 6, () => '5632'),
  tt: left('  TT', 5, (asker, process) => short(asker, process).padStart(4)),
  tty: left('TTY', 8, long),
  stat: left('STAT', 4, (asker, process) => stateText(asker, process).replace('l', '')),
  started: right('STARTED', 7, clock),
  stime: left('STIME', 7, clock),
  time: right('TIME', 9, zero),
  c: right('C', 3, () => '0'),
  comm: left('COMM', 16, (_asker, { argv }) => shellOr(argv, executableOf(argv))),
  command: left('COMMAND', 16, line),
  args: left('ARGS', 16, line),
  cmd: left('CMD', 16, line),
  ucomm: left('UCOMM', 16, (_asker, { argv }) => executableOf(argv).split('/').at(-1) ?? ''),
};

/** A login shell shows its name as it was called. */
function shellOr([first = '']: readonly string[], path: string): string {
  return first.startsWith('-') ? first : path;
}

const sameAs: Readonly<Record<string, string>> = {
  pcpu: '%cpu',
  pmem: '%mem',
  state: 'stat',
  vsize: 'vsz',
  start: 'started',
};

export const ps: ProgramFile = {
  name: 'ps',
  summary: 'list processes: ps aux, ps -p 4321 -o comm=',
  options: {
    options: [
      { short: 'A', help: 'every process' },
      { short: 'a', help: 'of other users too' },
      { short: 'u', help: 'with users and sizes' },
      { short: 'x', help: 'without a terminal too' },
      { short: 'e', help: 'every process' },
      { short: 'f', help: 'with parents and start times' },
      { short: 'p', argument: 'PID', help: 'these processes' },
      { short: 'o', argument: 'COLUMNS', help: 'these columns; NAME= leaves the header out' },
    ],
  },
  differs: 'Sizes are the same for every process, and nothing uses processor time.',
  *run([, ...args]) {
    const request = readArguments(args);
    if (typeof request === 'string') {
      yield* complain(`${request}\n`);
      return 1;
    }
    yield* letOthersBegin();
    const task = yield* self();
    const { letters, pids } = request;
    const every = letters.has('A') || letters.has('e') || (letters.has('a') && letters.has('x'));
    const chosen = allProcesses(task).filter(({ pid, uid, terminal }) => {
      if (pids.length > 0) return pids.includes(pid);
      if (every) return true;
      if (letters.has('a')) return terminal !== undefined;
      return uid === task.process.uid && (letters.has('x') || terminal !== undefined);
    });
    const shown = columnsOf(request);
    const head = shown.every(({ header }) => header === '') ? [] : [textOf(shown, ({ header }) => header)];
    const lines = chosen.map((process) => textOf(shown, ({ column }) => column.text(task, process)));
    const width = letters.has('w')
      ? Number.POSITIVE_INFINITY
      : (task.streams.get(1)?.terminal?.columns ?? Number.POSITIVE_INFINITY);
    yield* print([...head, ...lines].map((text) => `${text.slice(0, width).trimEnd()}\n`).join(''));
    return chosen.length === 0 ? 1 : 0;
  },
};

interface Request {
  readonly letters: Set<string>;
  readonly pids: number[];
  readonly own: { readonly name: string; readonly header: string | undefined }[];
}

function readArguments(args: readonly string[]): Request | string {
  const request: Request = { letters: new Set(), pids: [], own: [] };
  const rest = [...args];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (/^\d+(,\d+)*$/.test(word)) {
      request.pids.push(...word.split(',').map(Number));
      continue;
    }
    const given = [...word.replace(/^-/, '')];
    for (let letter = given.shift(); letter !== undefined; letter = given.shift()) {
      if (letter === 'p' || letter === 'o') {
        const value = given.splice(0).join('') || rest.shift();
        if (value === undefined) return `ps: option requires an argument -- ${letter}`;
        if (letter === 'p') request.pids.push(...value.split(/[ ,]+/).map(Number));
        else if (!readColumns(request, value))
          return `ps: ${value}: keyword not found\nps: no valid keywords; valid keywords:\n${Object.keys(columns).join(' ')}`;
      } else if ('AaefuxwjlrmcT'.includes(letter)) request.letters.add(letter);
      else return `ps: illegal option -- ${letter}\nusage: ps [-AaefuxwC] [-o fmt] [-p pid]`;
    }
  }
  return request;
}

function readColumns({ own }: Request, value: string): boolean {
  const cut = value.indexOf('=');
  const names = (cut < 0 ? value : value.slice(0, cut)).split(/[ ,]+/);
  for (const [index, name] of names.entries()) {
    const known = sameAs[name] ?? name;
    if (!Object.hasOwn(columns, known)) return false;
    const last = index === names.length - 1;
    own.push({ name: known, header: cut >= 0 && last ? value.slice(cut + 1) : undefined });
  }
  return true;
}

interface Shown {
  readonly column: Column;
  readonly header: string;
}

const formats = {
  plain: 'pid tty time cmd',
  users: 'user pid %cpu %mem vsz rss tt stat started time command',
  full: 'uid pid ppid c stime tty time cmd',
} as const;

function columnsOf({ letters, own }: Request): readonly Shown[] {
  const format = formats[letters.has('u') ? 'users' : letters.has('f') ? 'full' : 'plain'];
  const chosen = own.length > 0 ? own : format.split(' ').map((name) => ({ name, header: undefined }));
  return chosen.flatMap(({ name, header }): readonly Shown[] => {
    const column = columns[name];
    return column ? [{ column, header: header ?? column.header }] : [];
  });
}

function textOf(shown: readonly Shown[], cell: (shown: Shown) => string): string {
  return shown
    .map((each, index) => {
      const text = cell(each);
      if (each.column.right) return text.padStart(each.column.width);
      return index === shown.length - 1 ? text : text.padEnd(each.column.width);
    })
    .join(' ');
}

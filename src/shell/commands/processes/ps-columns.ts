/** The columns of ps(1): name, header, width, and what stands there. */
import type { Process } from '../../../simulator/process.ts';
import { clockTime, clockTimeSeconds, toCivil, twoDigits } from '../../civil-time.ts';
import type { Task } from '../../task.ts';
import { commandName } from './command-name.ts';
import {
  groupOf,
  sessionOf,
  sizeOf,
  startedAt,
  stateLetter,
  stateText,
  taskOf,
  userNameOf,
  waitChannel,
} from './process-facts.ts';

export interface Column {
  readonly header: string;
  readonly width: number;
  readonly right: boolean;
  text(asker: Task, process: Process): string;
  /** What `--sort` compares where the text would mislead. */
  readonly value?: (asker: Task, process: Process) => number;
  /** A command: takes the tree's branches before it. */
  readonly command?: true;
}

type Text = Column['text'];
type Value = NonNullable<Column['value']>;

const left = (header: string, width: number, text: Text): Column => ({ header, width, right: false, text });
const right = (header: string, width: number, text: Text): Column => ({ header, width, right: true, text });
const number = (header: string, width: number, value: Value): Column => ({
  ...right(header, width, (asker, process) => String(value(asker, process))),
  value,
});
const command = (header: string, width: number, text: Text): Column => ({
  ...left(header, width, text),
  command: true,
});

const user = (header: string): Column => left(header, 8, (asker, { uid }) => userNameOf(asker, uid));
const terminal = (header: string): Column => left(header, 8, (_asker, process) => process.terminal ?? '?');
const name: Text = (_asker, { argv }) => commandName(argv);
const commandLine: Text = (_asker, { argv }) => (argv.length > 0 ? argv.join(' ') : '[]');
const seconds: Value = (asker, process) =>
  Math.floor((asker.around.host.network.now - process.startedAt) / 1000);
const start: Value = startedAt;

/** `05:07`, `01:05:07`, `2-01:05:07` */
function elapsed(total: number): string {
  const [days, hours] = [Math.floor(total / 86400), Math.floor(total / 3600) % 24];
  const rest = `${twoDigits(Math.floor(total / 60) % 60)}:${twoDigits(total % 60)}`;
  if (days > 0) return `${days}-${twoDigits(hours)}:${rest}`;
  return hours > 0 ? `${twoDigits(hours)}:${rest}` : rest;
}

/** `Mon Nov 23 14:08:04 2026` */
function longDate(milliseconds: number): string {
  const time = toCivil(milliseconds);
  const weekday = 'SunMonTueWedThuFriSat'.slice(time.weekday * 3, time.weekday * 3 + 3);
  const month = 'JanFebMarAprMayJunJulAugSepOctNovDec'.slice(time.month * 3, time.month * 3 + 3);
  return `${weekday} ${month} ${String(time.day).padStart(2)} ${clockTimeSeconds(time)} ${time.year}`;
}

const group = (header: string): Column => left(header, 8, (asker, { uid }) => userNameOf(asker, uid));
const percent = (header: string): Column => right(header, 4, () => '0.0');
const flags = number('F', 1, () => 0);
const priority = (header: string, value: number): Column => number(header, 3, () => value);
const clock = (header: string, width: number): Column => ({
  ...right(header, width, (asker, process) => clockTime(toCivil(startedAt(asker, process)))),
  value: start,
});

export const columns: Readonly<Record<string, Column>> = {
  pid: number('PID', 7, (_asker, { pid }) => pid),
  tgid: number('TGID', 7, (_asker, { pid }) => pid),
  lwp: number('LWP', 7, (_asker, { pid }) => pid),
  ppid: number('PPID', 7, (_asker, { ppid }) => ppid),
  pgid: number('PGID', 7, groupOf),
  sid: number('SID', 7, sessionOf),
  tpgid: number('TPGID', 7, (asker, process) => taskOf(asker, process)?.tty?.foreground ?? -1),
  nlwp: number('NLWP', 4, (asker, process) => taskOf(asker, process)?.threads.length ?? 1),
  psr: number('PSR', 3, () => 0),
  user: user('USER'),
  euser: user('EUSER'),
  ruser: user('RUSER'),
  // Under -f the header says UID, and names stand there.
  UID: user('UID'),
  group: group('GROUP'),
  egroup: group('EGROUP'),
  rgroup: group('RGROUP'),
  uid: number('UID', 5, (_asker, { uid }) => uid),
  euid: number('EUID', 5, (_asker, { uid }) => uid),
  ruid: number('RUID', 5, (_asker, { uid }) => uid),
  gid: number('GID', 5, (_asker, { uid }) => uid),
  comm: command('COMMAND', 15, name),
  ucmd: command('CMD', 15, name),
  args: command('COMMAND', 27, commandLine),
  cmd: command('CMD', 27, commandLine),
  stat: left('STAT', 4, stateText),
  s: left('S', 1, stateLetter),
  tty: terminal('TT'),
  tname: terminal('TTY'),
  time: right('TIME', 8, () => '00:00:00'),
  bsdtime: right('TIME', 6, () => '0:00'),
  etime: { ...right('ELAPSED', 11, (asker, process) => elapsed(seconds(asker, process))), value: seconds },
  etimes: number('ELAPSED', 7, seconds),
  pcpu: percent('%CPU'),
  pmem: percent('%MEM'),
  c: number('C', 2, () => 0),
  vsz: number('VSZ', 6, (_asker, process) => sizeOf(process)[0]),
  rss: number('RSS', 5, (_asker, process) => sizeOf(process)[1]),
  sz: number('SZ', 5, (_asker, process) => Math.floor(sizeOf(process)[0] / 4)),
  ni: priority('NI', 0),
  pri: priority('PRI', 19),
  // -l counts priorities from the other end, with 60 added.
  PRI: priority('PRI', 80),
  BSDPRI: priority('PRI', 20),
  cls: right('CLS', 3, () => 'TS'),
  f: flags,
  addr: left('ADDR', 4, () => '-'),
  ADDR: left('ADDR', 1, () => '-'),
  wchan: left('WCHAN', 6, waitChannel),
  stime: clock('STIME', 5),
  start_time: clock('START', 5),
  bsdstart: clock('START', 6),
  start: {
    ...right('STARTED', 8, (asker, process) => clockTimeSeconds(toCivil(startedAt(asker, process)))),
    value: start,
  },
  lstart: { ...right('STARTED', 24, (asker, process) => longDate(startedAt(asker, process))), value: start },
};

const sameAs: Readonly<Record<string, string>> = {
  '%cpu': 'pcpu',
  '%mem': 'pmem',
  class: 'cls',
  command: 'args',
  cputime: 'time',
  fgroup: 'group',
  flag: 'f',
  flags: 'f',
  nice: 'ni',
  pgrp: 'pgid',
  pol: 'cls',
  rssize: 'rss',
  rsz: 'rss',
  sess: 'sid',
  session: 'sid',
  spid: 'lwp',
  state: 's',
  thcount: 'nlwp',
  tid: 'lwp',
  tt: 'tty',
  ucomm: 'comm',
  uname: 'user',
  vsize: 'vsz',
};

/** Undefined for a name that ps does not know. */
export function columnNamed(text: string): Column | undefined {
  const own = sameAs[text] ?? text;
  return /^[a-z_]+$/.test(own) && Object.hasOwn(columns, own) ? columns[own] : undefined;
}

/** The formats that have a letter, as lists of columns. */
export const formats = {
  plain: 'pid tname time ucmd',
  bsd: 'pid tname stat bsdtime args',
  full: 'UID pid ppid c stime tname time cmd',
  extraFull: 'UID pid ppid c sz rss psr stime tname time cmd',
  jobs: 'pid pgid sid tname time ucmd',
  long: 'f s uid pid ppid c PRI ni ADDR sz wchan tname time ucmd',
  longY: 's uid pid ppid c PRI ni rss sz wchan tname time ucmd',
  bsdUser: 'user pid pcpu pmem vsz rss tname stat start_time bsdtime args',
  bsdLong: 'f uid pid ppid BSDPRI ni vsz rss wchan stat tname bsdtime args',
  bsdJobs: 'ppid pid pgid sid tname tpgid stat uid bsdtime args',
} as const;

export type FormatName = keyof typeof formats;

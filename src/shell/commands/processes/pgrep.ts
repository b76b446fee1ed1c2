import { strerror } from '../../../simulator/errno.ts';
import type { Process } from '../../../simulator/process.ts';
import type { ProgramFile } from '../../command.ts';
import { gnuOptionError, type OptionTable, type ParsedOptions, parseOptions } from '../../option-table.ts';
import { translateRegex } from '../../posix-regex.ts';
import type { Program } from '../../program.ts';
import { complain, kill, print, self } from '../../syscalls.ts';
import type { Task } from '../../task.ts';
import { commandName } from './command-name.ts';
import { letOthersBegin } from './let-others-begin.ts';
import { allProcesses, groupOf, sessionOf, stateLetter } from './process-facts.ts';
import { pgrepUsage, pkillUsage } from './process-usages.ts';
import { notSendable, sendable, signalNumberOf } from './signal-names.ts';

const matching: OptionTable['options'] = [
  { short: 'f', long: 'full', help: 'use full process name to match' },
  { short: 'g', long: 'pgroup', argument: 'PGID', help: 'match listed process group IDs' },
  { short: 'i', long: 'ignore-case', help: 'match case insensitively' },
  { short: 'n', long: 'newest', help: 'select most recently started' },
  { short: 'o', long: 'oldest', help: 'select least recently started' },
  { short: 'O', long: 'older', argument: 'SECONDS', help: 'select where older than seconds' },
  { short: 'P', long: 'parent', argument: 'PPID', help: 'match only child processes of the given parent' },
  { short: 's', long: 'session', argument: 'SID', help: 'match session IDs' },
  { short: 't', long: 'terminal', argument: 'TTY', help: 'match by controlling terminal' },
  { short: 'u', long: 'euid', argument: 'ID', help: 'match by effective IDs' },
  { short: 'U', long: 'uid', argument: 'ID', help: 'match by real IDs' },
  { short: 'x', long: 'exact', help: 'match exactly with the command name' },
  { short: 'r', long: 'runstates', argument: 'STATE', help: 'match runstates [D,S,Z,...]' },
  { short: 'c', long: 'count', help: 'count of matching processes' },
  { short: 'h', long: 'help', help: 'display this help and exit' },
  { short: 'V', long: 'version', help: 'output version information and exit' },
];

const pgrepOptions: OptionTable = {
  options: [
    { short: 'd', long: 'delimiter', argument: 'STRING', help: 'specify output delimiter' },
    { short: 'l', long: 'list-name', help: 'list PID and process name' },
    { short: 'a', long: 'list-full', help: 'list PID and full command line' },
    { short: 'v', long: 'inverse', help: 'negates the matching' },
    ...matching,
  ],
  absent: 'wGFLA',
};

const pkillOptions: OptionTable = {
  options: [
    { long: 'signal', argument: 'SIGNAL', help: 'signal to send (either number or name)' },
    { short: 'e', long: 'echo', help: 'display what is killed' },
    ...matching,
  ],
  absent: 'qGLA',
};

/** Ends the command: what it says, and its status. */
class Refused extends Error {
  readonly status: number;
  constructor(text: string, status: number) {
    super(text);
    this.status = status;
  }
}

/** pgrep(1) of procps 4.0. */
export const pgrep: ProgramFile = {
  name: 'pgrep',
  summary: 'find processes by name: pgrep -af http.server',
  options: pgrepOptions,
  run: (argv) =>
    guarded('pgrep', pgrepUsage, pgrepOptions, argv.slice(1), function* (parsed, task) {
      const found = findProcesses('pgrep', pgrepUsage, parsed, task);
      if (parsed.has('count')) yield* print(`${found.length}\n`);
      else {
        const names = found.map((process) => {
          if (parsed.has('list-full')) return `${process.pid} ${process.argv.join(' ')}`;
          return parsed.has('list-name') ? `${process.pid} ${commandName(process.argv)}` : `${process.pid}`;
        });
        if (names.length > 0) yield* print(`${names.join(parsed.value('delimiter') ?? '\n')}\n`);
      }
      return found.length > 0 ? 0 : 1;
    }),
};

/** pkill(1) of procps 4.0. */
export const pkill: ProgramFile = {
  name: 'pkill',
  summary: 'send a signal to processes by name: pkill -f http.server',
  options: pkillOptions,
  run(argv) {
    const { number, rest } = takeSignal(argv.slice(1));
    return guarded('pkill', pkillUsage, pkillOptions, rest, function* (parsed, task) {
      const given = parsed.value('signal');
      const signal = given === undefined ? number : (signalNumberOf(given) ?? -1);
      if (signal > 31) throw new Refused(notSendable('pkill', signal), 1);
      const found = findProcesses('pkill', pkillUsage, parsed, task);
      let sent = 0;
      for (const process of found) if (yield* send(process, signal, parsed.has('echo'))) sent += 1;
      if (parsed.has('count')) yield* print(`${found.length}\n`);
      return sent > 0 ? 0 : 1;
    });
  },
};

/** True when the process got it. A negative number is a signal that no system knows. */
function* send(process: Process, number: number, echo: boolean): Program<boolean> {
  const signal = sendable(number);
  if (number > 0 && !signal) throw new Refused(notSendable('pkill', number), 1);
  const result = number < 0 ? 'EINVAL' : yield* kill(process.pid, signal);
  if (result === 'ok') {
    if (echo) yield* print(`${commandName(process.argv)} killed (pid ${process.pid})\n`);
    return true;
  }
  if (result !== 'ESRCH') yield* complain(`pkill: killing pid ${process.pid} failed: ${strerror(result)}\n`);
  return false;
}

/** The first word that names a signal, taken out: `-9`, `-HUP`. */
function takeSignal(args: readonly string[]): { readonly number: number; readonly rest: readonly string[] } {
  const place = args.findIndex(
    (word) => /^-(\d+|(SIG)?[A-Z]+[12]?)$/.test(word) && signalNumberOf(word.slice(1)) !== undefined,
  );
  const number = place < 0 ? 15 : (signalNumberOf(args[place]?.slice(1) ?? '') ?? 15);
  return { number, rest: place < 0 ? args : args.toSpliced(place, 1) };
}

function* guarded(
  name: string,
  usage: string,
  options: OptionTable,
  args: readonly string[],
  body: (parsed: ParsedOptions, task: Task) => Program,
): Program {
  const parsed = parseOptions(options, args);
  if (!parsed.ok) {
    const file = parsed.kind === 'unknown-letter' && parsed.letter === 'F';
    if (file) yield* complain(`${name}: pidfile not valid\nTry \`${name} --help' for more information.\n`);
    else yield* complain(gnuOptionError(name, parsed) + (parsed.kind === 'absent-letter' ? '' : usage));
    return file ? 1 : 2;
  }
  if (parsed.has('help') || parsed.has('version')) {
    yield* print(parsed.has('help') ? usage : `${name} from procps-ng 4.0.2\n`);
    return 0;
  }
  yield* letOthersBegin();
  try {
    return yield* body(parsed, yield* self());
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    yield* complain(error.message);
    return error.status;
  }
}

const criteria = ['pgroup', 'parent', 'session', 'terminal', 'euid', 'uid', 'runstates', 'older'];

function findProcesses(name: string, usage: string, parsed: ParsedOptions, task: Task): readonly Process[] {
  const hint = `Try \`${name} --help' for more information.\n`;
  const [pattern, extra] = parsed.operands;
  if (parsed.has('newest') && parsed.has('oldest')) throw new Refused(usage, 2);
  const tests = criteria.flatMap((each) => testsFor(name, each, parsed, task));
  if (extra !== undefined) throw new Refused(`${name}: only one pattern can be provided\n${hint}`, 2);
  if (pattern === undefined && tests.length === 0) {
    throw new Refused(`${name}: no matching criteria specified\n${hint}`, 2);
  }
  if (pattern !== undefined) tests.push(patternTest(name, pattern, parsed));
  const others = allProcesses(task).filter(({ pid }) => pid !== task.pid);
  const found = others.filter((process) => tests.every((test) => test(process)) !== parsed.has('inverse'));
  if (parsed.has('newest') || parsed.has('oldest')) {
    const byStart = [...found].sort((a, b) => a.startedAt - b.startedAt || a.pid - b.pid);
    return parsed.has('newest') ? byStart.slice(-1) : byStart.slice(0, 1);
  }
  if (found.length === 0 && !parsed.has('full') && (pattern?.length ?? 0) > 15) {
    const why =
      'pattern that searches for process name longer than 15 characters will result in zero matches';
    throw new Refused(
      `${name}: ${why}\nTry \`${name} -f' option to match against the complete command line.\n`,
      1,
    );
  }
  return found;
}

type Test = (process: Process) => boolean;

function patternTest(name: string, pattern: string, parsed: ParsedOptions): Test {
  const exact = parsed.has('exact') ? `^(${pattern})$` : pattern;
  const translated = translateRegex(exact, { extended: true, dialect: 'bash' });
  if (!translated.ok) throw new Refused(`${name}: regex error: ${translated.error}\n`, 2);
  const regex = new RegExp(translated.source, parsed.has('ignore-case') ? 'isu' : 'su');
  return ({ argv }) => regex.test(parsed.has('full') ? argv.join(' ') : commandName(argv));
}

function testsFor(name: string, criterion: string, parsed: ParsedOptions, task: Task): Test[] {
  const value = parsed.value(criterion);
  if (value === undefined) return [];
  const parts = value.split(',');
  const numbers = (own: number): ReadonlySet<number> =>
    new Set(
      parts.map((part) => {
        if (!/^\d+$/.test(part)) throw new Refused(`${name}: not a number: ${part}\n`, 2);
        return part === '0' ? own : Number(part);
      }),
    );
  switch (criterion) {
    case 'pgroup': {
      const groups = numbers(task.group);
      return [(process) => groups.has(groupOf(task, process))];
    }
    case 'session': {
      const sessions = numbers(sessionOf(task, task.process));
      return [(process) => sessions.has(sessionOf(task, process))];
    }
    case 'parent': {
      const parents = numbers(0);
      return [({ ppid }) => parents.has(ppid)];
    }
    case 'terminal':
      return [({ terminal }) => parts.some((part) => part.replace(/^\/dev\//, '') === terminal)];
    case 'runstates':
      return [(process) => parts.includes(stateLetter(task, process))];
    case 'older': {
      const seconds = Number(value);
      return [({ startedAt }) => (task.around.host.network.now - startedAt) / 1000 >= seconds];
    }
    default: {
      const uids = new Set(parts.map((part) => uidOf(name, part, task)));
      return [({ uid }) => uids.has(uid)];
    }
  }
}

function uidOf(name: string, part: string, task: Task): number {
  const known = task.around.host.users.find((user) => user.name === part)?.uid;
  const uid = known ?? (/^\d+$/.test(part) ? Number(part) : undefined);
  if (uid === undefined) throw new Refused(`${name}: invalid user name: ${part}\n`, 2);
  return uid;
}

import { strerror } from '../../../simulator/errno.ts';
import type { ProgramFile } from '../../command.ts';
import { type OptionTable, type ParsedOptions, parseOptions } from '../../option-table.ts';
import { translateRegex } from '../../posix-regex.ts';
import type { Program } from '../../program.ts';
import { complain, kill, print, read, self, sleep } from '../../syscalls.ts';
import { commandName } from './command-name.ts';
import { allProcesses } from './process-facts.ts';
import { killallUsage } from './process-usages.ts';
import { notSendable, sendable, signalList, signalNumberOf } from './signal-names.ts';

const options: OptionTable = {
  options: [
    { short: 'e', long: 'exact', help: 'require exact match for very long names' },
    { short: 'I', long: 'ignore-case', help: 'case insensitive process name match' },
    { short: 'i', long: 'interactive', help: 'ask for confirmation before killing' },
    { short: 'l', long: 'list', help: 'list all known signal names' },
    { short: 'q', long: 'quiet', help: "don't print complaints" },
    { short: 'r', long: 'regexp', help: 'interpret NAME as an extended regular expression' },
    { short: 's', long: 'signal', argument: 'SIGNAL', help: 'send this signal instead of SIGTERM' },
    { short: 'u', long: 'user', argument: 'USER', help: 'kill only process(es) running as USER' },
    { short: 'v', long: 'verbose', help: 'report if the signal was successfully sent' },
    { short: 'w', long: 'wait', help: 'wait for processes to die' },
    { short: 'V', long: 'version', help: 'display version information' },
  ],
  absent: 'gyonZ',
};

const version = `killall (PSmisc) 23.6
Copyright (C) 1993-2022 Werner Almesberger and Craig Small

PSmisc comes with ABSOLUTELY NO WARRANTY.
This is free software, and you are welcome to redistribute it under
the terms of the GNU General Public License.
For more information about these matters, see the files named COPYING.
`;

/** killall(1) of psmisc 23.6. */
export const killall: ProgramFile = {
  name: 'killall',
  summary: 'send a signal to every process of a name: killall nc',
  options,
  *run([, ...args]) {
    // A word that begins with a capital or a digit names a signal, whether or not there is one.
    const place = args.findIndex((word) => /^-[A-Z\d]/.test(word) && !/^-[IVZ]+$/.test(word));
    const named = place < 0 ? undefined : args[place]?.slice(1);
    const parsed = parseOptions(options, place < 0 ? args : args.toSpliced(place, 1));
    if (!parsed.ok) {
      const absent = parsed.kind === 'absent-letter';
      const text = absent
        ? `killall: -${parsed.letter} is a real option that this host does not have yet\n`
        : killallUsage;
      yield* complain(text);
      return 1;
    }
    if (parsed.has('list') || parsed.has('version')) {
      yield* parsed.has('list') ? print(signalList) : complain(version);
      return 0;
    }
    const text = parsed.value('signal') ?? named ?? 'TERM';
    const number = signalNumberOf(text);
    if (number === undefined || number > 31) {
      yield* complain(`${text}: unknown signal; killall -l lists signals.\n`);
      return 1;
    }
    return yield* killNames(parsed, number);
  },
};

function* killNames(parsed: ParsedOptions, number: number): Program {
  const task = yield* self();
  const user = parsed.value('user');
  const owner = task.around.host.users.find(({ name }) => name === user)?.uid;
  if (user !== undefined && owner === undefined) {
    yield* complain(`Cannot find user ${user}\n`);
    return 1;
  }
  const names = parsed.operands;
  if (names.length === 0 && owner === undefined) {
    yield* complain(killallUsage);
    return 1;
  }
  const signal = sendable(number);
  if (number > 0 && !signal) {
    yield* complain(notSendable('killall', number));
    return 1;
  }
  const tests = names.map((name) => nameTest(name, parsed));
  const found = new Set<number>();
  const killed: number[] = [];
  for (const { pid, uid, argv } of allProcesses(task)) {
    const name = commandName(argv);
    const matched = tests.findIndex((test) => test(name));
    if (pid === task.pid || (owner !== undefined && uid !== owner) || (matched < 0 && names.length > 0))
      continue;
    if (parsed.has('interactive') && !(yield* confirmed(name, pid))) continue;
    found.add(matched);
    const result = yield* kill(pid, signal);
    if (result !== 'ok') yield* complain(`${name}(${pid}): ${strerror(result)}\n`);
    else {
      killed.push(pid);
      if (parsed.has('verbose')) yield* complain(`Killed ${name}(${pid}) with signal ${number}\n`);
    }
  }
  // As the real one: it looks once a second.
  while (parsed.has('wait') && killed.some((pid) => task.around.host.processes.has(pid))) yield* sleep(1000);
  const missing = names.filter((_, index) => !found.has(index));
  if (!parsed.has('quiet')) for (const name of missing) yield* complain(`${name}: no process found\n`);
  return missing.length === 0 && found.size > 0 ? 0 : 1;
}

function* confirmed(name: string, pid: number): Program<boolean> {
  yield* print(`Kill ${name}(${pid}) ? (y/N) `);
  return /^[yY]/.test(yield* read(0));
}

function nameTest(name: string, parsed: ParsedOptions): (comm: string) => boolean {
  if (parsed.has('regexp')) {
    const translated = translateRegex(name, { extended: true, dialect: 'grep' });
    const regex = translated.ok ? new RegExp(translated.source, 'su') : /(?!)/;
    return (comm) => regex.test(comm);
  }
  const own = name.split('/').at(-1) ?? '';
  const folded = (text: string): string => (parsed.has('ignore-case') ? text.toLowerCase() : text);
  return (comm) => folded(comm) === folded(own.slice(0, 15));
}

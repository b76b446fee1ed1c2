import type { ProgramFile } from '../../command.ts';
import { type OptionTable, parseOptions } from '../../option-table.ts';
import { complain, print, self } from '../../syscalls.ts';
import { commandName } from './command-name.ts';
import { allProcesses } from './process-facts.ts';

const options: OptionTable = {
  options: [
    { short: 's', help: 'only one process id' },
    { short: 'x', help: 'scripts too' },
    { short: 'q', help: 'no output, only the status' },
    { short: 'o', argument: 'PID', help: 'leave this one out' },
    { short: 'd', argument: 'TEXT', help: 'what stands between the ids' },
    { short: 'c', help: 'only with the same root directory' },
    { short: 'n', help: 'no stat(2) on files of a network file system' },
    { short: 'z', help: 'zombies too' },
  ],
};

/** pidof(8) of sysvinit-utils 3.06, the newest process first. */
export const pidof: ProgramFile = {
  name: 'pidof',
  summary: 'the process ids of a program: pidof nc',
  options,
  *run([, ...args]) {
    const parsed = parseOptions(options, args);
    if (!parsed.ok) {
      yield* complain('pidof: invalid options on command line!\n\n');
      return 1;
    }
    const task = yield* self();
    const left = parsed.given.filter(({ name }) => name === 'o').flatMap(({ value }) => value.split(','));
    const newest = allProcesses(task).toReversed();
    const pids = parsed.operands.flatMap((operand) => {
      const wanted = (operand.split('/').at(-1) ?? '').slice(0, 15);
      return newest.filter(({ argv, pid }) => commandName(argv) === wanted && !left.includes(String(pid)));
    });
    const shown = parsed.has('s') ? pids.slice(0, 1) : pids;
    if (shown.length === 0) return 1;
    if (!parsed.has('q')) yield* print(`${shown.map(({ pid }) => pid).join(parsed.value('d') ?? ' ')}\n`);
    return 0;
  },
};

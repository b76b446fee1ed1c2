import type { ProgramFile } from '../../command.ts';
import { gnuOptionError, type OptionTable, parseOptions } from '../../option-table.ts';
import { complain, print, self } from '../../syscalls.ts';

const options: OptionTable = {
  options: [
    { short: 'a', long: 'all', help: 'all of them, in this order' },
    { short: 's', long: 'kernel-name', help: 'print the kernel name' },
    { short: 'n', long: 'nodename', help: 'print the network node hostname' },
    { short: 'r', long: 'kernel-release', help: 'print the kernel release' },
    { short: 'v', long: 'kernel-version', help: 'print the kernel version' },
    { short: 'm', long: 'machine', help: 'print the machine hardware name' },
    { short: 'p', long: 'processor', help: 'print the processor type (non-portable)' },
    { short: 'i', long: 'hardware-platform', help: 'print the hardware platform (non-portable)' },
    { short: 'o', long: 'operating-system', help: 'print the operating system' },
    { long: 'help', help: 'display this help and exit' },
    { long: 'version', help: 'output version information and exit' },
  ],
};

/** What -a leaves out where nothing is known. */
const unknown = 'unknown';
const hint = "Try 'uname --help' for more information.\n";

/** uname(1) of coreutils 9.1; the release is that of /proc/version. */
export const uname: ProgramFile = {
  name: 'uname',
  summary: 'print the name and the version of the kernel',
  options,
  *run([, ...args]) {
    const parsed = parseOptions(options, args);
    if (!parsed.ok) {
      yield* complain(gnuOptionError('uname', parsed) + hint);
      return 1;
    }
    if (parsed.has('version')) {
      yield* print('uname (GNU coreutils) 9.1\n');
      return 0;
    }
    const [extra] = parsed.operands;
    if (extra !== undefined) {
      yield* complain(`uname: extra operand ‘${extra}’\n${hint}`);
      return 1;
    }
    const { host } = (yield* self()).around;
    const facts: readonly (readonly [string, string])[] = [
      ['kernel-name', 'Linux'],
      ['nodename', host.name],
      ['kernel-release', '6.18'],
      ['kernel-version', '#1 SMP PREEMPT_DYNAMIC'],
      ['machine', 'x86_64'],
      ['processor', unknown],
      ['hardware-platform', unknown],
      ['operating-system', 'GNU/Linux'],
    ];
    const all = parsed.has('all');
    const chosen = facts.filter(([name, value]) => parsed.has(name) || (all && value !== unknown));
    const words = chosen.length > 0 ? chosen.map(([, value]) => value) : ['Linux'];
    yield* print(`${words.join(' ')}\n`);
    return 0;
  },
};

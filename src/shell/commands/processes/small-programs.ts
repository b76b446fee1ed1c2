/** The programs that are a line or two each. */
import type { ProgramFile } from '../../command.ts';
import { gnuOptionError, noOptions, optionLines, parseOptions } from '../../option-table.ts';
import { complain, print, sleep as sleepCall } from '../../syscalls.ts';
import { parseDuration } from './duration.ts';

const helpOption = { long: 'help', help: 'display this help and exit' };

/** clear(1) */
export const clear: ProgramFile = {
  name: 'clear',
  summary: 'clear the screen',
  options: noOptions,
  *run() {
    yield* print('\x1b[H\x1b[2J\x1b[3J');
    return 0;
  },
};

/** sleep(1) of GNU coreutils. */
export const sleep: ProgramFile = {
  name: 'sleep',
  summary: 'wait for some seconds',
  options: { options: [helpOption] },
  *run([, ...args]) {
    const parsed = parseOptions(this.options, args);
    const hint = "Try 'sleep --help' for more information.\n";
    if (!parsed.ok) {
      yield* complain(gnuOptionError('sleep', parsed) + hint);
      return 1;
    }
    if (parsed.has('help')) {
      yield* print(
        `Usage: sleep NUMBER[SUFFIX]...\nPause for NUMBER seconds.\n\n${optionLines(this.options)}`,
      );
      return 0;
    }
    if (parsed.operands.length === 0) {
      yield* complain(`sleep: missing operand\n${hint}`);
      return 1;
    }
    let total = 0;
    for (const text of parsed.operands) {
      const milliseconds = parseDuration(text);
      if (milliseconds === undefined) {
        yield* complain(`sleep: invalid time interval ‘${text}’\n${hint}`);
        return 1;
      }
      total += milliseconds;
    }
    yield* sleepCall(total);
    return 0;
  },
};

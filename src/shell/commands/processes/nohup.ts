import { strerror } from '../../../simulator/errno.ts';
import type { ProgramFile } from '../../command.ts';
import { execve } from '../../exec.ts';
import { gnuOptionError, type OptionTable, parseOptions } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import { nullStream, type Stream } from '../../stream.ts';
import { complain, onSignal, openStream, print, self } from '../../syscalls.ts';
import type { Task } from '../../task.ts';
import { nohupUsage } from './runner-usages.ts';

const options: OptionTable = {
  options: [
    { long: 'help', help: 'display this help and exit' },
    { long: 'version', help: 'output version information and exit' },
  ],
};

/** nohup(1) of GNU coreutils 9.1. */
export const nohup: ProgramFile = {
  name: 'nohup',
  summary: 'run a program that stays when the terminal goes: nohup python3 -m http.server &',
  options,
  *run([, ...args]) {
    const parsed = parseOptions(options, args, true);
    const hint = "Try 'nohup --help' for more information.\n";
    if (!parsed.ok) {
      yield* complain(gnuOptionError('nohup', parsed) + hint);
      return 125;
    }
    if (parsed.has('help') || parsed.has('version')) {
      yield* print(parsed.has('help') ? nohupUsage : 'nohup (GNU coreutils) 9.1\n');
      return 0;
    }
    const [name] = parsed.operands;
    if (name === undefined) {
      yield* complain(`nohup: missing operand\n${hint}`);
      return 125;
    }
    const task = yield* self();
    const errors = task.streams.get(2);
    const failed = yield* leaveTerminal(task);
    if (failed !== undefined) return failed;
    yield* onSignal('SIGHUP', 'ignore');
    const result = yield* execve(parsed.operands);
    if (result.ok) return result.status;
    errors?.write(task, `nohup: failed to run command '${name}': ${strerror(result.errno)}\n`);
    return result.errno === 'ENOENT' ? 127 : 126;
  },
};

/** Takes what is a terminal away from descriptors 0, 1 and 2, and says so. @returns a status when it cannot */
function* leaveTerminal(task: Task): Program<number | undefined> {
  const [input, output, errors] = [0, 1, 2].map((fd) => task.streams.get(fd)?.terminal !== undefined);
  if (input) replace(task, 0, nullStream);
  let path = 'nohup.out';
  if (output) {
    const home = `${task.environment.get('HOME') ?? ''}/nohup.out`;
    let opened = openStream(task, path, 'append');
    if (!opened.ok) {
      yield* complain(`nohup: failed to open 'nohup.out': ${strerror(opened.errno)}\n`);
      path = home;
      opened = openStream(task, path, 'append');
    }
    if (!opened.ok) {
      yield* complain(`nohup: failed to open '${home}': ${strerror(opened.errno)}\n`);
      return 125;
    }
    replace(task, 1, opened.value);
  }
  const ignoring = input ? 'ignoring input' : '';
  const and = input ? ' and ' : '';
  if (output) yield* complain(`nohup: ${ignoring}${and}appending output to '${path}'\n`);
  else if (errors) yield* complain(`nohup: ${ignoring}${and}redirecting stderr to stdout\n`);
  else if (input) yield* complain(`nohup: ${ignoring}\n`);
  const target = task.streams.get(1);
  if (errors && target) replace(task, 2, target);
  return undefined;
}

/** dup2(2) */
function replace(task: Task, fd: number, stream: Stream): void {
  stream.retain();
  task.streams.get(fd)?.release();
  task.streams.set(fd, stream);
}

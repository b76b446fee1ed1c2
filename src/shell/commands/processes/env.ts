import { strerror } from '../../../simulator/errno.ts';
import type { ProgramFile } from '../../command.ts';
import { execve } from '../../exec.ts';
import { gnuOptionError, type OptionTable, parseOptions } from '../../option-table.ts';
import { complain, print, self } from '../../syscalls.ts';

const options: OptionTable = {
  options: [
    { short: 'i', long: 'ignore-environment', help: 'start with an empty environment' },
    { short: '0', long: 'null', help: 'end each output line with NUL, not newline' },
    { short: 'u', long: 'unset', argument: 'NAME', help: 'remove variable from the environment' },
    { short: 'C', long: 'chdir', argument: 'DIR', help: 'change working directory to DIR' },
    { long: 'help', help: 'display this help and exit' },
    { long: 'version', help: 'output version information and exit' },
  ],
  absent: 'Sv',
};

/** env(1) of GNU coreutils 9.1. */
export const env: ProgramFile = {
  name: 'env',
  summary: 'print the environment, or run a program in a changed one: env PORT=3000 node server.js',
  options,
  *run([, ...args]) {
    const parsed = parseOptions(options, args, true);
    const hint = "Try 'env --help' for more information.\n";
    if (!parsed.ok) {
      yield* complain(gnuOptionError('env', parsed) + hint);
      return 125;
    }
    if (parsed.has('help') || parsed.has('version')) {
      const usage = 'Usage: env [OPTION]... [-] [NAME=VALUE]... [COMMAND [ARG]...]\n';
      yield* print(parsed.has('help') ? usage : 'env (GNU coreutils) 9.1\n');
      return 0;
    }
    const task = yield* self();
    const words = [...parsed.operands];
    const empty = parsed.has('ignore-environment') || words[0] === '-';
    if (words[0] === '-') words.shift();
    const environment = new Map(empty ? [] : task.environment);
    for (const { name, value } of parsed.given) if (name === 'unset') environment.delete(value);
    for (let [word = ''] = words; /^[^=]+=/.test(word); [word = ''] = words) {
      words.shift();
      environment.set(word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1));
    }
    const folder = parsed.value('chdir');
    if (folder !== undefined) {
      const found = task.around.files.find(task.cwd, folder, task.process.uid);
      if (!found.ok || found.value.kind !== 'directory') {
        const reason = strerror(found.ok ? 'ENOTDIR' : found.errno);
        yield* complain(`env: cannot change directory to '${folder}': ${reason}\n`);
        return 125;
      }
    }
    const [command] = words;
    if (command === undefined) {
      const end = parsed.has('null') ? '\0' : '\n';
      yield* print([...environment].map(([name, value]) => `${name}=${value}${end}`).join(''));
      return 0;
    }
    if (folder !== undefined) task.cwd = folder.startsWith('/') ? folder : `${task.cwd}/${folder}`;
    const result = yield* execve(words, environment);
    if (result.ok) return result.status;
    yield* complain(`env: ‘${command}’: ${strerror(result.errno)}\n`);
    return result.errno === 'ENOENT' ? 127 : 126;
  },
};

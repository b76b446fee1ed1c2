/** umask and ulimit: what processes may do. */
import type { Builtin } from '../../command.ts';
import { shellMessage } from '../../language/run.ts';
import type { Program } from '../../program.ts';
import type { Shell } from '../../shell.ts';
import { complain, print, self } from '../../syscalls.ts';
import { builtinOptions } from './builtin-options.ts';

export const umask: Builtin = {
  name: 'umask',
  summary: 'the permissions that new files do not get',
  options: {
    options: [
      { short: 'S', help: 'in letters' },
      { short: 'p', help: 'as a command' },
    ],
  },
  *run(shell, argv) {
    const parsed = yield* builtinOptions(shell, argv, this.options, 'umask [-p] [-S] [mode]');
    if (!parsed) return 2;
    const [mode] = parsed.operands;
    if (mode === undefined) {
      const start = parsed.has('p') ? `umask ${parsed.has('S') ? '-S ' : ''}` : '';
      const text = parsed.has('S')
        ? letters(shell.fileModeMask)
        : shell.fileModeMask.toString(8).padStart(4, '0');
      yield* print(`${start}${text}\n`);
      return 0;
    }
    if (/^\d+$/.test(mode)) {
      if (!/^[0-7]{1,4}$/.test(mode)) {
        yield* shellMessage(shell, `umask: ${mode}: octal number out of range`);
        return 1;
      }
      return yield* change(shell, Number.parseInt(mode, 8) & 0o777);
    }
    const mask = symbolicMask(mode, shell.fileModeMask);
    if (mask === undefined) {
      yield* shellMessage(shell, `umask: \`${mode[0]}': invalid symbolic mode operator`);
      return 1;
    }
    return yield* change(shell, mask);
  },
};

/** Of the process, for what it starts, and of the shell, for what it redirects to. */
function* change(shell: Shell, mask: number): Program {
  shell.fileModeMask = mask;
  (yield* self()).fileModeMask = mask;
  return 0;
}

function letters(mask: number): string {
  const part = (shift: number): string =>
    [...'rwx'].filter((_, index) => ((mask >> shift) & (4 >> index)) === 0).join('');
  return `u=${part(6)},g=${part(3)},o=${part(0)}`;
}

function symbolicMask(mode: string, before: number): number | undefined {
  let allowed = ~before & 0o777;
  for (const clause of mode.split(',')) {
    const match = /^([ugoa]*)([-+=])([rwx]*)$/.exec(clause);
    if (!match) return undefined;
    const [, who = '', operator = '=', rights = ''] = match;
    const bits = [...rights].reduce((sum, right) => sum | ({ r: 4, w: 2, x: 1 }[right] ?? 0), 0);
    for (const [name, shift] of [
      ['u', 6],
      ['g', 3],
      ['o', 0],
    ] as const) {
      if (who !== '' && !who.includes('a') && !who.includes(name)) continue;
      if (operator === '=') allowed = (allowed & ~(7 << shift)) | (bits << shift);
      else if (operator === '+') allowed |= bits << shift;
      else allowed &= ~(bits << shift);
    }
  }
  return ~allowed & 0o777;
}

/** What `ulimit -a` lists: the resource, its unit and letter, and its limit on a usual Linux host. */
const limits: readonly (readonly [string, string, string])[] = [
  ['real-time non-blocking time', '(microseconds, -R)', 'unlimited'],
  ['core file size', '(blocks, -c)', '0'],
  ['data seg size', '(kbytes, -d)', 'unlimited'],
  ['scheduling priority', '(-e)', '0'],
  ['file size', '(blocks, -f)', 'unlimited'],
  ['pending signals', '(-i)', '256'],
  ['max locked memory', '(kbytes, -l)', '8192'],
  ['max memory size', '(kbytes, -m)', 'unlimited'],
  ['open files', '(-n)', '1024'],
  ['pipe size', '(512 bytes, -p)', '8'],
  ['POSIX message queues', '(bytes, -q)', '819200'],
  ['real-time priority', '(-r)', '0'],
  ['stack size', '(kbytes, -s)', '8192'],
  ['cpu time', '(seconds, -t)', 'unlimited'],
  ['max user processes', '(-u)', '256'],
  ['virtual memory', '(kbytes, -v)', 'unlimited'],
  ['file locks', '(-x)', 'unlimited'],
];

export const ulimit: Builtin = {
  name: 'ulimit',
  summary: 'print what a process may use; the limits cannot be changed here',
  options: {
    options: [
      { short: 'a', help: 'all limits' },
      { short: 'n', help: 'open files' },
      { short: 'u', help: 'processes' },
      { short: 'S', help: 'the soft limit' },
      { short: 'H', help: 'the hard limit' },
    ],
  },
  *run(shell, [, ...words]) {
    const given =
      words
        .filter((word) => word.startsWith('-'))
        .join('')
        .replace(/[-SH]/g, '') || 'f';
    const value = words.find((word) => !word.startsWith('-'));
    if (given.includes('a')) {
      yield* print(
        limits
          .map(
            ([name, unit, limit]) =>
              `${name.padEnd(20)}${unit.padStart(20 + 16 - Math.max(20, name.length))} ${limit}\n`,
          )
          .join(''),
      );
      return 0;
    }
    const found = limits.find(([, unit]) => unit.includes(`-${given[0]})`));
    if (!found) {
      yield* shellMessage(shell, `ulimit: -${given[0]}: invalid option`);
      yield* complain('ulimit: usage: ulimit [-SHabcdefiklmnpqrstuvxPRT] [limit]\n');
      return 2;
    }
    if (value !== undefined) {
      if (/^(?:\d+|unlimited|soft|hard)$/.test(value)) return 0;
      yield* shellMessage(shell, `ulimit: ${value}: invalid number`);
      return 1;
    }
    yield* print(`${found[2]}\n`);
    return 0;
  },
};

import { strerror } from '../../../simulator/errno.ts';
import type { Builtin } from '../../command.ts';
import { readEscapes } from '../../language/escapes.ts';
import { shellMessage } from '../../language/run.ts';
import type { OptionTable } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import type { Shell } from '../../shell.ts';
import { print } from '../../syscalls.ts';

const options: OptionTable = {
  options: [
    { short: 'n', help: 'no line feed at the end' },
    { short: 'e', help: 'read backslash escapes such as \\n and \\t' },
    { short: 'E', help: 'leave backslashes alone (the usual)' },
  ],
};

/** echo, a builtin of bash(1): what looks like an option but is none is printed. */
export const echo: Builtin = {
  name: 'echo',
  summary: 'print its arguments',
  options,
  *run(shell, argv) {
    const words = argv.slice(1);
    let newline = '\n';
    let escaped = shell.extraOptions.has('xpg_echo');
    while (/^-[neE]+$/.test(words[0] ?? '')) {
      for (const letter of words.shift() ?? '') {
        if (letter === 'n') newline = '';
        if (letter === 'e') escaped = true;
        if (letter === 'E') escaped = false;
      }
    }
    const text = words.join(' ');
    if (!escaped) return yield* printFor(shell, 'echo', text + newline);
    const read = readEscapes(text);
    return yield* printFor(shell, 'echo', read.text + (read.stopped ? '' : newline));
  },
};

/** Prints, and says when nothing could be written. */
export function* printFor(shell: Shell, name: string, text: string): Program {
  if (text === '') return 0;
  const written = yield* print(text);
  if (written.ok) return 0;
  if (written.errno !== 'EPIPE')
    yield* shellMessage(shell, `${name}: write error: ${strerror(written.errno)}`);
  return 1;
}

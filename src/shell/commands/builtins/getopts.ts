import type { Builtin } from '../../command.ts';
import { assignVariable, isName } from '../../language/assign.ts';
import { shellMessage } from '../../language/run.ts';
import { noOptions } from '../../option-table.ts';
import { complain } from '../../syscalls.ts';

/** How far a shell has read into the letters of one word: OPTIND alone cannot tell. */
const progress = new WeakMap<object, { word: number; letter: number }>();

/** getopts, a builtin of bash(1). */
export const getopts: Builtin = {
  name: 'getopts',
  summary: 'read the options of a script, one at a time',
  options: noOptions,
  *run(shell, [, specification, name, ...given]) {
    if (specification === undefined || name === undefined) {
      yield* complain('getopts: usage: getopts optstring name [arg ...]\n');
      return 2;
    }
    if (!isName(name)) {
      yield* shellMessage(shell, `getopts: \`${name}': not a valid identifier`);
      return 1;
    }
    const words = given.length > 0 ? given : shell.positional;
    const silent = specification.startsWith(':');
    const index = Math.max(1, Number(shell.variables.get('OPTIND')) || 1);
    const last = progress.get(shell.variables);
    let letter = last?.word === index ? last.letter : 1;
    const set = (variable: string, value: string): void => assignVariable(shell, variable, undefined, value);
    const word = words[index - 1];
    if (word === undefined || !/^-./.test(word) || word === '--') {
      set('OPTIND', String(word === '--' ? index + 1 : index));
      set(name, '?');
      return 1;
    }
    const option = word[letter] ?? '';
    letter += 1;
    const more = letter < word.length;
    const step = (next: number, place: number): void => {
      set('OPTIND', String(next));
      progress.set(shell.variables, { word: next, letter: place });
    };
    const place = option === ':' ? -1 : specification.indexOf(option, silent ? 1 : 0);
    shell.variables.unset('OPTARG');
    if (place < 0) {
      step(more ? index : index + 1, more ? letter : 1);
      set(name, '?');
      if (silent) set('OPTARG', option);
      else if (shell.variables.get('OPTERR') !== '0')
        yield* complain(`${shell.name}: illegal option -- ${option}\n`);
      return 0;
    }
    if (specification[place + 1] !== ':') {
      step(more ? index : index + 1, more ? letter : 1);
      set(name, option);
      return 0;
    }
    const argument = more ? word.slice(letter) : words[index];
    step(more ? index + 1 : index + 2, 1);
    if (argument === undefined) {
      step(index + 1, 1);
      set(name, silent ? ':' : '?');
      if (silent) set('OPTARG', option);
      else if (shell.variables.get('OPTERR') !== '0') {
        yield* complain(`${shell.name}: option requires an argument -- ${option}\n`);
      }
      return 0;
    }
    set(name, option);
    set('OPTARG', argument);
    return 0;
  },
};

import type { Builtin, Commands, ProgramFile } from '../../command.ts';
import { shellMessage } from '../../language/run.ts';
import { noOptions, optionLines } from '../../option-table.ts';
import { inFull } from '../../program-part.ts';
import { print } from '../../syscalls.ts';

/**
 * help: bash's own lists bash's builtins; this one lists everything that runs here, because that is the question
 * on a host with few commands.
 */
export function helpFor(commands: () => Commands): Builtin {
  return {
    name: 'help',
    summary: 'list what runs here; help NAME tells the options of one command',
    options: noOptions,
    *run(shell, [, name]) {
      const { programs, builtins } = commands();
      // Where a builtin and a program have one name, the shell takes the builtin.
      const all = [...new Map<string, ProgramFile | Builtin>([...programs, ...builtins]).values()]
        .filter((command) => command.name !== ':')
        .sort((a, b) => (a.name < b.name ? -1 : 1));
      if (name === undefined) {
        const width = Math.max(...all.map((command) => command.name.length)) + 2;
        const lines = all.map((command) => `  ${command.name.padEnd(width)}${command.summary}\n`);
        yield* print(
          `This is a simulated host. These commands run here and print what the real ones print:\n${lines.join('')}Ctrl-C ends a program, Ctrl-Z stops it, & starts it in the background, Tab completes a word.\n`,
        );
        return 0;
      }
      const command = all.find((known) => known.name === name);
      if (!command) {
        yield* shellMessage(
          shell,
          `help: no help topics match \`${name}'.  Try \`help' or \`man -k ${name}' or \`info ${name}'.`,
        );
        return 1;
      }
      const { options } = 'part' in command ? yield* inFull(command) : command;
      yield* print(`${command.name}: ${command.summary}\n${optionLines(options)}`);
      return 0;
    },
  };
}

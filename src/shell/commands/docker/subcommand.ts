/** What the subcommands of docker share: their options, and how a mistake in them is told. */
import { type OptionTable, type ParsedOptions, parseOptions } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import { complain } from '../../syscalls.ts';
import { type Container, type Engine, findContainer } from './engine.ts';

export interface Subcommand {
  readonly name: string;
  /** One line for `docker --help`. */
  readonly summary: string;
  /** After `docker NAME`. */
  readonly usage: string;
  readonly table: OptionTable;
  /** How many operands: docker's own words for it, and the numbers. */
  readonly operands: readonly [words: string, least: number, most: number];
  /** The request that shows in the message of who may not ask. */
  readonly request: string;
  run(engine: Engine, options: ParsedOptions): Program;
}

/** The options, or the status with which docker ends after it has complained. */
export function* readOptions(
  { name, table, usage, operands }: Subcommand,
  args: readonly string[],
): Program<ParsedOptions | number> {
  // What follows the image or the container belongs to the command inside.
  const parsed = parseOptions(table, args, name === 'run' || name === 'exec');
  const lines = `\nUsage:  docker ${name} ${usage}\n\n`;
  if (!parsed.ok) {
    const message = {
      'unknown-letter': () =>
        `unknown shorthand flag: '${'letter' in parsed ? parsed.letter : ''}' in ${wordWith(args, parsed)}`,
      'absent-letter': () =>
        `-${'letter' in parsed ? parsed.letter : ''} is a real option that this host does not have yet`,
      'unknown-name': () => `unknown flag: ${'option' in parsed ? parsed.option.replace(/=.*/, '') : ''}`,
      'needs-argument': () => {
        const option = 'option' in parsed ? parsed.option : '';
        return option.startsWith('--')
          ? `flag needs an argument: ${option}`
          : `flag needs an argument: '${option}' in -${option}`;
      },
      'takes-no-argument': () => 'invalid argument',
    }[parsed.kind]();
    yield* complain(`${message}\n${lines}Run 'docker ${name} --help' for more information\n`);
    return 125;
  }
  const [words, least, most] = operands;
  const count = parsed.operands.length;
  if (count < least || count > most) {
    // Where any number may stand, docker says "See".
    const hint = most === Infinity ? 'See' : 'Run';
    yield* complain(
      `docker: 'docker ${name}' ${words}\n${lines}${hint} 'docker ${name} --help' for more information\n`,
    );
    return 1;
  }
  return parsed;
}

function wordWith(args: readonly string[], error: { readonly kind: string }): string {
  const letter = 'letter' in error ? String(error.letter) : '';
  return args.find((word) => /^-[^-]/.test(word) && word.includes(letter)) ?? `-${letter}`;
}

/** For each container that is named; complains of each that there is not, and goes on. */
export function* forEach(
  engine: Engine,
  names: readonly string[],
  act: (container: Container, name: string) => Program,
): Program {
  let status = 0;
  for (const name of names) {
    const container = findContainer(engine, name);
    if (container) status = Math.max(status, yield* act(container, name));
    else status = yield* noSuchContainer(name);
  }
  return status;
}

export function* noSuchContainer(name: string): Program {
  yield* complain(`Error response from daemon: No such container: ${name}\n`);
  return 1;
}

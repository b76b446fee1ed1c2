/** The shell as a world runs it: the heavy part of a terminal, loaded with the first one. */
import type { Shell } from '../../course/world.ts';
import type { Parse } from '../../shell/bash.ts';
import { createMachine, openTerminal } from '../../shell/machine.ts';

let parser: Parse | undefined;

export function hasParser(): boolean {
  return parser !== undefined;
}

/** A prompt needs no parser, a line does: it is loaded when somebody begins to type one. */
export async function loadParser(): Promise<void> {
  parser ??= (await import('unbash')).parse;
}

const parse: Parse = (source) => {
  if (!parser) throw new Error('a line was run before its parser was loaded');
  return parser(source);
};

export const shell: Shell = {
  start(host, user, epoch) {
    const machine = createMachine({ host, user, epoch, parse });
    return {
      run: () => machine.run(),
      advance: (milliseconds) => machine.advance(milliseconds),
      openTerminal: (options) => openTerminal(machine, options),
    };
  },
};

/** The shell as a world runs it: the heavy part of a terminal, loaded with the first one. */
import type { Shell } from '../../course/world.ts';
import { createMachine, openTerminal } from '../../shell/machine.ts';

export const shell: Shell = {
  start(host, user, epoch) {
    const machine = createMachine({ host, user, epoch });
    return {
      run: () => machine.run(),
      advance: (milliseconds) => machine.advance(milliseconds),
      openTerminal: (options) => openTerminal(machine, options),
    };
  },
};

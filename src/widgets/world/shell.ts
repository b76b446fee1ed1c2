/** The shell as a world runs it: the heavy part of a terminal, loaded with the first one. */
import type { Shell } from '../../course/world.ts';
import { createMachine, type Machine, openTerminal } from '../../shell/machine.ts';
import type { Tools } from '../../shell/tools.ts';

let tools: Tools | undefined;
/** Machines that began without tools. */
const bare: Machine[] = [];

export function hasTools(): boolean {
  return tools !== undefined;
}

/** A prompt needs no grammar and no programs, a line does: they are loaded when somebody begins to type one. */
export async function loadTools(): Promise<void> {
  tools ??= (await import('../../shell/all-tools.ts')).allTools;
  for (const machine of bare.splice(0)) machine.install(tools);
}

export const shell: Shell = {
  start(host, user, epoch) {
    const machine = createMachine({ host, user, epoch, tools });
    if (!tools) bare.push(machine);
    return {
      run: () => machine.run(),
      advance: (milliseconds) => machine.advance(milliseconds),
      openTerminal: (options) => openTerminal(machine, options),
    };
  },
};

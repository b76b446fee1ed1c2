/** The shell as a world runs it: the heavy part of a terminal, loaded with the first one. */
import type { Shell } from '../../course/world.ts';
import { createMachine, type Machine, openTerminal } from '../../shell/machine.ts';
import type { ToolsByNeed } from '../../shell/tools-by-need.ts';

let tools: ToolsByNeed | undefined;
/** Machines that began without tools. */
const bare: Machine[] = [];

export function hasTools(): boolean {
  return tools !== undefined;
}

/**
 * A prompt needs no grammar and no builtins, a line does: they are loaded when somebody begins to type one. Programs come
 * later still, each when it is first run.
 *
 * @param onFetch told when a program is on its way: until then no step may be taken and no time may pass
 */
export async function loadTools(onFetch: (arrival: Promise<void>) => void): Promise<void> {
  if (!tools) {
    const { createTools } = await import('../../shell/tools-by-need.ts');
    tools ??= createTools(onFetch);
  }
  for (const machine of bare.splice(0)) machine.install(tools);
}

/** Every program: before steps are taken that somebody else recorded. */
export async function loadPrograms(): Promise<void> {
  await tools?.fetchAll();
}

export const shell: Shell = {
  start(residents, epoch) {
    const machines: Machine[] = [];
    for (const resident of residents) createMachine({ ...resident, epoch, tools, machines });
    if (!tools) bare.push(...machines);
    const [own] = machines;
    if (!own) throw new Error('a shell without a host');
    return {
      run: () => own.run(),
      busy: () => own.busy(),
      advance: (milliseconds) => own.advance(milliseconds),
      openTerminal({ host, ...options }) {
        const machine = machines.find(({ around }) => around.host.name === host) ?? own;
        return openTerminal(machine, options);
      },
    };
  },
};

/** The shell as a world runs it: the heavy part of a terminal, loaded with the first one. */
import { runningShell } from '../../course/running-shell.ts';
import type { Shell } from '../../course/world.ts';
import { createMachine, type Machine } from '../../shell/machine.ts';
import type { ToolsByNeed } from '../../shell/tools-by-need.ts';
import type { SystemName } from '../../simulator/os/system-rules.ts';

let tools: ToolsByNeed | undefined;
/** Machines that began without tools. */
const bare: Machine[] = [];

/** Whether every machine has its tools: those of another system come by themselves. */
export function hasTools(): boolean {
  return tools !== undefined && bare.length === 0;
}

/**
 * A prompt needs no grammar and no builtins, a line does: they are loaded when somebody begins to type one. Programs come
 * later still, each when it is first run.
 *
 * @param onFetch told when a program is on its way: until then no step may be taken and no time may pass
 * @param systems what runs on the hosts of a world that is about to begin
 */
export async function loadTools(
  onFetch: (arrival: Promise<void>) => void,
  systems: readonly SystemName[] = [],
): Promise<void> {
  if (!tools) {
    const { createTools } = await import('../../shell/tools-by-need.ts');
    tools ??= createTools(onFetch);
  }
  for (const system of new Set([...systems, ...bare.map(systemOf)])) await tools.loadSystem(system);
  for (const machine of bare.splice(0)) machine.install(tools);
}

function systemOf({ around }: Machine): SystemName {
  return around.host.system.name;
}

/** Every program: before steps are taken that somebody else recorded. */
export async function loadPrograms(): Promise<void> {
  await tools?.fetchAll();
}

export const shell: Shell = {
  start(residents, epoch) {
    const machines: Machine[] = [];
    for (const resident of residents) {
      const known = tools?.hasSystem(resident.host.system.name) ? tools : undefined;
      const machine = createMachine({ ...resident, epoch, tools: known, machines });
      if (!known) bare.push(machine);
    }
    return runningShell(machines);
  },
};

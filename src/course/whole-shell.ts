import { allTools } from '../shell/all-tools.ts';
import { createMachine, type Machine } from '../shell/machine.ts';
import { runningShell } from './running-shell.ts';
import type { Shell } from './world.ts';

/**
 * The shell of a world that has every program from the start: what is built ahead, and tests. A page's own fetches them by
 * need (widgets/world/shell.ts).
 *
 * @param machines gets the machines of the world that is started, the learner's own first
 */
export function wholeShell(machines: Machine[] = []): Shell {
  return {
    start(residents, epoch) {
      machines.length = 0;
      for (const resident of residents) createMachine({ ...resident, epoch, tools: allTools, machines });
      return runningShell(machines);
    },
  };
}

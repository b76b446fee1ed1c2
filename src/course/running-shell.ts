import { type Machine, openTerminal } from '../shell/machine.ts';
import type { RunningShell } from './world.ts';

/**
 * The machines of one world, run together.
 *
 * @param machines the learner's own first, which moves the time of all
 */
export function runningShell(machines: readonly Machine[]): RunningShell {
  const [own] = machines;
  if (!own) throw new Error('a scene without a host');
  return {
    run: () => own.run(),
    busy: () => own.busy(),
    advance: (milliseconds) => own.advance(milliseconds),
    openTerminal({ host, ...options }) {
      const machine = machines.find(({ around }) => around.host.name === host) ?? own;
      return openTerminal(machine, options);
    },
  };
}

/** A lesson's world as its learner has it, with a plain terminal on each host that is asked for. */
import type { Scene } from '../../../src/course/scene.ts';
import { wholeShell } from '../../../src/course/whole-shell.ts';
import { createWorld, type World } from '../../../src/course/world.ts';
import type { Machine } from '../../../src/shell/machine.ts';
import { openPlainTerminal, type PlainTerminal, runTranscript } from '../../../src/shell/transcript.ts';
import type { SystemName } from '../../../src/simulator/os/system-rules.ts';

export interface Seat {
  readonly world: World;
  /** Types the line and waits for the prompt. @returns what was printed */
  type(line: string, host?: string): string;
}

/** @param system what the learner's own host runs; the scene's system when left out */
export function sitDown(scene: Scene, system?: SystemName): Seat {
  const machines: Machine[] = [];
  const world = createWorld({ scene, seed: 7, epoch: 0, shell: wholeShell(machines), system });
  const terminals = new Map<Machine, PlainTerminal>();
  return {
    world,
    type(line, host = world.host.name) {
      const machine = machines.find(({ around }) => around.host.name === host);
      if (!machine) throw new Error(`this scene has no host "${host}"`);
      const terminal = terminals.get(machine) ?? openPlainTerminal(machine);
      terminals.set(machine, terminal);
      const [entry] = runTranscript(machine, [line], terminal);
      return entry?.output ?? '';
    },
  };
}

/** A Mac of the scene `mac`, alone or with its neighbours, as a plain terminal shows it. */
import { hostsOf, userOf } from '../../../src/course/scene.ts';
import { findScene } from '../../../src/course/scenes/index.ts';
import { allTools } from '../../../src/shell/all-tools.ts';
import { createMachine, type Machine } from '../../../src/shell/machine.ts';
import { runTranscript } from '../../../src/shell/transcript.ts';
import { createHost } from '../../../src/simulator/host.ts';
import { createNetwork } from '../../../src/simulator/network.ts';

const epoch = Date.UTC(2026, 10, 23, 9, 12, 25);

export function freshMac(services: readonly string[] = ['airplay']): Machine {
  const scene = findScene('mac');
  const host = createHost(createNetwork({ seed: 1 }), scene.host);
  host.nextPid = 500;
  return createMachine({ host, user: userOf(scene), epoch, tools: allTools, services });
}

/** The Mac, the phone, the router and the stranger, in this order. */
export function macAndNeighbours(): readonly Machine[] {
  const network = createNetwork({ seed: 1 });
  const machines: Machine[] = [];
  for (const one of hostsOf(findScene('mac'))) {
    const host = createHost(network, one.host);
    const user = host.users.find(({ name }) => name === one.user);
    if (!user) throw new Error(`no ${one.user}`);
    const { services, prepared } = one;
    createMachine({ host, user, epoch, tools: allTools, services, prepared, machines });
  }
  return machines;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: styles are escape sequences.
const styles = /\x1b\[[\d;]*m/g;

/** What the last line printed. */
export function last(machine: Machine, ...lines: readonly string[]): string {
  return (runTranscript(machine, lines).at(-1)?.output ?? '').replace(styles, '');
}

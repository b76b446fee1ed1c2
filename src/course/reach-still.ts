/** "Who can reach this?" as it stands when the page is built: the same scene, servers and probes as in the page. */
import { allTools } from '../shell/all-tools.ts';
import { createMachine, type Machine, openTerminal } from '../shell/machine.ts';
import { type Matrix, reachMatrix } from './reach-matrix.ts';
import { reachScene, startLines } from './reach-start.ts';
import { findScene } from './scenes/index.ts';
import { rowHostsOf, viewpointsOf } from './viewpoints.ts';
import { apply, createWorld, type Shell, type World } from './world.ts';

const shell: Shell = {
  start(residents, epoch) {
    const machines: Machine[] = [];
    for (const resident of residents) createMachine({ ...resident, epoch, tools: allTools, machines });
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
  },
};

/** Types lines at terminals of their hosts, one after the other, and lets each have its time. */
export function typeLines(
  world: World,
  lines: readonly { readonly host: string; readonly line: string }[],
): void {
  const terminals = new Map<string, number>();
  for (const { host, line } of lines) {
    const terminal = terminals.get(host) ?? world.sessions.length;
    const at = world.network.now;
    if (!terminals.has(host)) apply(world, { kind: 'open', at, columns: 200, rows: 50, host });
    terminals.set(host, terminal);
    apply(world, { kind: 'type', at, terminal, text: `${line}\r` });
    apply(world, { kind: 'wait', at, milliseconds: 2000 });
  }
}

/** @param lines what is typed after the servers run */
export function reachStill(lines: readonly { readonly host: string; readonly line: string }[] = []): {
  readonly world: World;
  readonly matrix: Matrix;
} {
  // 5 January 2026, 9:00 UTC: a build does not change with its day.
  const world = createWorld({ scene: findScene(reachScene), seed: 62893, epoch: 1_767_603_600_000, shell });
  typeLines(world, [...startLines, ...lines]);
  const { network, host } = world;
  return { world, matrix: reachMatrix(rowHostsOf(network, host), viewpointsOf(network, host)) };
}

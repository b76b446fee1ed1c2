/** "Who can reach this?" as it stands when the page is built: the same scene, servers and probes as in the page. */
import { type Matrix, reachMatrix } from './reach-matrix.ts';
import { reachScene, type StartLine, startLinesOf } from './reach-start.ts';
import { hostsOf } from './scene.ts';
import { findScene } from './scenes/index.ts';
import { openStill } from './still.ts';
import { rowHostsOf, viewpointsOf } from './viewpoints.ts';
import { apply, type World } from './world.ts';

/** Types lines at terminals of their hosts, one after the other, and lets each have its time. */
export function typeLines(world: World, lines: readonly StartLine[]): void {
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

export interface ReachStill {
  readonly world: World;
  readonly matrix: Matrix;
}

/** @param lines what is typed after the servers of the page run */
export function reachStill(lines: readonly StartLine[] = []): ReachStill {
  return stillOf(reachScene, [...startLinesOf(reachScene), ...lines]);
}

/** A scene as it stands after these lines. */
export function stillOf(scene: string, lines: readonly StartLine[]): ReachStill {
  const { world } = openStill(scene);
  typeLines(world, lines);
  const { network, host } = world;
  return { world, matrix: reachMatrix(rowHostsOf(world), viewpointsOf(network, host)) };
}

/** `phone$ nc -l 9000 &` is typed on the phone; a line without a host's name on the learner's own. */
export function parseTypedLine(text: string, scene: string): StartLine {
  const [own = '', ...others] = hostsOf(findScene(scene)).map(({ host }) => host.name);
  const [, host = '', line = ''] = /^([\w-]+)\$ (.*)$/s.exec(text) ?? [];
  return [own, ...others].includes(host) ? { host, line } : { host: own, line: text };
}

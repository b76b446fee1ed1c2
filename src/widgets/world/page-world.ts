/**
 * The one world of this page. The terminal, the bind lab and the socket table are views of it: they subscribe, draw
 * what it shows, and send what the learner does. The clock of the page enters here and nowhere else.
 */

import type { Scene } from '../../course/scene.ts';
import { fetchScene, sceneNames } from '../../course/scenes/by-need.ts';
import type { AttackMade } from '../../course/step.ts';
import type { WorldStep } from '../../course/world.ts';
import type { Host } from '../../simulator/host.ts';
import type { ExecEntry, Network } from '../../simulator/network.ts';
import type { SystemName } from '../../simulator/os/system-rules.ts';
import type { CallResult, SystemCall, TraceEntry } from '../../simulator/system-call.ts';
import { followSystem } from '../world-system/follow-system.ts';
import { LiveWorld } from './live-world.ts';
import type { PageTerminal } from './page-terminal.ts';

export interface TerminalPlace {
  readonly columns: number;
  readonly rows: number;
  readonly host?: string;
  /** Lines are typed there by a control of the page, and no screen shows it. */
  readonly unseen?: true;
}

export interface PageWorld {
  readonly scene: Scene;
  readonly sceneName: string;
  /** What was wrong with the link by which the learner came; the page's own world is here instead. */
  readonly linkProblem: string | undefined;
  /** The learner's own host. */
  readonly host: Host;
  /** With all its hosts. */
  readonly network: Network;
  readonly calls: readonly TraceEntry[];
  readonly programs: readonly ExecEntry[];
  /** The processes that make calls by hand. */
  readonly hands: ReadonlySet<number>;
  /** The world's time, in milliseconds. */
  readonly now: number;
  /** The ports that the learner asked the port field about, on this page. */
  readonly portsAsked: readonly number[];
  /** Somebody asked the port field about this port. */
  portAsked(port: number): void;
  /** What came of the attacks that the learner carried out on this page. */
  readonly attacksMade: readonly AttackMade[];
  attackMade(made: AttackMade): void;
  readonly steps: readonly WorldStep[];
  readonly canStepBack: boolean;
  readonly canStepForward: boolean;
  /** Calls `listener` after every change; the returned function ends that. */
  subscribe(listener: () => void): () => void;
  /** Makes calls by hand, as one move: `next` gives the next call from the last result, until it gives none. */
  move(uid: number, next: (last: CallResult | undefined) => SystemCall | undefined): void;
  wait(milliseconds: number): void;
  /** What the learner's own host runs when it begins anew; as it does now when undefined. */
  begins: SystemName | undefined;
  stepBack(): void;
  stepForward(): void;
  reset(): void;
  /** How many terminals are open, brought by a link, that the page does not show yet and should. */
  readonly terminalsWaiting: number;
  /** Takes the steps of a link, in place of all that was done here. */
  load(steps: readonly WorldStep[]): Promise<void>;
  /** @param place its size in characters, and the host if it is not the learner's own */
  openTerminal(place: TerminalPlace): Promise<PageTerminal>;
}

let world: PageWorld | undefined;

/**
 * The world of this page, made when the first widget asks. `data-scene` on the page names its start; with `data-scenes` beside
 * it the address may name another (page-link.ts).
 */
export async function pageWorld(): Promise<PageWorld> {
  const place = document.querySelector<HTMLElement>('[data-scene]');
  const own = place?.dataset['scene'] ?? sceneNames[0] ?? '';
  const link =
    place?.dataset['scenes'] !== undefined && /[#&](?:scene|steps|lab)=/.test(location.hash)
      ? (await import('../../course/page-link.ts')).readPageLink(location.hash, sceneNames)
      : undefined;
  const name = link?.scene ?? own;
  const scene = await fetchScene(name);
  if (world) return world;
  const made = new LiveWorld(scene, name, link?.problem);
  world = made;
  // The bind lab takes the steps of its links itself.
  if (link?.steps && place?.dataset['scenes'] !== 'lab')
    await made.load(link.steps).catch(() => {
      made.linkProblem =
        'A part of this page did not load, so what the link holds is not shown. Reload to try again.';
    });
  // Another scene than the page's own keeps the system that it has.
  if (name === own) followSystem(made);
  return made;
}

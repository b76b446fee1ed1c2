/** What the learner's own host can run on a page that has a terminal. */
import type { SystemName } from '../simulator/os/system-rules.ts';
import type { Scene } from './scene.ts';

/** The systems whose own shell and tools a terminal has. */
export const terminalSystems: readonly SystemName[] = ['linux', 'macos', 'windows'];

/** The scene's own system first, then those of `wished` that a terminal has. */
export function hostSystems(scene: Scene, wished: readonly SystemName[]): readonly SystemName[] {
  const own = scene.host.system ?? 'linux';
  return [own, ...wished.filter((system) => system !== own && terminalSystems.includes(system))];
}

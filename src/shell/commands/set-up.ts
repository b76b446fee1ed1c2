/** What a host has from the start beyond the kernel's and the shell's own: files of programs, and services that run. */
import type { User } from '../../simulator/host.ts';
import { setResolver } from '../relays.ts';
import { resolveName } from '../resolve-name.ts';
import type { Surroundings } from '../task.ts';
import { furnish } from './furnish.ts';
import { startServices } from './services/units.ts';

/**
 * @param services names of the scene; an unknown one throws: a mistake in a scene
 * @param files what the scene has in place of the configuration that comes with them, by path
 */
export function setUp(
  around: Surroundings,
  user: User,
  services: readonly string[],
  files: Readonly<Record<string, string>> = {},
): void {
  furnish(around.files.root, user, around.epoch);
  setResolver(around.host, (name) => resolveName({ around }, name));
  startServices(around, services, files);
}

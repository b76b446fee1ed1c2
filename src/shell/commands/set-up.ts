/** What a host has from the start beyond the kernel's and the shell's own: its disk, files of programs, and services that run. */
import { layOutLinux } from '../linux-files.ts';
import { setResolver } from '../relays.ts';
import { resolveName } from '../resolve-name.ts';
import type { SystemTools } from '../tools.ts';
import { furnish } from './furnish.ts';
import type { Services } from './services/service.ts';
import { startServices } from './services/units.ts';

/**
 * @param known every service that there is, or none before the first is needed; that a scene names one that is not among
 *   them throws: a mistake in the scene
 */
export function setUpLinux(known: () => Services): SystemTools['setUp'] {
  return (around, user, services, changes) => {
    const { host, files, scheduler, epoch } = around;
    layOutLinux(files.root, { host, user, modified: epoch, tasks: scheduler.tasks });
    furnish(files.root, user, epoch);
    setResolver(host, (name) => resolveName({ around }, name));
    startServices(around, known(), services, changes);
  };
}

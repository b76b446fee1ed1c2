/** Everything that is on a Mac, without fetching: for pages that are built ahead, and for tests. */
import { commands } from '../commands/index.ts';
import { allServices } from '../commands/services/all-services.ts';
import { manFor } from '../commands/text/man.ts';
import type { SystemTools } from '../tools.ts';
import { macosCommands, setUpMac } from './macos-tools.ts';
import { macosPrograms } from './programs/index.ts';
import { zshWording } from './zsh-wording.ts';

export const allMacosTools: SystemTools = {
  commands: macosCommands(commands, (all) => [...macosPrograms, manFor(all)]),
  setUp: setUpMac(() => allServices),
  wording: zshWording,
};

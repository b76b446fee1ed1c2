/** Bash's grammar and every command that there is. */
import { parse } from 'unbash';
import { commands } from './commands/index.ts';
import { allServices } from './commands/services/all-services.ts';
import { setUpLinux } from './commands/set-up.ts';
import { language } from './language/language.ts';
import { editLine } from './line-editor.ts';
import { allMacosTools } from './macos/all-macos-tools.ts';
import type { Tools } from './tools.ts';
import { allWindowsTools } from './windows/all-windows-tools.ts';

export const allTools: Tools = {
  parse,
  language,
  editLine,
  commands,
  setUp: setUpLinux(() => allServices),
  systems: { macos: allMacosTools, windows: allWindowsTools },
};

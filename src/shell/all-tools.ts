/** Bash's grammar and every command that there is. */
import { parse } from 'unbash';
import { commands } from './commands/index.ts';
import { setUp } from './commands/set-up.ts';
import { language } from './language/language.ts';
import { allMacosTools } from './macos/all-macos-tools.ts';
import type { Tools } from './tools.ts';
import { allWindowsTools } from './windows/all-windows-tools.ts';

export const allTools: Tools = {
  parse,
  language,
  commands,
  setUp,
  systems: { macos: allMacosTools, windows: allWindowsTools },
};

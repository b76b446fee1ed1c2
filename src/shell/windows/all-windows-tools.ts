/** Everything that is on a Windows host, without fetching: for pages that are built ahead, and for tests. */
import { commands } from '../commands/index.ts';
import type { SystemTools } from '../tools.ts';
import { openPowerShell } from './power-shell.ts';
import { windowsPrograms } from './programs/index.ts';
import { setUpWindows, sharedPrograms } from './windows-tools.ts';

const programs = [...windowsPrograms, ...sharedPrograms(commands)];

export const allWindowsTools: SystemTools = {
  commands: { programs: new Map(programs.map((one) => [one.name, one])), builtins: new Map() },
  setUp: (around, user, services) => setUpWindows(around, user, services, programs),
  powerShell: {
    part: { state: 'here', programs: new Map(), fetch() {} },
    open: (history) => openPowerShell({ history }),
  },
};

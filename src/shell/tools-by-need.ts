/** The line editor, bash's grammar, its builtins, and stand-ins for every program: what a page loads when somebody begins to type. */
import { parse } from 'unbash';
import type { SystemName } from '../simulator/os/system-rules.ts';
import type { Commands } from './command.ts';
import { builtinsFor } from './commands/builtins/index.ts';
import { catalogue } from './commands/catalogue.ts';
import { isPartName, partFetches } from './commands/parts.ts';
import type { Services } from './commands/services/service.ts';
import { setUpLinux } from './commands/set-up.ts';
import { shellPrograms } from './commands/shells/index.ts';
import { language } from './language/language.ts';
import { editLine } from './line-editor.ts';
import { type PartByNeed, partByNeed } from './part-by-need.ts';
import { standIn } from './program-part.ts';
import type { SystemTools, Tools } from './tools.ts';

export interface ToolsByNeed extends Tools {
  /** Fetches every part that is not here yet, and the services. @throws when one cannot be fetched */
  fetchAll(): Promise<void>;
  /** Whether `toolsOf` gives such a host its own tools. */
  hasSystem(system: SystemName): boolean;
  /** Brings what is on hosts of another system. @throws when it cannot be fetched */
  loadSystem(system: SystemName): Promise<void>;
}

/**
 * @param onFetch told of every fetch as it begins: the world stands still until the promise is settled, so that the same steps
 *   give the same world whether a program was there already or not
 */
export function createTools(onFetch: (arrival: Promise<void>) => void): ToolsByNeed {
  const parts = Object.keys(catalogue)
    .filter(isPartName)
    .map((name) => ({ name, ...partByNeed(() => partFetches[name](() => commands), onFetch) }));
  const programs = [
    ...shellPrograms(() => commands),
    ...parts.flatMap(({ name, part }) =>
      Object.entries(catalogue[name]).map(([program, summary]) => standIn(program, summary, part)),
    ),
  ];
  const builtins = builtinsFor(() => commands);
  const commands: Commands = {
    programs: new Map(programs.map((program) => [program.name, program])),
    builtins: new Map(builtins.map((builtin) => [builtin.name, builtin])),
  };
  let services: Services = new Map();
  const servicesPart = partByNeed(async () => {
    services = (await import('./commands/services/all-services.ts')).allServices;
    return [];
  }, onFetch);
  const systems: Partial<Record<SystemName, SystemTools>> = {};
  const systemParts: PartByNeed[] = [];
  const fetches: Readonly<Record<Exclude<SystemName, 'linux'>, () => Promise<SystemByNeed>>> = {
    macos: async () => {
      const { macosToolsByNeed } = await import('./macos/macos-tools.ts');
      return macosToolsByNeed(commands, () => services, onFetch);
    },
    windows: async () =>
      (await import('./windows/windows-tools.ts')).windowsToolsByNeed(() => commands, onFetch),
  };
  return {
    parse,
    language,
    editLine,
    commands,
    setUp: setUpLinux(() => services),
    systems,
    fetchAll: async () => {
      await Promise.all([servicesPart, ...parts, ...systemParts].map(({ arrive }) => arrive()));
    },
    hasSystem: (system) => system === 'linux' || systems[system] !== undefined,
    async loadSystem(system) {
      if (system === 'linux' || systems[system]) return;
      const loaded = await fetches[system]();
      if (systems[system]) return;
      systems[system] = loaded.tools;
      systemParts.push(...loaded.parts);
    },
  };
}

interface SystemByNeed {
  readonly tools: SystemTools;
  readonly parts: readonly PartByNeed[];
}

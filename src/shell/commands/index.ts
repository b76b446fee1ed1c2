/** All commands by name. To add one: a file in the folder of its kind, and its name in that folder's list. */
import type { Commands } from '../command.ts';
import { builtinsFor } from './builtins/index.ts';
import { curlPrograms } from './curl/index.ts';
import { filePrograms } from './files/index.ts';
import { networkPrograms } from './network/index.ts';
import { processPrograms } from './processes/index.ts';
import { pythonPrograms } from './python/index.ts';
import { socketPrograms } from './sockets/index.ts';

const programs = [
  ...curlPrograms,
  ...filePrograms,
  ...networkPrograms,
  ...processPrograms,
  ...pythonPrograms,
  ...socketPrograms,
];
const builtins = builtinsFor(() => commands);

export const commands: Commands = {
  programs: new Map(programs.map((program) => [program.name, program])),
  builtins: new Map(builtins.map((builtin) => [builtin.name, builtin])),
};

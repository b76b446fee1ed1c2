/** All commands by name. To add one: a file in the folder of its kind, and its name in that folder's list. */
import type { Commands } from '../command.ts';
import { builtinsFor } from './builtins/index.ts';
import { curlPrograms } from './curl/index.ts';
import { dockerPrograms } from './docker/index.ts';
import { filePrograms } from './files/index.ts';
import { firewallPrograms } from './firewall/index.ts';
import { ncPrograms } from './nc/index.ts';
import { networkPrograms } from './network/index.ts';
import { nodePrograms } from './node/index.ts';
import { processPrograms } from './processes/index.ts';
import { pythonPrograms } from './python/index.ts';
import { servicePrograms } from './services/index.ts';
import { shellPrograms } from './shells/index.ts';
import { socketPrograms } from './sockets/index.ts';
import { sshPrograms } from './ssh/index.ts';
import { textPrograms } from './text/index.ts';
import { manFor } from './text/man.ts';
import { tunnelPrograms } from './tunnels/index.ts';
import { upnpPrograms } from './upnp/index.ts';
import { userPrograms } from './users/index.ts';

const programs = [
  ...curlPrograms,
  ...dockerPrograms,
  ...filePrograms,
  ...firewallPrograms,
  ...ncPrograms,
  ...networkPrograms,
  ...nodePrograms,
  ...processPrograms,
  ...pythonPrograms,
  ...shellPrograms(() => commands),
  ...servicePrograms,
  ...socketPrograms,
  ...sshPrograms,
  ...textPrograms,
  manFor(() => commands),
  ...tunnelPrograms,
  ...upnpPrograms,
  ...userPrograms,
];
const builtins = builtinsFor(() => commands);

export const commands: Commands = {
  programs: new Map(programs.map((program) => [program.name, program])),
  builtins: new Map(builtins.map((builtin) => [builtin.name, builtin])),
};

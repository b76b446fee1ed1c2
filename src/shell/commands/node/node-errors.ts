/** What Node 22.23.2 prints when it ends with an error that nobody caught. */
import type { SocketAddress } from '../../../simulator/address.ts';
import type { Errno } from '../../../simulator/errno.ts';
import { errnoNumberOf } from '../../../simulator/os/error-names.ts';
import type { SystemName } from '../../../simulator/os/system-rules.ts';

const version = 'Node.js v22.23.2';

const loading = `    at Module._compile (node:internal/modules/cjs/loader:1781:14)
    at Object..js (node:internal/modules/cjs/loader:1913:10)
    at Module.load (node:internal/modules/cjs/loader:1505:32)
    at Function._load (node:internal/modules/cjs/loader:1309:12)
    at wrapModuleLoad (node:internal/modules/cjs/loader:254:19)
    at Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:171:5)
`;
const main = '    at node:internal/main/run_main_module:36:49';

/** Where the program called listen: `/home/dev/apps/hello/server.js:9:8`. */
export type CallSite = string;

/** libuv's words for what the simulated kernel answers here. */
const texts: Partial<Record<Errno, string>> = {
  EADDRINUSE: 'address already in use',
  EACCES: 'permission denied',
  EADDRNOTAVAIL: 'address not available',
};

/** libuv has numbers of its own where Windows has none below zero (include/uv/errno.h). */
const onWindows: Partial<Record<Errno, number>> = { EADDRINUSE: -4091, EACCES: -4092, EADDRNOTAVAIL: -4090 };

function libuvNumber(system: SystemName, errno: Errno): number {
  return (system === 'windows' ? onWindows[errno] : undefined) ?? -errnoNumberOf(system, errno);
}

export interface ListenFailure {
  readonly system: SystemName;
  readonly errno: Errno;
  readonly local: SocketAddress;
  /** Whether listen(2), or bind(2) before it, said so. */
  readonly late: boolean;
}

/** How the program names its address: not at all, as a number, or by a name; or that it is a path, with port -1. */
export type WrittenHost = 'none' | 'number' | 'name' | 'path';

export function listenError(failure: ListenFailure, host: WrittenHost, site: CallSite): string {
  const frames = host === 'none' || host === 'path' ? `    at Object.<anonymous> (${site})\n${loading}` : '';
  const [start = '', fields = ''] = listenFrames(failure, host).split(' {\n');
  // Where the server gives the error out, its fields stand behind that.
  return `node:events:497
      throw er; // Unhandled 'error' event
      ^

${start}\n${frames}Emitted 'error' event on Server instance at:
    at emitErrorNT (node:net:1977:8)
    at process.processTicksAndRejections (node:internal/process/task_queues:89:21) {
${fields}
${version}
`;
}

/** The error itself, as console.error shows it. */
export function listenFrames(
  { system, errno, local: { address, port }, late }: ListenFailure,
  host: WrittenHost,
): string {
  const last = {
    none: '    at Server.listen (node:net:2103:7)',
    path: '    at Server.listen (node:net:2120:5)',
    number:
      '    at node:net:2207:7\n    at process.processTicksAndRejections (node:internal/process/task_queues:89:21)',
    name: '    at GetAddrInfoReqWrap.callback (node:net:2207:7)\n    at GetAddrInfoReqWrap.onlookupall [as oncomplete] (node:dns:134:8)',
  }[host];
  const place = host === 'path' ? address : `${address}:${port}`;
  return `Error: listen ${errno}: ${texts[errno] ?? errno} ${place}
    at Server.setupListenHandle [as _listen2] (node:net:${late ? '1941:16' : '1919:21'})
    at listenInCluster (node:net:1998:12)
${last} {
  code: '${errno}',
  errno: ${libuvNumber(system, errno)},
  syscall: 'listen',
  address: '${address}',
  port: ${port}
}
`;
}

export function badPortError(port: number, site: CallSite): string {
  return `node:internal/errors:540
      throw error;
      ^

RangeError [ERR_SOCKET_BAD_PORT]: options.port should be >= 0 and < 65536. Received type number (${port}).
    at Server.listen (node:net:2092:5)
    at Object.<anonymous> (${site})
${loading}${main} {
  code: 'ERR_SOCKET_BAD_PORT'
}

${version}
`;
}

export function noModuleError(path: string): string {
  return `node:internal/modules/cjs/loader:1433
  throw err;
  ^

Error: Cannot find module '${path}'
    at Function._resolveFilename (node:internal/modules/cjs/loader:1430:15)
    at defaultResolveImpl (node:internal/modules/cjs/loader:1040:19)
    at resolveForCJSWithHooks (node:internal/modules/cjs/loader:1045:22)
    at Function._load (node:internal/modules/cjs/loader:1216:25)
    at wrapModuleLoad (node:internal/modules/cjs/loader:254:19)
    at Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:171:5)
${main} {
  code: 'MODULE_NOT_FOUND',
  requireStack: []
}

${version}
`;
}

/** The same on a terminal: grey for what is not the program's own, colours for values. */
export function painted(text: string, cwd: string): string {
  const folder = cwd === '/' ? cwd : `${cwd}/`;
  return text
    .replace(/^ {4}at .*node:[^)\n{]*\)?(?=$| \{$)/gm, '\x1b[90m$&\x1b[39m')
    .replace(/^( {4}at \S+ )\((\/.*)\)$/gm, (_all, start: string, site: string) => {
      const inside = site.startsWith(folder);
      const shown = inside ? `${folder}\x1b[39m${site.slice(folder.length)}\x1b[90m` : site;
      return inside ? `${start}\x1b[90m(${shown})\x1b[39m` : `${start}(${shown})`;
    })
    .replace(/^( {2}\w+: )(.*?)(,?)$/gm, (_all, name: string, value: string, comma: string) =>
      value === '[]' ? `${name}${value}${comma}` : `${name}${paintedValue(value)}${comma}`,
    );
}

/** A string or a number as console.log shows it on a terminal. */
export function paintedValue(value: string): string {
  return `\x1b[${value.startsWith("'") ? 32 : 33}m${value}\x1b[39m`;
}

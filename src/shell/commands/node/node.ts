import type { ProgramFile } from '../../command.ts';
import { readContent, resolvePath } from '../../file-system.ts';
import type { OptionTable } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import { parseNumericAddress } from '../../resolve-name.ts';
import { complain, print, self } from '../../syscalls.ts';
import { openPathListener } from '../../unix-calls.ts';
import { fromWindowsPath, toWindowsPath } from '../../windows/windows-path.ts';
import { type AppName, appSources } from './app-sources.ts';
import { apps, socketApp } from './apps.ts';
import { listenOn } from './listen.ts';
import { badPortError, listenError, noModuleError, painted } from './node-errors.ts';

const options: OptionTable = {
  options: [
    { short: 'v', long: 'version', help: 'print Node.js version' },
    { short: 'h', long: 'help', help: 'print node command line options' },
  ],
};

const runsHere = 'only the programs that came with this host (see ls ~/apps) run here';
const known =
  /^-(?:[ceipr]|-(?:check|eval|print|import|require|inspect.*|watch|test|env-file.*|dns-.*))(?:=|$)/;

/** node(1), version 22.23.2, for the programs that lie on the host. */
export const node: ProgramFile = {
  name: 'node',
  summary: 'node server.js: run one of the programs in ~/apps',
  options,
  operands: 'FILE',
  differs: `There is no JavaScript engine here: ${runsHere}, each as its source says.`,
  *run([, first]) {
    if (first === '-v' || first === '--version') {
      yield* print('v22.23.2\n');
      return 0;
    }
    if (first === '-h' || first === '--help') {
      yield* print(`Usage: node FILE\n\nHere ${runsHere}.\n`);
      return 0;
    }
    if (first === undefined || first === '-' || known.test(first))
      return yield* refuse(`node: ${runsHere}.\n`, 9);
    if (first.startsWith('-')) return yield* refuse(`node: bad option: ${first}\n`, 9);
    return yield* runFile(first);
  },
};

function* refuse(text: string, status: number): Program {
  yield* complain(text);
  return status;
}

/** An error that nobody caught. */
function* crash(text: string): Program {
  const { streams, cwd } = yield* self();
  return yield* refuse(streams.get(2)?.terminal ? painted(text, cwd) : text, 1);
}

/** As require does: the name itself, or with .js behind it. */
function* runFile(typed: string): Program {
  const { around, cwd, process } = yield* self();
  const windows = around.host.system.name === 'windows';
  const name = windows ? fromWindowsPath(typed) : typed;
  const shown = (path: string): string => (windows ? toWindowsPath(path) : path);
  for (const ending of ['', '.js']) {
    const path = resolvePath(cwd, name + ending);
    const found = around.files.find('/', path, process.uid);
    if (!found.ok || found.value.kind !== 'file') continue;
    const source = readContent(found.value);
    const app = appNames.find((one) => appSources[one] === source);
    return yield* app
      ? runApp(app, shown(path))
      : refuse(`node: ${shown(path)} is not as it came; ${runsHere}.\n`, 1);
  }
  return yield* crash(noModuleError(shown(resolvePath(cwd, name))));
}

const appNames: readonly AppName[] = ['hello', 'loopback', 'api', 'echo', 'socket'];

/** A path, as libuv binds it: a folder that is missing is EACCES, as on Windows. */
function* runSocketApp(file: string): Program {
  const task = yield* self();
  const { defaultPath, serve, site } = socketApp;
  const address = task.environment.get('SOCKET') ?? defaultPath;
  const listener = yield* openPathListener(address, 511);
  if (!listener.ok) {
    const errno = listener.errno === 'ENOENT' ? 'EACCES' : listener.errno;
    const local = { family: 'AF_INET', address, port: -1 } as const;
    const failure = { system: task.around.host.system.name, errno, local, late: false };
    return yield* crash(listenError(failure, 'path', `${file}:${site}`));
  }
  yield* print(`Listening on ${address}\n`);
  return yield* serve(listener.value);
}

function* runApp(name: AppName, path: string): Program {
  if (name === 'socket') return yield* runSocketApp(path);
  const app = apps[name];
  const site = `${path}:${app.site}`;
  const wish = app.readsPort ? (yield* self()).environment.get('PORT') : undefined;
  const port = wish === undefined ? app.port : Number(wish);
  if (!(Number.isInteger(port) && port >= 0 && port < 65536)) return yield* crash(badPortError(port, site));
  const listening = yield* listenOn(port, app.host);
  if (!('fd' in listening)) {
    const { host } = app;
    const written = host === undefined ? 'none' : parseNumericAddress(host) === undefined ? 'name' : 'number';
    return yield* crash(listenError(listening, written, site));
  }
  const onTerminal = (yield* self()).streams.get(1)?.terminal !== undefined;
  yield* print(app.started(listening.local, onTerminal));
  return yield* app.serve(listening.fd);
}

import type { SocketAddress } from '../../../simulator/address.ts';
import { familyOf } from '../../../simulator/address.ts';
import { strerror } from '../../../simulator/errno.ts';
import type { ProgramFile } from '../../command.ts';
import { resolvePath } from '../../file-system.ts';
import type { OptionTable } from '../../option-table.ts';
import { Interrupt, type Program } from '../../program.ts';
import { resolveName } from '../../resolve-name.ts';
import { bind, getsockname, listen, setsockopt, socket } from '../../socket-calls.ts';
import { complain, onSignal, print, self } from '../../syscalls.ts';
import { pythonVersion, serveForever, servingLine } from './http-server.ts';
import { parseServerArguments } from './python-arguments.ts';
import { bindTraceback, type ResolveError, resolveTraceback } from './python-traceback.ts';

const options: OptionTable = {
  options: [
    { short: 'm', argument: 'MODULE', help: 'run a module: http.server' },
    { short: 'V', long: 'version', help: 'print the version' },
    { short: 'h', long: 'help', help: 'print help' },
  ],
  absent: 'cbBdEiIOqsSuvWxX',
};

const usageOf = (name: string): string =>
  `usage: ${name} [option] ... [-c cmd | -m mod | file | -] [arg] ...\n`;

/** Modules of Python 3.11 that people run. */
const otherModules = new Set(
  'ast asyncio base64 calendar code compileall cProfile doctest json.tool pdb platform pprint profile pydoc site smtpd sqlite3 sysconfig tarfile this timeit tokenize trace unittest uuid venv webbrowser xmlrpc.server zipapp zipfile'.split(
    ' ',
  ),
);

/** python3(1) of Debian 12, as far as http.server needs it. */
export const python3: ProgramFile = {
  name: 'python3',
  summary: 'python3 -m http.server [PORT]: serve the files of a folder over HTTP',
  options,
  operands: '-m http.server [-h] [-b ADDRESS] [-d DIRECTORY] [-p VERSION] [PORT]',
  differs: 'There is no interpreter here: only http.server runs, without CGI.',
  *run([name = 'python3', first, ...rest]) {
    if (first === undefined) {
      return yield* refuse('python3: only "python3 -m http.server" runs here; there is no interpreter.\n', 2);
    }
    if (first === '-V' || first === '--version') {
      yield* print(`Python ${pythonVersion((yield* self()).around.host.system.name)}\n`);
      return 0;
    }
    if (first === '-h' || first === '--help') {
      const lines = `${usageOf(name)}\nHere only this runs:\n  python3 -m http.server [PORT]   see python3 -m http.server --help\n`;
      yield* print(`${lines}  python3 --version\n`);
      return 0;
    }
    if (first === '-m' || first.startsWith('-m')) {
      const [module, ...args] = first === '-m' ? rest : [first.slice(2), ...rest];
      if (module === undefined) return yield* refuse(`Argument expected for the -m option\n${hint(name)}`, 2);
      if (module === 'http.server') return yield* httpServer(args);
      if (otherModules.has(module)) {
        return yield* refuse(`${name}: ${module} is a real module, but only http.server runs here.\n`, 1);
      }
      return yield* refuse(`/usr/bin/python3: No module named ${module}\n`, 1);
    }
    if (first.startsWith('--')) return yield* refuse(`unknown option ${first}\n${hint(name)}`, 2);
    if (first.startsWith('-')) {
      const letter = first[1] ?? '';
      if (!options.absent?.includes(letter))
        return yield* refuse(`Unknown option: -${letter}\n${hint(name)}`, 2);
      return yield* refuse(`python3: -${letter} is a real option, but only "-m http.server" runs here.\n`, 2);
    }
    return yield* refuse(yield* reasonForScript(name, first), 2);
  },
};

/**
 * Debian 12 has no command `python`, only `python3`; macOS has neither at first; Windows and a virtual environment
 * have `python`. Tutorials type both, so this host has both.
 */
export const python: ProgramFile = {
  ...python3,
  name: 'python',
  summary: 'the same as python3 (Debian itself has only python3)',
};

function hint(name: string): string {
  return `${usageOf(name)}Try \`python -h' for more information.\n`;
}

function* refuse(text: string, status: number): Program {
  yield* complain(text);
  return status;
}

function* reasonForScript(name: string, path: string): Program<string> {
  const { around, cwd, process } = yield* self();
  const found = around.files.find(cwd, path, process.uid);
  if (!found.ok) {
    const number = found.errno === 'ENOENT' ? 2 : 13;
    return `${name}: can't open file '${resolvePath(cwd, path)}': [Errno ${number}] ${strerror(found.errno)}\n`;
  }
  return 'python3: scripts of your own do not run here; only "python3 -m http.server" does.\n';
}

function* httpServer(args: readonly string[]): Program {
  const parsed = parseServerArguments(args);
  if (parsed.kind === 'help') {
    yield* print(parsed.text);
    return 0;
  }
  if (parsed.kind === 'error') return yield* refuse(parsed.text, 2);
  yield* onSignal('SIGINT', 'catch');
  const system = (yield* self()).around.host.system.name;
  const address = yield* bestAddress(parsed.bind, parsed.port);
  if (typeof address === 'string') return yield* refuse(resolveTraceback(system, address), 1);
  const listener = yield* openListener(address);
  if (!listener.ok) return yield* refuse(bindTraceback(system, listener.errno), 1);

  const task = yield* self();
  const name = yield* getsockname(listener.value);
  // print() keeps its text until the end where standard output is no terminal.
  let kept = '';
  const say = function* (text: string): Program<void> {
    if (task.streams.get(1)?.terminal) yield* print(text);
    else kept += text;
  };
  if (name.ok) yield* say(servingLine(name.value));
  try {
    const directory = resolvePath(task.cwd, parsed.directory ?? '.');
    return yield* serveForever(listener.value, { directory, protocol: parsed.protocol });
  } catch (error) {
    if (!(error instanceof Interrupt)) throw error;
    yield* say('\nKeyboard interrupt received, exiting.\n');
    yield* print(kept);
    return 0;
  }
}

/** As socketserver.TCPServer does it, call by call. */
function* openListener(address: SocketAddress) {
  const opened = yield* socket(address.family, 'SOCK_STREAM');
  if (!opened.ok) return opened;
  const fd = opened.value;
  // Refused on an IPv4 socket, and the refusal ignored: DualStackServer asks for both families.
  yield* setsockopt(fd, 'IPV6_V6ONLY', 0);
  yield* setsockopt(fd, 'SO_REUSEADDR', 1);
  const bound = yield* bind(fd, address);
  if (!bound.ok) return bound;
  const listening = yield* listen(fd, 5);
  return listening.ok ? opened : listening;
}

/** _get_best_family: the first address that getaddrinfo(3) gives. */
function* bestAddress(host: string | undefined, port: bigint): Program<SocketAddress | ResolveError> {
  if (BigInt.asIntN(64, port) !== port) return 'huge port';
  const low = Number(BigInt.asIntN(32, port));
  if (low < 0) return 'bad port';
  // getaddrinfo keeps the low 16 bits of a port that is too large.
  const wrapped = low & 0xffff;
  const task = yield* self();
  if (host === undefined) {
    // Linux lists 0.0.0.0 first for a listener, macOS and Windows the IPv6 wildcard.
    const linux = task.around.host.system.name === 'linux';
    return { family: linux ? 'AF_INET' : 'AF_INET6', address: linux ? '0.0.0.0' : '::', port: wrapped };
  }
  const [address] = resolveName(task, host);
  return address === undefined ? 'unknown name' : { family: familyOf(address), address, port: wrapped };
}

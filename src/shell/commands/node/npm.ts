import type { ProgramFile } from '../../command.ts';
import { readContent, resolvePath } from '../../file-system.ts';
import { noOptions } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import { complain, print, self } from '../../syscalls.ts';
import { vite } from './vite.ts';

const runsHere = 'only scripts that start vite run here, as in ~/apps/web';

/** npm(1), for the one thing that people start a server with. */
export const npm: ProgramFile = {
  name: 'npm',
  summary: 'npm run dev: start the web application in development (in ~/apps/web)',
  options: noOptions,
  operands: 'run [SCRIPT] [-- ARGUMENT...]',
  differs: `There is no registry and no JavaScript engine here: ${runsHere}. The server is Vite 8.3.8 as recorded; it does not transform sources.`,
  *run([, verb, script, ...rest]) {
    if (verb === '--version' || verb === '-v') {
      yield* print('11.19.1\n');
      return 0;
    }
    if (!['run', 'run-script', 'start', 'test'].includes(verb ?? '')) {
      yield* complain(`npm: ${runsHere}: npm run dev\n`);
      return 1;
    }
    const name = verb === 'start' || verb === 'test' ? verb : script;
    return yield* runScript(name, rest[0] === '--' ? rest.slice(1) : []);
  },
};

/** npx(1), for vite. */
export const npx: ProgramFile = {
  name: 'npx',
  summary: 'npx vite: start the web application in development (in ~/apps/web)',
  options: noOptions,
  operands: 'vite [ARGUMENT...]',
  differs: 'Only vite.',
  *run([, name, ...args]) {
    if (name === 'vite') return yield* becomeVite(args);
    yield* complain(`npx: only vite runs here: npx vite\n`);
    return 1;
  },
};

interface Package {
  readonly name: string;
  readonly version: string;
  readonly scripts: ReadonlyMap<string, string>;
}

function* runScript(script: string | undefined, args: readonly string[]): Program {
  const { cwd } = yield* self();
  const read = yield* readPackage();
  if (!read) {
    yield* complain(noPackage(resolvePath(cwd, 'package.json')));
    return 254;
  }
  const { name, version, scripts } = read;
  if (script === undefined) {
    const lines = [...scripts].map(([key, text]) => `  ${key}\n    ${text}\n`);
    yield* print(`Scripts available in ${name}@${version} via \`npm run\`:\n${lines.join('')}`);
    return 0;
  }
  const text = scripts.get(script);
  if (text === undefined) {
    yield* complain(
      `npm error Missing script: "${script}"\nnpm error\nnpm error To see a list of scripts, run:\nnpm error   npm run\n`,
    );
    return 1;
  }
  const words = [...text.split(/\s+/), ...args];
  yield* print(`\n> ${name}@${version} ${script}\n> ${words.join(' ')}\n\n`);
  if (words[0] === 'vite') return yield* becomeVite(words.slice(1));
  yield* complain(`npm: ${runsHere}.\n`);
  return 1;
}

/** The process is Node's from here on, as ss and ps show it. */
function* becomeVite(args: readonly string[]): Program {
  const { cwd, process } = yield* self();
  if (!(yield* readPackage())) {
    yield* complain(`npx: vite is not here; ${runsHere}.\n`);
    return 1;
  }
  process.argv = ['node', resolvePath(cwd, 'node_modules/.bin/vite'), ...args];
  return yield* vite(args);
}

function* readPackage(): Program<Package | undefined> {
  const { around, cwd, process } = yield* self();
  const found = around.files.find(cwd, 'package.json', process.uid);
  if (!found.ok || found.value.kind !== 'file') return undefined;
  try {
    const parsed: unknown = JSON.parse(readContent(found.value));
    return {
      name: textOf(parsed, 'name'),
      version: textOf(parsed, 'version'),
      scripts: new Map(
        Object.entries(fieldOf(parsed, 'scripts') ?? {}).map(([key, text]) => [key, String(text)] as const),
      ),
    };
  } catch {
    return undefined;
  }
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

function textOf(value: unknown, name: string): string {
  const text = fieldOf(value, name);
  return typeof text === 'string' ? text : '';
}

function noPackage(path: string): string {
  return [
    'code ENOENT',
    'syscall open',
    `path ${path}`,
    'errno -2',
    `enoent Could not read package.json: Error: ENOENT: no such file or directory, open '${path}'`,
    'enoent This is related to npm not being able to find a file.',
    'enoent',
  ]
    .map((line) => `npm error ${line}\n`)
    .join('');
}

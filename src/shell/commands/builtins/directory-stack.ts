/** pushd, popd and dirs: builtins of bash(1) that keep folders to come back to. */
import type { Builtin } from '../../command.ts';
import { shellMessage } from '../../language/run.ts';
import { noOptions } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import type { Shell } from '../../shell.ts';
import { complain, print, self } from '../../syscalls.ts';
import { goTo } from './cd.ts';

function tilde(shell: Shell, path: string): string {
  const home = shell.variables.get('HOME') ?? '';
  return home !== '' && (path === home || path.startsWith(`${home}/`)) ? `~${path.slice(home.length)}` : path;
}

function* printStack(shell: Shell): Program<void> {
  const { cwd } = yield* self();
  yield* print(`${[cwd, ...shell.folders].map((path) => tilde(shell, path)).join(' ')}\n`);
}

/** `+1`, `-0`: a place in the stack, where 0 is the folder you are in. */
function placeOf(word: string | undefined, size: number): number | undefined {
  const match = /^([-+])(\d+)$/.exec(word ?? '');
  if (!match) return undefined;
  return match[1] === '+' ? Number(match[2]) : size - 1 - Number(match[2]);
}

export const pushd: Builtin = {
  name: 'pushd',
  summary: 'go to a folder, and remember this one',
  options: noOptions,
  *run(shell, [, word, extra]) {
    const { cwd } = yield* self();
    if (extra !== undefined) {
      yield* shellMessage(shell, 'pushd: too many arguments');
      return 1;
    }
    const stack = [cwd, ...shell.folders];
    const place = word === undefined ? 1 : placeOf(word, stack.length);
    if (place !== undefined) {
      const target = stack[place];
      if (target === undefined || place < 0) {
        const reason =
          word === undefined ? 'no other directory' : `${word}: directory stack index out of range`;
        yield* shellMessage(shell, `pushd: ${reason}`);
        return 1;
      }
      const status = yield* goTo(shell, target, 'pushd');
      if (status !== 0) return status;
      const turned =
        word === undefined ? [cwd, ...stack.slice(2)] : [...stack.slice(place + 1), ...stack.slice(0, place)];
      shell.folders.splice(0, shell.folders.length, ...turned);
      yield* printStack(shell);
      return 0;
    }
    const status = yield* goTo(shell, word ?? '', 'pushd');
    if (status !== 0) return status;
    shell.folders.unshift(cwd);
    yield* printStack(shell);
    return 0;
  },
};

export const popd: Builtin = {
  name: 'popd',
  summary: 'go back to the folder that pushd remembered',
  options: noOptions,
  *run(shell, [, word]) {
    const { cwd } = yield* self();
    const stack = [cwd, ...shell.folders];
    const place = word === undefined ? 0 : placeOf(word, stack.length);
    if (place === undefined) {
      yield* shellMessage(shell, `popd: ${word}: invalid argument`);
      yield* complain('popd: usage: popd [-n] [+N | -N]\n');
      return 2;
    }
    if (stack.length < 2 || stack[place] === undefined) {
      const empty = stack.length < 2;
      yield* shellMessage(
        shell,
        `popd: ${empty ? '' : `${word}: `}directory stack ${empty ? 'empty' : 'index out of range'}`,
      );
      return 1;
    }
    if (place === 0) {
      const status = yield* goTo(shell, stack[1] ?? '', 'popd');
      if (status !== 0) return status;
      shell.folders.shift();
    } else shell.folders.splice(place - 1, 1);
    yield* printStack(shell);
    return 0;
  },
};

export const dirs: Builtin = {
  name: 'dirs',
  summary: 'list the folders that pushd remembered',
  options: {
    options: [
      { short: 'c', help: 'forget them' },
      { short: 'l', help: 'with the whole path of your home' },
      { short: 'p', help: 'one a line' },
      { short: 'v', help: 'one a line, with numbers' },
    ],
  },
  *run(shell, [, ...words]) {
    const { cwd } = yield* self();
    const letters = words.filter((word) => /^-[clpv]+$/.test(word)).join('');
    if (letters.includes('c')) {
      shell.folders.length = 0;
      return 0;
    }
    const wrong = words.find((word) => !/^-[clpv]+$/.test(word) && placeOf(word, 1) === undefined);
    if (wrong !== undefined) {
      yield* shellMessage(shell, `dirs: ${wrong}: invalid option`);
      yield* complain('dirs: usage: dirs [-clpv] [+N] [-N]\n');
      return 2;
    }
    const stack = [cwd, ...shell.folders].map((path) => (letters.includes('l') ? path : tilde(shell, path)));
    const one = words.map((word) => placeOf(word, stack.length)).find((place) => place !== undefined);
    if (one !== undefined) {
      const path = stack[one];
      if (path !== undefined) yield* print(`${path}\n`);
      else yield* shellMessage(shell, `dirs: ${words.at(-1)?.slice(1)}: directory stack index out of range`);
      return path === undefined ? 1 : 0;
    }
    if (letters.includes('v'))
      yield* print(stack.map((path, index) => `${String(index).padStart(2)}  ${path}\n`).join(''));
    else yield* print(`${stack.join(letters.includes('p') ? '\n' : ' ')}\n`);
    return 0;
  },
};

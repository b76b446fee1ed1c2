/** Special Parameters of bash(1), and the variables that the shell answers itself. */
import type { Shell } from '../shell.ts';
import type { Task } from '../task.ts';
import { type Dynamic, newVariable } from './variables.ts';

/** `$?`, `$1`, …; undefined when not set. `$@` and `$*` are lists and not here. */
export function specialParameter(shell: Shell, name: string): string | undefined {
  if (/^\d+$/.test(name)) return name === '0' ? shell.name : shell.positional[Number(name) - 1];
  switch (name) {
    case '?':
      return String(shell.status);
    case '$':
      return String(shell.pid);
    case '!':
      return shell.lastBackground === undefined ? undefined : String(shell.lastBackground);
    case '#':
      return String(shell.positional.length);
    case '-':
      return optionLetters(shell);
    default:
      return undefined;
  }
}

export function isSpecial(name: string): boolean {
  return /^(?:\d+|[?$!#@*-])$/.test(name);
}

export const letterOptions: ReadonlyMap<string, string> = new Map([
  ['a', 'allexport'],
  ['b', 'notify'],
  ['e', 'errexit'],
  ['f', 'noglob'],
  ['h', 'hashall'],
  ['k', 'keyword'],
  ['m', 'monitor'],
  ['n', 'noexec'],
  ['p', 'privileged'],
  ['t', 'onecmd'],
  ['u', 'nounset'],
  ['v', 'verbose'],
  ['x', 'xtrace'],
  ['B', 'braceexpand'],
  ['C', 'noclobber'],
  ['E', 'errtrace'],
  ['H', 'histexpand'],
  ['P', 'physical'],
  ['T', 'functrace'],
]);

function optionLetters(shell: Shell): string {
  const on = (letter: string): boolean => shell.options.has(letterOptions.get(letter) ?? '');
  const letters = [...'abefhkmnptuvx'].filter(on).join('');
  const upper = [...'BCEHPT'].filter(on).join('');
  // bash lists `i` among its letters, and after them how it was started.
  const interactive = shell.interactive ? letters.replace(/^([abefh]*)/, '$1i') : letters;
  return (
    interactive + upper + (shell.interactive ? 's' : shell.extraOptions.has('command-string') ? 'c' : '')
  );
}

/** Gives a new shell the variables that bash sets. */
export function setFirstVariables(shell: Shell, task: Task): void {
  const { variables } = shell;
  const { host } = task.around;
  const started = host.network.now;
  const first = (name: string, value: string): void => {
    if (variables.get(name) === undefined) variables.set(name, value);
  };
  const always = (name: string, value: string, readonly = false): void => {
    variables.set(name, value);
    variables.ensure(name).readonly = readonly;
  };
  const dynamic = (name: string, answers: Dynamic): void => {
    variables.put(name, { ...newVariable(), dynamic: answers });
  };
  always('IFS', ' \t\n');
  always('OPTIND', '1');
  always('PS4', '+ ');
  always('BASH', '/bin/bash');
  always('BASH_VERSION', '5.2.15(1)-release');
  always('EUID', String(task.process.uid), true);
  always('UID', String(task.process.uid), true);
  always('PPID', String(task.process.ppid), true);
  first('HOSTNAME', host.name);
  first('HOSTTYPE', 'x86_64');
  first('MACHTYPE', 'x86_64-pc-linux-gnu');
  first('OSTYPE', 'linux-gnu');
  first('PATH', '/usr/local/bin:/usr/bin:/bin');
  variables.set('PWD', task.cwd);
  variables.ensure('PWD').exported = true;
  const level = Number(variables.get('SHLVL') ?? '0');
  variables.set('SHLVL', String(Number.isSafeInteger(level) ? level + 1 : 1));
  variables.ensure('SHLVL').exported = true;

  let secondsFrom = started;
  const seconds = (): number => Math.floor((host.network.now - secondsFrom) / 1000);
  dynamic('SECONDS', {
    get: () => String(seconds()),
    set: (value) => {
      secondsFrom = host.network.now - (Number.parseInt(value, 10) || 0) * 1000;
    },
  });
  // The generator of Park and Miller, as bash has it; its first seed is the network's.
  let seed = 0;
  dynamic('RANDOM', {
    get: () => {
      if (seed === 0) seed = 1 + host.network.random.below(0x7ffffffe);
      seed = Number((BigInt(seed) * 16807n) % 2147483647n);
      return String(((seed >>> 16) ^ (seed & 65535)) & 32767);
    },
    set: (value) => {
      seed = Number.parseInt(value, 10) || 123459876;
    },
  });
  dynamic('SRANDOM', { get: () => String(host.network.random.below(0x100000000)), set: () => {} });
  const epoch = (): number => task.around.epoch + host.network.now;
  dynamic('EPOCHSECONDS', { get: () => String(Math.floor(epoch() / 1000)), set: () => {} });
  dynamic('EPOCHREALTIME', { get: () => (epoch() / 1000).toFixed(6), set: () => {} });
}

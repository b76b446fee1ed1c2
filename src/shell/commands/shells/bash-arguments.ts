/** The command line of bash(1). */
import { letterOptions } from '../../language/special-parameter.ts';

export interface BashArguments {
  readonly kind: 'command' | 'script' | 'input';
  /** The string of `-c`, or the script's path. */
  readonly text: string;
  readonly name: string | undefined;
  readonly positional: readonly string[];
  readonly interactive: boolean;
  readonly login: boolean;
  readonly on: readonly string[];
  readonly off: readonly string[];
}

export type ReadArguments =
  | { readonly ok: true; readonly arguments: BashArguments }
  | { readonly ok: 'version' | 'help' }
  /** What bash says, without its name. */
  | { readonly ok: false; readonly message: string };

const longOptions = new Set(
  'debugger init-file login noediting noprofile norc posix pretty-print rcfile restricted verbose'.split(' '),
);
const withArgument = new Set(['init-file', 'rcfile']);

export function readBashArguments(args: readonly string[]): ReadArguments {
  const rest = [...args];
  const on: string[] = [];
  const off: string[] = [];
  let [command, input, interactive, login] = [false, false, false, false];
  for (let word = rest[0]; word !== undefined; word = rest[0]) {
    if (word === '--' || word === '-') {
      rest.shift();
      break;
    }
    if (!/^[-+]./.test(word)) break;
    rest.shift();
    const long = /^--(.+)$/.exec(word)?.[1];
    if (long !== undefined) {
      if (long === 'version' || long === 'help') return { ok: long };
      if (!longOptions.has(long)) return { ok: false, message: `${word}: invalid option` };
      if (withArgument.has(long)) rest.shift();
      if (long === 'login') login = true;
      if (long === 'verbose') on.push('verbose');
      continue;
    }
    const sign = word[0];
    for (const letter of word.slice(1)) {
      if (letter === 'c') command = true;
      else if (letter === 's') input = true;
      else if (letter === 'i') interactive = true;
      else if (letter === 'l') login = true;
      else if (letter === 'D' || letter === 'r') continue;
      else if (letter === 'o' || letter === 'O') {
        const name = rest.shift();
        if (letter === 'o' && name !== undefined) (sign === '-' ? on : off).push(name);
      } else {
        const name = letterOptions.get(letter);
        if (name === undefined) return { ok: false, message: `${sign}${letter}: invalid option` };
        (sign === '-' ? on : off).push(name);
      }
    }
  }
  const shared = { interactive, login, on, off };
  if (command) {
    const [text, name, ...positional] = rest;
    if (text === undefined) return { ok: false, message: '-c: option requires an argument' };
    return { ok: true, arguments: { ...shared, kind: 'command', text, name, positional } };
  }
  if (input || rest.length === 0) {
    return { ok: true, arguments: { ...shared, kind: 'input', text: '', name: undefined, positional: rest } };
  }
  const [text = '', ...positional] = rest;
  return { ok: true, arguments: { ...shared, kind: 'script', text, name: text, positional } };
}

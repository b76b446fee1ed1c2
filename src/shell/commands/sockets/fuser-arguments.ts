/** The command line of fuser(1), which reads it by itself. */
import { signalNumberOf } from '../processes/signal-names.ts';

export interface FuserName {
  readonly space: 'file' | 'tcp' | 'udp';
  readonly text: string;
}

export interface FuserRequest {
  readonly names: FuserName[];
  verbose: boolean;
  silent: boolean;
  all: boolean;
  kill: boolean;
  /** `-i`: each kill is asked about. */
  ask: boolean;
  /** `-u`: names of users too. */
  named: boolean;
  ipv4: boolean;
  ipv6: boolean;
  signal: number;
}

export type FuserArguments =
  | { readonly kind: 'request'; readonly request: FuserRequest }
  | { readonly kind: 'list' | 'version' }
  | { readonly kind: 'mistake'; readonly text: string; readonly usage: boolean };

const longNames: Readonly<Record<string, string>> = {
  all: 'a',
  interactive: 'i',
  kill: 'k',
  'list-signals': 'l',
  namespace: 'n',
  silent: 's',
  user: 'u',
  verbose: 'v',
  version: 'V',
  ipv4: '4',
  ipv6: '6',
  mount: 'm',
  ismountpoint: 'M',
  inode: 'I',
  writeonly: 'w',
};

export function readFuserArguments(args: readonly string[]): FuserArguments {
  const request: FuserRequest = {
    names: [],
    verbose: false,
    silent: false,
    all: false,
    kill: false,
    ask: false,
    named: false,
    ipv4: false,
    ipv6: false,
    signal: 9,
  };
  let space: FuserName['space'] = 'file';
  const rest = [...args];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (!/^-./.test(word)) {
      request.names.push(nameIn(space, word));
      continue;
    }
    const long = word.startsWith('--') ? longNames[word.slice(2)] : undefined;
    if (word.startsWith('--') && !long) return mistake(`fuser: Invalid option ${word}\n`, true);
    for (const letter of long ?? word.slice(1)) {
      if (letter === 'n') {
        const given = rest.shift();
        if (given === undefined) return mistake('Namespace option requires an argument.\n', true);
        if (given !== 'tcp' && given !== 'udp' && given !== 'file') {
          return mistake('Invalid namespace name\n', true);
        }
        space = given;
        continue;
      }
      if (letter === 'l') return { kind: 'list' };
      if (letter === 'V') return { kind: 'version' };
      if (take(request, letter)) continue;
      if ('mMIw'.includes(letter)) {
        return mistake(`fuser: -${letter} is a real option that this host does not have yet\n`, false);
      }
      // A capital or a digit begins the name of a signal, to the end of the word.
      if (!/[A-Z\d]/.test(letter)) return mistake(`fuser: Invalid option ${letter}\n`, true);
      const name = word.slice(word.indexOf(letter));
      const signal = signalNumberOf(name);
      if (signal === undefined || signal > 31) {
        return mistake(`${name}: unknown signal; fuser -l lists signals.\n`, false);
      }
      request.signal = signal;
      break;
    }
  }
  if (request.ipv4 && request.ipv6) {
    return mistake('You cannot search for only IPv4 and only IPv6 sockets at the same time\n', true);
  }
  if (request.names.length === 0) return mistake('No process specification given\n', true);
  return { kind: 'request', request };
}

function mistake(text: string, usage: boolean): FuserArguments {
  return { kind: 'mistake', text, usage };
}

/** `62893/tcp` names its own space. */
function nameIn(space: FuserName['space'], word: string): FuserName {
  const match = /^(.*)\/(tcp|udp)$/.exec(word);
  return match?.[2] === 'tcp' || match?.[2] === 'udp'
    ? { space: match[2], text: match[1] ?? '' }
    : { space, text: word };
}

function take(request: FuserRequest, letter: string): boolean {
  switch (letter) {
    case 'v':
      request.verbose = true;
      return true;
    case 's':
      request.silent = true;
      return true;
    case 'a':
      request.all = true;
      return true;
    case 'k':
      request.kill = true;
      return true;
    case 'i':
      request.ask = true;
      return true;
    case 'u':
      request.named = true;
      return true;
    case '4':
      request.ipv4 = true;
      return true;
    case '6':
      request.ipv6 = true;
      return true;
    default:
      return false;
  }
}

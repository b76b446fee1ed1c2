/** The command line of lsof(8), read as it reads it: an option's argument may be left out, and `+` begins options too. */
import { parseAddress } from '../../../simulator/address.ts';
import { errnos } from '../../../simulator/errno.ts';
import type { TcpState } from '../../../simulator/socket.ts';
import { findService, readServices, type Service } from '../../services-file.ts';
import type { Task } from '../../task.ts';
import { addressesOf } from './socket-names.ts';

/** One `-i`: `6TCP@localhost:80,8000-8100`. */
export interface InternetItem {
  readonly family: 4 | 6 | undefined;
  readonly protocol: 'tcp' | 'udp' | undefined;
  /** Empty for any. */
  readonly addresses: readonly string[];
  readonly ports: readonly (readonly [low: number, high: number])[];
}

/** Things to look for; those with `^` are left out whatever else is asked. */
export interface Chosen<T> {
  readonly wanted: T[];
  readonly unwanted: T[];
}

export interface LsofRequest {
  /** Undefined without `-i`; an empty list is every Internet file. */
  internet: InternetItem[] | undefined;
  readonly states: Chosen<TcpState>;
  readonly pids: Chosen<number>;
  readonly uids: Chosen<number>;
  readonly commands: Chosen<string>;
  readonly descriptors: Chosen<string>;
  readonly paths: string[];
  /** `-U`: Unix-domain sockets. */
  unix: boolean;
  /** `-a`: everything asked must hold, not anything. */
  and: boolean;
  numericHosts: boolean;
  numericPorts: boolean;
  terse: boolean;
  numericUsers: boolean;
  parents: boolean;
  quiet: boolean;
  nameWidth: number;
}

export type LsofArguments =
  | { readonly kind: 'request'; readonly request: LsofRequest }
  | { readonly kind: 'help' | 'version' }
  /** `usage`: the usage follows the complaints. */
  | { readonly kind: 'mistake'; readonly text: string; readonly usage: boolean };

const stateNames: Readonly<Record<string, TcpState>> = {
  CLOSED: 'CLOSED',
  CLOSE: 'CLOSED',
  LISTEN: 'LISTEN',
  SYN_SENT: 'SYN-SENT',
  SYN_RECV: 'SYN-RECEIVED',
  ESTABLISHED: 'ESTABLISHED',
  FIN_WAIT1: 'FIN-WAIT-1',
  FIN_WAIT2: 'FIN-WAIT-2',
  CLOSE_WAIT: 'CLOSE-WAIT',
  LAST_ACK: 'LAST-ACK',
  TIME_WAIT: 'TIME-WAIT',
};

const withArgument = 'cdpus';
const absent = 'bCDeEfFgKLmMorSTVxX?';

export function readLsofArguments(task: Task, args: readonly string[]): LsofArguments {
  const request: LsofRequest = {
    internet: undefined,
    states: { wanted: [], unwanted: [] },
    pids: { wanted: [], unwanted: [] },
    uids: { wanted: [], unwanted: [] },
    commands: { wanted: [], unwanted: [] },
    descriptors: { wanted: [], unwanted: [] },
    paths: [],
    unix: false,
    and: false,
    numericHosts: false,
    numericPorts: false,
    terse: false,
    numericUsers: false,
    parents: false,
    quiet: false,
    nameWidth: 9,
  };
  const mistakes: string[] = [];
  const rest = [...args];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') {
      request.paths.push(...rest.splice(0));
    } else if (!/^[-+]./.test(word)) {
      request.paths.push(word);
    } else if (word.startsWith('+c')) {
      request.nameWidth = Number(word.slice(2) || rest.shift()) || Number.POSITIVE_INFINITY;
    } else {
      const stop = readLetters(task, request, [...word.slice(1)], rest, mistakes);
      if (stop) return stop;
    }
  }
  if (mistakes.length > 0) return { kind: 'mistake', text: mistakes.join(''), usage: true };
  return { kind: 'request', request };
}

function readLetters(
  task: Task,
  request: LsofRequest,
  letters: string[],
  rest: string[],
  mistakes: string[],
): LsofArguments | undefined {
  for (let letter = letters.shift(); letter !== undefined; letter = letters.shift()) {
    if (letter === 'h') return { kind: 'help' };
    if (letter === 'v') return { kind: 'version' };
    if (letter === 'i' || withArgument.includes(letter)) {
      const attached = letters.splice(0).join('');
      const next = rest[0];
      const separate =
        attached === '' && next !== undefined && !/^[-+]/.test(next) ? rest.shift() : undefined;
      const value = attached === '' ? separate : attached;
      const error = readValue(task, request, letter, value);
      if (error !== undefined) mistakes.push(`lsof: ${error}\n`);
    } else if (absent.includes(letter)) {
      const text = `lsof: -${letter} is a real option that this host does not have yet\n`;
      return { kind: 'mistake', text, usage: false };
    } else if (!readFlag(request, letter)) mistakes.push(`lsof: illegal option character: ${letter}\n`);
  }
  return undefined;
}

function readFlag(request: LsofRequest, letter: string): boolean {
  switch (letter) {
    case 'a':
      request.and = true;
      return true;
    case 'n':
      request.numericHosts = true;
      return true;
    case 'P':
      request.numericPorts = true;
      return true;
    case 't':
      request.terse = true;
      return true;
    case 'l':
      request.numericUsers = true;
      return true;
    case 'R':
      request.parents = true;
      return true;
    case 'U':
      request.unix = true;
      return true;
    case 'Q':
      request.quiet = true;
      return true;
    case 'N':
    case 'O':
    case 'w':
      return true;
    default:
      return false;
  }
}

const missing: Readonly<Record<string, string>> = {
  c: 'missing -c option value',
  d: 'no file descriptors specified',
  p: 'no process ID specified',
  s: 'missing -s option value',
  u: 'no UIDs specified',
};

/** @returns what is wrong with the value */
function readValue(
  task: Task,
  request: LsofRequest,
  letter: string,
  value: string | undefined,
): string | undefined {
  if (letter === 'i') {
    request.internet ??= [];
    if (value === undefined) return undefined;
    const item = readItem(task, value);
    if (typeof item === 'string') return `${item} in: -i ${value}`;
    request.internet.push(item);
    return undefined;
  }
  if (value === undefined) return missing[letter];
  if (letter === 's') return readStates(request, value);
  for (const part of value.split(',')) {
    const error = readPart(task, request, letter, part);
    if (error !== undefined) return error;
  }
  return undefined;
}

function readPart(task: Task, request: LsofRequest, letter: string, part: string): string | undefined {
  const text = part.replace(/^\^/, '');
  const add = <T>(chosen: Chosen<T>, thing: T): undefined => {
    (text === part ? chosen.wanted : chosen.unwanted).push(thing);
  };
  switch (letter) {
    case 'c':
      return add(request.commands, text);
    case 'd':
      return add(request.descriptors, text);
    case 'p':
      return /^\d+$/.test(text) ? add(request.pids, Number(text)) : `illegal process ID: ${text}`;
    default: {
      const uid = /^\d+$/.test(text)
        ? Number(text)
        : task.around.host.users.find(({ name }) => name === text)?.uid;
      return uid === undefined ? `can't get UID for ${text}` : add(request.uids, uid);
    }
  }
}

function readStates(request: LsofRequest, value: string): string | undefined {
  const match = /^(tcp|udp):(.*)$/i.exec(value);
  if (!match) return `unknown -s protocol: "${value.split(':')[0] ?? ''}"`;
  const [, protocol = '', list = ''] = match;
  for (const part of list.split(',')) {
    const name = part.replace(/^\^/, '');
    const state = stateNames[name.toUpperCase()];
    if (!state) return `unknown ${protocol.toUpperCase()} state name: ${name}`;
    (name === part ? request.states.wanted : request.states.unwanted).push(state);
  }
  return undefined;
}

function readItem(task: Task, text: string): InternetItem | string {
  const match = /^([46]?)([^@:]*)(?:@(\[[^\]]*\]|[^:]*))?(?::(.*))?$/.exec(text);
  if (!match) return 'unacceptable Internet address';
  const [, family = '', name = '', host, ports] = match;
  const protocol = name.toLowerCase();
  if (protocol !== '' && protocol !== 'tcp' && protocol !== 'udp') return `unknown protocol name (${name})`;
  const item = {
    family: family === '4' ? 4 : family === '6' ? 6 : undefined,
    protocol: protocol === '' ? undefined : protocol,
  } as const;
  const addresses = host === undefined ? [] : readAddresses(task, host);
  if (typeof addresses === 'string') return addresses;
  const ranges = ports === undefined ? [] : readPorts(readServices(task.around.files), ports, item.protocol);
  return typeof ranges === 'string' ? ranges : { ...item, addresses, ports: ranges };
}

function readAddresses(task: Task, host: string): readonly string[] | string {
  if (host === '') return 'unacceptable Internet address';
  const numeric = parseAddress(host.replace(/^\[|\]$/g, ''));
  if (numeric !== undefined) return [numeric];
  const found = addressesOf(task, host);
  return found.length === 0 ? `unknown host name (${host})` : found;
}

function readPorts(
  services: readonly Service[],
  list: string,
  protocol: 'tcp' | 'udp' | undefined,
): readonly (readonly [number, number])[] | string {
  const ranges: [number, number][] = [];
  for (const part of list.split(',')) {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part);
    const service = match ? undefined : findService(services, part, protocol);
    if (part === '') return 'unacceptable port specification';
    if (!match && !service) {
      return `unknown service ${part}${protocol === undefined ? '' : ` for ${protocol}`}`;
    }
    const low = service?.port ?? Number(match?.[1]);
    const high = match?.[2] === undefined ? low : Number(match[2]);
    if (high < low) return 'unacceptable port specification';
    ranges.push([low, high]);
  }
  return ranges;
}

/** What lsof says of a name that is no file here. */
export function missingPath(path: string): string {
  return `lsof: status error on ${path}: ${errnos.ENOENT[1]}\n`;
}

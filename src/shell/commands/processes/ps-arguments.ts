/**
 * The command line of ps(1). A word with a dash is read as System V has it; where that fails, all are read once more in
 * BSD's way, as the real one does: so `ps -aux` works.
 */
import type { Task } from '../../task.ts';
import type { FormatName } from './ps-columns.ts';
import { columnsIn, namesIn, pidsIn, sortKeysIn, terminalsIn, uidsIn } from './ps-lists.ts';
import { emptyRequest, type PsRequest, Refused } from './ps-request.ts';

/** @returns what the real one says after `error: ` */
export function readPsArguments(task: Task, args: readonly string[]): PsRequest | string {
  const first = attempt(task, args, false);
  if (typeof first !== 'string') return first;
  const second = args.some((word) => /^-[^-]/.test(word)) ? attempt(task, args, true) : first;
  return typeof second === 'string' ? first : second;
}

function attempt(task: Task, args: readonly string[], bsdOnly: boolean): PsRequest | string {
  const reader = new Reader(task, [...args]);
  try {
    reader.read(bsdOnly);
    return reader.request;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return error.message;
  }
}

class Reader {
  readonly request = emptyRequest();
  readonly #task: Task;
  readonly #rest: string[];
  constructor(task: Task, rest: string[]) {
    this.#task = task;
    this.#rest = rest;
  }

  read(bsdOnly: boolean): void {
    for (let word = this.#rest.shift(); word !== undefined; word = this.#rest.shift()) {
      if (/^--./.test(word)) this.#long(word.slice(2));
      else if (/^-./.test(word) && !bsdOnly)
        this.#letters(word.slice(1), (letter, rest) => this.#sysV(letter, rest));
      else if (/^-?\d/.test(word)) this.#pids(this.request.pids, word.replace(/^-/, ''), true);
      else {
        this.request.bsd = true;
        this.#letters(word.replace(/^-/, ''), (letter, rest) => this.#bsd(letter, rest));
      }
    }
  }

  #letters(word: string, take: (letter: string, rest: string[]) => void): void {
    const letters = [...word];
    for (let letter = letters.shift(); letter !== undefined; letter = letters.shift()) take(letter, letters);
  }

  #sysV(letter: string, rest: string[]): void {
    const { request } = this;
    const value = (what: string): string => this.#value(rest, `${what} must follow -${letter}`);
    switch (letter) {
      case 'A':
      case 'e':
        request.all = 'every';
        break;
      case 'a':
        request.all ??= 'withTerminal';
        break;
      case 'd':
        request.all ??= 'notLeaders';
        break;
      case 'f':
        this.#format('full');
        break;
      case 'F':
        this.#format('extraFull');
        break;
      case 'j':
        this.#format('jobs');
        break;
      case 'l':
        this.#format('long');
        break;
      case 'y':
        request.long = true;
        break;
      case 'H':
        request.tree = 'indent';
        break;
      case 'N':
        request.negated = true;
        break;
      case 'w':
        request.wide += 1;
        break;
      case 'V':
        request.answer = 'version';
        break;
      case 'C':
        this.#names(request.commands, value('list of command names'));
        break;
      case 'p':
      case 'q':
        this.#pids(request.pids, value('list of process IDs'));
        break;
      case 'u':
      case 'U':
        this.#users(value('list of users'));
        break;
      case 't':
        this.#terminals(value('list of terminals (pty, tty...)'));
        break;
      case 'o':
        this.#columns(value('format specification'));
        break;
      case 'O':
        this.#columns('pid');
        this.#columns(value('format specification'));
        this.#columns('s,tname,time,args');
        break;
      default:
        throw new Refused(
          /[cgGkLmMnsTZP]/.test(letter) && letter !== 'k'
            ? `-${letter} is a real option that this host does not have yet`
            : 'unsupported SysV option',
        );
    }
  }

  #bsd(letter: string, rest: string[]): void {
    const { request } = this;
    const value = (what: string): string => this.#value(rest, `${what} must follow ${letter}`);
    switch (letter) {
      case 'a':
        request.bsdAll = true;
        break;
      case 'x':
        request.bsdWithoutTerminal = true;
        break;
      case 'u':
        this.#format('bsdUser');
        break;
      case 'l':
        this.#format('bsdLong');
        break;
      case 'j':
        this.#format('bsdJobs');
        break;
      case 'f':
        request.tree = 'branches';
        break;
      case 'H':
        request.tree = 'indent';
        break;
      case 'h':
        request.header = false;
        break;
      case 'w':
        request.wide += 1;
        break;
      case 'V':
        request.answer = 'version';
        break;
      case 'p':
        this.#pids(request.pids, value('list of process IDs'));
        break;
      case 'U':
        this.#users(value('list of users'));
        break;
      case 't':
        this.#ownTerminal(rest);
        break;
      case 'o':
        this.#columns(value('format specification'));
        break;
      case 'k':
        this.#sort(value('long sort specification'));
        break;
      case 'c':
      case 'e':
      case 'g':
      case 'r':
      case 'S':
      case 'T':
        break;
      default:
        throw new Refused(
          /[mnOqsvLXZM]/.test(letter)
            ? `${letter} is a real option that this host does not have yet`
            : 'unsupported option (BSD syntax)',
        );
    }
  }

  #long(word: string): void {
    const { request } = this;
    const [name = '', attached] = word.split(/=(.*)/s);
    const value = (what: string): string =>
      this.#value(attached === undefined ? [] : [attached], `${what} must follow --${name}`);
    switch (name) {
      case 'pid':
      case 'quick-pid':
        this.#pids(request.pids, value('list of process IDs'));
        break;
      case 'ppid':
        this.#pids(request.ppids, value('list of process IDs'));
        break;
      case 'user':
      case 'User':
        this.#users(value('list of users'));
        break;
      case 'tty':
        this.#terminals(value('list of terminals (pty, tty...)'));
        break;
      case 'sort':
        this.#sort(value('long sort specification'));
        break;
      case 'format':
        this.#columns(value('format specification'));
        break;
      case 'forest':
        request.tree = 'branches';
        break;
      case 'deselect':
        request.negated = true;
        break;
      case 'no-headers':
      case 'no-header':
      case 'no-heading':
      case 'noheader':
      case 'noheaders':
        request.header = false;
        break;
      case 'headers':
      case 'heading':
        break;
      case 'cols':
      case 'columns':
      case 'width':
        value('number of columns');
        break;
      case 'help':
      case 'version':
        request.answer = name;
        break;
      default:
        throw new Refused('unknown gnu long option');
    }
  }

  /** The rest of the word, or the next one. */
  #value(rest: string[], complaint: string): string {
    const value = rest.length > 0 ? rest.splice(0).join('') : this.#rest.shift();
    if (value === undefined || value === '') throw new Refused(complaint);
    return value;
  }

  #format(name: FormatName): void {
    if (this.request.own.length > 0) throw new Refused('conflicting format options');
    this.request.format = name;
  }

  #pids(into: Set<number>, list: string, bsd = false): void {
    this.request.listed = true;
    this.request.bsd ||= bsd;
    for (const pid of pidsIn(list)) into.add(pid);
  }

  #users(list: string): void {
    this.request.listed = true;
    for (const uid of uidsIn(this.#task, list)) this.request.uids.add(uid);
  }

  #names(into: Set<string>, list: string): void {
    this.request.listed = true;
    for (const name of namesIn(list)) into.add(name);
  }

  #terminals(list: string): void {
    this.request.listed = true;
    for (const name of terminalsIn(list)) this.request.terminals.add(name);
  }

  /** BSD's t: its argument may be left out. */
  #ownTerminal(rest: string[]): void {
    const list = rest.splice(0).join('');
    this.#terminals(list === '' ? (this.#task.tty?.name ?? 'pts/0') : list);
  }

  #columns(list: string): void {
    if (this.request.format) throw new Refused('conflicting format options');
    this.request.own.push(...columnsIn(list));
  }

  #sort(list: string): void {
    this.request.sort.push(...sortKeysIn(list));
  }
}

/** A file of cases. */
import type { CallLine, Case, Header } from './case.ts';
import { splitComment } from './line-reader.ts';
import { callForms, parseCall } from './parse-call.ts';
import { headerForms, isHeaderName, parseHeader } from './parse-header.ts';
import { shown, Unreadable, unreadable } from './unreadable.ts';

/** A case and where it stands in its file; lines are counted from 1. */
export interface ParsedCase extends Case {
  readonly line: number;
  readonly calls: readonly ParsedCallLine[];
}

export interface ParsedCallLine extends CallLine {
  readonly line: number;
  /** The column behind the closing parenthesis, counted from 0. */
  readonly callEnd: number;
}

export interface ReadError {
  readonly line: number;
  /** What is wrong and what may stand there. */
  readonly message: string;
}

export interface ParsedFile {
  /** Comment lines above the first case. */
  readonly comments: readonly string[];
  readonly cases: readonly ParsedCase[];
  /** Empty when every line could be read. */
  readonly errors: readonly ReadError[];
}

interface Open {
  readonly name: string;
  readonly line: number;
  readonly comments: string[];
  readonly headers: Header[];
  readonly calls: ParsedCallLine[];
  readonly sockets: Set<string>;
  readonly hosts: Set<string>;
}

/** Reads a whole file; a line that cannot be read becomes an error, and reading goes on. */
export function parseCases(text: string): ParsedFile {
  const comments: string[] = [];
  const cases: ParsedCase[] = [];
  const errors: ReadError[] = [];
  let open: Open | undefined;
  let waiting: string[] = [];

  const finish = (): void => {
    if (!open) return;
    const { name, line, headers, calls } = open;
    if (calls.length === 0 && errors.every((error) => error.line < line)) {
      errors.push({ line, message: `case ${name} makes no call` });
    }
    cases.push({ name, line, comments: open.comments, headers, calls, closing: waiting });
    waiting = [];
  };

  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = index + 1;
    const { code, comment } = splitComment(raw);
    if (code.trim() === '') {
      if (comment === undefined) continue;
      if (!open) comments.push(comment);
      else if (open.calls.length === 0) open.comments.push(comment);
      else waiting.push(comment);
      continue;
    }
    try {
      const name = caseName(code);
      if (name !== undefined) {
        finish();
        open = { name, line, comments: [], headers: [], calls: [], sockets: new Set(), hosts: new Set() };
        if (comment !== undefined) open.comments.push(comment);
        continue;
      }
      if (!open) throw unreadable(`${shown(code.trim())} stands before any case.`, 'case NAME');
      const header = readHeader(code, open);
      if (header) {
        open.headers.push(header);
        if (comment !== undefined) open.comments.push(comment);
        continue;
      }
      open.calls.push({ ...readCall(code, open), comments: waiting, note: comment, line });
      waiting = [];
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      errors.push({ line, message: error.message });
    }
  }
  finish();
  return { comments, cases, errors };
}

const assignment = /^\s*[A-Za-z_][A-Za-z0-9_-]*\s*=/;

function caseName(code: string): string | undefined {
  const words = code.trim().split(/\s+/);
  if (words[0] !== 'case' || assignment.test(code)) return undefined;
  const [, name, ...more] = words;
  if (name === undefined || more.length > 0 || !/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) {
    throw unreadable(
      `${shown(words.slice(1).join(' '))} is no name of a case.`,
      'one word of letters, digits, "-", "_" and ".", such as case bind-twice',
    );
  }
  return name;
}

function readHeader(code: string, open: Open): Header | undefined {
  const [, word = '', rest = ''] = /^\s*(\S+)\s*(.*)$/.exec(code) ?? [];
  if (!isHeaderName(word) || assignment.test(code)) {
    const call = /^\s*(?:[A-Za-z_][A-Za-z0-9_-]*\s*=|(?:as|on)\s+[\w-]+\s*:|[A-Za-z_]+\s*\()/.test(code);
    if (call) return undefined;
    const headers = open.calls.length === 0 ? `${Object.values(headerForms).join(' · ')} · ` : '';
    throw unreadable(
      `${shown(word)} begins no line.`,
      `${headers}a call: ${Object.keys(callForms).join(', ')}`,
    );
  }
  if (open.calls.length > 0) throw new Unreadable(`"${word}" stands before the first call of its case`);
  const header = parseHeader(word, rest.trim(), open.hosts);
  checkHosts(header, open);
  if (header.kind === 'host') open.hosts.add(header.host);
  return header;
}

/** A line says whose it is, or the case has one host, which has no name. */
function checkHosts(header: Header, { headers, hosts }: Open): void {
  if (header.kind === 'host') {
    const above = headers.find(isOfUnnamedHost);
    if (!above) return;
    throw unreadable(
      `"host ${header.host}" gives this case named hosts, and "${above.kind}" above names none.`,
      'host lines first, and below them lines that name their host',
    );
  }
  if (hosts.size > 0 && isOfUnnamedHost(header)) {
    throw unreadable(
      `"${header.kind}" names no host, and this case has several.`,
      header.kind === 'sysctl' || header.kind === 'iptables' || header.kind === 'ip6tables'
        ? [...hosts].map((host) => `${header.kind} ${host} …`)
        : `an address on a link of a host, such as ${headerForms.host}`,
    );
  }
}

function isOfUnnamedHost(header: Header): boolean {
  switch (header.kind) {
    case 'address':
    case 'loopback-address':
    case 'no-ipv6':
      return true;
    case 'sysctl':
    case 'iptables':
    case 'ip6tables':
      return header.host === undefined;
    case 'host':
    case 'route':
    case 'recorded':
    case 'source':
    case 'gap':
      return false;
  }
}

function readCall(code: string, open: Open): Omit<ParsedCallLine, 'comments' | 'note' | 'line'> {
  const known = (name: string): string => {
    if (open.sockets.has(name)) return name;
    const names = [...open.sockets];
    throw unreadable(
      `No socket is named "${name}" above this line.`,
      names.length > 0 ? names : callForms.socket,
    );
  };
  const { line, callEnd } = parseCall(code, known, open.hosts);
  if (line.makes !== undefined) {
    if (open.sockets.has(line.makes)) {
      throw unreadable(`The name "${line.makes}" is used already.`, 'a name that the case has not used');
    }
    open.sockets.add(line.makes);
  }
  return { ...line, callEnd };
}

/** `FILE:LINE: what is wrong`. */
export function formatReadError(file: string, { line, message }: ReadError): string {
  return `${file}:${line}: ${message}`;
}

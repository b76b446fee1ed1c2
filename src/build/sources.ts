/**
 * The documents that lessons cite. Each stands once in content/sources.txt, a line each, with how and when its existence
 * was checked. Lessons cite by key: `rfc9293#3.5.2`, `man:bind(2)`, `fetch#port-blocking`.
 */
import { readFileSync } from 'node:fs';

export interface CitedSource {
  readonly key: string;
  /** As a reader looks it up: `RFC 9293 §3.5.2`, `bind(2)`, `Python, http.server`. */
  readonly label: string;
  /** What stands there, in few words. */
  readonly title: string;
  readonly url: string;
  /** `2026-11-23`, when somebody last looked that it exists. */
  readonly checked: string;
  /** Where that person looked. */
  readonly by: string;
  /** Its line in the list, counted from 1. */
  readonly line: number;
}

export const SOURCES_FILE = 'content/sources.txt';

/**
 * Reads the list: `KEY | TITLE | DATE HOW` for an RFC or a manual page, whose address follows from the key, and
 * `KEY | LABEL | URL | DATE HOW` for everything else. Lines that are empty or begin with # say nothing.
 *
 * @throws with the line, what is wrong with it and what would be right
 */
export function parseSources(text: string): ReadonlyMap<string, CitedSource> {
  const sources = new Map<string, CitedSource>();
  for (const [index, row] of text.split('\n').entries()) {
    if (row.trim() === '' || row.startsWith('#')) continue;
    const line = index + 1;
    const source = parseLine(row, line);
    const twin = sources.get(source.key);
    if (twin)
      throw wrong(line, `"${source.key}" stands in line ${twin.line} already. Take one of the two out`);
    sources.set(source.key, source);
  }
  return sources;
}

function parseLine(row: string, line: number): CitedSource {
  const cells = row.split('|').map((cell) => cell.trim());
  const [key = '', title = ''] = cells;
  const known = knownDocument(key);
  const url = cells.length === 4 ? cells[2] : known?.url;
  const form = known
    ? 'KEY | TITLE | DATE HOW IT WAS CHECKED'
    : 'KEY | LABEL | https://… | DATE HOW IT WAS CHECKED';
  if (cells.length < 3 || cells.length > 4 || url === undefined) throw wrong(line, `needs the form ${form}`);
  const [, checked, by] = /^(\d{4}-\d\d-\d\d) (\S.*)$/.exec(cells.at(-1) ?? '') ?? [];
  if (checked === undefined || by === undefined) {
    throw wrong(line, 'ends with the date and how it was checked, as in: 2026-11-23 Debian 12, man 2 bind');
  }
  if (!/^[a-z0-9][\w.:()#-]*$/.test(key)) {
    throw wrong(line, `"${key}" is no key. Keys look like rfc9293#3.5.2, man:bind(2), fetch#port-blocking`);
  }
  if (title === '') throw wrong(line, `needs the form ${form}`);
  if (!URL.canParse(url) || !url.startsWith('https://'))
    throw wrong(line, `"${url}" is no address with https://`);
  return { key, label: known?.label ?? title, title, url, checked, by, line };
}

/** What a key alone tells. Manual pages that man7.org does not have name their address in the list. */
function knownDocument(key: string): { readonly label: string; readonly url: string } | undefined {
  const [, number, section] = /^rfc(\d+)(?:#([\w.]+))?$/.exec(key) ?? [];
  if (number !== undefined) {
    const url = `https://www.rfc-editor.org/rfc/rfc${number}`;
    if (section === undefined) return { label: `RFC ${number}`, url };
    return { label: `RFC ${number} §${section}`, url: `${url}#section-${section}` };
  }
  const [, page, volume] = /^man:([\w.-]+)\((\d)\)$/.exec(key) ?? [];
  if (page === undefined || volume === undefined) return undefined;
  return {
    label: `${page}(${volume})`,
    url: `https://man7.org/linux/man-pages/man${volume}/${page}.${volume}.html`,
  };
}

function wrong(line: number, reason: string): Error {
  return new Error(`${SOURCES_FILE}:${line}: ${reason}.`);
}

let read: ReadonlyMap<string, CitedSource> | undefined;

/** The list itself. The site is built, served and tested from the project's folder. */
export function citedSources(): ReadonlyMap<string, CitedSource> {
  read ??= parseSources(readFileSync(SOURCES_FILE, 'utf8'));
  return read;
}

/** @throws for a key that is not in the list, with those that are near it */
export function findSource(key: string, sources = citedSources()): CitedSource {
  const source = sources.get(key);
  if (source) return source;
  throw new Error(unknownSource(key, sources));
}

/** What is said of a key or an address that is not in the list. */
export function unknownSource(key: string, sources = citedSources()): string {
  const stem = (text: string): string => text.replace(/[#(].*$/, '');
  const near = [...sources.keys()].filter((one) => stem(one) === stem(key));
  const there = near.length > 0 ? ` It has ${near.join(', ')}.` : '';
  return `"${key}" is not in ${SOURCES_FILE}.${there} Look that the document exists, and add a line for it`;
}

/** `man:bind(2) man:socket(7)`: one key, or several with spaces between them. */
export function findSources(keys: string, sources = citedSources()): readonly CitedSource[] {
  return keys
    .split(/\s+/)
    .filter((key) => key !== '')
    .map((key) => findSource(key, sources));
}

/** Reads one line from left to right. */
import { shown, Unreadable, unreadable } from './unreadable.ts';

export interface LineReader {
  /** Where the next character is, counted from 0. */
  at(): number;
  atEnd(): boolean;
  /** What is left, for a message. */
  rest(): string;
  /** Takes what the pattern matches here, after white space; undefined and unmoved when it does not. */
  take(pattern: RegExp): string | undefined;
  /** Takes it or fails with what may stand here. */
  expect(pattern: RegExp, mayStand: string | readonly string[]): string;
}

export function readLine(line: string, from = 0): LineReader {
  let at = from;
  const skipSpace = (): void => {
    while (line[at] === ' ' || line[at] === '\t') at += 1;
  };
  const reader: LineReader = {
    at: () => at,
    atEnd: () => {
      skipSpace();
      return at >= line.length;
    },
    rest: () => line.slice(at).trim(),
    take: (pattern) => {
      skipSpace();
      const sticky = new RegExp(pattern.source, 'y');
      sticky.lastIndex = at;
      const found = sticky.exec(line)?.[0];
      if (found !== undefined) at += found.length;
      return found;
    },
    expect: (pattern, mayStand) => {
      const found = reader.take(pattern);
      if (found !== undefined) return found;
      const word = /^[^\s,()=]+|^./.exec(line.slice(at).trim())?.[0] ?? '';
      throw unreadable(`${shown(word)} cannot stand here.`, mayStand);
    },
  };
  return reader;
}

export interface SplitLine {
  readonly code: string;
  /** Without the `#`; undefined when there is none. */
  readonly comment: string | undefined;
}

/** Cuts the comment off: `#` outside quotes, to the end of the line. */
export function splitComment(line: string): SplitLine {
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at];
    if (quoted && character === '\\') at += 1;
    else if (character === '"') quoted = !quoted;
    else if (character === '#' && !quoted) {
      return { code: line.slice(0, at).trimEnd(), comment: line.slice(at + 1).trim() };
    }
  }
  return { code: line.trimEnd(), comment: undefined };
}

/** A whole number in the range, both ends included. */
export function wholeNumber(text: string, low: number, high: number, what: string): number {
  const value = Number(text);
  if (value >= low && value <= high) return value;
  throw new Unreadable(`${text} is no ${what}: ${low} to ${high}`);
}

/** The line being edited, as readline(3) keeps it: characters and a cursor. */
import { clustersOf } from './text-width.ts';

export interface LineBuffer {
  /** Each with the marks that join it, so that the cursor never stands inside one. */
  readonly characters: readonly string[];
  /** 0 is before the first character. */
  readonly cursor: number;
}

export const emptyLine: LineBuffer = { characters: [], cursor: 0 };

export type Move = 'left' | 'right' | 'home' | 'end' | 'word-left' | 'word-right';

/** What goes to the kill ring, with the side on which it joins what was cut just before. */
export type Cut = 'to-end' | 'to-start' | 'word' | 'word-back' | 'word-forward';

export type Change =
  | 'erase'
  | 'delete'
  | 'transpose'
  | 'transpose-words'
  | 'upper-case'
  | 'lower-case'
  | 'capitalize'
  | 'no-spaces'
  | 'comment';

const inWord = /[\p{L}\p{N}]/u;

export function textOf({ characters }: LineBuffer): string {
  return characters.join('');
}

/** The cursor is at the end. */
export function lineOf(text: string): LineBuffer {
  const characters = clustersOf(text);
  return { characters, cursor: characters.length };
}

/** Where the cursor is in the text, in the units of a string. */
export function cursorIn({ characters, cursor }: LineBuffer): number {
  return characters.slice(0, cursor).join('').length;
}

export function insert(line: LineBuffer, text: string): LineBuffer {
  const { characters, cursor } = line;
  const before = characters.at(cursor - 1) ?? '';
  if (cursor === 0 || before < ' ') return splice(line, cursor, cursor, clustersOf(text));
  // A mark that is typed joins the character before the cursor.
  return splice(line, cursor - 1, cursor, clustersOf(before + text));
}

export function move(line: LineBuffer, how: Move): LineBuffer {
  const { characters, cursor } = line;
  switch (how) {
    case 'left':
      return { ...line, cursor: Math.max(0, cursor - 1) };
    case 'right':
      return { ...line, cursor: Math.min(characters.length, cursor + 1) };
    case 'home':
      return { ...line, cursor: 0 };
    case 'end':
      return { ...line, cursor: characters.length };
    case 'word-left':
      return { ...line, cursor: wordStart(characters, cursor, inWord) };
    case 'word-right':
      return { ...line, cursor: wordEnd(characters, cursor) };
  }
}

/** @returns the line without what was cut, and that */
export function cut(line: LineBuffer, what: Cut): { readonly line: LineBuffer; readonly text: string } {
  const { characters, cursor } = line;
  const [from, to] = range();
  return { line: splice(line, from, to, []), text: characters.slice(from, to).join('') };

  function range(): readonly [number, number] {
    switch (what) {
      case 'to-end':
        return [cursor, characters.length];
      case 'to-start':
        return [0, cursor];
      case 'word':
        return [wordStart(characters, cursor, /\S/), cursor];
      case 'word-back':
        return [wordStart(characters, cursor, inWord), cursor];
      case 'word-forward':
        return [cursor, wordEnd(characters, cursor)];
    }
  }
}

export function change(line: LineBuffer, how: Change): LineBuffer {
  const { characters, cursor } = line;
  const end = characters.length;
  switch (how) {
    case 'erase':
      return cursor === 0 ? line : splice(line, cursor - 1, cursor, []);
    case 'delete':
      return cursor === end ? line : splice(line, cursor, cursor + 1, []);
    case 'transpose': {
      if (cursor === 0 || end < 2) return line;
      const at = Math.min(cursor, end - 1);
      const [one = '', other = ''] = characters.slice(at - 1, at + 1);
      return splice(line, at - 1, at + 1, [other, one]);
    }
    case 'transpose-words':
      return transposeWords(line);
    case 'upper-case':
      return changeWord(line, (text) => text.toUpperCase());
    case 'lower-case':
      return changeWord(line, (text) => text.toLowerCase());
    case 'capitalize':
      return changeWord(line, (text) => {
        const first = text.search(inWord);
        const [letter = ''] = text.slice(first);
        return text.slice(0, first) + letter.toUpperCase() + text.slice(first + 1).toLowerCase();
      });
    case 'no-spaces': {
      let from = cursor;
      let to = cursor;
      while (from > 0 && /[ \t]/.test(characters[from - 1] ?? '')) from -= 1;
      while (to < end && /[ \t]/.test(characters[to] ?? '')) to += 1;
      return splice(line, from, to, []);
    }
    case 'comment':
      return lineOf(`#${textOf(line)}`);
  }
}

function changeWord(line: LineBuffer, turn: (text: string) => string): LineBuffer {
  const { characters, cursor } = line;
  const to = wordEnd(characters, cursor);
  return splice(line, cursor, to, clustersOf(turn(characters.slice(cursor, to).join(''))));
}

/** Drags the word before the cursor over the word after it; at the end of the line, over the last two. */
function transposeWords(line: LineBuffer): LineBuffer {
  const { characters, cursor } = line;
  const secondEnd = wordEnd(characters, cursor);
  const secondStart = wordStart(characters, secondEnd, inWord);
  const firstStart = wordStart(characters, secondStart, inWord);
  const firstEnd = wordEnd(characters, firstStart);
  if (firstStart === secondStart || firstEnd > secondStart) return line;
  return splice(line, firstStart, secondEnd, [
    ...characters.slice(secondStart, secondEnd),
    ...characters.slice(firstEnd, secondStart),
    ...characters.slice(firstStart, firstEnd),
  ]);
}

function splice(line: LineBuffer, from: number, to: number, added: readonly string[]): LineBuffer {
  if (from === to && added.length === 0) return line;
  const characters = [...line.characters.slice(0, from), ...added, ...line.characters.slice(to)];
  return { characters, cursor: from + added.length };
}

function wordStart(characters: readonly string[], cursor: number, inside: RegExp): number {
  let at = cursor;
  while (at > 0 && !inside.test(characters[at - 1] ?? '')) at -= 1;
  while (at > 0 && inside.test(characters[at - 1] ?? '')) at -= 1;
  return at;
}

function wordEnd(characters: readonly string[], cursor: number): number {
  let at = cursor;
  while (at < characters.length && !inWord.test(characters[at] ?? '')) at += 1;
  while (at < characters.length && inWord.test(characters[at] ?? '')) at += 1;
  return at;
}

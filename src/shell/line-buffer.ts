/** The line being edited, as readline(3) keeps it: characters, a cursor, and what was cut last. */

export interface LineBuffer {
  readonly characters: readonly string[];
  /** 0 is before the first character. */
  readonly cursor: number;
  /** What Ctrl-K, Ctrl-U and Ctrl-W cut, for Ctrl-Y. */
  readonly cut: string;
}

export const emptyLine: LineBuffer = { characters: [], cursor: 0, cut: '' };

export type Edit =
  | 'left'
  | 'right'
  | 'home'
  | 'end'
  | 'word-left'
  | 'word-right'
  | 'erase'
  | 'delete'
  | 'cut-to-end'
  | 'cut-to-start'
  | 'cut-word'
  | 'paste-cut';

export function textOf({ characters }: LineBuffer): string {
  return characters.join('');
}

export function lineOf(text: string, cut = ''): LineBuffer {
  const characters = [...text];
  return { characters, cursor: characters.length, cut };
}

export function insert(line: LineBuffer, text: string): LineBuffer {
  return splice(line, line.cursor, line.cursor, [...text]);
}

export function edit(line: LineBuffer, how: Edit): LineBuffer {
  const { characters, cursor } = line;
  const end = characters.length;
  switch (how) {
    case 'left':
      return { ...line, cursor: Math.max(0, cursor - 1) };
    case 'right':
      return { ...line, cursor: Math.min(end, cursor + 1) };
    case 'home':
      return { ...line, cursor: 0 };
    case 'end':
      return { ...line, cursor: end };
    case 'word-left':
      return { ...line, cursor: wordStart(characters, cursor, /[\p{L}\p{N}]/u) };
    case 'word-right':
      return { ...line, cursor: wordEnd(characters, cursor) };
    case 'erase':
      return cursor === 0 ? line : splice(line, cursor - 1, cursor);
    case 'delete':
      return splice(line, cursor, Math.min(end, cursor + 1));
    case 'cut-to-end':
      return cutOut(line, cursor, end);
    case 'cut-to-start':
      return cutOut(line, 0, cursor);
    case 'cut-word':
      return cutOut(line, wordStart(characters, cursor, /\S/), cursor);
    case 'paste-cut':
      return insert(line, line.cut);
  }
}

function splice(line: LineBuffer, from: number, to: number, added: readonly string[] = []): LineBuffer {
  const characters = [...line.characters.slice(0, from), ...added, ...line.characters.slice(to)];
  return { ...line, characters, cursor: from + added.length };
}

function cutOut(line: LineBuffer, from: number, to: number): LineBuffer {
  if (from === to) return line;
  return { ...splice(line, from, to), cut: line.characters.slice(from, to).join('') };
}

function wordStart(characters: readonly string[], cursor: number, inside: RegExp): number {
  let at = cursor;
  while (at > 0 && !inside.test(characters[at - 1] ?? '')) at -= 1;
  while (at > 0 && inside.test(characters[at - 1] ?? '')) at -= 1;
  return at;
}

function wordEnd(characters: readonly string[], cursor: number): number {
  const inside = /[\p{L}\p{N}]/u;
  let at = cursor;
  while (at < characters.length && !inside.test(characters[at] ?? '')) at += 1;
  while (at < characters.length && inside.test(characters[at] ?? '')) at += 1;
  return at;
}

/** Columns that a text takes on a terminal: wide for East Asian characters and emoji, none for combining marks. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) {
    if (/\p{M}|\u200d/u.test(character)) continue;
    columns +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(
        character,
      )
        ? 2
        : 1;
  }
  return columns;
}

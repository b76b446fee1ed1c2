/** Words while they are expanded: pieces that are quoted, literal, or yet to be split; then fields. */
import { escapePattern, unescapePattern } from './pattern.ts';

export type Piece =
  /** Stands for itself. An empty one still makes a field. */
  | { readonly kind: 'quoted'; readonly text: string }
  /** As typed without quotes: never split; the pattern keeps its backslashes. */
  | { readonly kind: 'literal'; readonly text: string; readonly pattern: string }
  /** The result of an expansion without quotes. */
  | { readonly kind: 'split'; readonly text: string }
  /** A new field begins, as between the values of `"$@"`. `joined` tells what stands there where nothing is split. */
  | { readonly kind: 'break'; readonly joined: string };

export interface Field {
  readonly text: string;
  /** The text as a pattern in which what was quoted stands for itself. */
  readonly pattern: string;
}

/** Word splitting (bash(1), Word Splitting). */
export function toFields(pieces: readonly Piece[], ifs: string): readonly Field[] {
  const fields: { text: string; pattern: string }[] = [];
  let open: { text: string; pattern: string } | undefined;
  const add = (text: string, pattern: string): void => {
    if (!open) {
      open = { text: '', pattern: '' };
      fields.push(open);
    }
    open.text += text;
    open.pattern += pattern;
  };
  /** White space has ended a field: one more separator beside it is the same one. */
  let spaced = false;
  const split = (character: string): void => {
    if (!ifs.includes(character)) {
      add(character, character);
      spaced = false;
    } else if (' \t\n'.includes(character)) {
      spaced ||= open !== undefined;
      open = undefined;
    } else {
      if (!open && !spaced) add('', '');
      spaced = false;
      open = undefined;
    }
  };
  for (const piece of pieces) {
    switch (piece.kind) {
      case 'quoted':
        add(piece.text, escapePattern(piece.text));
        spaced = false;
        break;
      case 'literal':
        if (piece.text === '') break;
        add(piece.text, piece.pattern);
        spaced = false;
        break;
      case 'break':
        open = undefined;
        spaced = false;
        break;
      case 'split':
        for (const character of piece.text) split(character);
        break;
    }
  }
  return fields;
}

/** All as one text. */
export function joinText(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (piece.kind === 'break' ? piece.joined : piece.text)).join('');
}

/** All as one pattern. */
export function joinPattern(pieces: readonly Piece[]): string {
  return join(pieces, escapePattern);
}

/** All as a regular expression in which what was quoted stands for itself. */
export function joinExpression(pieces: readonly Piece[]): string {
  return join(pieces, (text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
}

function join(pieces: readonly Piece[], quote: (text: string) => string): string {
  let joined = '';
  for (const piece of pieces) {
    switch (piece.kind) {
      case 'quoted':
        joined += quote(piece.text);
        break;
      case 'literal':
        joined += piece.pattern;
        break;
      case 'split':
        joined += piece.text;
        break;
      case 'break':
        joined += piece.joined;
        break;
    }
  }
  return joined;
}

/** The replacement of `${x/pattern/replacement}`: an unquoted `&` is what was matched. */
export function joinReplacement(pieces: readonly Piece[]): (matched: string) => string {
  const parts: (string | undefined)[] = [];
  const take = (text: string): void => {
    for (const [bit] of text.matchAll(/\\[\\&]|&|[^\\&]+|\\/g)) {
      parts.push(bit === '&' ? undefined : bit.length === 2 && bit.startsWith('\\') ? bit.slice(1) : bit);
    }
  };
  for (const piece of pieces) {
    if (piece.kind === 'quoted') parts.push(piece.text);
    else if (piece.kind === 'break') parts.push(piece.joined);
    else if (piece.kind === 'split') take(piece.text);
    else if (piece.text.includes('&')) {
      for (const [bit] of piece.pattern.matchAll(/\\[\s\S]|&|[^\\&]+/g)) {
        parts.push(bit === '&' ? undefined : unescapePattern(bit));
      }
    } else parts.push(piece.text);
  }
  return (matched) => parts.map((part) => part ?? matched).join('');
}

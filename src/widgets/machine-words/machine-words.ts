/** Text with `machine words` between backticks, as an attribute can hold it. */

export interface Piece {
  readonly text: string;
  readonly code: boolean;
}

/** `'ask `127.0.0.1`'` is two pieces; an unpaired backtick stays in the text. */
export function toPieces(text: string): readonly Piece[] {
  return text
    .split(/(`[^`]+`)/)
    .filter((part) => part !== '')
    .map((part) =>
      part.length > 2 && part.startsWith('`') && part.endsWith('`')
        ? { text: part.slice(1, -1), code: true }
        : { text: part, code: false },
    );
}

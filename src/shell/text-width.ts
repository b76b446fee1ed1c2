/** How wide text is on a terminal, as wcwidth(3) counts: the line editor and the screen must agree about it. */

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const none = /[\p{Mn}\p{Me}\u200b-\u200f\u2060-\u2064\ufeff\u1160-\u11ff]/u;

/** Columns of one code point: 2 for East Asian characters and emoji, 0 for what joins the character before it. */
export function widthOf(character: string): 0 | 1 | 2 {
  // Nearly all that is typed.
  if (character < '\u0300') return 1;
  if (none.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

/** Columns that a text takes on a terminal. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += widthOf(character);
  return columns;
}

/** The text in pieces that a cursor steps over: a character with the marks that join it. */
export function clustersOf(text: string): readonly string[] {
  const clusters: string[] = [];
  for (const character of text) {
    const last = clusters.length - 1;
    if (last >= 0 && widthOf(character) === 0) clusters[last] += character;
    else clusters.push(character);
  }
  return clusters;
}

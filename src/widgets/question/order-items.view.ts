/** Items that are put in order: which move is possible, what is right, what is said. No DOM here. */

/** The places after the item at `from` has gone one up (-1) or down (1); the same where it cannot. */
export function moved<T>(items: readonly T[], from: number, by: -1 | 1): readonly T[] {
  const to = from + by;
  const item = items[from];
  if (item === undefined || to < 0 || to >= items.length) return items;
  const rest = items.filter((_, index) => index !== from);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}

/** @param places the right place of each item, counted from 0, in the order in which the items stand */
export function verdictOn(places: readonly number[]): { readonly right: boolean; readonly says: string } {
  const wrong = places.findIndex((place, index) => place !== index);
  if (wrong === -1) return { right: true, says: 'Right. This is the order.' };
  const stand = places.filter((place, index) => place === index).length;
  const first = wrong === 0 ? 'The first one is another.' : `The first ${wrong} are right.`;
  return { right: false, says: `Not yet. ${stand} of ${places.length} stand in their place. ${first}` };
}

/** What is read aloud after a move. */
export function moveText(item: string, place: number, of: number): string {
  return `${item}: place ${place + 1} of ${of}.`;
}

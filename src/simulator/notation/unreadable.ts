/** Why a line cannot be read. */

/** Thrown while one line is read, and caught there: `parseCases` gives errors as data. */
export class Unreadable extends Error {}

export function unreadable(said: string, mayStand: string | readonly string[]): Unreadable {
  const list = typeof mayStand === 'string' ? mayStand : mayStand.join(', ');
  return new Unreadable(`${said} What may stand there: ${list}`);
}

/** The text as a message quotes it. */
export function shown(text: string): string {
  return text === '' ? 'the end of the line' : `"${text}"`;
}

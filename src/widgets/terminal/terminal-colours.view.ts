/** The colours of the terminal out of the page's tokens; no DOM here. */

/** The terminal's colours by the tokens that hold them; the sixteen of ANSI keep their hue, not their value. */
const colourTokens: readonly (readonly [name: string, token: string])[] = [
  ['background', '--raised'],
  ['foreground', '--ink'],
  ['cursor', '--accent'],
  ['cursorAccent', '--raised'],
  ['selectionBackground', '--accent'],
  ['selectionForeground', '--paper'],
  ['black', '--ink'],
  ['red', '--refused'],
  ['green', '--listening'],
  ['yellow', '--waiting'],
  ['blue', '--accent'],
  ['magenta', '--exposed'],
  ['cyan', '--user'],
  ['white', '--muted'],
  ['brightBlack', '--muted'],
  ['brightRed', '--refused'],
  ['brightGreen', '--listening'],
  ['brightYellow', '--waiting'],
  ['brightBlue', '--accent'],
  ['brightMagenta', '--exposed'],
  ['brightCyan', '--user'],
  ['brightWhite', '--ink'],
];

/** @param read gives the value of a token */
export function themeFrom(read: (token: string) => string): Readonly<Record<string, string>> {
  return Object.fromEntries(colourTokens.map(([name, token]) => [name, read(token)]));
}

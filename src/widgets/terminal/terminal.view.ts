/** What the terminal widget decides: its buttons, its colours, which key leaves it; no DOM here. */

export interface Shortcut {
  readonly label: string;
  /** What a screen reader says. */
  readonly name: string;
  /** What is typed. */
  readonly text: string;
}

/** Keys that a touch keyboard lacks, and the commands that are typed most. */
export const shortcuts: readonly Shortcut[] = [
  { label: 'Ctrl-C', name: 'Ctrl-C: end the running program', text: '\u0003' },
  { label: 'Tab', name: 'Tab: complete the word', text: '\t' },
  { label: '↑', name: 'Up: the line before', text: '\u001b[A' },
  { label: 'Enter', name: 'Enter: run the line', text: '\r' },
  { label: 'help', name: 'Run help', text: runText('help') },
  { label: 'ss -tln', name: 'Run ss -tln', text: runText('ss -tln') },
];

/** The still of a terminal that says nothing else. */
export const stillLines: readonly string[] = [
  'python3 -m http.server 62893 --bind 127.0.0.1 --directory site &',
  'curl http://127.0.0.1:62893/',
  'jobs',
];

/** The keys that run a command: whatever stood on the line is cut first. */
export function runText(command: string): string {
  return `\u0005\u0015${command}\r`;
}

/** What a request to type asks for; undefined for anything that is none. */
export function typedText(detail: unknown): string | undefined {
  if (typeof detail !== 'object' || detail === null || !('text' in detail)) return undefined;
  const { text } = detail;
  if (typeof text !== 'string' || text === '') return undefined;
  return 'run' in detail && detail.run === true ? runText(text) : text;
}

/** What a key press means before the terminal sees it. */
export type KeyMeaning = 'type' | 'leave-next' | 'leave' | 'browser';

export interface KeyPress {
  readonly key: string;
  readonly ctrl: boolean;
  readonly meta: boolean;
}

/**
 * Escape and then Tab leaves the terminal; Ctrl-C copies where text is selected, Ctrl-V pastes.
 *
 * @param leaving whether Escape was the key before
 */
export function meaningOf({ key, ctrl, meta }: KeyPress, leaving: boolean, selected: boolean): KeyMeaning {
  if (key === 'Escape') return 'leave-next';
  if (key === 'Tab' && leaving) return 'leave';
  // Shift alone is on its way to Shift-Tab.
  if (key === 'Shift' && leaving) return 'leave-next';
  const letter = key.toLowerCase();
  if ((ctrl || meta) && letter === 'c' && selected) return 'browser';
  if ((ctrl || meta) && letter === 'v') return 'browser';
  return 'type';
}

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

/** What the status line says; empty when there is nothing to say. */
export function statusText(state: 'still' | 'loading' | 'open' | 'failed'): string {
  switch (state) {
    case 'still':
      return 'The terminal loads when you come near it.';
    case 'loading':
      return 'The terminal is loading.';
    case 'open':
      return '';
    case 'failed':
      return 'The terminal could not be loaded, so the still above stays. Check the connection and load the page again.';
  }
}

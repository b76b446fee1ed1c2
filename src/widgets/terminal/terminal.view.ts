/** What the terminal widget decides before its screen is loaded: its buttons and what it says; no DOM here. */

export interface Shortcut {
  readonly label: string;
  /** What a screen reader says. */
  readonly name: string;
  /** What is typed. */
  readonly text: string;
  /** Shown only where there is a touch screen. */
  readonly touch?: true;
}

/** Keys that a touch keyboard lacks, and `help`; who listens is asked with each system's own command, terminal-lists.view.ts. */
export const shortcuts: readonly Shortcut[] = [
  { label: 'Ctrl-C', name: 'Ctrl-C: end the running program', text: '\u0003' },
  { label: 'Tab', name: 'Tab: complete the word', text: '\t' },
  { label: '↑', name: 'Up: the line before', text: '\u001b[A' },
  { label: '↓', name: 'Down: the line after', text: '\u001b[B', touch: true },
  { label: '←', name: 'Left', text: '\u001b[D', touch: true },
  { label: '→', name: 'Right', text: '\u001b[C', touch: true },
  { label: 'Enter', name: 'Enter: run the line', text: '\r' },
  { label: 'Ctrl-Z', name: 'Ctrl-Z: stop the running program', text: '\u001a', touch: true },
  { label: 'Ctrl-D', name: 'Ctrl-D: the end of what you type', text: '\u0004', touch: true },
  { label: 'help', name: 'Run help', text: runText('help') },
];

/** The keys that run a command: whatever stood on the line is cut first. */
export function runText(command: string): string {
  return `\u0005\u0015${command}\r`;
}

/** What a request to type asks for, and on which host when it says so; undefined for anything that is none. */
export function typedText(
  detail: unknown,
): { readonly text: string; readonly host: string | undefined } | undefined {
  if (typeof detail !== 'object' || detail === null || !('text' in detail)) return undefined;
  const { text } = detail;
  if (typeof text !== 'string' || text === '') return undefined;
  const host = 'host' in detail && typeof detail.host === 'string' ? detail.host : undefined;
  return { text: 'run' in detail && detail.run === true ? runText(text) : text, host };
}

/** What the status line says; empty when there is nothing to say. */
export function statusText(state: 'still' | 'loading' | 'open' | 'programs' | 'failed'): string {
  switch (state) {
    case 'still':
      return 'The terminal loads when it comes into view.';
    case 'loading':
      return 'The terminal is loading.';
    case 'open':
      return '';
    case 'programs':
      return 'The commands are loading. What you type runs then.';
    case 'failed':
      return 'The terminal could not be loaded, so the still above stays. Check the connection, then press the still to try again.';
  }
}

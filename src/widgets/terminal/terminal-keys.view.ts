/** Which keys the terminal leaves to the browser; no DOM here. */

/** What a key press means before the terminal sees it. `hold`: nothing yet, the next key tells. */
export type KeyMeaning = 'type' | 'hold' | 'leave' | 'browser' | 'copy';

export interface KeyPress {
  readonly key: string;
  readonly ctrl: boolean;
  readonly meta: boolean;
  readonly shift: boolean;
}

/**
 * Escape and then Tab leaves the terminal; Escape and another key is Alt and that key, as in every shell.
 * Copying is as in a terminal on Linux: Ctrl-Shift-C copies and Ctrl-C always interrupts, whatever is selected.
 * Ctrl-V pastes, with Shift or without.
 *
 * @param held whether Escape was the key before
 */
export function meaningOf({ key, ctrl, meta, shift }: KeyPress, held: boolean): KeyMeaning {
  if (key === 'Escape') return 'hold';
  if (key === 'Tab' && held) return 'leave';
  // Shift alone is on its way to Shift-Tab.
  if (key === 'Shift' && held) return 'hold';
  const letter = key.toLowerCase();
  if (ctrl && ((shift && letter === 'c') || key === 'Insert')) return 'copy';
  if (meta && ['c', 'v', 'x', 'a'].includes(letter)) return 'browser';
  if ((ctrl && letter === 'v') || (shift && key === 'Insert')) return 'browser';
  return 'type';
}

/** The tab that a key leads to (ARIA tabs pattern), or undefined where the key means nothing here. */
export function tabAfterKey(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count;
    case 'ArrowLeft':
      return (at + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

/** Which keys the terminal leaves to the browser; no DOM here. */

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

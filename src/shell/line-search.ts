/** Ctrl-R: incremental search in the history, as readline(3) does it. */
import type { EditState } from './edit-state.ts';
import { cursorIn, textOf } from './line-buffer.ts';
import type { KeyAction } from './line-keys.ts';
import { clustersOf } from './text-width.ts';

export interface LineSearch {
  /** What stands before the line while a search goes on. */
  prompt(): string | undefined;
  /** @returns true when the search took the key; false when it is the editor's, with the line that was found */
  press(key: string, action: KeyAction | undefined): boolean;
}

interface Search {
  text: string;
  forward: boolean;
  failed: boolean;
  /** Where it began, for Ctrl-G. */
  readonly from: { readonly place: number; readonly cursor: number };
}

export function createLineSearch(history: readonly string[], state: EditState): LineSearch {
  let search: Search | undefined;
  let lastText = '';

  /** @param again look further than what is shown */
  function look(found: Search, again: boolean): void {
    const { text, forward } = found;
    found.failed = false;
    if (text === '') return;
    const here = textOf(state.line);
    const step = forward ? 1 : -1;
    let from: number | undefined = cursorIn(state.line) + (again ? step : 0);
    for (let place = state.place; place >= 0 && place <= history.length; place += step) {
      const entry = place === state.place ? here : (history[place] ?? '');
      const at = from === undefined ? find(entry) : find(entry, from);
      from = undefined;
      // The same line once more tells nothing new.
      if (at < 0 || (place !== state.place && entry === here)) continue;
      state.goTo(place, clustersOf(entry.slice(0, at)).length);
      return;
    }
    found.failed = true;

    function find(entry: string, start?: number): number {
      if (forward) return entry.indexOf(text, start);
      return start !== undefined && start < 0 ? -1 : entry.lastIndexOf(text, start);
    }
  }

  return {
    prompt() {
      if (!search) return undefined;
      const { failed, forward, text } = search;
      return `(${failed ? 'failed ' : ''}${forward ? '' : 'reverse-'}i-search)\`${text}': `;
    },
    press(key, action) {
      const kind = action?.kind;
      if (!search) {
        if (kind !== 'search' && kind !== 'search-forward') return false;
        const from = { place: state.place, cursor: state.line.cursor };
        search = { text: '', forward: kind === 'search-forward', failed: false, from };
        return true;
      }
      if (kind === 'search' || kind === 'search-forward') {
        search.forward = kind === 'search-forward';
        const again = search.text !== '';
        if (!again) search.text = lastText;
        look(search, again);
        return true;
      }
      if (action?.kind === 'change' && action.how === 'erase') {
        search.text = clustersOf(search.text).slice(0, -1).join('');
        state.goTo(search.from.place, search.from.cursor);
        look(search, false);
        return true;
      }
      if (kind === undefined && key >= ' ' && key !== '\x7f' && !key.startsWith('\x1b')) {
        search.text += key;
        look(search, false);
        return true;
      }
      lastText = search.text;
      const { from } = search;
      search = undefined;
      if (kind !== 'abort') return false;
      state.goTo(from.place, from.cursor);
      return true;
    },
  };
}

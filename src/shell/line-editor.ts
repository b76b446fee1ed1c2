/** Reads one line from a terminal as readline(3) does: editing keys, history, search, completion, redrawing. */
import type { Completion } from './completion.ts';
import { createEditState } from './edit-state.ts';
import { cursorIn, insert, textOf } from './line-buffer.ts';
import { actionOf } from './line-keys.ts';
import { nextKey } from './line-prompt.ts';
import type { LineScreen, LineView } from './line-screen.ts';
import { createLineSearch } from './line-search.ts';
import { matchList } from './name-columns.ts';
import type { Program } from './program.ts';
import { print, read, self } from './syscalls.ts';
import { pasteEnd } from './tty.ts';

export type Line =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'end' };

export interface Editing {
  /** May hold colours. */
  readonly prompt: string;
  readonly history: readonly string[];
  /** What was cut, the latest first: all lines of a shell share it. */
  readonly killRing: string[];
  /** @param cursor in the units of a string */
  complete(text: string, cursor: number): Program<Completion>;
}

/** Reads a line, on a screen that shows its prompt and nothing yet, from its first key on. */
export type LineEditor = (editing: Editing, screen: LineScreen, first: string) => Program<Line>;

/** readline asks before it lists more than this. */
const manyChoices = 100;

export function* editLine(
  { prompt, history, killRing, complete }: Editing,
  screen: LineScreen,
  first: string,
): Program<Line> {
  const { tty } = yield* self();
  const state = createEditState(history, killRing);
  const search = createLineSearch(history, state);
  let tabs = 0;
  for (let key = first; ; key = yield* nextKey(screen, view())) {
    if (key === '') return { kind: 'end' };
    const action = actionOf(key);
    tabs = action?.kind === 'complete' ? tabs + 1 : 0;
    if (search.press(key, action)) continue;
    switch (action?.kind) {
      case undefined:
        if (key >= ' ' && key !== '\x7f' && !key.startsWith('\x1b')) state.type(key);
        break;
      case 'accept':
      case 'comment-out':
        if (action.kind === 'comment-out') state.act({ kind: 'change', how: 'comment' });
        yield* print(yield* ending(''));
        return { kind: 'line', text: textOf(state.line) };
      case 'interrupt':
        yield* print(yield* ending('^C'));
        return { kind: 'interrupted' };
      case 'delete-or-end':
        if (state.line.characters.length === 0) return { kind: 'end' };
        state.act({ kind: 'change', how: 'delete' });
        break;
      case 'clear-screen':
        screen.forget();
        yield* print('\x1b[H\x1b[2J');
        break;
      case 'pasted':
        state.paste(yield* pastedText());
        break;
      case 'complete':
      case 'list-choices': {
        const choices = yield* completed(action.kind === 'list-choices' || tabs > 1);
        if (choices.length === 0) break;
        yield* print(screen.leave());
        if (choices.length <= manyChoices || (yield* agrees(choices.length))) {
          yield* print(matchList(choices, tty?.columns ?? 80));
        }
        tabs = 0;
        break;
      }
      default:
        if (action && !state.act(action)) yield* print('\x07');
    }
  }

  function view(): LineView {
    const { line, marked } = state;
    return { prompt: search.prompt() ?? prompt, line, marked };
  }

  /** Draws the line without marks, cursor at its end, and steps below it. */
  function* ending(mark: string): Program<string> {
    const { line } = state;
    const last = { ...line, cursor: line.characters.length };
    const [columns, rows] = [tty?.columns ?? 80, tty?.rows ?? 24];
    yield* print(screen.draw({ prompt, line: last }, columns, rows));
    return mark + screen.leave();
  }

  /** Inserts what is certain; gives the choices when they are to be listed. */
  function* completed(listing: boolean): Program<readonly string[]> {
    const found = yield* complete(textOf(state.line), cursorIn(state.line));
    if (found.insert !== '') {
      state.replace(insert(state.line, found.insert));
      tabs = 0;
      return [];
    }
    if (listing && found.choices.length > 0) return found.choices;
    yield* print('\x07');
    return [];
  }

  function* agrees(count: number): Program<boolean> {
    yield* print(`Display all ${count} possibilities? (y or n)`);
    for (;;) {
      const key = yield* read(0);
      const letter = key.charAt(0).toLowerCase();
      if (!['y', 'n', ' ', '\x7f', '\x03', '\x07', ''].includes(letter)) continue;
      yield* print('\n');
      return letter === 'y' || letter === ' ';
    }
  }

  function* pastedText(): Program<string> {
    let text = '';
    for (let key = yield* read(0); key !== pasteEnd && key !== ''; key = yield* read(0)) text += key;
    return text.replace(/\r\n?/g, '\n');
  }
}

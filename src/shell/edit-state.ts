/** What readline(3) remembers while a line is edited: what was cut, what can be undone, where in the history it is. */
import { lastWordOf } from './history-expansion.ts';
import { change, cut, emptyLine, insert, type LineBuffer, lineOf, move, textOf } from './line-buffer.ts';
import type { KeyAction } from './line-keys.ts';

export interface EditState {
  readonly line: LineBuffer;
  /** What was just pasted, until the next key. */
  readonly marked: readonly [from: number, to: number] | undefined;
  /** The place in the history; its length is the line that is being written. */
  readonly place: number;
  type(text: string): void;
  paste(text: string): void;
  /** Another line in place of this one; can be undone. */
  replace(line: LineBuffer): void;
  /** Goes to a line of the history, with the cursor there. */
  goTo(place: number, cursor?: number): void;
  /** @returns false where the key can do nothing */
  act(action: KeyAction): boolean;
}

/** readline puts what is typed together for undo, so many characters at a time. */
const undoneTogether = 20;
const ringSize = 10;

/** @param killRing what was cut, the latest first: all lines of a shell share it */
export function createEditState(history: readonly string[], killRing: string[]): EditState {
  let line = emptyLine;
  let marked: EditState['marked'];
  let place = history.length;
  /** Lines of the history as they were changed while this line is edited. */
  const drafts = new Map<number, LineBuffer>();
  const undo: LineBuffer[] = [];
  let typedTogether = 0;
  /** The line as typing left it. */
  let typed: LineBuffer | undefined;
  let last: KeyAction['kind'] | 'type' | undefined;
  /** Where `Alt-.` stands: how far back, and what it put in. */
  let argument: { readonly back: number; readonly before: LineBuffer } | undefined;
  let ring = 0;

  function set(next: LineBuffer): boolean {
    if (next === line) return false;
    if (textOf(next) !== textOf(line)) undo.push(line);
    line = next;
    return true;
  }

  function goTo(target: number, cursor?: number): void {
    drafts.set(place, line);
    place = Math.max(0, Math.min(history.length, target));
    line = drafts.get(place) ?? lineOf(history[place] ?? '');
    line = { ...line, cursor: cursor ?? line.characters.length };
    undo.length = 0;
  }

  function cutOut(action: Extract<KeyAction, { kind: 'cut' }>): boolean {
    const { line: rest, text } = cut(line, action.what);
    if (text === '') return false;
    const back = action.what === 'to-start' || action.what === 'word' || action.what === 'word-back';
    const [newest = ''] = killRing;
    if (last === 'cut') killRing[0] = back ? text + newest : newest + text;
    else killRing.unshift(text);
    killRing.length = Math.min(killRing.length, ringSize);
    return set(rest);
  }

  function putLastArgument(): boolean {
    const back = last === 'last-argument' && argument ? argument.back + 1 : 1;
    const before = last === 'last-argument' && argument ? argument.before : line;
    const entry = history[place - back];
    if (entry === undefined) return false;
    argument = { back, before };
    return set(insert(before, lastWordOf(entry)));
  }

  function perform(action: KeyAction): boolean {
    switch (action.kind) {
      case 'move':
        return set(move(line, action.how));
      case 'change':
        return set(change(line, action.how));
      case 'cut':
        return cutOut(action);
      case 'paste-cut':
        ring = 0;
        return set(insert(line, killRing[0] ?? ''));
      case 'paste-older-cut': {
        if ((last !== 'paste-cut' && last !== 'paste-older-cut') || killRing.length < 2) return false;
        ring = (ring + 1) % killRing.length;
        const before = undo.pop() ?? line;
        line = before;
        return set(insert(before, killRing[ring] ?? ''));
      }
      case 'last-argument':
        return putLastArgument();
      case 'earlier':
      case 'later': {
        const target = place + (action.kind === 'earlier' ? -1 : 1);
        if (target < 0 || target > history.length) return false;
        goTo(target);
        return true;
      }
      case 'first':
      case 'last':
        if (place === (action.kind === 'first' ? 0 : history.length)) return false;
        goTo(action.kind === 'first' ? 0 : history.length);
        return true;
      case 'undo': {
        const before = undo.pop();
        if (before) line = withCursorAtChange(before, line);
        return before !== undefined;
      }
      case 'revert':
        line = undo[0] ?? line;
        undo.length = 0;
        return true;
      default:
        return false;
    }
  }

  return {
    get line() {
      return line;
    },
    get marked() {
      return marked;
    },
    get place() {
      return place;
    },
    type(text) {
      marked = undefined;
      const before = undo.length;
      const lastTyped = line;
      set(insert(line, text));
      const goesOn = lastTyped === typed && typedTogether < undoneTogether;
      if (goesOn && undo.length > before && before > 0) undo.pop();
      else typedTogether = 0;
      typedTogether += 1;
      typed = line;
      last = 'type';
    },
    paste(text) {
      const from = line.cursor;
      set(insert(line, text));
      marked = line.cursor > from ? [from, line.cursor] : undefined;
      last = 'pasted';
    },
    replace(next) {
      marked = undefined;
      set(next);
      last = 'complete';
    },
    goTo,
    act(action) {
      marked = undefined;
      const done = perform(action);
      last = action.kind;
      return done;
    },
  };
}

/** Undoing puts the cursor behind what came back, or where something went. */
function withCursorAtChange(before: LineBuffer, now: LineBuffer): LineBuffer {
  let same = 0;
  const [old, fresh] = [before.characters, now.characters];
  while (same < Math.min(old.length, fresh.length) && old.at(-1 - same) === fresh.at(-1 - same)) same += 1;
  return { ...before, cursor: old.length - same };
}

/** The keys of readline(3)'s emacs mode, as bash(1) has them without an inputrc. */
import type { Change, Cut, Move } from './line-buffer.ts';

export type KeyAction =
  | { readonly kind: 'move'; readonly how: Move }
  | { readonly kind: 'cut'; readonly what: Cut }
  | { readonly kind: 'change'; readonly how: Change }
  | { readonly kind: Simple };

type Simple =
  | 'accept'
  | 'interrupt'
  | 'delete-or-end'
  | 'complete'
  | 'list-choices'
  | 'clear-screen'
  | 'earlier'
  | 'later'
  | 'first'
  | 'last'
  | 'search'
  | 'search-forward'
  | 'abort'
  | 'paste-cut'
  | 'paste-older-cut'
  | 'last-argument'
  | 'undo'
  | 'revert'
  | 'comment-out'
  | 'pasted';

const move = (how: Move): KeyAction => ({ kind: 'move', how });
const cut = (what: Cut): KeyAction => ({ kind: 'cut', what });
const change = (how: Change): KeyAction => ({ kind: 'change', how });
const simple = (kind: Simple): KeyAction => ({ kind });

/** Each action with its keys; `^A` is Ctrl-A and `\e` is Escape, or Alt held down. */
const table: readonly (readonly [keys: string, action: KeyAction])[] = [
  ['^M ^J', simple('accept')],
  ['^C', simple('interrupt')],
  ['^D', simple('delete-or-end')],
  ['^I', simple('complete')],
  ['\\e? \\e=', simple('list-choices')],
  ['^L', simple('clear-screen')],
  ['\\e[D \\eOD ^B', move('left')],
  ['\\e[C \\eOC ^F', move('right')],
  ['\\e[H \\eOH \\e[1~ ^A', move('home')],
  ['\\e[F \\eOF \\e[4~ ^E', move('end')],
  ['\\e[1;5D \\e[1;3D \\e[5D \\eb \\eB', move('word-left')],
  ['\\e[1;5C \\e[1;3C \\e[5C \\ef \\eF', move('word-right')],
  ['^? ^H', change('erase')],
  ['\\e[3~', change('delete')],
  ['^T', change('transpose')],
  ['\\et \\eT', change('transpose-words')],
  ['\\eu \\eU', change('upper-case')],
  ['\\el \\eL', change('lower-case')],
  ['\\ec \\eC', change('capitalize')],
  ['\\e\\', change('no-spaces')],
  ['^K', cut('to-end')],
  ['^U', cut('to-start')],
  ['^W', cut('word')],
  ['\\e^? \\e^H', cut('word-back')],
  ['\\ed \\eD \\e[3;5~', cut('word-forward')],
  ['^Y', simple('paste-cut')],
  ['\\ey \\eY', simple('paste-older-cut')],
  ['\\e. \\e_', simple('last-argument')],
  ['\\e[A \\eOA ^P', simple('earlier')],
  ['\\e[B \\eOB ^N', simple('later')],
  ['\\e<', simple('first')],
  ['\\e>', simple('last')],
  ['^R', simple('search')],
  ['^S', simple('search-forward')],
  ['^G', simple('abort')],
  ['^_', simple('undo')],
  ['\\er \\eR', simple('revert')],
  ['\\e#', simple('comment-out')],
  ['\\e[200~', simple('pasted')],
];

const actions: ReadonlyMap<string, KeyAction> = new Map(
  table.flatMap(([keys, action]) => keys.split(' ').map((key) => [keyOf(key), action] as const)),
);

function keyOf(written: string): string {
  return written
    .replace(/^\\e/, '\x1b')
    .replace(/\^(.)$/, (_, letter: string) => String.fromCharCode(letter.charCodeAt(0) ^ 64));
}

/** What a key does; undefined for text, and for keys that do nothing. */
export function actionOf(key: string): KeyAction | undefined {
  return actions.get(key);
}

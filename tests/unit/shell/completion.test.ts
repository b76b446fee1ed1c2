// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the text of a shell.
import { expect, test } from 'vitest';
import { placeOf } from '../../../src/shell/completion.ts';
import { openTerminal } from '../../../src/shell/machine.ts';
import { freshMachine } from './fresh-machine.ts';
import { createSmallScreen } from './small-screen.ts';

/** The last line of the screen after these keys, without its prompt. */
function line(keys: string): string {
  return screen(keys).at(-1)?.replace('dev@lab:~$ ', '') ?? '';
}

function screen(keys: string): readonly string[] {
  const shown = createSmallScreen(80, 24);
  const terminal = openTerminal(freshMachine(), {
    columns: 80,
    rows: 24,
    onOutput: (text) => shown.write(text),
  });
  terminal.type(keys);
  return shown.rows();
}

test.each([
  ['what several commands share', 'pyth\tx', 'pythonx'],
  ['a command after a pipe', 'ls | hea\tx', 'ls | head x'],
  ['a command in a substitution', 'echo $(hostn\tx', 'echo $(hostname x'],
  ['a command after an assignment', 'A=1 hostn\tx', 'A=1 hostname x'],
  ['a command for sudo to run', 'sudo hostn\tx', 'sudo hostname x'],
  ['a keyword', 'whil\tx', 'while x'],
  ['a long option', 'ls --alm\tx', 'ls --almost-all x'],
  ['a file', 'cat site/ab\tx', 'cat site/about.html x'],
  ['a folder, with a slash', 'ls sit\tx', 'ls site/x'],
  ['a file behind a redirection', 'cat < site/ab\tx', 'cat < site/about.html x'],
  ['only folders for cd', 'cd site/\tx', 'cd site/notes/x'],
  ['a file of another folder', 'cat /etc/hos\t', 'cat /etc/host'],
  ['a variable', 'echo $HOSTN\tx', 'echo $HOSTNAME x'],
  ['a variable in braces', 'echo ${HOSTN\tx', 'echo ${HOSTNAME}x'],
  ['a home', 'ls ~gu\tx', 'ls ~guest/x'],
  ['a job', 'sleep 99 &\rkill %\tx', 'kill %1 x'],
  ['a job for fg', 'sleep 99 &\rfg \tx', 'fg %1 x'],
  ['a signal', 'kill -HU\tx', 'kill -HUP x'],
  ['a signal after -s', 'kill -s HU\tx', 'kill -s HUP x'],
  ['a user', 'id gu\tx', 'id guest x'],
  ['a module of python', 'python3 -m ht\tx', 'python3 -m http.server x'],
  ['a name with a blank', 'echo > "b c"\rcat b\tx', 'cat b\\ c x'],
  ['a name in double quotes, and closes them', 'echo > "b c"\rcat "b\tx', 'cat "b c" x'],
])('Tab completes %s', (_what, keys, expected) => {
  expect(line(keys)).toBe(expected);
});

test('nothing is added where nothing fits', () => {
  expect(line('cat nosuch\tx')).toBe('cat nosuchx');
});

test('two Tabs list the choices below, and the line comes again', () => {
  expect(screen('cat /etc/host\t\tx').slice(-2)).toEqual([
    expect.stringMatching(/^hostname +hosts\b/),
    'dev@lab:~$ cat /etc/hostx',
  ]);
});

test.each([
  ['ls "a b', { words: ['ls'], word: 'a b', quote: '"', redirected: false }],
  ["echo 'x' y\\ z", { words: ['echo', 'x'], word: 'y z', quote: '', redirected: false }],
  ['a; b && c > d', { words: ['c'], word: 'd', quote: '', redirected: true }],
  ['a 2>&1 b', { words: ['a'], word: 'b', quote: '', redirected: false }],
  ['echo $(cat ', { words: ['cat'], word: '', quote: '', redirected: false }],
] as const)('the place in %s', (text, place) => {
  expect(placeOf(text)).toEqual(place);
});

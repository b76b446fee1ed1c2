import { expect, test } from 'vitest';
import { change, insert, type LineBuffer, lineOf, move, textOf } from '../../../src/shell/line-buffer.ts';
import { openTerminal, type Terminal } from '../../../src/shell/machine.ts';
import { freshMachine } from './fresh-machine.ts';
import { createSmallScreen, type SmallScreen } from './small-screen.ts';

const up = '\x1b[A';
const down = '\x1b[B';
const left = '\x1b[D';
const home = '\x1b[H';

interface Session {
  readonly terminal: Terminal;
  readonly screen: SmallScreen;
}

function session(columns = 80, rows = 24): Session {
  const screen = createSmallScreen(columns, rows);
  const terminal = openTerminal(freshMachine(), { columns, rows, onOutput: (text) => screen.write(text) });
  return { terminal, screen };
}

/** What the screen shows after these keys. */
function typed(keys: string, columns = 80): string {
  const { terminal, screen } = session(columns);
  terminal.type(keys);
  return screen.rows().join('\n');
}

/** What the line printed when it was run: the row above the last prompt. */
function result(keys: string): string | undefined {
  return typed(keys).split('\n').at(-2);
}

test.each([
  ['the cursor goes left and what is typed goes in there', `echo ac${left}b\r`, 'abc'],
  ['Home and End', `cho a${home}e\x1b[Fb\r`, 'ab'],
  ['Ctrl-A and Ctrl-E', 'cho a\x01e\x05b\r', 'ab'],
  ['Ctrl-B and Ctrl-F', 'echo abd\x02c\x06e\r', 'abcde'],
  ['Ctrl-K cuts to the end, Ctrl-Y gives it back', `echo ab${left}\x0b\x01\x05\x19c\r`, 'abc'],
  ['Ctrl-U cuts to the start', 'nonsense\x15echo a\r', 'a'],
  ['Ctrl-W cuts a word', 'echo one two\x17three\r', 'one three'],
  ['cuts in a row are one cut', 'echo a b c\x17\x17\x19\r', 'a b c'],
  ['what one line cut, the next can have', 'echo a b\x17\r\x15echo \x19\r', 'b'],
  ['Alt-Y gives the cut before', 'echo one two\x17\x01\x06\x05x\x17\x19\x1by\r', 'one two'],
  ['Alt-Backspace cuts back to a sign', 'echo a/b/c\x1b\x7fd\r', 'a/b/d'],
  ['Alt-D cuts the word after the cursor', 'echo one two\x1bb\x1bb\x1bdx\r', 'x two'],
  ['Ctrl-T swaps two characters', 'echo ba\x14\r', 'ab'],
  ['Alt-T swaps two words', 'echo one two\x1bt\r', 'two one'],
  [
    'Alt-U, Alt-L and Alt-C change the case of a word',
    'echo ab CD ef\x1bb\x1bb\x1bb\x1bu\x1bl\x1bc\r',
    'AB cd Ef',
  ],
  ['Alt-. brings the last word of the line before', 'echo a b\recho c \x1b.\r', 'c b'],
  ['Alt-. again goes further back', 'echo a b\recho d\recho c \x1b.\x1b.\r', 'c b'],
  ['Ctrl-_ undoes', 'echo ab\x17\x1f\r', 'ab'],
  ['Alt-# makes a comment of the line', 'echo no\x1b#echo yes\r', 'yes'],
  ['Backspace and Delete', `echo abx\x7f${left}\x1b[3~c\r`, 'ac'],
  ['Ctrl-D deletes on a line that has text', `echo ab${left}\x04c\r`, 'ac'],
  ['words with Ctrl-arrows', 'echo a b\x1b[1;5D\x1b[1;5Dx\r', 'xa b'],
  ['up brings the line before', `echo a\r${up}\r`, 'a'],
  ['Ctrl-P and Ctrl-N go through the history too', 'echo a\recho b\r\x10\x10\x0e\r', 'b'],
  ['Alt-< goes to the first line', 'echo a\recho b\recho c\r\x1b<\r', 'a'],
  [
    'up and down go through the history and back to the draft',
    `echo a\recho b\recho c${up}${up}${down}${down}d\r`,
    'cd',
  ],
  ['Ctrl-R finds the latest line with a text', 'echo a1\recho b2\recho a3\r\x12a1\r', 'a1'],
  ['Ctrl-R again looks further back', 'echo a1\recho a2\r\x12a\x12\r', 'a1'],
  ['another key takes the line that was found and does its work', 'echo a1\r\x12a1\x05b\r', 'a1b'],
  ['Ctrl-G gives up the search and keeps the draft', 'echo a1\recho x\x12a1\x07y\r', 'xy'],
  ['Backspace in a search takes back a letter', 'echo a1\recho a2\r\x12a1\x7f\r', 'a2'],
  ['Tab completes a command', 'ech\ta\r', 'a'],
  ['Tab completes a file, and a folder with a slash', 'echo si\tab\tx\r', 'site/about.html x'],
  ['Ctrl-C drops the line', 'echo no\x03echo yes\r', 'yes'],
  ['!! is the line before, and the line is shown', 'echo a\r!! b\r', 'a b'],
  ['!$ is its last word', 'echo a b\recho c !$\r', 'c b'],
  ['!n is the n-th line', 'echo a\recho b\r!1\r', 'a'],
])('%s', (_rule, keys, expected) => {
  expect(result(keys)).toBe(expected);
});

test.each(['x'.repeat(70), '港'.repeat(30), `${'y'.repeat(17)}港🙂e\u0301`])(
  'a line longer than the screen is still one line: %s',
  (word) => {
    const { terminal, screen } = session(20);
    terminal.type(`echo '${word}'\r`);
    expect(screen.rows().join('')).toContain(`echo '${word}'${word}`);
  },
);

test('a search shows what it looks for, and that it failed', () => {
  const { terminal, screen } = session();
  terminal.type('echo a1\r\x12a1');
  expect(screen.rows().at(-1)).toBe("(reverse-i-search)`a1': echo a1");
  terminal.type('x');
  expect(screen.rows().at(-1)).toBe("(failed reverse-i-search)`a1x': echo a1");
  terminal.type('\x05');
  expect(screen.rows().at(-1)).toBe('dev@lab:~$ echo a1');
});

test('Tab twice lists what fits', () => {
  expect(typed('ls site/\t\t')).toContain('about.html  index.html  notes/');
});

test('more than a hundred choices are listed only when asked for', () => {
  const { terminal, screen } = session();
  terminal.type('touch {1..120}\rls \t\t');
  expect(screen.rows().at(-1)).toMatch(/^Display all 12\d possibilities\? \(y or n\)$/);
  terminal.type('n');
  expect(screen.rows().at(-1)).toBe('dev@lab:~$ ls');
});

test('several lines that are typed at once run one after the other', () => {
  expect(typed('echo a\necho b\necho c\n')).toMatch(/echo a\na\n.*echo b\nb\n.*echo c\nc\n/);
});

test('what is pasted waits for Enter, however many lines it has', () => {
  const { terminal, screen } = session();
  terminal.type('\x1b[200~echo a\recho b\x1b[201~');
  expect(screen.rows()).toEqual(['dev@lab:~$ echo a', 'echo b']);
  terminal.type('\r');
  expect(screen.rows().slice(2)).toEqual(['a', 'b', 'dev@lab:~$']);
});

test('lines that were typed ahead of a program that reads go to the program', () => {
  expect(typed('cat -n\rone\rtwo\r\x04echo done\r')).toMatch(/ 1 {2}one\n[\s\S]* 2 {2}two\n[\s\S]*done\n/);
});

test('a paste that is too long is cut, and says so', () => {
  const { terminal, screen } = session();
  terminal.type(`\x1b[200~echo ${'x'.repeat(100_000)}\x1b[201~`);
  expect(screen.rows().join('\n')).toContain(
    '[the terminal takes 65536 characters at a time; the rest was cut]',
  );
  terminal.type('\x15echo ok\r');
  expect(screen.rows().at(-2)).toBe('ok');
});

test('Ctrl-L clears the screen and keeps the line', () => {
  const { terminal, screen } = session();
  terminal.type('echo a\rb\x0cc');
  expect(screen.rows()).toEqual(['dev@lab:~$ bc']);
});

const at = (text: string, cursor: number): LineBuffer => ({ ...lineOf(text), cursor });

test('edits at the ends of a line do nothing', () => {
  expect(move(at('ab', 0), 'left').cursor).toBe(0);
  expect(move(at('ab', 2), 'right').cursor).toBe(2);
  expect(textOf(change(at('ab', 0), 'erase'))).toBe('ab');
  expect(textOf(change(at('ab', 2), 'delete'))).toBe('ab');
  expect(textOf(insert(at('ab', 1), 'xy'))).toBe('axyb');
});

test('a mark joins the character before it, and both are erased at once', () => {
  const joined = insert(insert(lineOf('e'), '\u0301'), 'x');
  expect(joined.characters).toEqual(['e\u0301', 'x']);
  expect(textOf(change(change(joined, 'erase'), 'erase'))).toBe('');
});

import { expect, test } from 'vitest';
import { edit, insert, type LineBuffer, lineOf, textOf } from '../../../src/shell/line-buffer.ts';
import { openTerminal } from '../../../src/shell/machine.ts';
import { freshMachine } from './fresh-machine.ts';

const up = '\x1b[A';
const down = '\x1b[B';
const left = '\x1b[D';
const home = '\x1b[H';

/** What programs printed while the keys were typed, without the echo of the keys: the last line is enough here. */
function typed(keys: string, columns = 80): string {
  let output = '';
  const terminal = openTerminal(freshMachine(), {
    columns,
    rows: 24,
    onOutput: (text) => {
      output += text;
    },
  });
  terminal.type(keys);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is taken out.
  return output.replace(/\x1b\[[0-9;?]*[A-Za-z]/g, '');
}

/** What the line printed when it was run. */
function result(keys: string, columns?: number): string | undefined {
  return typed(keys, columns).split('\r\n').at(-2);
}

test.each([
  ['the cursor goes left and what is typed goes in there', `echo ac${left}b\r`, 'abc'],
  ['Home and End', `cho a${home}e\x1b[Fb\r`, 'ab'],
  ['Ctrl-A and Ctrl-E', 'cho a\x01e\x05b\r', 'ab'],
  ['Ctrl-K cuts to the end, Ctrl-Y gives it back', `echo ab${left}\x0b\x01\x05\x19c\r`, 'abc'],
  ['Ctrl-U cuts to the start', 'nonsense\x15echo a\r', 'a'],
  ['Ctrl-W cuts a word', 'echo one two\x17three\r', 'one three'],
  ['Backspace and Delete', `echo abx\x7f${left}\x1b[3~c\r`, 'ac'],
  ['Ctrl-D deletes on a line that has text', `echo ab${left}\x04c\r`, 'ac'],
  ['words with Ctrl-arrows', 'echo a b\x1b[1;5D\x1b[1;5Dx\r', 'xa b'],
  ['up brings the line before', `echo a\r${up}\r`, 'a'],
  [
    'up and down go through the history and back to the draft',
    `echo a\recho b\recho c${up}${up}${down}${down}d\r`,
    'cd',
  ],
  ['Tab completes a command', 'ech\ta\r', 'a'],
  ['Tab completes a file, and a folder with a slash', 'echo si\tab\tx\r', 'site/about.html x'],
  ['Tab completes an option', 'echo $(ls --alm\t site)\r', 'about.html index.html notes'],
  ['Tab completes a job', 'sleep 99 &\rkill %\t; jobs\r', '[1]+  Terminated              sleep 99'],
  ['Ctrl-C drops the line', 'echo no\x03echo yes\r', 'yes'],
  ['a line longer than the screen is still one line', `echo ${'x'.repeat(70)}y\r`, `${'x'.repeat(70)}y`],
])('%s', (_rule, keys, expected) => {
  expect(result(keys, 40)?.trimEnd()).toBe(expected);
});

test('Tab twice lists what fits', () => {
  expect(typed('ls site/\t\t')).toContain('about.html  index.html  notes/');
});

test('several lines that were pasted run one after the other', () => {
  const text = typed('echo a\necho b\necho c\n');
  expect(text).toMatch(/echo a\r\na\r\n.*echo b\r\nb\r\n.*echo c\r\nc\r\n/);
});

test('lines that were pasted after a program that reads go to the program', () => {
  expect(typed('cat -n\rone\rtwo\r\x04echo done\r')).toMatch(/ 1\tone\r\n[\s\S]* 2\ttwo\r\n[\s\S]*done\r\n/);
});

test('a flood of keys is cut, and says so', () => {
  expect(typed(`echo ${'x'.repeat(100_000)}`)).toContain(
    '[the terminal takes 65536 characters at a time; the rest was cut]',
  );
});

test('Ctrl-L clears the screen and keeps the line', () => {
  expect(result('echo a\x0cb\r')).toBe('ab');
});

test('a wide character takes two columns, and editing stays in step', () => {
  expect(result(`echo 港b${left}${left}a\r`, 12)).toBe('a港b');
});

const at = (text: string, cursor: number): LineBuffer => ({ ...lineOf(text), cursor });

test('edits at the ends of a line do nothing', () => {
  expect(edit(at('ab', 0), 'left').cursor).toBe(0);
  expect(edit(at('ab', 2), 'right').cursor).toBe(2);
  expect(textOf(edit(at('ab', 0), 'erase'))).toBe('ab');
  expect(textOf(edit(at('ab', 2), 'delete'))).toBe('ab');
  expect(textOf(insert(at('ab', 1), 'xy'))).toBe('axyb');
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openTerminal } from '../../src/shell/machine.ts';
import { freshMachine } from '../unit/shell/fresh-machine.ts';

const words = fc.constantFrom(
  ...'echo cat ls cd ps ss curl kill jobs fg bg wait sleep python3 -m http.server 62893 --bind 127.0.0.1 :: localhost %1 %2 -9 -tln -v -s -L -o x 0 true false for in do done if then fi while ( ) { } ! & && || ; | > >> < 2>&1 <<< << EOF $x $? $(ls) "a $b" \'c\' ~ * site/* \\ exit 99 [ ] # = a=1 $((1)) `ls` ; & | é 港 http://127.0.0.1:62893/ history help getent hosts env export unset'.split(
    ' ',
  ),
);
const line = fc.oneof(
  fc.array(words, { maxLength: 8 }).map((parts) => parts.join(' ')),
  fc.string({ maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const keys = fc.oneof(line, fc.constantFrom('\x03', '\x1a', '\t', '\x1b[A', '\x7f', '\x15', '\x0c', '\x04'));

function open(editing: boolean): { readonly type: (text: string) => void; readonly output: () => string } {
  let output = '';
  const machine = freshMachine();
  const terminal = openTerminal(machine, {
    columns: 60,
    rows: 20,
    editing,
    onOutput: (text) => {
      output = (output + text).slice(-4000);
    },
  });
  return {
    type(text) {
      terminal.type(text);
      machine.advance(50);
    },
    output: () => output,
  };
}

test.each([true, false])('whatever is typed, Ctrl-C gives the prompt back (line editing: %s)', (editing) => {
  fc.assert(
    fc.property(fc.array(keys, { maxLength: 12 }), (lines) => {
      const { type, output } = open(editing);
      for (const text of lines) type(`${text}\r`);
      for (let count = 0; count < 4; count += 1) type('\x03');
      type('\x15');
      type('echo "still"here\r');
      return output().includes('stillhere');
    }),
    { numRuns: 300 },
  );
});

test('the same keys at the same times print the same', () => {
  fc.assert(
    fc.property(fc.array(keys, { maxLength: 8 }), (lines) => {
      const [first, second] = [open(true), open(true)];
      for (const text of lines) {
        first.type(`${text}\r`);
        second.type(`${text}\r`);
      }
      expect(first.output()).toBe(second.output());
    }),
    { numRuns: 100 },
  );
});

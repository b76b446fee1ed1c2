import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expandHistory } from '../../src/shell/history-expansion.ts';
import { createLineScreen, type LineView } from '../../src/shell/line-screen.ts';
import { openTerminal } from '../../src/shell/machine.ts';
import { clustersOf } from '../../src/shell/text-width.ts';
import { freshMachine } from '../unit/shell/fresh-machine.ts';
import { createSmallScreen } from '../unit/shell/small-screen.ts';

const character = fc.constantFrom('a', 'b', ' ', '港', '🙂', 'e\u0301', '\n', '\t', '\x07', 'z');
const view = fc
  .tuple(
    fc.constantFrom('$ ', '\x1b[32mdev@lab\x1b[0m:~$ ', "(i-search)`港': "),
    fc.array(character, { maxLength: 40 }),
  )
  .chain(([prompt, characters]) =>
    fc.nat({ max: characters.length }).map((cursor): LineView => ({ prompt, line: { characters, cursor } })),
  );

/** The line written once on an empty screen, and the cursor where writing up to it leaves it. */
function drawnAfresh(shown: LineView, columns: number) {
  const whole = createSmallScreen(columns);
  whole.write(createLineScreen().draw(shown, columns, 1000).replaceAll('\n', '\r\n'));
  return { rows: whole.rows().filter(Boolean), cursor: whole.cursor() };
}

test('whatever the line was before, it is redrawn as if it were written for the first time', () => {
  fc.assert(
    fc.property(
      fc.array(view, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 8, max: 40 }),
      (views, columns) => {
        const screen = createSmallScreen(columns);
        const line = createLineScreen();
        for (const shown of views) {
          screen.write(line.draw(shown, columns, 1000).replaceAll('\n', '\r\n'));
          const expected = drawnAfresh(shown, columns);
          expect(screen.rows().filter(Boolean)).toEqual(expected.rows);
          expect(screen.cursor()).toEqual(expected.cursor);
        }
      },
    ),
    { numRuns: 1000 },
  );
});

test('a line that is higher than the screen ends as it would if it were written for the first time', () => {
  fc.assert(
    fc.property(fc.array(view, { minLength: 1, maxLength: 6 }), (views) => {
      const [columns, rows] = [10, 4];
      const screen = createSmallScreen(columns, rows);
      const line = createLineScreen();
      for (const shown of views) screen.write(line.draw(shown, columns, rows).replaceAll('\n', '\r\n'));
      const last = views.at(-1);
      const expected = last ? drawnAfresh(last, columns).rows.slice(-rows) : [];
      const shown = screen.rows().filter(Boolean).slice(-expected.length);
      if (last?.line.cursor === last?.line.characters.length) expect(shown).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

const keys = fc.constantFrom(
  ...['a', 'b', ' ', 'é', '港', '"', '!', '$', '/', '.'],
  ...[
    '\x01',
    '\x02',
    '\x04',
    '\x05',
    '\x06',
    '\x07',
    '\b',
    '\t',
    '\x0b',
    '\x0c',
    '\x0e',
    '\x10',
    '\x12',
    '\x13',
  ],
  ...[
    '\x14',
    '\x15',
    '\x17',
    '\x19',
    '\x1f',
    '\x7f',
    '\r',
    '\x1b[A',
    '\x1b[B',
    '\x1b[C',
    '\x1b[D',
    '\x1b[3~',
  ],
  ...['b', 'f', 'd', '.', 'y', 't', 'u', 'l', 'c', '<', '>', '#', 'r', '\\', '\x7f', '?'].map(
    (key) => `\x1b${key}`,
  ),
  ...['\x1b[200~a b\rc\x1b[201~', '\x1b[5~', '\x1b[200~', '\x1b[201~'],
);

test('whatever keys edit the line, Ctrl-C gives an empty one', () => {
  fc.assert(
    fc.property(fc.array(keys, { maxLength: 40 }), (typed) => {
      const screen = createSmallScreen(30, 10);
      const terminal = openTerminal(freshMachine(), {
        columns: 30,
        rows: 10,
        onOutput: (text) => screen.write(text),
      });
      terminal.type(typed.join(''));
      terminal.type('\x1b[201~n\x03\x03\x03');
      terminal.type('echo "still"here\r');
      expect(screen.rows().at(-2)).toBe('stillhere');
    }),
    { numRuns: 300 },
  );
});

test('expanding the history never throws, and leaves single quotes alone', () => {
  const piece = fc.constantFrom(
    '!',
    '!!',
    '!$',
    '!1',
    '!-1',
    '!?a',
    ':0',
    ':2-3',
    ':h',
    ' ',
    'a',
    '"',
    '^',
    '^b',
    '\\',
  );
  fc.assert(
    fc.property(
      fc.array(piece).map((all) => all.join('')),
      fc.array(fc.string()),
      (line, history) => {
        expandHistory(line, history);
        expect(expandHistory(`'${line.replaceAll('"', '')}'`, history)).toEqual({ kind: 'same' });
        expect(clustersOf(line).join('')).toBe(line);
      },
    ),
  );
});

import { expect, test } from 'vitest';
import { httpDate, listTime, logTime, toCivil } from '../../../src/shell/civil-time.ts';
import { fromBytes, toBytes } from '../../../src/shell/utf-8.ts';
import { runText, typedText } from '../../../src/widgets/terminal/terminal.view.ts';
import { themeFrom } from '../../../src/widgets/terminal/terminal-colours.view.ts';
import { meaningOf, tabAfterKey } from '../../../src/widgets/terminal/terminal-keys.view.ts';

test.each([
  0,
  Date.UTC(2024, 1, 29, 23, 59, 59),
  Date.UTC(2026, 10, 23, 9, 12, 25),
  Date.UTC(1969, 11, 31, 12),
  Date.UTC(2100, 2, 1),
  Date.UTC(1600, 1, 29),
])('the civil date of %d is that of JavaScript’s Date', (milliseconds) => {
  const date = new Date(milliseconds);
  expect(toCivil(milliseconds)).toEqual({
    year: date.getUTCFullYear(),
    month: date.getUTCMonth(),
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    weekday: date.getUTCDay(),
  });
  expect(httpDate(milliseconds)).toBe(date.toUTCString());
});

test('times have the forms that the tools print', () => {
  const time = Date.UTC(2026, 0, 5, 9, 2, 5);
  expect(logTime(time)).toBe('05/Jan/2026 09:02:05');
  expect(listTime(time)).toBe('Jan  5 09:02');
});

test.each(['', 'ascii', 'Größe', '港', '🚢', 'a\u0301'])(
  '%s is the same after a way through bytes',
  (text) => {
    expect(toBytes(text)).toBe(Buffer.from(text).toString('latin1'));
    expect(fromBytes(toBytes(text))).toBe(text);
  },
);

test('bytes that are no UTF-8 become replacement characters', () => {
  expect(fromBytes('\xff\xc3a\xed\xa0\x80')).toContain('\ufffd');
  expect(toBytes('\ud800')).toBe('\xef\xbf\xbd');
});

test('Escape and then Tab leaves the terminal, Tab alone does not', () => {
  const press = (key: string, ctrl = false) => ({ key, ctrl, meta: false, shift: false });
  expect(meaningOf(press('Tab'), false)).toBe('type');
  expect(meaningOf(press('Escape'), false)).toBe('hold');
  expect(meaningOf(press('Shift'), true)).toBe('hold');
  expect(meaningOf(press('Tab'), true)).toBe('leave');
});

test('Ctrl-Shift-C copies, Ctrl-V and Ctrl-Shift-V paste, Ctrl-C is a key', () => {
  const press = (key: string, shift = false) => ({ key, ctrl: true, meta: false, shift });
  expect(meaningOf(press('c'), false)).toBe('type');
  expect(meaningOf(press('C', true), false)).toBe('copy');
  expect(meaningOf(press('v'), false)).toBe('browser');
  expect(meaningOf(press('V', true), false)).toBe('browser');
});

test('on a Mac the command key copies and pastes', () => {
  const press = (key: string) => ({ key, ctrl: false, meta: true, shift: false });
  expect(meaningOf(press('c'), false)).toBe('browser');
  expect(meaningOf(press('v'), false)).toBe('browser');
});

test('arrow keys go round the tabs of the terminals', () => {
  expect(tabAfterKey('ArrowRight', 1, 2)).toBe(0);
  expect(tabAfterKey('ArrowLeft', 0, 3)).toBe(2);
  expect(tabAfterKey('End', 0, 3)).toBe(2);
  expect(tabAfterKey('a', 0, 3)).toBeUndefined();
});

test('a request to type is text, with a line end where it shall run', () => {
  expect(typedText({ text: 'ls' })).toEqual({ text: 'ls', host: undefined });
  expect(typedText({ text: 'ls', run: true, host: 'phone' })).toEqual({ text: runText('ls'), host: 'phone' });
  for (const wrong of [undefined, null, 'ls', {}, { text: 1 }, { text: '' }])
    expect(typedText(wrong)).toBeUndefined();
});

test('every colour of the terminal comes from a token', () => {
  const theme = themeFrom((token) => `<${token}>`);
  expect(Object.keys(theme)).toHaveLength(22);
  for (const colour of Object.values(theme)) expect(colour).toMatch(/^<--[a-z]+>$/);
});

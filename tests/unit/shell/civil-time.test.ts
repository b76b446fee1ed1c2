import { expect, test } from 'vitest';
import { httpDate, parseHttpDate } from '../../../src/shell/civil-time.ts';

test('a date as HTTP writes it is read back', () => {
  for (const date of [
    Date.UTC(1970, 0, 1),
    Date.UTC(2000, 1, 29, 23, 59, 59),
    Date.UTC(2026, 10, 23, 9, 37, 56),
    Date.UTC(2098, 11, 31, 12),
    Date.UTC(2100, 2, 1, 1, 2, 3),
  ]) {
    expect(parseHttpDate(httpDate(date)), httpDate(date)).toBe(date);
  }
});

test('other spellings of a date are none', () => {
  for (const text of [
    '',
    'yesterday',
    '2026-11-23',
    'Mon, 23 Foo 2026 09:37:56 GMT',
    'Mon Nov 23 09:37:56 2026',
  ]) {
    expect(parseHttpDate(text), text).toBeUndefined();
  }
});

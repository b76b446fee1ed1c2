import { expect, it } from 'vitest';
import { NumberTable } from '../../../src/simulator/number-table.ts';

it('nothing stands at a number that is negative, broken or too large', () => {
  const table = new NumberTable<string>();
  table.set(3, 'three');
  for (const number of [-1, 3.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 32 + 3, -(2 ** 32) + 3]) {
    expect(table.get(number)).toBeUndefined();
    table.delete(number);
  }
  expect(table.get(3)).toBe('three');
});

it('lists what it has from the lowest number to the highest', () => {
  const table = new NumberTable<string>();
  for (const number of [65_535, 0, 64, 63]) table.set(number, `at ${number}`);
  expect([...table]).toEqual([
    [0, 'at 0'],
    [63, 'at 63'],
    [64, 'at 64'],
    [65_535, 'at 65535'],
  ]);
});

it('counts a number once, and no longer when it is deleted', () => {
  const table = new NumberTable<string>();
  table.set(7, 'one');
  table.set(7, 'other');
  expect(table.size).toBe(1);
  table.delete(7);
  table.delete(7);
  expect([table.size, table.has(7)]).toEqual([0, false]);
});

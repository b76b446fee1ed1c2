import { expect, test } from 'vitest';
import { readSheet } from '../../../src/components/reference/sheet.ts';
import { sheets } from '../../../src/components/reference/sheets.ts';

test('there are four sheets, in their order', () => {
  expect(sheets.map(({ order }) => order)).toEqual([1, 2, 3, 4]);
});

test.each(sheets)(
  '$title: commands stand between paired backticks, and every system is named',
  ({ tables }) => {
    const cells = tables.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
    for (const cell of cells) expect(cell.split('`').length % 2, cell).toBe(1);
    expect(tables.flatMap(({ columns }) => columns)).toEqual(
      expect.arrayContaining(['Linux', 'macOS', 'Windows']),
    );
  },
);

test('a row with a cell too few is a mistake with its file', () => {
  const table = { caption: 'c', columns: ['a', 'b', 'c'], rows: [{ head: 'h', cells: ['one'] }] };
  const sheet = { title: 't', description: 'd', order: 1, tables: [table], notes: [], sources: [] };
  expect(() => readSheet('content/reference/sheets/x.ts', sheet)).toThrow(
    /sheets\/x\.ts:[\s\S]*a row has a cell/,
  );
});

import { expect, it } from 'vitest';
import {
  firstHeadland,
  headland,
  quay,
  shore,
  shoreEnd,
  waterLines,
} from '../../../src/components/shoreline.ts';

const lines = [0, ...waterLines];

it.each(lines)('every piece begins where the one above it ends, %d out to sea', (off) => {
  const joins = new RegExp(`^M${118 - off} 0C${118 - off} `);
  for (const piece of [
    quay(off),
    headland(off),
    shoreEnd(off),
    ...[0, 1, 2, 3].map((turn) => shore(turn, off)),
  ]) {
    expect(piece).toMatch(joins);
  }
});

it.each(lines)('every piece ends straight down, %d out to sea', (off) => {
  const x = 118 - off;
  expect(quay(off)).toMatch(new RegExp(` ${x} 52 ${x} 60$`));
  expect(headland(off)).toMatch(new RegExp(`S${x} 54 ${x} 72$`));
  expect(firstHeadland(off)).toMatch(new RegExp(`S${x} 54 ${x} 72$`));
  for (const turn of [0, 1, 2, 3]) expect(shore(turn, off)).toMatch(new RegExp(`S${x} \\d+ ${x} 100$`));
});

it('the four shores take turns', () => {
  expect(new Set([0, 1, 2, 3].map((turn) => shore(turn))).size).toBe(4);
  expect(shore(5)).toBe(shore(1));
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decidingLine } from '../../src/course/checks/first-match.ts';
import { loadMaker, questionKinds } from '../../src/course/checks/index.ts';
import { makeFrom } from '../../src/course/checks/made-question.ts';

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });

describe.each(questionKinds)('%s', (kind) => {
  test('has exactly one right answer, choices that differ, and a reason for each', async () => {
    const maker = await loadMaker(kind);
    fc.assert(
      fc.property(seeds, (seed) => {
        const { choices } = makeFrom(maker, seed);
        expect(choices.filter(({ right }) => right)).toHaveLength(1);
        expect(new Set(choices.map(({ says }) => says)).size).toBe(choices.length);
        expect(choices.length).toBeGreaterThanOrEqual(3);
        for (const { answer, says } of choices) {
          expect(`${says} ${answer}`).not.toMatch(/undefined|NaN/);
          expect(answer).toMatch(/^\S[\s\S]{10,}\.$/);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('is the same for the same seed, and is another within a few seeds', async () => {
    const maker = await loadMaker(kind);
    expect(makeFrom(maker, 7)).toEqual(makeFrom(maker, 7));
    const asked = new Set([1, 2, 3, 4, 5].map((seed) => JSON.stringify(makeFrom(maker, seed))));
    expect(asked.size).toBeGreaterThanOrEqual(3);
  });

  test('does not have the same answer every time', async () => {
    const maker = await loadMaker(kind);
    const right = Array.from({ length: 60 }, (_, seed) =>
      makeFrom(maker, seed).choices.findIndex((choice) => choice.right),
    );
    expect(new Set(right).size).toBeGreaterThanOrEqual(2);
  });
});

test('a rule below one that fits is not asked', () => {
  const open = { inInterface: undefined, source: undefined, port: 22, target: 'ACCEPT' } as const;
  const packet = { inInterface: 'wlan0', source: '192.168.1.30', port: 22 };
  expect(decidingLine([{ ...open, port: 80 }, open, { ...open, target: 'DROP' }], packet, 'DROP')).toBe(2);
  expect(decidingLine([], packet, 'DROP')).toBe(0);
});
